"""Recognises a plan's header by its words: which rows it takes, and what each column holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from extractors.plans.lexicon import words
from extractors.plans.numerals import squeezed
from extractors.plans.periods import WHOLE_YEAR, Span, find_period
from extractors.plans.units import are_unit_names
from extractors.tables.model import Cell, Table


class Role(StrEnum):
    """What a column holds; the words for each are in headers.tsv."""

    NUMBER = "number"
    GROUP = "group"
    TITLE = "title"
    TASK = "task"
    GOAL = "goal"
    SCHEDULE = "schedule"
    ACTUAL = "actual"
    RATE = "rate"
    UNITS = "units"
    LEAD = "lead"
    SUPPORT = "support"
    PERSON = "person"
    OTHER = "other"


# A header has at most this many rows, and stands in the table's first rows.
MOST_HEADER_ROWS = 5
MOST_ROWS_ABOVE = 3
# Longer text is a sentence, not a header.
LONGEST_HEADER = 30
# This part of a row's filled cells must be known words.
KNOWN_SHARE = 0.6
# Words of this length or less stand in too many other words: they must be the whole header.
SHORT_WORD = 2

# The known word makes up at least this part of the header.
WORD_SHARE = 0.3

_SENTENCE = re.compile(r"[。；;，,]")
_BRACKETED = re.compile(r"[(\[【（][^)\]】）]*[)\]】）]")
_PERCENT = re.compile(r"[(\[【（]%[)\]】）]")
_YEAR = re.compile(r"20\d\d(?:年度?|年)?")
_PERIODS = frozenset({Role.SCHEDULE, Role.ACTUAL})
_DONE = frozenset({Role.ACTUAL, Role.RATE})
_CHARGED = frozenset({Role.UNITS, Role.LEAD, Role.SUPPORT})
_BARE_UNIT = "单位"
_AIMS = frozenset({Role.TASK, Role.GOAL, Role.TITLE})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, its header's levels from top to bottom, and for a period its label and months."""

    role: Role | None
    levels: tuple[str, ...]
    label: str
    span: Span | None

    @property
    def is_period(self) -> bool:
        """Whether it holds what is due, or was done, in a period."""
        return self.role in _PERIODS

    @property
    def header(self) -> str:
        """The header as written, its levels parted by a space."""
        return " ".join(self.levels)


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, and the rows its header takes: from `top` up to, not including, `bottom`."""

    top: int
    bottom: int
    columns: tuple[Column, ...]

    @property
    def is_plan(self) -> bool:
        """Whether this is a plan's table: tasks or goals on the one side, what is due or done on the other."""
        roles = {column.role for column in self.columns}
        return bool(roles & _PERIODS) and bool(roles & {*_AIMS, Role.GROUP})


def find_header(table: Table) -> Header | None:
    """Give the header of a table, None where its first rows are none; rows above it that span the table are skipped."""
    starting = cells_by_row(table, MOST_ROWS_ABOVE + 1 + MOST_HEADER_ROWS + 1)
    for top in range(min(MOST_ROWS_ABOVE + 1, len(starting))):
        if _is_header_row(starting[top], at_least=2):
            bottom = _bottom(starting, top)
            return Header(top, bottom, tuple(_with_units(table, bottom, list(_columns(table, top, bottom)))))
        if len([cell for cell in starting[top] if cell.text.strip()]) > 1:
            return None
    return None


def cells_by_row(table: Table, rows: int) -> list[list[Cell]]:
    """Give the cells that begin in each of the table's first `rows` rows."""
    starting: list[list[Cell]] = [[] for _ in range(min(rows, table.rows))]
    for cell in table.cells:
        if cell.row < len(starting):
            starting[cell.row].append(cell)
    return starting


def known_role(text: str) -> tuple[Role | None, Span | None]:
    """Give the role a header's text names, and the period named in it; (None, None) for words that are not known."""
    plain = _plain(text)
    if not plain or len(plain) > LONGEST_HEADER or _SENTENCE.search(plain):
        return None, None
    found = find_period(_BRACKETED.sub("", squeezed(text)))
    span = found[2] if found else None
    role = _word_role(plain)
    if span is not None and role is None:
        # 截至10月底进展: what is left without the period may be a short word
        role = next((other for rest in _without_period(plain) if (other := _word_role(rest)) in _DONE), None)
    if span is not None and (role is None or (role in _AIMS and span.last - span.first < WHOLE_YEAR.last - 1)):
        role = Role.SCHEDULE
    if role is Role.ACTUAL and _PERCENT.search(squeezed(text)):
        role = Role.RATE
    return role, span if role in _PERIODS or role is Role.RATE else None


