"""Builds a Table from cells that know their squares, or that are laid out as HTML does it: each in the first free one.

Grids of files hold edges at which no cell begins: columns that every cell spans, spans that reach over an empty one.
Such columns and rows are no columns and rows of the table, and are left out; what remains keeps its place.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from extractors.tables.model import NOMINAL_WIDTH, UNBOUNDED, Cell, Fragment, Table

# A plan has some thousand squares. A table of more than this is a store of data, or spans that were made up.
MOST_SQUARES = 500_000


class TooLargeError(Exception):
    """A table of too many squares; its message says which, and what to do, for a sentence that names the file."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell before it has its column: text, spans, and where it stands in the file, for a person."""

    text: str
    place: str
    rows: int = 1
    columns: int = 1
    doubt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its first square, by row and column from 0."""

    row: int
    column: int
    laid: Laid

    @property
    def below(self) -> int:
        """The first row below it."""
        return self.row + self.laid.rows

    @property
    def right(self) -> int:
        """The first column right of it."""
        return self.column + self.laid.columns

    def squares(self) -> Iterator[tuple[int, int]]:
        """Give all of its squares."""
        return product(range(self.row, self.below), range(self.column, self.right))


def table_of(
    rows: Sequence[Sequence[Laid]], place: str, above: Sequence[str] = (), doubt: Sequence[str] = ()
) -> Table | None:
    """Give the table that the rows of cells make; None where they hold none.

    A span that reaches below the last row ends there; squares that no cell takes are filled with empty cells. Raises
    TooLargeError where the cells' spans make more squares than a table may have.
    """
    return table_at(list(placed(rows, place)), place, above, doubt)


def placed(rows: Sequence[Sequence[Laid]], place: str) -> Iterator[Placed]:
    """Give each cell its squares: the first free ones of its row. Raises TooLargeError as table_of does."""
    taken: set[tuple[int, int]] = set()
    for row, laid_cells in enumerate(rows):
        column = 0
        for laid in laid_cells:
            while (row, column) in taken:
                column += 1
            spans = (min(max(laid.rows, 1), len(rows) - row), max(laid.columns, 1))
            _refuse_too_large(len(taken) + spans[0] * spans[1], place)
            squares = {(row + i, column + j) for i in range(spans[0]) for j in range(spans[1])}
            # cells that overlap are a fault of the file: the later one keeps the squares that are left
            if squares & taken:
                spans, squares = (1, 1), {(row, column)}
            taken |= squares
            yield Placed(row, column, Laid(laid.text, laid.place, *spans, laid.doubt))


def table_at(
    cells: Sequence[Placed],
    place: str,
    above: Sequence[str] = (),
    doubt: Sequence[str] = (),
    edges: Sequence[int] = (),
) -> Table | None:
    """Give the table that these cells make, none of which overlap; None where there are none.

    `edges` are edges of columns that it has in any case, whether or not a cell begins there. Squares that no cell takes
    are filled with empty cells. Raises TooLargeError where there are too many of them.
    """
    if not cells:
        return None
    rows = _edges([(cell.row, cell.below) for cell in cells])
    columns = sorted({*_edges([(cell.column, cell.right) for cell in cells]), *edges})
    height, width = len(rows) - 1, len(columns) - 1
    _refuse_too_large(height * width, place)
    found = [_cell(one, rows, columns) for one in cells]
    taken = {
        square
        for cell in found
        for square in product(
            range(cell.row, cell.row + cell.row_span), range(cell.column, cell.column + cell.column_span)
        )
    }
    free = ((row, column) for row in range(height) for column in range(width) if (row, column) not in taken)
    found.extend(Cell(row, column, 1, 1, "", (), UNBOUNDED) for row, column in free)
    found.sort(key=lambda cell: (cell.row, cell.column))
    drawn = tuple(NOMINAL_WIDTH * column for column in columns)
    return Table(None, place, height, width, tuple(found), None, drawn, tuple(above), tuple(doubt))


def _edges(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Give the edges at which a cell begins, and the last one: where the first cell ends that reaches so far."""
    starts = sorted({start for start, _ in spans})
    return [*starts, min(end for _, end in spans if end > starts[-1])]


def _cell(one: Placed, rows: Sequence[int], columns: Sequence[int]) -> Cell:
    """Give the cell on the edges that remain; it reaches up to the next one that does."""
    row, column = bisect_left(rows, one.row), bisect_left(columns, one.column)
    below, right = bisect_left(rows, one.below, hi=len(rows) - 1), bisect_left(columns, one.right, hi=len(columns) - 1)
    spans = (below - row, right - column)
    text = one.laid.text.strip()
    fragments = (Fragment(place=one.laid.place, end=len(text)),) if one.laid.place else ()
    return Cell(row, column, *spans, text, fragments, UNBOUNDED, one.laid.doubt)


def _refuse_too_large(squares: int, place: str) -> None:
    if squares > MOST_SQUARES:
        raise TooLargeError(f"{place} has more than {MOST_SQUARES:,} squares, which no plan has; give the plan alone.")
