"""How measures stand to each other: in one sentence, counted alike, or one a share of what the other tells."""

import re
from bisect import bisect_left

from extractors.quantities.clauses import SENTENCE_MARKS
from extractors.quantities.lexicon import units, words
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.surroundings import between_marks

_SHARE_OF_PLAN = re.compile(
    r"\s?(?:(?:占|为|是|完成|达|相当于|达到)了?[^，。；：\d]{0,10}"
    r"(?:任务|计划|目标|进度|总数|总量|总额|总长度?|总里程|投资|年度|全年)[^，。；：\d]{0,5}的?"
    r"|(?:占|占比|占全部|约占|比重)(?:为|达|达到|约)?"
    r"|约?占[^，。；：\d]{1,12}的(?:比重|比例)?约?为?"
    r"|(?:年度|全年)?(?:目标)?任务完成率?(?:了|为|达到?)?"
    r"|超\S{0,6}(?:任务|计划|目标|进度|序时)\S{0,3}|[较比]\S{0,4}进度(?:[快慢]|滞后|落后|超前|提前)约?)\s?$"
)
# 超 stands no more signs before its number: 超年度目标任务 52 个
_LONGEST_OVER = 20
SHARES = ("%", "ratio", "个百分点", "百分点", "倍")
# how many measures back a subject is looked for
NEAR = 8


def is_share_of_plan(reading: Reading, measure: Measure) -> bool:
    """True for 占年度计划的 81.8%, 为任务的 109%, 超序时进度 6 个百分点: they speak of the number before."""
    if (
        measure.unit not in SHARES
        and "超" not in reading.uniform[max(0, measure.start - _LONGEST_OVER) : measure.start]
    ):
        return False
    before = clause_before(reading, measure)
    if measure.unit not in SHARES and not before.lstrip().startswith("超"):
        return False
    if _SHARE_OF_PLAN.match(before) is None:
        return False
    sentence, _ = between_marks(reading.uniform, measure.start, SENTENCE_MARKS)
    at = bisect_left(reading.measures, measure.start, key=lambda m: m.start)
    return at > 0 and reading.measures[at - 1].start >= sentence


def clause_before(reading: Reading, measure: Measure) -> str:
    """What a measure's clause says before it."""
    start, _ = between_marks(reading.uniform, measure.start, "，：（" + SENTENCE_MARKS)
    return reading.uniform[start : measure.start]


def is_place(name: str | None) -> bool:
    """True for a name that ends as those of places do, or that the lexicon has as one."""
    return name is not None and (
        words().get(name) in ("place", "modifier")
        or name.endswith(("区", "县", "镇", "乡", "市", "街道", "周边", "沿线", "片区", "城区", "沙漠", "沙地", "流域"))
    )


def same_sentence(reading: Reading, earlier: Measure, measure: Measure) -> bool:
    """True where no 。；！？ stands between two measures."""
    return not any(mark in SENTENCE_MARKS for mark in reading.uniform[earlier.end : measure.start])


def alike(one: Measure, other: Measure) -> bool:
    """True where two units count alike: the same word, or classifiers of one counting class."""
    if one.unit == other.unit:
        return True
    first, second = units().get(one.unit or ""), units().get(other.unit or "")
    return bool(first and second and first.counting_class and first.counting_class == second.counting_class)
