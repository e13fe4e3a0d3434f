"""Builds a Table from cells laid out as HTML does it: each goes to the first square that is still free in its row."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.tables.model import NOMINAL_WIDTH, UNBOUNDED, Cell, Fragment, Table


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell before it has its column: text, spans, and where it stands in the file, for a person."""

    text: str
    place: str
    rows: int = 1
    columns: int = 1


def table_of(rows: Sequence[Sequence[Laid]], place: str, above: Sequence[str] = ()) -> Table | None:
    """Give the table that the rows of cells make; None where they hold none.

    A span that reaches below the last row ends there; squares that no cell takes are filled with empty cells.
    """
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row, laid_cells in enumerate(rows):
        column = 0
        for laid in laid_cells:
            while (row, column) in taken:
                column += 1
            spans = (min(max(laid.rows, 1), len(rows) - row), max(laid.columns, 1))
            squares = {(row + i, column + j) for i in range(spans[0]) for j in range(spans[1])}
            # cells that overlap are a fault of the file: the later one keeps the squares that are left
            if squares & taken:
                spans, squares = (1, 1), {(row, column)}
            taken |= squares
            cells.append(_cell(row, column, spans, laid))
    if not taken:
        return None
    columns = max(column for _, column in taken) + 1
    free = ((row, column) for row in range(len(rows)) for column in range(columns) if (row, column) not in taken)
    cells.extend(_cell(row, column, (1, 1), Laid("", "")) for row, column in free)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    edges = tuple(NOMINAL_WIDTH * index for index in range(columns + 1))
    return Table(None, place, len(rows), columns, tuple(cells), None, edges, tuple(above))


def _cell(row: int, column: int, spans: tuple[int, int], laid: Laid) -> Cell:
    text = laid.text.strip()
    fragments = (Fragment(place=laid.place, end=len(text)),) if laid.place else ()
    return Cell(row, column, *spans, text, fragments, UNBOUNDED)
