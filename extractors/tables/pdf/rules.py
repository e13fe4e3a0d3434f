"""From drawn paths to rules: the straight horizontal and vertical strokes that a table is made of."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from extractors.tables.model import Box
from extractors.tables.pdf.drawing import THIN, Path, Point
from extractors.tables.pdf.geometry import QUARTERS, turn_point

# A stroke that leaves the horizontal or vertical by no more than this is straight, in points.
STRAIGHT = 0.5
# Shorter strokes are ticks, dots of a dotted line or parts of letters; dotted rules come in longer pieces than this.
SHORTEST = 0.3
# A filled shape must be at least this long to be a rule and not a dot.
SHORTEST_FILLED = 3.0


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


def ruled(paths: Iterable[Path]) -> Iterator[Rule]:
    """Give the rules drawn as strokes (rectangles give their four edges) or as thin filled shapes."""
    for path in paths:
        if path.bounds is not None:
            yield from _thin(path.bounds)
            continue
        for points in path.subpaths:
            if path.stroked:
                yield from _strokes(points)
            elif path.filled:
                yield from _thin(_bounds(points))


def boxed(paths: Iterable[Path]) -> Iterator[Rule]:
    """Give the edges of filled boxes that are not thin: cells drawn as coloured areas, without any rule."""
    for path in paths:
        if path.stroked or not path.filled:
            continue
        for points in path.subpaths:
            if _is_rectangle(points):
                box = _bounds(points)
                corners = ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1), (box.x0, box.y0))
                yield from _strokes(corners)


def placed(rules: Iterable[Rule], visible: Box, quarters: int) -> list[Rule]:
    """Give the rules' visible parts, moved so that the visible page's corner is the origin, then turned clockwise."""
    left, bottom, right, top = visible
    found: list[Rule] = []
    # neighbouring cells draw the edge between them twice
    for x0, y0, x1, y1 in set(rules):
        if x1 >= left and x0 <= right and y1 >= bottom and y0 <= top:
            shown = Rule(max(x0, left) - left, max(y0, bottom) - bottom, min(x1, right) - left, min(y1, top) - bottom)
            found.append(shown)
    if quarters % QUARTERS:
        found = [_turned(rule, quarters, right - left, top - bottom) for rule in found]
    return sorted(set(found))


def _turned(rule: Rule, quarters: int, width: float, height: float) -> Rule:
    one = turn_point(rule.x0, rule.y0, quarters, width, height)
    return _rule(one, turn_point(rule.x1, rule.y1, quarters, width, height))


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


def _thin(box: Box) -> Iterator[Rule]:
    across, up = box.x1 - box.x0, box.y1 - box.y0
    if up <= THIN and across >= max(up, SHORTEST_FILLED):
        y = (box.y0 + box.y1) / 2
        yield Rule(box.x0, y, box.x1, y)
    elif across <= THIN and up >= SHORTEST_FILLED:
        x = (box.x0 + box.x1) / 2
        yield Rule(x, box.y0, x, box.y1)


def _bounds(points: tuple[Point, ...]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _is_rectangle(points: tuple[Point, ...]) -> bool:
    corners = {(round(x), round(y)) for x, y in points}
    return len(corners) == 4 and len({x for x, _ in corners}) == 2 and len({y for _, y in corners}) == 2
