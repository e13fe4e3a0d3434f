"""From drawn paths to rules: the straight horizontal and vertical strokes that a table is made of."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractors.tables.model import Box
from extractors.tables.pdf.characters import Numbers
from extractors.tables.pdf.clips import EVERYWHERE
from extractors.tables.pdf.drawing import THIN, Drawing, Path
from extractors.tables.pdf.geometry import QUARTERS
from extractors.tables.pdf.matrix import Boxes, Point

# A stroke that leaves the horizontal or vertical by no more than this is straight, in points.
STRAIGHT = 0.5
# Shorter strokes are ticks, dots of a dotted line or parts of letters; dotted rules come in longer pieces than this.
SHORTEST = 0.3
# A filled shape must be at least this long to be a rule and not a dot.
SHORTEST_FILLED = 3.0
# Pieces of one line differ in height by no more than this, and follow each other at no more than that, in points.
SAME_LEVEL = 0.1
APART = 2.0
# Dashes are no longer than this and have no more than that between them; a row of them is longer, in points.
LONGEST_DASH = 8.0
DASHES_APART = 4.0
SHORTEST_STRING = 12.0

Sides = tuple[Numbers, Numbers, Numbers, Numbers]


class Rule(NamedTuple):
    """A horizontal or vertical line from (x0, y0) to (x1, y1), in points, x0 <= x1 and y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_horizontal(self) -> bool:
        """Whether it runs along x."""
        return self.x1 - self.x0 >= self.y1 - self.y0


def ruled(drawing: Drawing) -> Boxes:
    """Give the rules drawn as strokes (rectangles give their four edges) or as thin filled shapes."""
    return np.concatenate([_thin(drawing.thin), _as_boxes(_drawn(drawing.paths))])


def boxed(drawing: Drawing) -> Boxes:
    """Give the edges of filled boxes that are not thin: cells drawn as coloured areas, without any rule."""
    return _as_boxes(_edges(drawing.paths))


def placed(rules: Boxes, visible: Box, quarters: int) -> list[Rule]:
    """Give the rules' visible parts, moved so that the visible page's corner is the origin, then turned clockwise.

    Pieces of one line that follow each other are one rule: each cell draws its own, neighbours the same one twice.
    """
    left, bottom, right, top = visible
    x0, y0, x1, y1 = rules[
        (rules[:, 2] >= left) & (rules[:, 0] <= right) & (rules[:, 3] >= bottom) & (rules[:, 1] <= top)
    ].T
    shown = (
        np.maximum(x0, left) - left,
        np.maximum(y0, bottom) - bottom,
        np.minimum(x1, right) - left,
        np.minimum(y1, top) - bottom,
    )
    return merged(np.stack(_turned(shown, quarters, right - left, top - bottom), axis=1))


def merged(rules: Boxes) -> list[Rule]:
    """Give the rules with pieces of one line joined, in order."""
    is_horizontal = rules[:, 2] - rules[:, 0] >= rules[:, 3] - rules[:, 1]
    across, down = rules[is_horizontal], rules[~is_horizontal]
    level = [Rule(x0, y, x1, y) for x0, x1, y in joined(across[:, 0], across[:, 2], across[:, 1])]
    plumb = [Rule(x, y0, x, y1) for y0, y1, x in joined(down[:, 1], down[:, 3], down[:, 0])]
    return sorted([*level, *plumb])


def joined(
    start: Numbers, end: Numbers, level: Numbers, same: float = SAME_LEVEL, apart: float = APART
) -> Iterator[tuple[float, float, float]]:
    """Give the first and the last point, and the level, of each line that pieces make, lowest level first.

    Pieces are of one line where their levels differ by no more than `same` and no gap between them is over `apart`.
    """
    if not len(level):
        return
    upwards = np.argsort(level, kind="stable")
    heights = level[upwards]
    group = np.empty(len(level), dtype=np.intp)
    group[upwards] = np.cumsum(np.diff(heights, prepend=heights[0]) > same)
    order = np.lexsort((start, group))
    columns = (start[order], end[order], level[order], group[order])
    line, of = (0.0, 0.0, 0.0), -1
    for begin, stop, height, member in zip(*(column.tolist() for column in columns), strict=True):
        if member == of and begin <= line[1] + apart:
            line = (line[0], max(line[1], stop), line[2])
            continue
        if of >= 0:
            yield line
        line, of = (begin, stop, height), member
    yield line


