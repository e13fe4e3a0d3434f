"""Completes tables whose header has no rule above it: its words stand over the columns, outside the outline."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractors.tables.pdf.characters import Characters
from extractors.tables.pdf.grid import Grid
from extractors.tables.pdf.lines import LINE_STEP, largest_em, usual_em
from extractors.tables.pdf.rules import Rule

# A header's lines stand no further apart than this, nor the lowest from the table, in ems.
LEADING = 1.2
# No header is taller than this, in ems.
TALLEST = 8.0
# Words of one line this far apart are of two cells, in ems.
APART = 0.8
# The header names this part of the columns, three of them at least.
NAMED_SHARE = 0.5
FEWEST_NAMED = 3
# A rule reaches over the edges of the columns it joins by no more than this, in points.
OVERHANG = 8.0
# What stands this near the edge of a rule touches it, in points.
NEAR = 2.0


class Piece(NamedTuple):
    """Words of one cell in one line: where their ink stands."""

    x0: float
    y0: float
    x1: float
    y1: float


def head_rules(grid: Grid, rules: Sequence[Rule], outside: Characters) -> list[Rule]:
    """Give the rules that a header directly above the grid lacks; none where no header stands there.

    A header is told from a title, or a line of remarks, by its words: they stand over most of the columns, one apart
    from the other. A rule inside the header parts the words of several columns (序时进度) from those of each.
    """
    box = grid.box
    pieces = list(_head_pieces(grid, outside))
    columns = {column for piece in pieces if (column := _column_of(piece, grid.column_edges)) is not None}
    if len(columns) < max(FEWEST_NAMED, NAMED_SHARE * (len(grid.column_edges) - 1)):
        return []
    top = max(piece.y1 for piece in pieces) + NEAR
    drawn = [rule for rule in rules if rule.is_horizontal and box.y1 + NEAR < rule.y0 < top and _is_within(rule, grid)]
    inner = [_snapped(rule, grid.column_edges) for rule in drawn] or list(_under_shared_words(grid, pieces))
    levels = sorted({box.y1, top, *(rule.y0 for rule in inner)})
    return [Rule(box.x0, top, box.x1, top), *inner, *_parting(grid, pieces, inner, levels)]


def _head_pieces(grid: Grid, outside: Characters) -> Iterator[Piece]:
    """Give the words of the lines that follow each other closely above the grid, from the lowest up."""
    box = grid.box
    x, y = outside.middle_x, outside.middle_y
    near = outside.at((x >= box.x0) & (x <= box.x1) & (y > box.y1) & ~outside.blank)
    if not len(near) or near.y0.min() - box.y1 > LEADING * largest_em(near):
        return
    reached = box.y1
    em = usual_em(near)
    for line in _levels(near, LINE_STEP * em):
        bottom, top = float(line.y0.min()), float(line.y1.max())
        if bottom - reached > LEADING * em or top - box.y1 > TALLEST * em:
            return
        pieces = list(_pieces(line, APART * em))
        if len(pieces) == 1 and not _is_over_columns(pieces[0], grid):
            return
        yield from pieces
        reached = max(reached, top)


def _levels(characters: Characters, step: float) -> Iterator[Characters]:
    """Give the characters of each line, from the lowest up; a line is `step` points above the one before."""
    upwards = np.argsort(characters.y)
    cuts = np.flatnonzero(np.diff(characters.y[upwards]) > step) + 1
    for members in np.split(upwards, cuts):
        yield characters.at(members[np.argsort(characters.x[members])])


def _pieces(line: Characters, apart: float) -> Iterator[Piece]:
    cuts = np.flatnonzero(line.x0[1:] - line.x1[:-1] > apart) + 1
    for members in np.split(np.arange(len(line)), cuts):
        x0, y0, x1, y1 = line.places[:4, members]
        yield Piece(float(x0.min()), float(y0.min()), float(x1.max()), float(y1.max()))


def _is_over_columns(piece: Piece, grid: Grid) -> bool:
    """Whether words alone in their line may head several columns, and are not in the table's middle as a title is."""
    middle = (grid.box.x0 + grid.box.x1) / 2
    return abs((piece.x0 + piece.x1) / 2 - middle) > piece.y1 - piece.y0


def _column_of(piece: Piece, edges: Sequence[float]) -> int | None:
    """Give the column that the words stand in, None where they reach over its edge."""
    for column, (left, right) in enumerate(pairwise(edges)):
        if left - NEAR <= piece.x0 and piece.x1 <= right + NEAR:
            return column
    return None


def _is_within(rule: Rule, grid: Grid) -> bool:
    return grid.box.x0 - NEAR <= rule.x0 and rule.x1 <= grid.box.x1 + NEAR


def _under_shared_words(grid: Grid, pieces: Sequence[Piece]) -> Iterator[Rule]:
    """Give the rule that would part words in the middle over several columns from the words of each of them."""
    edges = grid.column_edges
    for shared in (piece for piece in pieces if any(piece.x0 < edge < piece.x1 for edge in edges)):
        below = [piece for piece in pieces if (piece.y0 + piece.y1) / 2 < shared.y0]
        headed = {column for piece in below if (column := _column_of(piece, edges)) is not None}
        runs = [
            (first, last)
            for first in headed
            for last in headed
            if headed.issuperset(range(first, last + 1))
            and edges[first] <= shared.x0
            and shared.x1 <= edges[last + 1]
            and abs(edges[first] + edges[last + 1] - shared.x0 - shared.x1) <= 2 * (shared.y1 - shared.y0)
        ]
        if runs:
            first, last = max(runs, key=lambda run: run[1] - run[0])
            under = [piece.y1 for piece in below if edges[first] < piece.x0 < edges[last + 1]]
            level = (shared.y0 + max(under)) / 2
            yield Rule(edges[first], level, edges[last + 1], level)


def _snapped(rule: Rule, edges: Sequence[float]) -> Rule:
    """Give the rule from edge to edge of the columns it joins; edges that white space told are a little off."""
    left, right = (min(edges, key=lambda edge: abs(edge - end)) for end in (rule.x0, rule.x1))
    return Rule(
        left if abs(left - rule.x0) <= OVERHANG else rule.x0,
        rule.y0,
        right if abs(right - rule.x1) <= OVERHANG else rule.x1,
        rule.y1,
    )


def _parting(grid: Grid, pieces: Sequence[Piece], inner: Sequence[Rule], levels: Sequence[float]) -> Iterator[Rule]:
    """Give the vertical rules between the header's cells, from one level to the next."""
    box = grid.box
    for lower, upper in pairwise(levels):
        for edge in grid.column_edges:
            is_inside = box.x0 + NEAR < edge < box.x1 - NEAR
            is_crossed = any(p.x0 < edge < p.x1 and p.y0 < upper and p.y1 > lower for p in pieces)
            is_merged = any(rule.x0 < edge < rule.x1 and rule.y0 <= lower + NEAR for rule in inner)
            if not is_inside or not (is_crossed or is_merged):
                yield Rule(edge, lower, edge, upper)
