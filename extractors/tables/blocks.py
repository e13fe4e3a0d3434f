"""Parts the rows of a grid without lines, a sheet's or a text's, into tables and the lines of text around them.

An empty row ends a block. Of a block's rows, the first ones and the last ones may be lines that stand in cells: titles,
notes, what a form has to fill in. The rest is a table where it has two rows and two columns, or goes on with the one
before it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.tables.model import NOMINAL_WIDTH, PageReading, Table
from extractors.tables.spans import header_spans
from extractors.tables.squares import Placed, table_at

Row = Sequence[Placed]
# The edges of a table's columns, in columns of its grid.
Edges = tuple[int, ...]

# Fewer rows or columns than this is a line, or a list.
FEWEST = 2

_NUMBER = re.compile(r"^[(（【\[第]?\s*(?:\d+|[〇一二三四五六七八九十百]+)\s*[)）】\]、.．号]?$")
# 填报单位：…, 日期：2021年3月: what a form has above and below its table.
_TO_FILL_IN = re.compile(r"^[^\d\s:：。；][^:：。；]{0,11}[:：]")


@dataclass(slots=True)
class Blocks:
    """The tables found so far, and the lines since the last one."""

    tables: list[Table] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def add(self, rows: Iterable[Row], sheet: str = "") -> None:
        """Take in the rows of one grid, top to bottom; empty ones may be left out.

        `sheet` is the grid's name, where it has one. Raises TooLargeError where a block has too many squares.
        """
        edges: Edges = ()
        for block in map(_bared, _parted(rows)):
            self.lines.extend(block.above)
            edges = block.edges_after(edges)
            if edges:
                edges = self._add_table(block.rows, sheet, edges)
            else:
                self.lines.extend(map(_line, block.rows))
            self.lines.extend(block.below)

    def reading(self, left_out: Sequence[str] = ()) -> PageReading:
        """Give what was found, as the reading of a file without pages."""
        return PageReading(None, tuple(self.tables), tuple(self.lines), left_out=tuple(left_out))

    def _add_table(self, rows: Sequence[Row], sheet: str, edges: Edges) -> Edges:
        """Add the table that the rows are; gives the edges of its columns."""
        place = f"sheet {sheet}" if sheet else f"table {len(self.tables) + 1}"
        cells = list(header_spans([cell for row in rows for cell in row], (edges[0], edges[-1])))
        table = table_at(cells, place, self.lines, edges=edges)
        if table is None:
            return ()
        self.tables.append(replace(table, name=sheet))
        self.lines = []
        return tuple(round(edge / NOMINAL_WIDTH) for edge in table.column_edges)


@dataclass(frozen=True, slots=True)
class _Block:
    rows: Sequence[Row]
    above: Sequence[str]
    below: Sequence[str]

    def edges_after(self, before: Edges) -> Edges:
        """Give the column edges that the table has in any case: its first and last; none where it is no table.

        A block that begins with a number goes on with the table before it, and has all of its edges.
        """
        filled = [cell for row in self.rows for cell in _filled(row)]
        if not filled:
            return ()
        own = (min(cell.column for cell in filled), max(cell.right for cell in filled))
        if before and self._begins_with_number:
            return tuple(sorted({*before, *own}))
        is_wide = len(self.rows) >= FEWEST and len({cell.column for cell in filled}) >= FEWEST
        return own if is_wide else ()

    @property
    def _begins_with_number(self) -> bool:
        filled = _filled(self.rows[0])
        return len(filled) > 1 and bool(_NUMBER.match(filled[0].laid.text.strip()))


def _parted(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Give runs of rows that hold text, or that a merged cell with text reaches into."""
    block: list[Row] = []
    reach = 0
    for row in rows:
        filled = _filled(row)
        if not filled and (not row or row[0].row >= reach):
            continue
        if block and row[0].row > reach:
            yield block
            block = []
        block.append(row)
        reach = max([reach, row[0].row + 1, *(cell.below for cell in filled)])
    if block:
        yield block


def _bared(rows: Sequence[Row]) -> _Block:
    """Give the block with its first and last lines taken off."""
    column = min(cell.column for row in rows for cell in _filled(row))
    first, last = 0, len(rows)
    while first < last and _is_line(rows[first], column):
        first += 1
    while last > first and _is_line(rows[last - 1], column):
        last -= 1
    return _Block(rows[first:last], list(map(_line, rows[:first])), list(map(_line, rows[last:])))


def _is_line(row: Row, first_column: int) -> bool:
    """Whether the row is a line of text: one cell that is no number, at the left or merged, or a form's fields."""
    filled = _filled(row)
    if len(filled) == 1:
        only = filled[0]
        at_left = only.column == first_column or only.laid.columns > 1
        return only.laid.rows == 1 and at_left and not _NUMBER.match(only.laid.text.strip())
    return bool(filled) and all(cell.laid.rows == 1 and _TO_FILL_IN.match(cell.laid.text.strip()) for cell in filled)


def _line(row: Row) -> str:
    return " ".join(" ".join(cell.laid.text.split()) for cell in _filled(row))


def _filled(row: Row) -> list[Placed]:
    return [cell for cell in row if cell.laid.text.strip()]
