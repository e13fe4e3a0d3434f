"""What one clause leaves to another: the verb that goes on, and the noun that was named before, at last in the goal."""

import re

from extractors.quantities.elisions import MONEY_NOUN
from extractors.quantities.items import Item
from extractors.quantities.lexicon import term_set, units, words
from extractors.quantities.lists import has_level
from extractors.quantities.named import (
    before_bracket,
    criterion_before,
    done_before,
    level_before,
    name_by_label,
    name_place,
    payment_before,
    within_event,
)
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.relations import NEAR, SHARES, alike, clause_before, is_share_of_plan, same_sentence

# 增加到 720 元: nothing but the level that the subject before reaches
_REACHED = re.compile(r"M*[RU]P?Q")
# rules whose action stands before its object
_VERB_FIRST = (
    *("verb-object", "light-object", "verb-counted", "light-counted", "light-verb-object", "verb-verbal-object"),
    *("activity-counted", "verb-event-counted", "counted-of-activity", "verb-occasions", "visits-of-event", "object"),
    *("counted", "carried-over", "verb-object-total", "relative-object", "change-object", "verb"),
)
_SETS_BOUND = re.compile(
    r"[^，。；\s](?:均|都|应|须)?(?:不少于|不低于|不小于|不高于|不超过|≥|≤|低于|高于|小于|大于)\s?$"
)
_GRADE = re.compile(r"[一二三四五1-5]?[星A]+级(?:及?以上)?")


def carry_over(reading: Reading, measure: Measure, item: Item, previous: list[Measure]) -> None:
    """Fill in object and action from the measures before, at last the object from the goal."""
    earlier = previous[-1] if previous else None
    near = earlier is not None and same_sentence(reading, earlier, measure)
    if earlier is not None and near:
        if is_share_of_plan(reading, measure) or ("qQ" in item.shape and not measure.object):
            _take_over(reading, measure, _spoken_of(reading, measure, previous))
            return
        if measure.action is None and not has_level(measure) and _verb_goes_on(reading, measure, earlier):
            measure.action = earlier.action
    name_place(measure, previous)
    if measure.object is None and measure.component and measure.unit != "层":
        name_by_label(reading, measure)
    if measure.object is None and item.shape == "Q":
        measure.object = before_bracket(reading, measure, earlier)
    if _is_elided(measure.object) and (reading.goal is not None or near):
        measure.object = earlier.object if earlier is not None and near and alike(earlier, measure) else None
    if measure.object is None:
        if earlier is not None and near and _REACHED.match(item.shape) and alike(earlier, measure):
            measure.per = measure.per or earlier.per
        _carry_object(reading, measure, previous)
    if measure.object is None and measure.unit in term_set("heads.tsv", "counted-noun"):
        measure.object = measure.unit


def _verb_goes_on(reading: Reading, measure: Measure, earlier: Measure) -> bool:
    """True where the verb of the number before governs this one too, which has none of its own.

    新建公厕 3 座，驿站 5 座: a verb before its noun goes on over a comma. A verb behind its noun, or one of a level,
    does not reach a noun with a bound, nor one that is counted otherwise: 候车时间缩短至 8 分钟，发车间隔不超过 6 分钟.
    """
    if measure.rule == "amount-of-event":
        return False
    between = reading.uniform[earlier.end : measure.start]
    if between.rstrip().endswith(("为", "是", "占", "占比")):
        return False
    if measure.part and measure.unit in SHARES and earlier.unit not in SHARES and measure.object:
        return False
    if measure.object is None or measure.part or "，" not in between:
        return True
    if _SETS_BOUND.search(between) or (measure.unit in SHARES and earlier.unit not in SHARES):
        return False
    if measure.rule == "activity":
        return earlier.rule in _VERB_FIRST
    return alike(earlier, measure) or earlier.rule in _VERB_FIRST


def _spoken_of(reading: Reading, measure: Measure, previous: list[Measure]) -> Measure:
    """The number that a share of a plan speaks of: the last of its sentence that does not tell who has a part in it."""
    same = [m for m in previous[-NEAR:] if same_sentence(reading, m, measure)]
    done = [m for m in same if m.action not in term_set("heads.tsv", "consequence")]
    return done[-1] if measure.unit in SHARES and done else previous[-1]


def _take_over(reading: Reading, measure: Measure, earlier: Measure) -> None:
    """Give a share of a plan, or the second of two counts in a row, what the number before it speaks of."""
    if measure.rule == "distributed":
        return
    measure.rule = measure.rule or "carried-over"
    measure.object = measure.object or earlier.object
    # 完成年度任务的 99%: what is done with a task is to complete it
    done = "完成" if "完成" in clause_before(reading, measure) else earlier.action
    measure.action = measure.action or done


