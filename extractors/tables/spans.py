"""Finds the merged cells of a header in a grid that has none: what is left empty in it says what they span."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from extractors.tables.squares import Placed

# A header has at most this many rows.
MOST_HEADER_ROWS = 5

Words = dict[int, Placed]


def header_spans(cells: Sequence[Placed], outline: tuple[int, int]) -> Iterator[Placed]:
    """Give a table's cells, in the order of its rows, those of the header with the spans that its gaps mean.

    A cell of the header spans the empty squares right of it, where the row below fills in exactly those that the first
    leaves open: words under each group, none under the cells that stand alone. Such a lone cell spans the empty squares
    below it. A header of one row, or with merged cells, stays as it is, and so does every empty cell of the body.
    """
    rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]
    top = next((index for index, row in enumerate(rows) if len(_words(row)) > 1), 0)
    header = _header(rows[top : top + MOST_HEADER_ROWS], outline)
    covered = {square for cell in header for square in cell.squares()}
    yield from header
    for cell in cells:
        inside = outline[0] <= cell.column < outline[1]
        if inside and (cell.row, cell.column) not in covered:
            yield cell


def _header(rows: Sequence[Sequence[Placed]], outline: tuple[int, int]) -> list[Placed]:
    """Give the header's cells with their spans; none where the rows do not fit each other as a header's do."""
    levels: list[list[tuple[Placed, int]]] = []
    groups = [outline]
    for row in rows:
        words = _words(row)
        if _has_spans(row) or not _fills(words, groups):
            return []
        levels.append(list(_with_widths(words, groups)))
        groups = [(cell.column, cell.column + width) for cell, width in levels[-1] if width > 1]
        if not groups:
            break
    if groups or len(levels) == 1:
        return []
    return [
        replace(cell, laid=replace(cell.laid, rows=len(levels) - level if width == 1 else 1, columns=width))
        for level, found in enumerate(levels)
        for cell, width in found
    ]


def _words(row: Sequence[Placed]) -> Words:
    return {cell.column: cell for cell in row if cell.laid.text.strip()}


def _has_spans(row: Sequence[Placed]) -> bool:
    return any(cell.laid.rows > 1 or cell.laid.columns > 1 for cell in row)


def _fills(words: Words, groups: Sequence[tuple[int, int]]) -> bool:
    """Whether words stand at the beginning of each group, and none outside of them."""
    begun = all(first in words for first, _ in groups)
    return begun and all(any(first <= column < last for first, last in groups) for column in words)


def _with_widths(words: Words, groups: Sequence[tuple[int, int]]) -> Iterator[tuple[Placed, int]]:
    """Give each cell with the number of columns up to the next one, or to the end of its group."""
    for first, last in groups:
        starts = [column for column in sorted(words) if first <= column < last]
        for column, following in pairwise([*starts, last]):
            yield words[column], following - column
