"""A plan as read: its title, its tasks with their periods and units in charge, and what a reader should know."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from extractors.tables.model import Fragment


class Kind(StrEnum):
    """Whether words say what is planned or what was done."""

    PLAN = "plan"
    ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class PeriodText:
    """What a task's row says for one period; `text` is '' where the cell is empty.

    `first_day` and `last_day` are null where the plan's year is unknown. `header` is the column's header as written.
    `doubt` names what was uncertain in reading the cell, `confidence` is OCR's, from 0 to 1; null for written text.
    """

    label: str
    first_day: date | None
    last_day: date | None
    kind: Kind
    text: str
    header: str
    fragments: tuple[Fragment, ...] = ()
    doubt: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class UnitsInCharge:
    """The units named in a row, as written and in order; all in `lead` where nothing says who leads."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    lead_is_stated: bool = False


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of the plan: a task, or one of the sub-rows a task is divided into.

    `ordinal` counts the plan's rows from 1; `number` is the label as written, null without one.
    """

    ordinal: int
    number: str | None
    name: str | None
    group: str | None
    goal: str
    goal_header: str
    periods: tuple[PeriodText, ...]
    units: UnitsInCharge
    pages: tuple[int, ...]
    goal_fragments: tuple[Fragment, ...] = ()
    doubt: tuple[str, ...] = ()
    goal_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader should know about the reading: a rule's name, a sentence, the page and row if known."""

    rule: str
    message: str
    page: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A document read as a plan; `place` and `year` are null where the title does not say them.

    `kind` is ACTUAL for a bulletin (a document with a column of what was done), else PLAN.
    """

    title: str | None
    place: str | None
    year: int | None
    kind: Kind
    cut_off: date | None
    tasks: tuple[TaskRow, ...]
    page_count: int
    notices: tuple[Notice, ...] = ()