def _without_period(plain: str) -> list[str]:
    found = find_period(plain)
    return [plain[found[1] :]] if found else []


@cache
def _word_role(plain: str) -> Role | None:
    for role, word in words("headers.tsv"):
        short = squeezed(word)
        if plain == short or (len(short) > SHORT_WORD and short in plain and len(short) >= WORD_SHARE * len(plain)):
            return Role(role)
    return None


def _plain(text: str) -> str:
    whole = squeezed(text)
    without = _YEAR.sub("", _BRACKETED.sub("", whole))
    return without or whole


def _with_units(table: Table, bottom: int, columns: list[Column]) -> list[Column]:
    """Give the columns, one headed 单位 as that of the units in charge where its cells name some.

    The word also means a unit of measure, so the header alone does not tell.
    """
    if any(column.role in _CHARGED for column in columns):
        return columns
    return [
        replace(column, role=Role.UNITS)
        if column.levels[-1:] == (_BARE_UNIT,) and _holds_unit_names(table, bottom, index)
        else column
        for index, column in enumerate(columns)
    ]


def _holds_unit_names(table: Table, bottom: int, column: int) -> bool:
    texts = [cell.text for cell in table.cells if cell.column == column and cell.row >= bottom and cell.text.strip()]
    return sum(map(are_unit_names, texts)) > len(texts) / 2


def _is_header_row(cells: list[Cell], at_least: int) -> bool:
    filled = [cell for cell in cells if cell.text.strip()]
    known = sum(known_role(cell.text)[0] is not None for cell in filled)
    short = all(len(squeezed(cell.text)) <= LONGEST_HEADER for cell in filled)
    return short and known >= at_least and known >= KNOWN_SHARE * len(filled)


def _bottom(starting: list[list[Cell]], top: int) -> int:
    """Give the first row below the header: spans of header cells reach down, and rows of known words go on with it."""
    bottom = top + 1
    row = top
    while row < bottom and row < len(starting):
        reach = max((cell.row + cell.row_span for cell in starting[row] if cell.text.strip()), default=row + 1)
        bottom = min(max(bottom, reach), top + MOST_HEADER_ROWS, len(starting))
        row += 1
        goes_on = row == bottom and row < min(len(starting), top + MOST_HEADER_ROWS)
        may_go_on = goes_on and not _is_one_wide_cell(starting[row]) and not _has_label(starting[row])
        if may_go_on and _is_header_row(starting[row], at_least=1):
            bottom += 1
    return bottom


def _is_one_wide_cell(cells: list[Cell]) -> bool:
    """Whether the row names a section, though its words may be a header's: 一、教育类实事项目."""
    filled = [cell for cell in cells if cell.text.strip()]
    return len(filled) == 1 and filled[0].column_span > 1


def _has_label(cells: list[Cell]) -> bool:
    """Whether the row's first cell is a number, as a task's row has it."""
    return bool(cells) and squeezed(cells[0].text)[:1].isdigit()


def _columns(table: Table, top: int, bottom: int) -> Iterator[Column]:
    header = [
        cell for cell in table.cells if top < cell.row + cell.row_span and cell.row < bottom and cell.text.strip()
    ]
    for index in range(table.columns):
        over = [cell for cell in header if cell.column <= index < cell.column + cell.column_span]
        yield column_of(tuple("".join(cell.text.split()) for cell in sorted(over, key=lambda cell: cell.row)))


def column_of(levels: tuple[str, ...]) -> Column:
    """Give the column under these header texts, top to bottom: the lowest known one decides, those above add to it."""
    known = [known_role(level) for level in levels]
    role = next((role for role, _ in reversed(known) if role is not None), None)
    named = [(level, span) for level, (_, span) in zip(levels, known, strict=True) if span is not None]
    above = {other for other, _ in known[:-1]}
    if role is Role.SCHEDULE:
        role = next((other for other in (Role.RATE, Role.ACTUAL) if other in above), role)
    elif role in _AIMS and named:
        role = Role.SCHEDULE
    label, span = named[-1] if named else (levels[-1] if levels else "", None)
    return Column(role, levels, label, span)
