"""Completes tables that have no vertical rules: their columns are parted by white space alone."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractors.tables.pdf.characters import Characters, Flags, Numbers
from extractors.tables.pdf.completion import SAME_END, Stack, lines_across, stacks
from extractors.tables.pdf.lines import Line, lines_of
from extractors.tables.pdf.row_numbers import items_of
from extractors.tables.pdf.rules import Rule

# White space this wide parts columns, in ems: cells keep a margin on both sides, words of one line stand nearer.
GAP = 0.6
# In one line words this far apart are of two cells: the ink of a mark (、) leaves less of its em free.
APART = 1.0
# A column's gap is clear in this part of the rows; rows that cross it hold cells over several columns.
CLEAR_SHARE = 0.7
# Columns that are known already need not be told again: half of the rows may be names of sections.
KNOWN_SHARE = 0.5
# Words do not cross an edge that keeps this far from them, in points.
BESIDE = 1.0
# Two rules are enough where numbers between them count rows, or the columns go on: any words may stand between two.
FEWEST_RULES = 2
# Fewer rows than this have no sections among them; a section's name is longer than a number, in ems.
FEWEST_ROWS = 2
LONGEST_NUMBER = 3.0
# Ink is noted at so many places in each point of a stack's width.
PLACES = 4

# A shorter rule inside a stack: its ends and its height.
Across = tuple[float, float, float]


class _Band(NamedTuple):
    """What stands between two rules of a stack: where ink is, and the shorter rules inside, as (left, right, level)."""

    upper: float
    lower: float
    taken: Flags
    inner: list[Across]


def columns_by_gaps(rules: Sequence[Rule], characters: Characters, known: Sequence[float] = ()) -> list[Rule]:
    """Give vertical rules where white space parts the columns of a table that has none drawn.

    `known` are the edges of such a table's columns on the page before: they stand where this one may go on with it.
    """
    vertical = [rule for rule in rules if not rule.is_horizontal]
    lines = lines_across(rules)
    return [
        rule
        for stack in stacks(rules, FEWEST_RULES)
        if not any(_crosses(rule, stack) for rule in vertical)
        for rule in _gap_rules(stack, lines, characters, known)
    ]


def _crosses(rule: Rule, stack: Stack) -> bool:
    inside = stack.left - SAME_END <= rule.x0 <= stack.right + SAME_END
    return inside and rule.y0 < stack.levels[0] and rule.y1 > stack.levels[-1]


def _gap_rules(stack: Stack, lines: Sequence[Across], characters: Characters, known: Sequence[float]) -> Iterator[Rule]:
    bands = [_band(stack, upper, lower, lines, characters) for upper, lower in pairwise(stack.levels)]
    edges = _edges(stack, [band for band in bands if band.taken.any()], characters, known)
    if len(edges) > 2 and (len(stack.levels) > FEWEST_RULES or _is_counted(stack, edges, characters, known)):
        for band in bands:
            yield from _walls(stack, band, edges, characters)


def _is_counted(stack: Stack, edges: Sequence[float], characters: Characters, known: Sequence[float]) -> bool:
    """Whether the columns are those of the page before, or the first one numbers rows."""
    if _goes_on(stack, known):
        return True
    within = _within(stack, stack.levels[0], stack.levels[-1], characters)
    return bool(items_of(lines_of(within.at(within.middle_x < edges[1]))))


def _edges(stack: Stack, bands: Sequence[_Band], characters: Characters, known: Sequence[float]) -> list[float]:
    """Give where columns are parted, with the stack's own ends; `bands` are those with words."""
    if not bands:
        return []
    # words over several columns say nothing of where those are parted
    plain = [band.taken for band in bands if not band.inner] or [band.taken for band in bands]
    clear = np.mean([~taken for taken in plain], axis=0)
    if _goes_on(stack, known) and all(clear[_place(stack, edge)] >= KNOWN_SHARE for edge in known[1:-1]):
        return [stack.left, *known[1:-1], stack.right]
    em = max((line.em for line in lines_of(_within(stack, stack.levels[0], stack.levels[-1], characters))), default=1.0)
    ends = sorted({end for band in bands for left, right, _ in band.inner for end in (left, right)})
    runs = _runs(clear >= CLEAR_SHARE, GAP * em * PLACES)
    return [stack.left, *(_edge(stack, run, clear, ends) for run in runs), stack.right]


def _goes_on(stack: Stack, known: Sequence[float]) -> bool:
    ends = [(stack.left, edge) for edge in known[:1]] + [(stack.right, edge) for edge in known[-1:]]
    return bool(ends) and all(abs(end - edge) <= SAME_END for end, edge in ends)


