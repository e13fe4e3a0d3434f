"""A plan as plain dictionaries, one a row: what `xushi table --jsonl` writes."""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict

from extractors.plans.model import PeriodText, Plan


class PeriodLine(TypedDict):
    """One period of a row; days as YYYY-MM-DD, null where the plan's year is unknown."""

    label: str
    start: str | None
    end: str | None
    kind: str
    text: str


class TableLine(TypedDict):
    """One row of a plan."""

    task: str | None
    goal: str
    periods: list[PeriodLine]
    lead: list[str]
    support: list[str]
    pages: list[int]
    name: str | None
    group: str | None


def table_lines(plan: Plan) -> Iterator[TableLine]:
    """Give a dictionary for each row of the plan, in its order, ready for JSON."""
    for task in plan.tasks:
        yield TableLine(
            task=task.number,
            goal=task.goal,
            periods=[_period(period) for period in task.periods],
            lead=list(task.units.lead),
            support=list(task.units.support),
            pages=list(task.pages),
            name=task.name,
            group=task.group,
        )


def _period(period: PeriodText) -> PeriodLine:
    return PeriodLine(
        label=period.label,
        start=_day(period.first_day),
        end=_day(period.last_day),
        kind=period.kind.value,
        text=period.text,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