def _turned(shown: Sides, quarters: int, width: float, height: float) -> Sides:
    x0, y0, x1, y1 = shown
    match quarters % QUARTERS:
        case 1:
            return y0, width - x1, y1, width - x0
        case 2:
            return width - x1, height - y1, width - x0, height - y0
        case 3:
            return height - y1, x0, height - y0, x1
        case _:
            return shown


def _thin(boxes: Boxes) -> Boxes:
    """Give the rules down the middle of thin shapes; dots are none, save where they stand in a row."""
    x0, y0, x1, y1 = boxes.T
    across, up = x1 - x0, y1 - y0
    flat = (up <= THIN) & (across >= np.maximum(up, SHORTEST_FILLED))
    steep = ~flat & (across <= THIN) & (up >= SHORTEST_FILLED)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    level = np.stack([x0, y, x1, y], axis=1)
    plumb = np.stack([x, y0, x, y1], axis=1)
    strung = _strung(level[(up <= THIN) & (across <= LONGEST_DASH)], plumb[(across <= THIN) & (up <= LONGEST_DASH)])
    return np.concatenate([level[flat], plumb[steep], _as_boxes(strung)])


def _strung(across: Boxes, down: Boxes) -> Iterator[Rule]:
    """Give the rules that dots and dashes make which follow each other closely, across and down."""
    for x0, x1, y in joined(across[:, 0], across[:, 2], across[:, 1], apart=DASHES_APART):
        if x1 - x0 > SHORTEST_STRING:
            yield Rule(x0, y, x1, y)
    for y0, y1, x in joined(down[:, 1], down[:, 3], down[:, 0], apart=DASHES_APART):
        if y1 - y0 > SHORTEST_STRING:
            yield Rule(x, y0, x, y1)


def _as_boxes(rules: Iterable[Rule]) -> Boxes:
    return np.array(list(rules), dtype=np.float64).reshape(-1, 4)


def _drawn(paths: Iterable[Path]) -> Iterator[Rule]:
    for path in paths:
        for points in path.subpaths:
            rules = _strokes(points) if path.stroked else _filled(_bounds(points))
            yield from rules if path.seen == EVERYWHERE else _seen(rules, path.seen)


def _seen(rules: Iterable[Rule], box: Box) -> Iterator[Rule]:
    """Give the parts of the rules that lie in the box."""
    for x0, y0, x1, y1 in rules:
        if x1 >= box.x0 and x0 <= box.x1 and y1 >= box.y0 and y0 <= box.y1:
            yield Rule(max(x0, box.x0), max(y0, box.y0), min(x1, box.x1), min(y1, box.y1))


def _filled(box: Box) -> Iterator[Rule]:
    """Give the rule that a part of a filled path is, where it is thin."""
    yield from (Rule(*rule) for rule in _thin(np.array([box])).tolist())


def _edges(paths: Iterable[Path]) -> Iterator[Rule]:
    for path in paths:
        for points in path.subpaths if path.filled and not path.stroked else ():
            if _is_rectangle(points):
                x0, y0, x1, y1 = _bounds(points)
                seen = Box(max(x0, path.seen.x0), max(y0, path.seen.y0), min(x1, path.seen.x1), min(y1, path.seen.y1))
                yield from _strokes(_corners(seen))


def _corners(box: Box) -> tuple[Point, ...]:
    """Give the way around the box; none where it is empty."""
    if box.x0 >= box.x1 or box.y0 >= box.y1:
        return ()
    return (box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1), (box.x0, box.y0)


def _rule(one: Point, other: Point) -> Rule:
    return Rule(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def _strokes(points: tuple[Point, ...]) -> Iterator[Rule]:
    for one, other in pairwise(points):
        across, up = abs(one[0] - other[0]), abs(one[1] - other[1])
        if min(across, up) <= STRAIGHT and max(across, up) >= SHORTEST:
            rule = _rule(one, other)
            yield _levelled(rule)


def _levelled(rule: Rule) -> Rule:
    """Give the rule made exactly horizontal or vertical."""
    if rule.is_horizontal:
        y = (rule.y0 + rule.y1) / 2
        return Rule(rule.x0, y, rule.x1, y)
    x = (rule.x0 + rule.x1) / 2
    return Rule(x, rule.y0, x, rule.y1)


def _bounds(points: tuple[Point, ...]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _is_rectangle(points: tuple[Point, ...]) -> bool:
    corners = {(round(x), round(y)) for x, y in points}
    return len(corners) == 4 and len({x for x, _ in corners}) == 2 and len({y for _, y in corners}) == 2