def _is_elided(name: str | None) -> bool:
    """True for a grade that stands for the noun before it: 国家级示范区 1 个、省级 2 个."""
    if name is None:
        return False
    return _GRADE.fullmatch(name) is not None or (name.endswith("级") and words().get(name) == "modifier")


def _carry_object(reading: Reading, measure: Measure, previous: list[Measure]) -> None:
    """The object of the last measure of the same sentence, one that counts alike first; else the goal's."""
    near = [m for m in reversed(previous[-NEAR:]) if same_sentence(reading, m, measure) and m.object]
    if not measure.part:
        # what is said after the parts of a total is of the total
        near = [m for m in near if not m.part] or near
    if near and measure.measure == "change" and measure.unit in SHARES[:1]:
        # 同比改善 7.1%: said of the number right before
        measure.object = near[0].object
        return
    if measure.rule == "share-rate":
        # 信访件销号 68 件，约谈 12 人，销号率 93.2%: the rate is of what that was done to
        near = [m for m in near if m.action == measure.action] or near
    counted = next((m for m in near if alike(m, measure)), None) or _of_same_share(reading, measure, previous)
    if counted is not None:
        measure.object = counted.object
    elif (own := within_event(measure) or done_before(reading, measure)) is not None:
        measure.object = own
    elif not (near and _is_of_something_else(reading, measure, near[0])):
        _carry_from_afar(reading, measure, near, previous)


def _of_same_share(reading: Reading, measure: Measure, previous: list[Measure]) -> Measure | None:
    """The share right before, over a ；: 二季度完成总工程量的 30%；三季度完成 75%."""
    same = previous[-1] if previous and previous[-1].unit == measure.unit in SHARES[:2] else None
    if same is None or not same.object or "。" in reading.uniform[same.end : measure.start]:
        return None
    return same


def _carry_from_afar(reading: Reading, measure: Measure, near: list[Measure], previous: list[Measure]) -> None:
    """The object that a criterion, the goal, a number of another unit, another label or a payment names."""
    named = (
        None if near or measure.unit == "层" else criterion_before(reading, measure) or level_before(reading, measure)
    )
    if named is None and not near and not measure.rule and measure.per:
        named, given = payment_before(reading, measure)
        measure.action = measure.action or given
    if named is None and _is_itself_counted(reading, measure):
        named = measure.action
    if named is not None:
        measure.object = named
    elif reading.goal is not None and reading.goal.measures and measure.unit != "层":
        candidates = [m for m in reading.goal.measures if alike(m, measure) and m.object]
        labelled = (m for m in candidates if m.object and m.object.endswith(measure.component or "\n"))
        chosen = next(labelled, candidates[0] if candidates else reading.goal.measures[0])
        measure.object, measure.object_elided = chosen.object, chosen.object is not None
        measure.doubt.append("object-from-goal")
    elif near and measure.unit != "层":
        measure.object = near[0].object
        measure.doubt.append("object-of-another-unit")
    elif not near and measure.component and measure.action:
        _carry_over_labels(reading, measure, previous)
    elif not measure.rule:
        measure.object, given = payment_before(reading, measure)
        measure.action = measure.action or given


def _is_itself_counted(reading: Reading, measure: Measure) -> bool:
    """True for an event alone in its clause that is counted by the time or the piece: 上门服务 1.14 万次."""
    unit = units().get(measure.unit or "")
    if measure.rule != "verb" or unit is None or unit.counting_class not in ("occasion", "visit", "piece"):
        return False
    if words().get(measure.action or "") not in ("event", "activity"):
        return False
    return reading.goal is None or not any(alike(m, measure) for m in reading.goal.measures)


def _carry_over_labels(reading: Reading, measure: Measure, previous: list[Measure]) -> None:
    """The object that the part with another label names: 北山县：补植林带 3 亩；南川县：补植 2 亩."""
    earlier = next((m for m in reversed(previous[-NEAR:]) if m.object and alike(m, measure)), None)
    if earlier is not None and "。" not in reading.uniform[earlier.end : measure.start]:
        measure.object = earlier.object


def _is_of_something_else(reading: Reading, measure: Measure, earlier: Measure) -> bool:
    """True for people or money with a verb of their own after a comma: 改造厨房 300 间，户均投入 4000 元."""
    unit = units().get(measure.unit or "")
    counted = units().get(earlier.unit or "")
    is_money = unit is not None and unit.dimension == "money" and counted is not None and counted.dimension != "money"
    if is_money and earlier.unit in SHARES and MONEY_NOUN.search(earlier.object or ""):
        return False
    if unit is None or not (measure.per or is_money or unit.counting_class in ("people", "visit")):
        return False
    if earlier.object and earlier.object.endswith(tuple(term_set("words.tsv", "person"))):
        return False
    is_deed = measure.rule == "verb" and words().get((measure.action or "")[-2:]) in ("verb", "event")
    return is_deed and "，" in reading.uniform[earlier.end : measure.start]
