"""What a number is for: target, actual, baseline, or a criterion that only says which kind of thing is meant."""

import re
from itertools import pairwise

from extractors.quantities.reading import Reading
from extractors.quantities.signals import found
from extractors.quantities.surroundings import Surroundings

_DEMANDED = re.compile(r"(?:不少于|不低于|不超过|不高于|至少|控制在)\s?$")
_DEMANDED_AFTER = re.compile(r"\s?(?:及?以上|以内|及?以下)")
_SIZES = ("volume", "mass", "power", "area", "length", "energy")


def role(around: Surroundings) -> str:
    """The role that the words around a measure give it; a target where they say nothing."""
    if found("baseline-before", around.before) and found("change-to-after", around.after):
        return "baseline"
    if _is_criterion(around):
        return "criterion"
    done = found("done", around.said_before) or (found("bulletin", around.sentence) and not _is_demanded(around))
    return "actual" if done and not _is_planned(around) else "target"


def _is_demanded(around: Surroundings) -> bool:
    """True for a bound that only a plan sets, also where it compares: 同比改善 5%以上, 不超过 3 天."""
    return bool(_DEMANDED.search(around.before) or _DEMANDED_AFTER.match(around.after))


def _is_planned(around: Surroundings) -> bool:
    """True for the plan beside what was done: 年初计划举办 120 场, or the total before 已: 36 个项目已完工 29 个."""
    is_done = found("done", around.before)
    if found("planned", around.before) and not is_done:
        return True
    if found("left-over", around.before) and re.search(r"计划|拟|将|月|底前|年内", around.after):
        return not re.search(r"已|均|正在", around.after)
    following = around.up_to_next()
    if following is None or is_done:
        return False
    # 48 所学校中，44 所已完成: the whole of which a part is done
    return ("已" in following and not re.search(r"[，。；、]", following)) or re.search(
        r"中，\s?$", following
    ) is not None


def _is_criterion(around: Surroundings) -> bool:
    """True for 65 岁以上老人, 110 千伏变电站, 300 户以上小区: the number would be the same whatever is achieved."""
    if around.dimension == "voltage" or (around.dimension == "age" and "寿命" not in around.before):
        return True
    if around.dimension == "time":
        return found("circle-after", around.after)
    if found("class-after", around.after) or (around.measure.unit == "部门" and around.after.startswith("联动")):
        return True
    if found("class-limit-before", around.before) and re.match(r"的[\s\d]", around.after):
        return True
    if found("class-limit-before", around.before) and re.match(r"(?:以上)?的[一-鿿]", around.after):
        # 3 个投资超 10 亿元的项目: the count stands before
        return around.index > 0 and not re.search(r"[，。；、]", around.since_last())
    return _is_threshold(around) or _is_size(around)


def _is_threshold(around: Surroundings) -> bool:
    """True for a bound and a noun with the count elsewhere, or without a verb before that could govern it."""
    if around.measure.unit in ("%", "ratio") or not found("threshold-after", around.after):
        return False
    following = around.up_to_next()
    counted_after = following is not None and not re.search(r"[，。；、]", following)
    return counted_after or not around.before.strip()


def _is_size(around: Surroundings) -> bool:
    """True for the size of a thing that is counted beside it: 6 台200 立方米储气罐, 日处理 600 吨的处理厂."""
    if around.dimension not in _SIZES or not re.match(r"\s?的?[一-鿿]", around.after):
        return False
    if found("holds-before", around.before):
        return True
    if found("daily-capacity-before", around.before) and around.after.lstrip().startswith("的"):
        return True
    earlier = around.reading.measures[around.index - 1] if around.index else None
    return earlier is not None and not around.reading.uniform[earlier.end : around.measure.start].strip()


def progress_roles(reading: Reading) -> None:
    """Make a share already reached and the one to reach after it (已完成 65%，完成 80%) baseline and target."""
    for before, measure in pairwise(reading.measures):
        between = reading.uniform[before.end : measure.start]
        if (
            before.unit == measure.unit == "%"
            and (before.role, measure.role) == ("actual", "actual")
            and before.value < measure.value
            and re.match(r"，(?:计划|力争|确保|将|年内)?完成(?!\S*(?:任务|计划|目标|率))", between)
        ):
            before.role, measure.role = "baseline", "target"
