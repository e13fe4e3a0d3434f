"""Completes tables whose rows no rule parts: where one row ends and the next begins is told by white space.

A row begins where the number column begins a new number. Between two numbers, what parts the rows is, in this order:
the one gap in the whole width's text that is clearly wider than the others; or the numbers' own lines, where all stand
at the top of their rows, or all in the middle of them. Without numbers only gaps tell. Of the three ways to set a table
without lines (space between rows, first lines that align, middles that align) these are what each leaves.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractors.tables.pdf.characters import Characters
from extractors.tables.pdf.fill import Filled
from extractors.tables.pdf.geometry import slots
from extractors.tables.pdf.grid import Grid
from extractors.tables.pdf.lines import Line, lines_by_owner
from extractors.tables.pdf.row_numbers import Item, items_of
from extractors.tables.pdf.rules import Rule

# A line of text reaches so far below and above its baseline, in ems; less than a whole em, so that lines set solid
# have a gap between them.
DEPTH, HEIGHT = 0.1, 0.82
# A gap that parts rows is so many times as wide as any between lines of one row, and wider by so much, in ems.
CLEARLY, MORE = 1.4, 0.15
# What rows may differ from standing exactly in the middle, in ems.
OFF_MIDDLE = 0.6
_BEGINS_LIKE_NUMBER = re.compile(r"\s*[\d序编（(第一二三四五六七八九十]")
_NUMBERS_ALONE = re.compile(r"(?:序\s*号|编\s*号)?[\d\s（()）.．、一二三四五六七八九十]+")
# Lines whose baselines differ by less are level, in ems.
LEVEL = 0.35
# A gap outside the numbers parts rows, too, where it is this part of the narrowest between them.
ALIKE = 0.85
# The number column is one of the first so many.
NUMBERS_WITHIN = 2
# A row without numbers may be several where it is this part of its table's height.
WHOLE_SHARE = 0.5
# Lines that end on less room than this are full, in ems; a text is wrapped where this part of its lines are.
FULL, WRAPPED_SHARE = 1.5, 0.8
# So many columns with equally many lines may be several rows.
EVEN_COLUMNS = 3


class Cuts(NamedTuple):
    """Rules that part the rows of a grid, and whether some could not be told."""

    rules: tuple[Rule, ...]
    is_unclear: bool


class _Gap(NamedTuple):
    lower: float
    upper: float

    @property
    def width(self) -> float:
        return self.upper - self.lower

    @property
    def middle(self) -> float:
        return (self.lower + self.upper) / 2


class _Open(NamedTuple):
    """A row of a grid that may be several: its columns' lines, what ink leaves free, and its characters' size."""

    edges: Sequence[float]
    columns: Sequence[tuple[Line, ...]]
    gaps: Sequence[_Gap]
    top: float
    bottom: float
    em: float


def perhaps_open(grid: Grid, filled: Filled) -> list[int]:
    """Give the rows that may be several: a number cell has several lines, or one row is most of the table.

    This looks at no character: on a page whose rows are ruled it costs next to nothing.
    """
    rows = []
    for area, cell, count in zip(grid.areas, filled.cells, filled.line_counts, strict=True):
        if count < 2 or area.column >= NUMBERS_WITHIN or area.row_span > 1 or area.column_span > 1:
            continue
        # before the numbers stand groups; a column of words behind the first one is that of the tasks
        is_first = area.column == 0 and (_is_most(grid, area.row) or _BEGINS_LIKE_NUMBER.match(cell.text))
        if is_first or _NUMBERS_ALONE.fullmatch(cell.text):
            rows.append(area.row)
    return list(dict.fromkeys(rows))


def _is_most(grid: Grid, row: int) -> bool:
    edges = grid.row_edges
    return edges[row] - edges[row + 1] > WHOLE_SHARE * (edges[0] - edges[-1])


def row_cuts(grid: Grid, inside: Characters, rows: Sequence[int]) -> Cuts:
    """Give the rules that part these rows of a grid; `inside` are the characters of the whole grid."""
    rules: list[Rule] = []
    is_unclear = False
    for row in rows:
        opened = _open(grid, inside, row)
        levels, is_sure = _levels(opened, is_most=_is_most(grid, row)) if opened else ([], True)
        is_unclear = is_unclear or not is_sure
        rules.extend(_rules(grid, row, levels))
    return Cuts(tuple(rules), is_unclear)


def _open(grid: Grid, inside: Characters, row: int) -> _Open | None:
    """Give what stands in a row of the grid, column by column; None where it holds next to nothing."""
    upper, lower = grid.row_edges[row], grid.row_edges[row + 1]
    y = inside.middle_y
    members = inside.at((y <= upper) & (y >= lower) & ~inside.blank & (inside.turn == 0))
    if not len(members):
        return None
    owner = slots(grid.column_edges, members.middle_x)
    columns = lines_by_owner(members, owner, len(grid.column_edges) - 1)
    lines = [line for column in columns for line in column]
    em = float(np.median([line.em for line in lines]))
    spans = sorted(_extent(line) for line in lines)
    gaps, reached = [], spans[0][1]
    for bottom, top in spans:
        if bottom > reached:
            gaps.append(_Gap(reached, bottom))
        reached = max(reached, top)
    return _Open(grid.column_edges, columns, gaps, reached, spans[0][0], em)


def _baseline(line: Line) -> float:
    return float(np.median(line.characters.y))


def _extent(line: Line) -> tuple[float, float]:
    baseline = _baseline(line)
    return baseline - DEPTH * line.em, baseline + HEIGHT * line.em


def _levels(opened: _Open, *, is_most: bool) -> tuple[list[float], bool]:
    """Give the heights that part rows, none where it is one row, and whether they could be told for sure."""
    for index, column in enumerate(opened.columns[:NUMBERS_WITHIN]):
        items = items_of(column)
        if items:
            levels = _between(opened, items)
            # a group's name is one for several rows, and nothing says for which
            groups = all(_in_each_row(before, levels or []) for before in opened.columns[:index])
            return levels or [], levels is not None and groups
    if not is_most or len(opened.columns[0]) < 2:
        # one line in the first column is one row's; none is that of words that go on from the page before
        return [], True
    levels = _by_gaps_alone(opened)
    return levels or [], levels is not None


def _in_each_row(lines: Sequence[Line], levels: Sequence[float]) -> bool:
    return len({sum(level > _baseline(line) for level in levels) for line in lines}) > len(levels)


def _between(opened: _Open, items: Sequence[Item]) -> list[float] | None:
    """Give a height between each two items of the number column; None where it can't be told."""
    wide = [_widest(_gaps_between(opened, *pair), opened.em) for pair in pairwise(items)]
    if all(gap is not None for gap in wide):
        return _with_outer(opened, items, [gap for gap in wide if gap is not None])
    top, middle = _at_tops(opened, items), _at_middles(opened, items)
    if top and middle and any(abs(one - other) > LEVEL * opened.em for one, other in zip(top, middle, strict=True)):
        return None
    return top or middle


