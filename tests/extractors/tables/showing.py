"""Shows tables as plain lists, for comparing."""

from collections.abc import Sequence

from extractors.documents.document import document_of
from extractors.tables.model import Cell, PageReading, Table
from extractors.tables.reader import read_tables


def page_of(content: bytes | str, source: str = "plan") -> PageReading:
    """Give what a file without pages holds."""
    data = content.encode() if isinstance(content, str) else content
    (page,) = read_tables(document_of(source, data)).pages
    assert page.number is None
    return page


def grid(table: Table) -> list[list[str]]:
    """Give the text in each square; that of a merged cell stands in all of its squares. Each square has one cell."""
    squares: dict[tuple[int, int], str] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                assert (row, column) not in squares
                squares[row, column] = cell.text
    assert len(squares) == table.rows * table.columns
    assert len(table.column_edges) == table.columns + 1
    return [[squares[row, column] for column in range(table.columns)] for row in range(table.rows)]


def at(table: Table, text: str) -> Cell:
    """Give the first cell with the text."""
    return next(cell for cell in table.cells if cell.text == text)


def spans(table: Table, texts: Sequence[str]) -> list[tuple[int, int]]:
    """Give the rows and columns of the cells with these texts."""
    return [(cell.row_span, cell.column_span) for cell in (at(table, text) for text in texts)]


def places(table: Table) -> list[str | None]:
    """Give where each cell that has a place stands."""
    return [fragment.place for cell in table.cells for fragment in cell.fragments]