def _walls(stack: Stack, band: _Band, edges: Sequence[float], characters: Characters) -> Iterator[Rule]:
    """Give the vertical rules of one band, from rule to rule, save where words cross them."""
    shared = [line for line in band.inner if _is_shared(stack, band, line, edges, characters)]
    for edge in edges:
        over = [level for left, right, level in shared if left + SAME_END < edge < right - SAME_END]
        top = min(over, default=band.upper)
        taken = _taken(stack, top, band.lower, characters) if over else band.taken
        if edge in (stack.left, stack.right) or _is_clear(stack, taken, edge):
            yield Rule(edge, band.lower, edge, top)


def _is_shared(stack: Stack, band: _Band, line: Across, edges: Sequence[float], characters: Characters) -> bool:
    """Whether what stands above a shorter rule is one cell's: a header's words over several columns."""
    left, right, level = line
    taken = _taken(stack, band.upper, level, characters)
    inner = [edge for edge in edges if left + SAME_END < edge < right - SAME_END]
    uncrossed = [left, *(edge for edge in inner if _is_clear(stack, taken, edge)), right]
    parts = [taken[_place(stack, x0) : _place(stack, x1)].any() for x0, x1 in pairwise(uncrossed)]
    return bool(inner) and sum(parts) == 1


def _is_clear(stack: Stack, taken: Flags, edge: float) -> bool:
    """Whether no ink stands at the edge, nor so near on both sides as letters of one word do."""
    return not taken[max(_place(stack, edge - BESIDE), 0) : _place(stack, edge + BESIDE) + 1].any()


def _band(stack: Stack, upper: float, lower: float, lines: Sequence[Across], characters: Characters) -> _Band:
    inner = [
        (left, right, level)
        for left, right, level in lines
        if lower + SAME_END < level < upper - SAME_END
        and left >= stack.left - SAME_END
        and right <= stack.right + SAME_END
    ]
    return _Band(upper, lower, _taken(stack, upper, lower, _without_sections(stack, upper, lower, characters)), inner)


def _without_sections(stack: Stack, upper: float, lower: float, characters: Characters) -> Characters:
    """Give the characters without lines over the columns among rows that no rule parts: 一、教育类实事项目.

    They stand alone on their level, begin where the rows do, and are longer than a number and few among the lines.
    """
    lines = lines_of(_within(stack, upper, lower, characters))
    rows = [line for line in lines if not _is_one_piece(line)]
    if len(rows) < FEWEST_ROWS:
        return characters
    begin = min(line.ink.x0 for line in rows)
    alone = [line for line in lines if _is_one_piece(line) and line.ink.x0 < begin + line.em]
    sections = [line.ink for line in alone if line.ink.x1 - line.ink.x0 > LONGEST_NUMBER * line.em]
    if not sections or len(sections) >= len(rows):
        return characters
    y = characters.middle_y
    return characters.at(~np.any([(y >= ink.y0) & (y <= ink.y1) for ink in sections], axis=0))


def _is_one_piece(line: Line) -> bool:
    ink = line.characters.at(~line.characters.blank)
    return not (ink.x0[1:] - ink.x1[:-1] > APART * line.em).any()


def _place(stack: Stack, x: float) -> int:
    return int((x - stack.left) * PLACES)


def _within(stack: Stack, upper: float, lower: float, characters: Characters) -> Characters:
    x, y = characters.middle_x, characters.middle_y
    return characters.at((x >= stack.left) & (x <= stack.right) & (y > lower) & (y <= upper) & ~characters.blank)


def _taken(stack: Stack, upper: float, lower: float, characters: Characters) -> Flags:
    """Tell for each place of the stack's width whether ink stands there between two heights."""
    taken = np.zeros(_place(stack, stack.right) + 2, dtype=np.bool_)
    inside = _within(stack, upper, lower, characters)
    for x0, x1 in zip(inside.x0.tolist(), inside.x1.tolist(), strict=True):
        taken[max(_place(stack, x0), 0) : _place(stack, x1) + 1] = True
    return taken


def _runs(clear: Flags, width: float) -> Iterator[tuple[int, int]]:
    """Give each clear run that is wide enough and has ink on both sides: its first point and the one behind it."""
    steps = np.flatnonzero(np.diff(clear.astype(np.int8)))
    for start, end in zip(steps[:-1].tolist(), steps[1:].tolist(), strict=True):
        if clear[end] and end - start >= width:
            yield start + 1, end + 1


def _edge(stack: Stack, run: tuple[int, int], clear: Numbers, ends: Sequence[float]) -> float:
    """Give where a clear run parts two columns: a shorter rule ends in it, or else its clearest part is."""
    start, end = run
    inside = [at for at in ends if start <= (at - stack.left) * PLACES <= end]
    if inside:
        return inside[0]
    best = np.flatnonzero(clear[start:end] == clear[start:end].max())
    return stack.left + (start + (float(best[0]) + float(best[-1]) + 1) / 2) / PLACES
