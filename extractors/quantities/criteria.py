"""Numbers that only say which kind of thing is meant: 65 岁以上老人, 110 千伏变电站, 300 户以上小区."""

import re

from extractors.quantities.signals import found
from extractors.quantities.surroundings import Surroundings

# what a number of these is of is measured or is people; 床 and 张 are in what is counted
_MEASURED = ("money", "area", "length", "mass", "volume", "power", "energy", "steam")
_PEOPLE = ("人", "名", "户")
_FITTINGS = ("张", "床", "层")
# 新建 20 蒸吨燃气锅炉 3 台: what the number after counts
_NAMES_COUNTED = re.compile(r"\s?[一-鿿]{2,8}?\s?")
_COUNTED_IN = ("家", "个", "户")
_CAPACITIES = ("computing", "volume", "mass", "tonnage", "power", "energy", "steam", "apparent power")
_OF_CLASS = re.compile(r"的[\s\d]|(?:及?以上)?的[一-鿿]")
# 低于 3 万元的工业用地清退 900 亩; 低于 3 万元的标准补助 20 户 is a rate, and no class
_OF_COUNTED = re.compile("的(?!标准|比例|价格|补|奖|资金|要求)[^，。；、]*")
# 3 日以上深度游产品 15 个; 6 分钟内到场率
_OF_TIME = re.compile(r"\s?(?:及?以上|[以之]内)的?[一-鿿]{2,8}\s?")
_RATE_WITHIN = re.compile(r"\s?内[一-鿿]{2,4}率")
_OF_NOUN = re.compile("的[一-鿿]{2}")
# “3 公里应急圈”
_CIRCLE = re.compile(r"[一-鿿]{2,6}圈(?![一-鿿])|[”\"][一-鿿]{2,6}圈")
_SIZES = ("computing", "volume", "mass", "tonnage", "power", "area", "length", "energy", "steam", "apparent power")


def is_criterion(around: Surroundings) -> bool:
    """True for 65 岁以上老人, 110 千伏变电站, 300 户以上小区: the number would be the same whatever is achieved."""
    if around.dimension == "voltage" or (around.dimension == "age" and not found("age-level", around.before)):
        return True
    if not around.after:
        return False
    if around.dimension == "time":
        is_age = found("class-limit-before", around.before) and around.after.startswith("的")
        names_kind = _OF_TIME.fullmatch(around.up_to_next() or "") or _RATE_WITHIN.match(around.after)
        return bool(names_kind) or is_age or found("circle-after", around.after) or found("age-after", around.after)
    if around.dimension == "length" and (_CIRCLE.match(around.after) or found("covered-after", around.after)):
        return True
    if found("class-limit-before", around.before) and found("all-of-class-after", around.after):
        return True
    if found("class-after", around.after) or (around.measure.unit == "部门" and around.after.startswith("联动")):
        return True
    if _names_class(around) or _is_limit_for(around):
        return True
    if _OF_CLASS.match(around.after) and found("class-limit-before", around.before):
        # 产值超百亿元的 4 个; 3 个投资超 10 亿元的项目: the count stands behind, or before
        is_later = _OF_COUNTED.fullmatch(around.up_to_next() or "") is not None
        counted_behind = is_later or around.after.lstrip("的 ")[:1].isdigit()
        return counted_behind or (around.index > 0 and not re.search(r"[，。；、]", around.since_last()))
    return _is_threshold(around) or _is_size(around)


def _is_limit_for(around: Surroundings) -> bool:
    """True for the limit that says for whom or what: 对月收入超过 2800 元的家庭停止发放."""
    is_limit = around.after.startswith("的") and found("class-limit-before", around.before)
    return is_limit and re.search("(?:[对为向]|给(?!予))[^，。；]*$", around.before) is not None


def _names_class(around: Surroundings) -> bool:
    """True for a limit of money and the noun of which the next number counts: 营业收入超 20 亿元企业达到 3 家."""
    following = around.up_to_next()
    names = following is not None and not following.startswith("的") and _NAMES_COUNTED.fullmatch(following)
    if around.dimension != "money" or not names or not found("class-limit-before", around.before):
        return False
    return around.reading.measures[around.index + 1].unit in _COUNTED_IN


def _is_threshold(around: Surroundings) -> bool:
    """True for a bound and a noun with the count elsewhere, or one that the unit cannot count: 66 人以上大班额."""
    if around.measure.unit in ("%", "ratio") or not found("threshold-after", around.after):
        return False
    following = around.up_to_next()
    if following is not None and len(following) <= 1:
        # 21 个亿元以上项目: the bound is the next number's
        return False
    if around.dimension == "money" and around.index and not around.since_last().strip():
        # 14 宗千万元以上技术合同
        return True
    counted_after = following is not None and not re.search(r"[，。；、]", following) and not _next_is_class(around)
    return counted_after or not around.before.strip() or not _may_count(around)


def _next_is_class(around: Surroundings) -> bool:
    """True where the number after only says which kind is counted: 4 个以上十亿元级园区."""
    following = around.reading.measures[around.index + 1]
    return around.reading.uniform.startswith("级", following.end)


def _may_count(around: Surroundings) -> bool:
    """True where what stands after the bound may be as much as that: 100 公里以上绿道, 30 家以上企业."""
    name = "measured-after" if around.dimension in _MEASURED else "peopled-after"
    if around.dimension in _MEASURED or around.measure.unit in _PEOPLE:
        return found(name, around.after)
    return around.measure.unit not in _FITTINGS


def _is_size(around: Surroundings) -> bool:
    """True for the size of a thing that is counted beside it: 6 台200 立方米储气罐, 日处理 600 吨的处理厂."""
    if around.measure.per and _OF_NOUN.match(around.after) and found("capacity-before", around.before):
        # 日宰杀 2 万羽的屠宰点
        return True
    if around.dimension not in _SIZES or not re.match(r"\s?的?[一-鿿]", around.after):
        return False
    if found("holds-before", around.before):
        return True
    if found("capacity-before", around.before) and found("plant-after", around.after):
        return True
    is_size = around.dimension in _CAPACITIES or around.measure.upper is not None
    if is_size and _NAMES_COUNTED.fullmatch(around.up_to_next() or ""):
        return True
    earlier = around.reading.measures[around.index - 1] if around.index else None
    return earlier is not None and not around.reading.uniform[earlier.end : around.measure.start].strip()
