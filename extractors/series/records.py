"""The series of a task as values for its records, ready to be validated."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractors.series.additivity import is_level, not_additive
from extractors.series.basis import Decision, Goal, Number, decide, verdict_as
from extractors.series.clauses import sentence_of
from extractors.series.linking import Link, Stated, links_of
from extractors.series.reasons import reason_of
from extractors.series.stages import stage_of
from extractors.series.words import words
from schemas.event import Event
from schemas.milestone import Milestone, MilestoneKind
from schemas.quantity import Basis, Measure, Quantity, QuantityRole
from schemas.record import make_id
from schemas.series import DecidedBy, NotAdditive, Reading, SeriesBasis
from schemas.task import Task

# a period that runs on from January, whatever it ends with
_RUNNING_WINDOW = re.compile(r"[1１一]\s?月?\s?[-—–~～至到]|上半年|全年|累计")
_SNAPSHOT = Decision(SeriesBasis.CUMULATIVE, DecidedBy.ARITHMETIC, "stages-add-up-to-the-goal")
_LEVEL = Decision(SeriesBasis.CUMULATIVE, DecidedBy.WORDS, "a-level-is-how-it-stands")
_LAST_PLACE = Decimal("1e-10")


@dataclass(frozen=True, slots=True)
class SeriesValues:
    """The values of a series, and of each of its points."""

    series: dict[str, object]
    points: tuple[dict[str, object], ...]


def series_of(
    task: Task, milestones: Sequence[Milestone], quantities: Sequence[Quantity], events: Sequence[Event]
) -> Iterator[SeriesValues]:
    """Give the series of a task with planned periods; milestones, quantities and events are all that it has."""
    planned = [milestone for milestone in milestones if milestone.kind is MilestoneKind.PLAN]
    if not planned:
        return
    targets = [one for one in quantities if one.role is QuantityRole.TARGET and not one.part]
    goals = [one for one in targets if one.milestone_id is None]
    stated = [(each, one) for each in planned for one in targets if one.milestone_id == each.milestone_id]
    stages = {quantity_id: event.stage for event in events for quantity_id in event.quantity_ids}
    for position, link in enumerate(links_of(goals, stated, stages), start=1):
        yield _values(task, position, link, planned, quantities)


def _values(
    task: Task, position: int, link: Link, milestones: Sequence[Milestone], quantities: Sequence[Quantity]
) -> SeriesValues:
    first, goal = link.quantities[0], _goal(link.goal)
    numbers = [_number(point, first) for point in link.points]
    decision = _decision(link, numbers, goal)
    basis = decision.basis if decision else None
    verdict = verdict_as(basis, numbers, goal)
    no_sum = not_additive(link, basis)
    series_id = make_id("series", task.task_id, *(quantity.quantity_id for quantity in link.quantities))
    said = link.points[-1].quantities[0] if link.points else first
    action = said.action if link.goal is None else (link.goal.action or said.action)
    values: dict[str, object] = {
        "series_id": series_id,
        "stable_key": make_id("series-key", *(quantity.stable_key for quantity in link.quantities)),
        "task_id": task.task_id,
        "position": position,
        "name": _name(first.object, action) or first.unit,
        "object": first.object,
        "action": action,
        "component": first.component,
        "stage": stage_of(said.action),
        "unit": first.unit,
        "per": first.per,
        "dimension": first.dimension,
        "counting_class": first.counting_class,
        "base_unit": first.base_unit,
        "measure": first.measure,
        "goal": goal.value if goal else None,
        "goal_upper": goal.upper if goal else None,
        "goal_bound": goal.bound if goal else None,
        "goal_base_value": link.goal.base_value if link.goal else None,
        "goal_quantity_ids": [link.goal.quantity_id] if link.goal else [],
        "basis": basis,
        "decided_by": decision.by if decision else DecidedBy.NEITHER,
        "basis_rule": decision.rule if decision else "",
        "verdict": verdict,
        "verdict_as_period": verdict_as(SeriesBasis.PERIOD, numbers, goal),
        "verdict_as_cumulative": verdict_as(SeriesBasis.CUMULATIVE, numbers, goal),
        "reason": reason_of(link, verdict, task.goal, milestones, quantities),
        "snapshot": link.snapshot,
        "additive": no_sum is None,
        "not_additive": no_sum,
        **_evidence(link.quantities),
    }
    points = [
        _point(series_id, link, point, number, basis, no_sum)
        for point, number in zip(link.points, numbers, strict=True)
    ]
    points += [_implied(series_id, link, point) for point in link.implied]
    return SeriesValues(values, tuple(point | {"position": at} for at, point in enumerate(points, start=1)))


def _name(thing: str | None, action: str | None) -> str:
    """Give the indicator's name in the order of speech: 新建学校, but 学校开工; what is counted as its deed once."""
    if thing and action and action in thing:
        return thing
    parts = (thing, action) if stage_of(action) else (action, thing)
    return "".join(part for part in parts if part)


