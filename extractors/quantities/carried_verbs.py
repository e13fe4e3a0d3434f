"""Which verb goes on from one number to the next, and what is said of a number by the next: a share, a rate, a part."""

import re
from bisect import bisect_left

from extractors.quantities.lexicon import term_set
from extractors.quantities.lists import has_level
from extractors.quantities.named import said_of_all
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.relations import NEAR, SHARES, clause_before, same_sentence

# rules whose action stands before its object
_VERB_FIRST = (
    *("verb-object", "light-object", "verb-counted", "light-counted", "light-verb-object", "verb-verbal-object"),
    *("activity-counted", "verb-event-counted", "counted-of-activity", "verb-occasions", "visits-of-event", "object"),
    *("counted", "carried-over", "verb-object-total", "relative-object", "change-object", "verb"),
)
_SETS_BOUND = re.compile(
    r"[^，。；\s](?:均|都|应|须)?(?:不少于|不低于|不小于|不高于|不超过|至少|最少|≥|≤|低于|高于|小于|大于)\s?$"
)
_PEOPLE = ("人", "名", "人次")


def carry_action(reading: Reading, measure: Measure, near: Measure | None, previous: list[Measure]) -> None:
    """The verb that goes on from the number before in the sentence, else the one that a later clause says of all."""
    if measure.action is not None or has_level(measure):
        return
    if near is not None and _verb_goes_on(reading, measure, near):
        measure.action = near.action
    if measure.action is None and measure.part and measure.rule == "object" and measure.unit not in SHARES:
        # 建成设施 12 套，容量 8600 kVA，其中高压 3 套: as the total, over what else it is told in
        total = next((m for m in reversed(previous[-NEAR:]) if not m.part and m.unit == measure.unit), None)
        measure.action = total.action if total is not None and same_sentence(reading, total, measure) else None
    if measure.action is None and measure.rule in ("object", "counted") and measure.unit not in SHARES:
        measure.action = said_of_all(reading, measure)


def _verb_goes_on(reading: Reading, measure: Measure, earlier: Measure) -> bool:
    """True where the verb of the number before governs this one too, which has none of its own.

    新建公厕 3 座，驿站 5 座: a verb before its noun goes on over a comma. A verb behind its noun, or one of a level,
    does not, nor does any reach a noun with a bound: 候车时间缩短至 8 分钟，发车间隔不超过 6 分钟.
    """
    if measure.rule == "amount-of-event" or (measure.rule == "invested" and measure.per):
        return False
    between = reading.uniform[earlier.end : measure.start]
    if between.rstrip().endswith(("为", "是", "占", "占比")):
        return False
    if measure.rule == "activity" and (earlier.action or "").endswith(tuple(term_set("heads.tsv", "consequence"))):
        # 建设覆盖 28 个乡镇，送戏下乡 56 场
        return False
    if measure.part and measure.unit in SHARES and earlier.unit not in SHARES and measure.object:
        return False
    if measure.object is None or measure.part or "，" not in between:
        return True
    if _SETS_BOUND.search(between) and earlier.unit == measure.unit in _PEOPLE:
        # 选派教师 900 名，讲学教师不少于 60 名
        return earlier.rule in _VERB_FIRST
    if _SETS_BOUND.search(between) or (measure.unit in SHARES and earlier.unit not in SHARES):
        return False
    return earlier.rule in _VERB_FIRST


def name_part(measure: Measure, previous: list[Measure]) -> None:
    """A part that an event names is what the verb of the total governs: 发展灌溉面积 15 万亩，其中滴灌 12 万亩."""
    total = next((m for m in reversed(previous[-NEAR:]) if not m.part), None)
    is_named = measure.rule == "verb" and (measure.action or "").endswith(tuple(term_set("heads.tsv", "nominal")))
    if total is not None and total.unit == measure.unit and total.rule in _VERB_FIRST and is_named:
        measure.object, measure.action = measure.action, total.action


def go_on_paying(reading: Reading, measure: Measure, earlier: Measure) -> None:
    """Pay the next class of people what the first gets: 老人每人每月发放津贴 60 元，90 岁以上老人 100 元."""
    at = bisect_left(reading.measures, measure.start, key=lambda m: m.start)
    of_class = reading.measures[at - 1] if at else None
    is_paid = measure.unit == earlier.unit == "元" and earlier.per is not None and measure.rule == "object"
    if is_paid and of_class is not None and of_class.role == "criterion" and of_class.object == measure.object:
        measure.object, measure.action, measure.per = earlier.object, earlier.action, measure.per or earlier.per


def rate_of_deed(measure: Measure, earlier: Measure) -> None:
    """Make a rate of what was just told a share of it: 农机检修 1.4 万台，检修率 87%."""
    deed = (measure.object or "").removesuffix("率")
    if earlier.unit in _PEOPLE and deed in term_set("heads.tsv", "coverage"):
        return
    is_rate = measure.unit == "%" and measure.rule == "object" and deed not in ("", measure.object)
    if is_rate and (earlier.action or "").endswith(deed):
        measure.object, measure.action, measure.measure = earlier.object, deed, "share"


def _spoken_of(reading: Reading, measure: Measure, previous: list[Measure]) -> Measure:
    """The number that a share of a plan speaks of: the last of its sentence that does not tell who has a part in it."""
    same = [m for m in previous[-NEAR:] if same_sentence(reading, m, measure)]
    # 绿化 7 万亩，其中造林 2 万亩，占任务的 92%: of the whole
    same = [m for m in same if not m.part] or same
    done = [m for m in same if m.action not in term_set("heads.tsv", "consequence")]
    return done[-1] if measure.unit in SHARES and done else previous[-1]


def take_over(reading: Reading, measure: Measure, previous: list[Measure]) -> None:
    """Give a share of a plan, or the second of two counts in a row, what the number before it speaks of."""
    if measure.rule == "distributed":
        return
    earlier = _spoken_of(reading, measure, previous)
    measure.rule = measure.rule or "carried-over"
    measure.object = measure.object or earlier.object
    # 完成年度任务的 99%: what is done with a task is to complete it
    done = "完成" if "完成" in clause_before(reading, measure) else earlier.action
    measure.action = measure.action or done
