"""Tells a header that is repeated on a page from the rest of a broken row that has run into it.

Some makers of PDF files draw no rule between the header they repeat and a row that goes on from the page before: each
cell then begins with its header's words.
"""

from collections.abc import Sequence
from dataclasses import replace

from extractors.plans.header import MOST_ROWS_ABOVE, Header
from extractors.plans.numerals import squeezed
from extractors.tables.model import Cell, Table


def without_header(table: Table, header: Header) -> tuple[Table, int] | None:
    """Give the table with `header`'s words taken out of its cells, and its first row below; None where there are none.

    At least one cell must hold more than its header's words: a header alone is found as any header is.
    """
    height = header.bottom - header.top
    for top in range(min(MOST_ROWS_ABOVE + 1, table.rows - height + 1)):
        lowest = _cells_of_row(table, top + height - 1)
        if len(lowest) == table.columns == len(header.columns) and _is_run_together(lowest, header):
            return _stripped(table, lowest, header, top + height - 1), top + height - 1
    return None


def _cells_of_row(table: Table, row: int) -> list[Cell]:
    """Give the cell in each column of a row, left to right; fewer where one covers several columns."""
    across = [cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span]
    return sorted(across, key=lambda cell: cell.column)


def _is_run_together(cells: Sequence[Cell], header: Header) -> bool:
    words = [squeezed(column.levels[-1]) if column.levels else "" for column in header.columns]
    texts = [squeezed(cell.text) for cell in cells]
    begins = all(text.startswith(word) for text, word in zip(texts, words, strict=True))
    return begins and any(words) and any(len(text) > len(word) for text, word in zip(texts, words, strict=True) if word)


def _stripped(table: Table, lowest: Sequence[Cell], header: Header, row: int) -> Table:
    """Give the table whose row `row` holds what is left of the cells without their header's words."""
    rest = {
        id(cell): _without_words(cell, squeezed(column.levels[-1]) if column.levels else "", row)
        for cell, column in zip(lowest, header.columns, strict=True)
    }
    cells = tuple(rest.get(id(cell), cell) for cell in table.cells)
    return replace(table, cells=cells)


def _without_words(cell: Cell, words: str, row: int) -> Cell:
    start = 0
    while start < len(cell.text) and (len(squeezed(cell.text[:start])) < len(words) or cell.text[start].isspace()):
        start += 1
    clipped = (fragment.clipped(start, len(cell.text)) for fragment in cell.fragments)
    fragments = tuple(fragment for fragment in clipped if fragment is not None)
    below = cell.row + cell.row_span - row
    return cell._replace(row=row, row_span=below, text=cell.text[start:], fragments=fragments)
