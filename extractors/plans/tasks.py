"""From a plan's rows to its tasks: number, name, goal, periods and units in charge, as the columns say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from extractors.plans.assembly import Stretch
from extractors.plans.brackets import units_in_brackets
from extractors.plans.header import Column, Role
from extractors.plans.labelled import holds_label, parts_of
from extractors.plans.model import Kind, Notice, PeriodText, TaskRow, UnitsInCharge
from extractors.plans.moments import Days, days_of, says_when
from extractors.plans.numerals import label_number
from extractors.plans.periods import WHOLE_YEAR
from extractors.plans.rows import Part, Row
from extractors.plans.stitch import BREAK_UNCLEAR
from extractors.plans.units import units_in_charge
from extractors.tables.model import OCR_UNSURE

CELL_OVER_PERIODS = "cell-over-periods"
TIME_NOT_READ = "time-not-read"
LABEL_INSIDE = "label-inside"
NUMBER_GAP = "number-gap"
NUMBER_REPEATED = "number-repeated"

# What a person is told of a cell's doubts; those of whole tables are told with the table.
_CELL_DOUBTS = {
    OCR_UNSURE: "read from a scan with confidence {confidence:.2f}",
    "hidden-row": "stands in a row that the sheet hides",
    "hidden-column": "stands in a column that the sheet hides",
    "formula-without-value": "a formula whose value the file does not hold",
    "damaged-characters": "holds characters that the file has lost",
    TIME_NOT_READ: "no time could be read in a column that holds times, so it stands for the whole year",
    LABEL_INSIDE: "a period is named among its words, and whether its own part begins there could not be told",
}
# What a person is told of a row's doubts.
_ROW_DOUBTS = {
    BREAK_UNCLEAR: "whether it goes on over the page, or another row begins there, could not be told for sure",
    CELL_OVER_PERIODS: "one cell spans several periods, and is given for each of them",
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """What turns periods into days: the plan's year, and a bulletin's cut-off date."""

    year: int | None
    cut_off: date | None

    def of(self, column: Column) -> tuple[date | None, date | None]:
        """First and last day of a column that names its period, or else of what is known of the whole."""
        if column.span is not None:
            return column.span.days(self.year)
        first, last = WHOLE_YEAR.days(self.year)
        return first, (self.cut_off or last) if column.role is Role.ACTUAL else last

    def of_words(self, words: str, column: Column) -> Days | None:
        """First and last day that a cell without labels says; None where it says none, or its column what was done."""
        if column.role is not Role.SCHEDULE:
            return None
        return days_of(words, self.year, among_words=_holds_times(column))


def fill_down(rows: Sequence[Row], stretch: Stretch) -> None:
    """Give rows without a number the cells of the task they belong to, in place: they are its sub-rows."""
    places = stretch.places
    for before, row in pairwise(rows):
        if places.number is not None and row.parts[places.number].is_empty:
            row.parts[places.number] = before.parts[places.number]
            inherited = [places.group, places.name, places.goal]
            if all(row.parts[index].is_empty for index in places.units):
                inherited.extend(places.units)
        else:
            inherited = [places.group]
        for index in inherited:
            if index is not None and row.parts[index].is_empty and before.group == row.group:
                row.parts[index] = before.parts[index]


def task_rows(stretch: Stretch, calendar: Calendar, first_ordinal: int, *, first_leads: bool) -> Iterator[TaskRow]:
    """Give the tasks of a stretch, in order, counted from `first_ordinal`; `first_leads` as in `units_in_charge`."""
    places, columns = stretch.places, stretch.header.columns
    for ordinal, row in enumerate(stretch.rows, first_ordinal):
        goal = row.parts[places.goal]
        yield TaskRow(
            ordinal=ordinal,
            number="".join(row.text(places.number).split()) or None,
            name=row.text(places.name).strip() or None,
            group=row.text(places.group).strip() or row.group,
            goal=goal.text,
            goal_header=columns[places.goal].header,
            periods=tuple(_periods(row, stretch, calendar)),
            units=_units(row, stretch, first_leads),
            pages=tuple(sorted(row.pages)),
            goal_fragments=tuple(goal.fragments),
            doubt=tuple(dict.fromkeys((*row.doubt, *goal.doubt, *_merge_doubt(row, places.periods)))),
            goal_confidence=goal.confidence,
        )


def _units(row: Row, stretch: Stretch, first_leads: bool) -> UnitsInCharge:
    """Give the units of the columns that hold them, or else those in a bracket behind the goal or the name."""
    places = stretch.places
    cells = [(str(stretch.header.columns[index].role), row.text(index)) for index in places.units]
    units = units_in_charge(cells, first_leads=first_leads)
    if units.lead or units.support:
        return units
    return units_in_brackets((row.text(places.goal), row.text(places.name)))


def _periods(row: Row, stretch: Stretch, calendar: Calendar) -> Iterator[PeriodText]:
    for index in stretch.places.periods:
        column, part = stretch.header.columns[index], row.parts[index]
        if column.span is None:
            yield from _parted(part, column, row.doubt, calendar)
        else:
            yield PeriodText(
                column.label,
                *calendar.of(column),
                _kind(column.role),
                part.text,
                column.header,
                tuple(part.fragments),
                tuple(dict.fromkeys((*row.doubt, *part.doubt))),
                part.confidence,
            )


def _parted(part: Part, column: Column, row_doubt: Sequence[str], calendar: Calendar) -> Iterator[PeriodText]:
    """Give the periods of a cell whose column names none: those that its labels, or its words, name."""
    for piece in parts_of(part.text):
        said = None if piece.span else calendar.of_words(piece.text, column)
        first, last = piece.span.days(calendar.year) if piece.span else (said or calendar.of(column))
        clipped = (fragment.clipped(piece.start, piece.start + len(piece.text)) for fragment in part.fragments)
        is_unread = piece.span is None and said is None and bool(piece.text) and _holds_times(column)
        own = ((TIME_NOT_READ, is_unread), (LABEL_INSIDE, holds_label(piece.text)))
        yield PeriodText(
            piece.label or column.label,
            first,
            last,
            _kind(column.role if piece.role is None else piece.role),
            piece.text,
            column.header,
            tuple(fragment for fragment in clipped if fragment is not None),
            tuple(dict.fromkeys((*row_doubt, *part.doubt, *(name for name, is_so in own if is_so)))),
            part.confidence,
        )


def _kind(role: Role | None) -> Kind:
    return Kind.ACTUAL if role is Role.ACTUAL else Kind.PLAN


def _holds_times(column: Column) -> bool:
    return column.role is Role.SCHEDULE and says_when(column.header)


def _merge_doubt(row: Row, periods: Sequence[int]) -> tuple[str, ...]:
    """Give a cell merged over several periods says the same for each of them: counted twice, if nobody is told."""
    filled = [id(row.parts[index]) for index in periods if not row.parts[index].is_empty]
    return (CELL_OVER_PERIODS,) if len(set(filled)) < len(filled) else ()


def cell_notices(tasks: Iterable[TaskRow]) -> Iterator[Notice]:
    """Give a notice for each row, and each goal or period, that was in doubt."""
    for task in tasks:
        page = min(task.pages, default=None)
        for rule in (rule for rule in task.doubt if rule in _ROW_DOUBTS):
            where = f"row {task.ordinal}" if page is None else f"page {page}, row {task.ordinal}"
            yield Notice(rule, f"{where}: {_ROW_DOUBTS[rule]}; compare it with the file.", page, task.ordinal)
        cells = [("goal", task.doubt, task.goal_confidence)]
        cells += [(period.label, period.doubt, period.confidence) for period in task.periods]
        for name, doubt, confidence in cells:
            for rule in (rule for rule in doubt if rule in _CELL_DOUBTS):
                where = f"row {task.ordinal}, {name}" if page is None else f"page {page}, row {task.ordinal}, {name}"
                says = _CELL_DOUBTS[rule].format(confidence=confidence or 0)
                yield Notice(rule, f"{where}: {says}; compare it with the file.", page, task.ordinal)


def number_notices(stretch: Stretch, first_ordinal: int) -> Iterator[Notice]:
    """Give a notice for each number that does not follow the one before; counting may begin again at 1."""
    if stretch.places.number is None:
        return
    before: int | None = None
    part_before = None
    for ordinal, row in enumerate(stretch.rows, first_ordinal):
        part = row.parts[stretch.places.number]
        number = label_number(part.text)
        if part is part_before or number is None:
            continue
        if before is not None and number not in (before + 1, 1):
            rule = NUMBER_REPEATED if number == before else NUMBER_GAP
            says = f"number {number} follows {before}; a row may be missing, repeated, or joined to another."
            yield Notice(rule, f"{row.place}, row {ordinal}: {says}", min(row.pages, default=None), ordinal)
        before, part_before = number, part