def _gaps_between(opened: _Open, upper: Item, lower: Item) -> list[_Gap]:
    return [gap for gap in opened.gaps if gap.lower >= lower.baseline and gap.upper <= upper.last]


def _widest(gaps: Sequence[_Gap], em: float) -> _Gap | None:
    """Give the gap that is clearly the widest; None where there is no such."""
    if len(gaps) < 2:
        return gaps[0] if gaps else None
    best, second = sorted(gaps, key=lambda gap: -gap.width)[:2]
    return best if best.width >= max(CLEARLY * second.width, second.width + MORE * em) else None


def _with_outer(opened: _Open, items: Sequence[Item], chosen: Sequence[_Gap]) -> list[float]:
    """Give the heights of the chosen gaps with those above the first number and below the last that are as wide.

    Above the first number the last row of the page before may go on; below the last one a note may stand.
    """
    first, last = items[0].baseline, items[-1].last
    least = ALIKE * min(gap.width for gap in chosen)
    within = [gap.width for gap in opened.gaps if gap not in chosen and last < gap.middle < first]
    above = [gap for gap in opened.gaps if gap.lower >= first and gap.width >= least]
    below = [gap for gap in opened.gaps if gap.upper <= last and gap.width >= least]
    if not within:
        # no row between the numbers shows how wide the gaps inside rows are
        above, below = sorted(above, key=lambda gap: gap.middle)[:1], []
    elif max(within) * CLEARLY > least:
        above, below = [], []
    return [gap.middle for gap in (*above, *chosen, *below)]


