"""What one clause leaves to another: the verb that goes on, and the noun that was named before, at last in the goal."""

import re
from bisect import bisect_left

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
    people_before,
    said_of_all,
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
_PEOPLE = ("人", "名", "人次")
_TASKS = ("任务", "目标", "计划")
_GRADE = re.compile(r"[一二三四五1-5]?[星A]+级(?:及?以上)?")


def carry_over(reading: Reading, measure: Measure, item: Item, previous: list[Measure]) -> None:
    """Fill in object and action from the measures before, at last the object from the goal."""
    earlier = previous[-1] if previous else None
    near = earlier if earlier is not None and same_sentence(reading, earlier, measure) else None
    if near is not None and (is_share_of_plan(reading, measure) or ("qQ" in item.shape and not measure.object)):
        _take_over(reading, measure, _spoken_of(reading, measure, previous))
        return
    _carry_action(reading, measure, near)
    name_place(reading, measure, previous)
    if near is not None:
        _go_on_paying(reading, measure, near)
        _rate_of_deed(measure, near)
    _name_from_around(reading, measure, item, earlier)
    if _is_elided(measure.object) and (reading.goal is not None or near):
        measure.object = near.object if near is not None and alike(near, measure) else None
    if measure.object is None:
        if near is not None and _REACHED.match(item.shape) and alike(near, measure):
            measure.per = measure.per or near.per
        _carry_object(reading, measure, previous)
    if measure.object is None and measure.unit in term_set("heads.tsv", "counted-noun"):
        measure.object = measure.unit


def _carry_action(reading: Reading, measure: Measure, near: Measure | None) -> None:
    """The verb that goes on from the number before in the sentence, else the one that a later clause says of all."""
    if measure.action is not None or has_level(measure):
        return
    if near is not None and _verb_goes_on(reading, measure, near):
        measure.action = near.action
    if measure.action is None and measure.rule == "object":
        measure.action = said_of_all(reading, measure)


def _name_from_around(reading: Reading, measure: Measure, item: Item, earlier: Measure | None) -> None:
    """The noun of a label, before a bracket, or what a task is of, where the clause names none."""
    if measure.object is None and measure.component and measure.unit != "层":
        name_by_label(reading, measure)
    if measure.object is None and item.shape == "Q":
        measure.object = before_bracket(reading, measure, earlier)
    if measure.rule == "verb-generic" and measure.unit not in SHARES and (measure.object or "").endswith(_TASKS):
        # 改造任务共计 760 公里: what the task is of was named before
        measure.object = done_before(reading, measure)


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
    if _SETS_BOUND.search(between) or (measure.unit in SHARES and earlier.unit not in SHARES):
        return False
    if measure.rule == "activity":
        return earlier.rule in _VERB_FIRST
    return earlier.rule in _VERB_FIRST


def _go_on_paying(reading: Reading, measure: Measure, earlier: Measure) -> None:
    """Pay the next class of people what the first gets: 老人每人每月发放津贴 60 元，90 岁以上老人 100 元."""
    at = bisect_left(reading.measures, measure.start, key=lambda m: m.start)
    of_class = reading.measures[at - 1] if at else None
    is_paid = measure.unit == earlier.unit == "元" and earlier.per is not None and measure.rule == "object"
    if is_paid and of_class is not None and of_class.role == "criterion" and of_class.object == measure.object:
        measure.object, measure.action, measure.per = earlier.object, earlier.action, measure.per or earlier.per


def _rate_of_deed(measure: Measure, earlier: Measure) -> None:
    """Make a rate of what was just told a share of it: 农机检修 1.4 万台，检修率 87%."""
    deed = (measure.object or "").removesuffix("率")
    if earlier.unit in _PEOPLE:
        # 参保率 is a level of the place
        return
    if measure.unit == "%" and measure.rule == "object" and deed != measure.object and deed == earlier.action:
        measure.object, measure.action, measure.measure = earlier.object, deed, "share"


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
    of_goal = _of_goal(reading, measure) if counted is not None and counted.unit != measure.unit else None
    if of_goal is not None:
        _take_from_goal(measure, of_goal)
    elif counted is not None:
        measure.object = counted.object
    elif (own := within_event(measure) or done_before(reading, measure)) is not None:
        measure.object = own
    elif not (near and _is_of_something_else(reading, measure, near[0])):
        _carry_from_afar(reading, measure, near, previous)
    elif reading.goal is None:
        measure.object = people_before(reading, measure)


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
        _take_from_goal(measure, chosen)
    elif near and measure.unit != "层":
        measure.object = near[0].object
        measure.doubt.append("object-of-another-unit")
    elif not near and measure.action and (measure.component or measure.rule == "verb"):
        measure.object = _of_other_label(reading, measure, previous) or _said_before(reading, measure, previous)
    elif not measure.rule:
        measure.object, given = payment_before(reading, measure)
        measure.action = measure.action or given


def _of_goal(reading: Reading, measure: Measure) -> Measure | None:
    """What the goal counts in this very unit: 核准主体 180 个，动工 95 座, of a goal of 冷库 95 座."""
    goal = reading.goal.measures if reading.goal else []
    return next((m for m in goal if m.unit == measure.unit and m.object), None)


def _take_from_goal(measure: Measure, chosen: Measure) -> None:
    measure.object, measure.object_elided = chosen.object, chosen.object is not None
    measure.doubt.append("object-from-goal")


def _is_itself_counted(reading: Reading, measure: Measure) -> bool:
    """True for an event alone in its clause that is counted by the time or the piece: 上门服务 1.14 万次."""
    unit = units().get(measure.unit or "")
    if measure.rule != "verb" or unit is None or unit.counting_class not in ("occasion", "visit", "piece"):
        return False
    if words().get(measure.action or "") not in ("event", "activity"):
        return False
    return reading.goal is None or not any(alike(m, measure) for m in reading.goal.measures)


def _of_other_label(reading: Reading, measure: Measure, previous: list[Measure]) -> str | None:
    """The object that the part with another label names: 北山县：补植林带 3 亩；南川县：补植 2 亩."""
    earlier = next((m for m in reversed(previous[-NEAR:]) if m.object and alike(m, measure)), None)
    if measure.component is None or earlier is None or "。" in reading.uniform[earlier.end : measure.start]:
        return None
    return earlier.object


def _said_before(reading: Reading, measure: Measure, previous: list[Measure]) -> str | None:
    """What a deed on a count without a noun is done to, named before: 计划改造小区 215 个。截至9月底，已完工 171 个."""
    if measure.rule != "verb" or measure.unit in SHARES:
        return None
    counted = next((m.object for m in reversed(previous[-NEAR:]) if m.object and m.unit == measure.unit), None)
    return counted or people_before(reading, measure)


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
