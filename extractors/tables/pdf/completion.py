"""Completes tables that are ruled in part: sides and ends that are open."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractors.tables.pdf.rules import Rule, joined

# Ends of rules that differ by no more than this are at one place, in points.
SAME_END = 2.0
# Rules that stand out over the last crossing rule by less than this leave no room for a column, in points.
OVERHANG = 8.0
# A stack of fewer horizontal rules of one width is no table.
FEWEST_RULES = 3


class Stack(NamedTuple):
    """Horizontal rules of one width, from `left` to `right`, at the heights `levels`, top to bottom."""

    left: float
    right: float
    levels: tuple[float, ...]


def sides(rules: Sequence[Rule]) -> list[Rule]:
    """Give the vertical rules that tables lack at their open left or right side.

    A side is open where the horizontal rules go on beyond the outermost vertical rule between them.
    """
    vertical = [rule for rule in rules if not rule.is_horizontal]
    if not vertical or not _has_overhang(rules, vertical):
        return []
    return [side for stack in stacks(rules) for side in _sides_of(stack, vertical)]


def ends(rules: Sequence[Rule]) -> list[Rule]:
    """Give the horizontal rules that tables lack where a page break has cut them open, at the top or the bottom.

    A table is open where three vertical rules at least end at one height, which no horizontal rule joins.
    """
    vertical = [rule for rule in rules if not rule.is_horizontal]
    lines = lines_across(rules)
    return [
        Rule(left, level, right, level)
        for level, left, right in [*_ending(vertical, top=True), *_ending(vertical, top=False)]
        if not any(
            abs(height - level) <= SAME_END and x0 <= left + SAME_END and x1 >= right - SAME_END
            for x0, x1, height in lines
        )
    ]


def _ending(vertical: Sequence[Rule], *, top: bool) -> Iterator[tuple[float, float, float]]:
    """Give each height at which enough vertical rules end for good, with the first and the last one's x."""
    outermost: dict[int, Rule] = {}
    for rule in vertical:
        column = round(rule.x0 / SAME_END)
        known = outermost.get(column)
        if known is None or (rule.y1 > known.y1 if top else rule.y0 < known.y0):
            outermost[column] = rule
    at: dict[int, list[Rule]] = {}
    for rule in outermost.values():
        at.setdefault(round((rule.y1 if top else rule.y0) / SAME_END), []).append(rule)
    for together in at.values():
        if len(together) >= FEWEST_RULES:
            level = together[0].y1 if top else together[0].y0
            yield level, min(rule.x0 for rule in together), max(rule.x0 for rule in together)


def stacks(rules: Sequence[Rule], fewest: int = FEWEST_RULES) -> list[Stack]:
    """Give the horizontal rules of a page, pieces of one line joined, as stacks of one width and `fewest` rules."""
    found: list[tuple[float, float, list[float]]] = []
    for left, right, level in lines_across(rules):
        for other_left, other_right, levels in found:
            if abs(other_left - left) <= SAME_END and abs(other_right - right) <= SAME_END:
                levels.append(level)
                break
        else:
            found.append((left, right, [level]))
    return [Stack(left, right, tuple(levels)) for left, right, levels in found if len(levels) >= fewest]


def lines_across(rules: Sequence[Rule]) -> list[tuple[float, float, float]]:
    """Give each horizontal line's left and right end and its height, top to bottom, its pieces joined."""
    x0, y, x1, _ = np.array([rule for rule in rules if rule.is_horizontal], dtype=np.float64).reshape(-1, 4).T
    # pieces of one line may differ in height by a hair
    return sorted(joined(x0, x1, y, same=SAME_END, apart=SAME_END), key=lambda line: -line[2])


def _has_overhang(rules: Sequence[Rule], vertical: Sequence[Rule]) -> bool:
    horizontal = [rule for rule in rules if rule.is_horizontal]
    if len(horizontal) < FEWEST_RULES:
        return False
    left, right = min(rule.x0 for rule in vertical), max(rule.x0 for rule in vertical)
    return (
        min(rule.x0 for rule in horizontal) < left - OVERHANG or max(rule.x1 for rule in horizontal) > right + OVERHANG
    )


def _sides_of(stack: Stack, vertical: Sequence[Rule]) -> Iterator[Rule]:
    for upper, lower in pairwise(stack.levels):
        middle = (upper + lower) / 2
        between = [
            rule.x0
            for rule in vertical
            if rule.y0 <= middle <= rule.y1 and stack.left - SAME_END <= rule.x0 <= stack.right + SAME_END
        ]
        if not between:
            continue
        if min(between) > stack.left + OVERHANG:
            yield Rule(stack.left, lower, stack.left, upper)
        if max(between) < stack.right - OVERHANG:
            yield Rule(stack.right, lower, stack.right, upper)
