"""Puts a plan together from a document's tables: which of them are the plan, and how their rows follow each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.plans.header import Header, find_header
from extractors.plans.numerals import squeezed
from extractors.plans.repeated import without_header
from extractors.plans.roles import Places, places_of
from extractors.plans.rows import Row, rows_of
from extractors.plans.sections import is_filler, is_sum, section_above, section_of_row
from extractors.plans.stitch import join
from extractors.tables.model import Reading, Table

# Column edges of one table on two pages differ by no more than this, in points and in parts of the table's width.
SAME_EDGE = 3.0
SAME_EDGE_SHARE = 0.01


@dataclass(slots=True, eq=False)
class Stretch:
    """Rows under one header: all pages of a plan, as a rule, unless its header changes."""

    header: Header
    places: Places
    edges: tuple[float, ...]
    rows: list[Row] = field(default_factory=list)

    def columns(self, table: Table) -> list[tuple[float, float]]:
        """Give the columns' left and right edges, moved to where `table` begins."""
        shift = table.column_edges[0] - self.edges[0]
        return [(x0 + shift, x1 + shift) for x0, x1 in zip(self.edges, self.edges[1:], strict=False)]


@dataclass(slots=True, eq=False)
class Assembly:
    """The plan's stretches, and what else the document holds.

    `above` are the lines above its first table, `below` those below its last one, `notes` rows that are no tasks (over
    the whole width, or sums), `skipped` the headers of tables that are no part of the plan, `names` those of the plan's
    sheets.
    """

    stretches: list[Stretch] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    skipped: list[tuple[Table, str]] = field(default_factory=list)
    doubts: list[tuple[Table, str]] = field(default_factory=list)
    notes: list[tuple[Table, str]] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    _group: str | None = None

    def add(self, table: Table, lines: Sequence[str]) -> None:
        """Take in the next table; `lines` stand between it and the table before."""
        run_together = without_header(table, self.stretches[-1].header) if self.stretches else None
        header = find_header(table) if run_together is None else None
        if run_together is not None:
            self._add_rows(*run_together, self.stretches[-1], lines)
        elif header is not None and header.is_plan:
            inside = [cell.text for cell in table.cells if cell.row < header.top and cell.text.strip()]
            lines = [*lines, *inside]
            if not self.stretches:
                self.above = list(lines)
            self._add_rows(table, header.bottom, self._stretch(header, table), lines)
        elif header is None and self.stretches and _same_columns(self.stretches[-1].edges, table.column_edges):
            self._add_rows(table, 0, self.stretches[-1], lines)
        else:
            self.skipped.append((table, _first_row(table)))
            self.below.extend(lines)

    def _stretch(self, header: Header, table: Table) -> Stretch:
        """Give the stretch that the header belongs to: the last one, where it only repeats the header."""
        if self.stretches and _same_header(self.stretches[-1].header, header):
            self.stretches[-1].edges = table.column_edges
        else:
            self.stretches.append(Stretch(header, places_of(header), table.column_edges))
        return self.stretches[-1]

    def _add_rows(self, table: Table, first: int, stretch: Stretch, lines: Sequence[str]) -> None:
        self.doubts.extend((table, name) for name in table.doubt)
        self.names.extend([table.name] if table.name else [])
        section = section_above(lines)
        self._group = section or self._group
        follows_on = section is None and bool(stretch.rows)
        fresh: list[Row] = []
        for row in rows_of(table, first, stretch.columns(table)):
            title = section_of_row(row, stretch.places)
            if title is not None:
                self._group = title
                follows_on = follows_on and bool(fresh)
            elif _repeats(row, stretch.header):
                continue
            elif is_filler(row):
                self.notes.append((table, next(part.text for part in row.parts if not part.is_empty)))
            elif is_sum(row):
                self.notes.append((table, _words(row)))
            elif not row.is_empty:
                row.group = self._group
                fresh.append(row)
        if follows_on:
            join(stretch.rows, fresh, stretch.places)
        else:
            stretch.rows.extend(fresh)


def assemble(reading: Reading) -> Assembly:
    """Give the plan of a document whose tables are read; its stretches are empty where no table is a plan."""
    assembly = Assembly()
    pending: list[str] = []
    for page in reading.pages:
        for table in page.tables:
            lines = [*pending, *table.above]
            assembly.add(table, lines)
            # the title may stand above other tables that come before the plan's first
            pending = [] if assembly.stretches else lines
        pending.extend(page.below)
    assembly.below.extend(pending)
    return assembly


def _same_header(one: Header, other: Header) -> bool:
    return [(c.role, squeezed(c.header)) for c in one.columns] == [(c.role, squeezed(c.header)) for c in other.columns]


def _repeats(row: Row, header: Header) -> bool:
    """Whether the row is one of the header's own, printed again inside the table."""
    texts = [squeezed(part.text) for part in row.parts]
    levels = [[squeezed(level) for level in column.levels] for column in header.columns]
    return len(set(texts)) > 1 and all(
        text in known for text, known in zip(texts, levels, strict=True) if text or known
    )


def _same_columns(plan: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two tables have the same outline, and the edges of the one with fewer columns are all the other's."""
    tolerance = max(SAME_EDGE, SAME_EDGE_SHARE * (plan[-1] - plan[0]))
    one, two = [edge - plan[0] for edge in plan], [edge - other[0] for edge in other]
    if abs(one[-1] - two[-1]) > tolerance:
        return False
    few, many = sorted((one, two), key=len)
    return all(any(abs(edge - near) <= tolerance for near in many) for edge in few)


def _words(row: Row) -> str:
    """Give what the row says, each cell once."""
    texts = (" ".join(part.text.split()) for part in dict.fromkeys(row.parts))
    return " | ".join(text for text in texts if text)


def _first_row(table: Table) -> str:
    """Give the words of a table's first row, for a sentence about it."""
    cells = (" ".join(cell.text.split()) for cell in table.cells if cell.row == 0)
    return " | ".join(text for text in cells if text)[:80]
