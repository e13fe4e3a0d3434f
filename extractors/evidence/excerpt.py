"""Shows evidence in files without pages: the rows around the cells as HTML, each cell outlined and its words marked."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from extractors.documents.document import Document
from extractors.evidence.passage import Passage, Span
from extractors.tables.model import Cell, Fragment, Table
from extractors.tables.reader import read_tables

# Rows shown above and below those that are meant, and rows of a header that always are.
_CONTEXT = 1
_HEADER = 2


def excerpt(document: Document, passages: Sequence[Passage], password: str | None = None) -> str:
    """Give the tables in which the passages stand, cut to the rows around them; everything in them is escaped.

    Raises UnreadableError where the file can't be read any more.
    """
    marked = {fragment.place: list[Span]() for passage in passages for fragment in passage.fragments}
    for passage in passages:
        for fragment in passage.fragments:
            marked[fragment.place] += _here(fragment, passage.marked)
    tables = read_tables(document, password).tables
    return "\n".join(part for table in tables for part in _table(table, marked))


def _here(fragment: Fragment, spans: Iterable[Span]) -> Iterator[Span]:
    """Give the spans as characters of what the place itself holds."""
    for start, end in spans:
        first, last = max(start, fragment.start), min(end, fragment.end)
        if first < last:
            yield first - fragment.start + fragment.offset, last - fragment.start + fragment.offset


def _table(table: Table, marked: dict[str | None, list[Span]]) -> Iterator[str]:
    meant = [cell for cell in table.cells if any(fragment.place in marked for fragment in cell.fragments)]
    if not meant:
        return
    first = min(cell.row for cell in meant) - _CONTEXT
    last = max(cell.row + cell.row_span - 1 for cell in meant) + _CONTEXT
    shown = [row for row in range(table.rows) if row < _HEADER or first <= row <= last]
    yield f"<figure><figcaption>{escape(table.place)}</figcaption>\n<table>"
    cells = sorted(table.cells, key=lambda cell: (_first_shown(cell, shown), cell.column))
    for row, of_row in groupby(cells, key=lambda cell: _first_shown(cell, shown)):
        if row in shown:
            yield "<tr>" + "".join(_cell(cell, shown, marked) for cell in of_row) + "</tr>"
    yield "</table></figure>"


def _first_shown(cell: Cell, shown: Sequence[int]) -> int:
    """The first of the rows shown that the cell stands in; -1 for none."""
    return next((row for row in shown if cell.row <= row < cell.row + cell.row_span), -1)


def _cell(cell: Cell, shown: Sequence[int], marked: dict[str | None, list[Span]]) -> str:
    rows = sum(cell.row <= row < cell.row + cell.row_span for row in shown)
    spans: list[Span] = []
    is_meant = False
    for fragment in cell.fragments:
        if fragment.place in marked:
            is_meant = True
            spans += [
                (start - fragment.offset + fragment.start, end - fragment.offset + fragment.start)
                for start, end in marked[fragment.place]
            ]
    name = ' class="meant"' if is_meant else ""
    return f'<td{name} rowspan="{rows}" colspan="{cell.column_span}">{marked_up(cell.text, spans)}</td>'


def marked_up(text: str, spans: Iterable[Span]) -> str:
    """Give the text escaped, with its spans as <mark>; where spans overlap they are one."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        parts += [escape(text[at : max(start, at)]), f"<mark>{escape(text[max(start, at) : end])}</mark>"]
        at = end
    return "".join(parts) + escape(text[at:])