def _at_tops(opened: _Open, items: Sequence[Item]) -> list[float] | None:
    """Give the heights just above each number but the first, where each stands in the first line of its row."""
    if opened.top - items[0].baseline > opened.em:
        return None
    levels = []
    for item in items[1:]:
        above = [gap for gap in opened.gaps if item.baseline < gap.middle < item.baseline + 2 * opened.em]
        level = any(
            abs(_baseline(line) - item.baseline) < LEVEL * opened.em
            for column in opened.columns
            for line in column
            if line is not item.line
        )
        if not above or not level:
            return None
        levels.append(min(above, key=lambda gap: gap.middle).middle)
    return levels


def _at_middles(opened: _Open, items: Sequence[Item]) -> list[float] | None:
    """Give the heights between the numbers, where each stands in the middle of its row.

    The first row reaches as far below its number as the text does above it, and so does each further one.
    """
    levels: list[float] = []
    edge = opened.top
    shift = (HEIGHT - DEPTH) / 2 * opened.em
    for item in items[:-1]:
        wanted = 2 * (item.middle + shift) - edge
        near = [gap for gap in opened.gaps if abs(gap.upper - wanted) < OFF_MIDDLE * opened.em]
        if not near:
            return None
        found = min(near, key=lambda gap: abs(gap.upper - wanted))
        levels.append(found.middle)
        edge = found.lower
    last = 2 * (items[-1].middle + shift) - edge
    return levels if abs(last - opened.bottom) < OFF_MIDDLE * opened.em else None


def _by_gaps_alone(opened: _Open) -> list[float] | None:
    """Give the middles of the gaps that are clearly wider than the others; None where the text may be several rows."""
    if not opened.gaps:
        return []
    # centred cells hide gaps of their neighbours' lines, but lines of one cell always show how near lines may be
    nearest = min(_baseline(one) - _baseline(two) for column in opened.columns for one, two in pairwise(column))
    widths = sorted([max(nearest - (HEIGHT + DEPTH) * opened.em, 0.0), *(gap.width for gap in opened.gaps)])
    for narrow, wide in pairwise(widths):
        if wide >= max(CLEARLY * narrow, narrow + MORE * opened.em):
            levels = [gap.middle for gap in opened.gaps if gap.width >= wide]
            # what stands in one column alone has paragraphs, not rows
            parted = [column for column in opened.columns if _is_parted(column, levels)]
            return levels if len(parted) > 1 else []
    return [] if _is_wrapped(opened) and not _are_even(opened) else None


def _is_parted(lines: Sequence[Line], levels: Sequence[float]) -> bool:
    return len({sum(level > _baseline(line) for level in levels) for line in lines}) > 1


def _is_wrapped(opened: _Open) -> bool:
    """Whether most lines of each column end where it does: one text, broken by the layout, as that of one column is."""
    sides = pairwise(opened.edges)
    several = [(column, *side) for column, side in zip(opened.columns, sides, strict=True) if len(column) > 1]
    return len(several) < 2 or all(_is_full(*one) for one in several)


def _are_even(opened: _Open) -> bool:
    """Whether all columns have as many lines, as rows of full lines have; texts of one row are seldom equally long."""
    counts = {len(column) for column in opened.columns}
    return len(opened.columns) >= EVEN_COLUMNS and len(counts) == 1


def _is_full(lines: Sequence[Line], left: float, right: float) -> bool:
    limit = right - max(min(line.ink.x0 for line in lines) - left, 0)
    full = sum(limit - before.reach < FULL * before.em for before in lines[:-1])
    return full >= WRAPPED_SHARE * (len(lines) - 1)


def _rules(grid: Grid, row: int, levels: Sequence[float]) -> Iterator[Rule]:
    """Give a rule at each height through the cells that stand in this row alone."""
    for area in grid.areas:
        if area.row == row and area.row_span == 1:
            left, right = grid.column_edges[area.column], grid.column_edges[area.column + area.column_span]
            yield from (Rule(left, level, right, level) for level in levels)