def _goal(quantity: Quantity | None) -> Goal | None:
    return Goal(quantity.value, quantity.upper, quantity.bound) if quantity else None


def _decision(link: Link, numbers: Sequence[Number], goal: Goal | None) -> Decision | None:
    if not numbers:
        return None
    if link.snapshot and not (goal and sum(number.value for number in numbers) == goal.value):
        return _SNAPSHOT
    if len(numbers) > 1 and is_level(link) and link.quantities[0].measure is Measure.LEVEL:
        return _LEVEL
    return decide(numbers, goal, is_share=link.quantities[0].measure is Measure.SHARE)


def _number(point: Stated, first: Quantity) -> Number:
    text = point.milestone.text
    is_running = any(quantity.basis is Basis.CUMULATIVE for quantity in point.quantities)
    window = point.milestone.quarter is None and _RUNNING_WINDOW.search(point.milestone.label) is not None
    return Number(
        value=sum((_in_unit(quantity, first) for quantity in point.quantities), Decimal(0)),
        is_running_total=is_running or window,
        is_total=any(
            word in text[sentence_of(text, quantity)] for quantity in point.quantities for word in words("total")
        ),
    )


def _in_unit(quantity: Quantity, first: Quantity) -> Decimal:
    """Give a quantity's value in the unit of the first: 2 公里 among 米 are 2000."""
    if quantity.unit == first.unit or not quantity.base_value or not first.base_value:
        return quantity.value
    return (quantity.base_value * first.value / first.base_value).quantize(_LAST_PLACE).normalize()


def _point(
    series_id: str, link: Link, point: Stated, number: Number, basis: SeriesBasis | None, no_sum: NotAdditive | None
) -> dict[str, object]:
    quantities, is_count_just_then = point.quantities, link.snapshot and link.goal is None
    uppers = [quantity.upper for quantity in quantities]
    bases = [quantity.base_value for quantity in quantities if quantity.base_value is not None]
    return _place(series_id, point) | {
        "value": None if is_count_just_then else number.value,
        "upper": uppers[0] if len(uppers) == 1 else None,
        "bound": quantities[0].bound,
        "base_value": sum(bases, Decimal(0)) if len(bases) == len(quantities) and not is_count_just_then else None,
        "reading": Reading.SNAPSHOT if is_count_just_then else _reading(basis, number),
        "stated": True,
        "implied_value": None,
        "snapshot_value": number.value if is_count_just_then else None,
        "additive": no_sum is None,
        "not_additive": no_sum,
    }


def _reading(basis: SeriesBasis | None, number: Number) -> Reading | None:
    match basis:
        case SeriesBasis.PERIOD | SeriesBasis.SINGLE:
            return Reading.PERIOD
        case SeriesBasis.CUMULATIVE:
            return Reading.TO_DATE
        case SeriesBasis.MIXED:
            return Reading.TO_DATE if number.is_running_total else Reading.PERIOD
        case _:
            return None


def _implied(series_id: str, link: Link, point: Stated) -> dict[str, object]:
    share = point.quantities[-1].value
    goal = link.goal.value if link.goal else Decimal(0)
    return _place(series_id, point) | {
        "value": None,
        "upper": None,
        "bound": None,
        "base_value": None,
        "reading": None,
        "stated": False,
        "implied_value": (goal * share / 100).quantize(_LAST_PLACE).normalize(),
        "snapshot_value": None,
        "additive": False,
        "not_additive": NotAdditive.SHARE,
    }


def _place(series_id: str, point: Stated) -> dict[str, object]:
    milestone = point.milestone
    return {
        "point_id": make_id("point", series_id, milestone.milestone_id),
        "series_id": series_id,
        "milestone_id": milestone.milestone_id,
        "first_day": milestone.first_day,
        "last_day": milestone.last_day,
        "quarter": milestone.quarter or _quarter(milestone.last_day),
        **_evidence(point.quantities),
    }


def _evidence(quantities: Sequence[Quantity]) -> dict[str, object]:
    """What leads from numbers to where they are written, and what is uncertain in them."""
    return {
        "quantity_ids": [quantity.quantity_id for quantity in quantities],
        "texts": [quantity.text for quantity in quantities],
        "pages": sorted({page for quantity in quantities for page in quantity.pages}),
        "doubt": sorted({doubt for quantity in quantities for doubt in quantity.doubt}),
    }


def _quarter(last_day: date | None) -> int | None:
    return (last_day.month - 1) // 3 + 1 if last_day else None
