"""Which noun a number counts that its clause does not name: one of a number before, of a label, at last of the goal."""

import re

from extractors.quantities.carried_verbs import carry_action, go_on_paying, name_part, rate_of_deed, take_over
from extractors.quantities.elisions import MONEY_NOUN
from extractors.quantities.items import Item
from extractors.quantities.lexicon import term_set, units, words
from extractors.quantities.named import (
    before_bracket,
    criterion_before,
    done_before,
    level_before,
    name_by_label,
    name_place,
    payment_before,
    people_before,
    within_event,
)
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.relations import NEAR, SHARES, alike, is_share_of_plan, same_sentence

# 增加到 720 元: nothing but the level that the subject before reaches
_REACHED = re.compile(r"M*[RU]P?Q")
_AREAS = ("城镇", "城市", "农村", "乡村", "城区")
_OF_AREA = re.compile(f"^(?:{'|'.join(_AREAS)})")
_TOTALS = ("总数", "总量", "数量", "总规模")
_TASKS = ("任务", "目标", "计划")
# a floor that is reached is of no noun: the one before is of another work
_FLOORS = "层"
_GRADE = re.compile(r"[一二三四五1-5]?[星A]+级(?:及?以上)?|[一二三四五]级")


def carry_over(reading: Reading, measure: Measure, item: Item, previous: list[Measure]) -> None:
    """Fill in object and action from the measures before, at last the object from the goal."""
    earlier = previous[-1] if previous else None
    near = earlier if earlier is not None and same_sentence(reading, earlier, measure) else None
    if near is not None and (is_share_of_plan(reading, measure) or ("qQ" in item.shape and not measure.object)):
        take_over(reading, measure, previous)
        return
    if near is not None and measure.part:
        name_part(measure, previous)
    carry_action(reading, measure, near, previous)
    name_place(reading, measure, previous)
    if near is not None:
        go_on_paying(reading, measure, near)
        rate_of_deed(measure, near)
    _name_from_around(reading, measure, item, earlier)
    if near is not None and measure.object in _AREAS and alike(near, measure):
        # 城镇低保标准不低于 910 元，农村不低于 650 元
        measure.object = _OF_AREA.sub("", near.object or "") or None
    if _is_elided(measure.object) and (reading.goal is not None or near):
        measure.object = near.object if near is not None and alike(near, measure) else None
    if measure.object is None and measure.unit != _FLOORS:
        if near is not None and _REACHED.match(item.shape) and alike(near, measure):
            measure.per = measure.per or near.per
            if near.unit == "%" and "share" in (near.measure, near.rule.partition("-")[0]):
                # 一季度开工率达到 40%，二季度达到 85%
                measure.measure = "share" if measure.measure == "level" else measure.measure
        _carry_object(reading, measure, previous)
    if measure.object is None and measure.unit in term_set("heads.tsv", "counted-noun"):
        measure.object = measure.unit


def _name_from_around(reading: Reading, measure: Measure, item: Item, earlier: Measure | None) -> None:
    """The noun of a label, before a bracket, or what a task is of, where the clause names none."""
    is_rate = measure.rule == "share-rate" and earlier is not None and same_sentence(reading, earlier, measure)
    if measure.object is None and measure.component and measure.unit != _FLOORS and not is_rate:
        name_by_label(reading, measure)
    if measure.object is None and item.shape == "Q":
        measure.object = before_bracket(reading, measure, earlier)
    if measure.rule == "generic-level" and measure.object in _TOTALS:
        # 加装 740 台，总数增至 3900 台
        is_same = earlier is not None and alike(earlier, measure) and same_sentence(reading, earlier, measure)
        measure.object = earlier.object if earlier is not None and is_same else measure.object
    if measure.rule == "verb-generic" and measure.unit not in SHARES and (measure.object or "").endswith(_TASKS):
        # 改造任务共计 760 公里: what the task is of was named before
        measure.object = done_before(reading, measure)


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
        told = [m for m in near if not m.per and m.action not in term_set("heads.tsv", "consequence")]
        near = [m for m in near if m.action == measure.action] or told or near
    counted = next((m for m in near if alike(m, measure)), None) or _of_same_share(reading, measure, previous)
    of_goal = _of_goal(reading, measure) if counted is not None and counted.unit != measure.unit else None
    if of_goal is not None:
        _take_from_goal(measure, of_goal)
    elif counted is not None:
        measure.object = counted.object
    elif (own := within_event(measure) or done_before(reading, measure)) is not None:
        measure.object = own
    elif measure.rule == "share-rate" and near and "；" not in reading.uniform[near[0].end : measure.start]:
        # 签订协议 168 户，签约率 80%: also where a goal has nouns to offer
        measure.object = near[0].object
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
    named = None if near else criterion_before(reading, measure) or level_before(reading, measure)
    if named is None and not near and not measure.rule and measure.per:
        named, given = payment_before(reading, measure)
        measure.action = measure.action or given
    if named is None and _is_itself_counted(reading, measure):
        named = measure.action
    if named is not None:
        measure.object = named
    elif reading.goal is not None and reading.goal.measures:
        candidates = [m for m in reading.goal.measures if alike(m, measure) and m.object]
        labelled = (m for m in candidates if m.object and m.object.endswith(measure.component or "\n"))
        chosen = next(labelled, candidates[0] if candidates else reading.goal.measures[0])
        _take_from_goal(measure, chosen)
    elif near:
        _take_from_another_unit(reading, measure, near[0])
    elif not near and measure.action and (measure.component or measure.rule == "verb"):
        measure.object = _of_other_label(reading, measure, previous) or _said_before(reading, measure, previous)
        if measure.object is not None:
            measure.doubt.append("object-from-before")
    elif not measure.rule:
        measure.object, given = payment_before(reading, measure)
        measure.action = measure.action or given
    is_alone = reading.goal is None and not near and measure.rule == "verb" and measure.unit not in SHARES
    if measure.object is None and is_alone and words().get(measure.action or "") == "event":
        # 完成“煤改电”1.7 万户: the deed is what is counted
        measure.object = measure.action
        measure.doubt.append("object-is-deed")


def _of_goal(reading: Reading, measure: Measure) -> Measure | None:
    """What the goal counts in this very unit: 核准主体 180 个，动工 95 座, of a goal of 冷库 95 座."""
    goal = reading.goal.measures if reading.goal else []
    return next((m for m in goal if m.unit == measure.unit and m.object), None)


def _take_from_goal(measure: Measure, chosen: Measure) -> None:
    measure.object, measure.object_elided = chosen.object, chosen.object is not None
    measure.doubt.append("object-from-goal")


def _take_from_another_unit(reading: Reading, measure: Measure, near: Measure) -> None:
    """What an amount is paid as, a deed that is itself counted, else what the number before counts in another unit."""
    paid, given = payment_before(reading, measure)
    unit = units().get(measure.unit or "")
    is_deed = measure.rule == "verb" and words().get(measure.action or "") in ("event", "activity")
    if paid is not None:
        measure.object, measure.action = paid, measure.action or given
    elif is_deed and unit is not None and unit.dimension not in ("share", "ratio", "money"):
        measure.object = measure.action
    else:
        measure.object = near.object
    measure.doubt.append("object-of-another-unit")


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
