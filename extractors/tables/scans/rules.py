"""Finds the rules of a table in a straightened picture, and takes them out of it so that only text is left.

A rule on a scan is faint, broken or slightly bent: short gaps are closed, steps bridged, and what then runs on for
longer than any stroke of a letter, and meets rules that cross it, is a rule.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.tables.pdf.rules import Rule
from extractors.tables.scans.upright import Picture, Upright

# All in points. Longer than the strokes of a letter, which are no longer than it is wide.
SHORTEST = 20.0
# Gaps in a rule that dust and thresholds leave.
GAP = 1.5
# Thicker than this is the dark edge of the glass, or a picture.
THICKEST = 3.0
# Rules that come so near to each other meet; the ink of text keeps further off.
NEAR = 3.0
# A pixel darker than the mean of a square so wide may be a rule's.
_AROUND = 8.0
_FAINTEST = 12
# A step of one pixel up or down is bridged, and the soft edge of a rule taken out with it.
_STEP = 5
# A line across that meets fewer others than this is an underline, a dash or a fold of the paper.
_FEWEST_MET = 2


@dataclass(frozen=True, slots=True)
class _Streak:
    """A long run of ink: the rule it may be, and its pixels."""

    rule: Rule
    rows: slice
    columns: slice
    pixels: NDArray[np.bool_]


def rules_of(picture: Upright) -> tuple[list[Rule], Picture]:
    """Give the rules of the picture's tables in points, and the picture in grey without them."""
    block = 2 * round(_AROUND * picture.dots / 2) + 1
    ink = cv2.adaptiveThreshold(picture.gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, _FAINTEST)
    streaks = _met([*_streaks(ink, picture.dots), *_streaks(ink.T, picture.dots, turned=True)])
    cleared = picture.gray.copy()
    paper = int(np.median(picture.gray[::8, ::8]))
    for streak in streaks:
        cleared[streak.rows, streak.columns][streak.pixels] = paper
    return snapped([streak.rule for streak in streaks]), cleared


def snapped(rules: list[Rule]) -> list[Rule]:
    """Give the rules with those beside each other at one place, and each end that is near a rule across set on it."""
    across = [rule for rule in rules if rule.is_horizontal]
    down = [rule for rule in rules if not rule.is_horizontal]
    ys, xs = _levels([rule.y0 for rule in across]), _levels([rule.x0 for rule in down])
    return [
        *(Rule(_nearest(rule.x0, xs), ys[rule.y0], _nearest(rule.x1, xs), ys[rule.y0]) for rule in across),
        *(Rule(xs[rule.x0], _nearest(rule.y0, ys), xs[rule.x0], _nearest(rule.y1, ys)) for rule in down),
    ]


def _streaks(ink: Picture, dots: float, *, turned: bool = False) -> list[_Streak]:
    """Give the long horizontal runs of ink; `turned` says that the picture's rows and columns are swapped."""
    gap, length = max(3, round(GAP * dots)), round(SHORTEST * dots)
    # a rule that is not quite level goes on a pixel higher or lower
    runs = cv2.dilate(np.ascontiguousarray(ink), np.ones((_STEP, 1), np.uint8))
    runs = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    runs = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found = []
    for label, (x, y, wide, high, area) in enumerate(stats.tolist()):
        if label == 0 or area > THICKEST * dots * wide:
            continue
        rows, columns = slice(y, y + high), slice(x, x + wide)
        pixels = labels[rows, columns] == label
        middle = y + high / 2
        if turned:
            height = ink.shape[1]
            rule = Rule(middle / dots, (height - x - wide) / dots, middle / dots, (height - x) / dots)
            found.append(_Streak(rule, columns, rows, pixels.T))
        else:
            level = (ink.shape[0] - middle) / dots
            found.append(_Streak(Rule(x / dots, level, (x + wide) / dots, level), rows, columns, pixels))
    return found


def _met(streaks: list[_Streak]) -> list[_Streak]:
    """Give the streaks that meet enough others across, those left out no longer counted."""
    while True:
        across = [streak.rule for streak in streaks if streak.rule.is_horizontal]
        down = [streak.rule for streak in streaks if not streak.rule.is_horizontal]
        kept = [
            streak
            for streak in streaks
            if sum(
                _meet(streak.rule, other) if streak.rule.is_horizontal else _meet(other, streak.rule)
                for other in (down if streak.rule.is_horizontal else across)
            )
            >= _FEWEST_MET
        ]
        if len(kept) == len(streaks):
            return kept
        streaks = kept


def _meet(across: Rule, down: Rule) -> bool:
    return across.x0 - NEAR <= down.x0 <= across.x1 + NEAR and down.y0 - NEAR <= across.y0 <= down.y1 + NEAR


def _levels(places: list[float]) -> dict[float, float]:
    """For each place the middle of those that follow each other closely."""
    groups: list[list[float]] = []
    for place in sorted(set(places)):
        if groups and place - groups[-1][0] <= NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    return {place: sum(group) / len(group) for group in groups for place in group}


def _nearest(place: float, levels: dict[float, float]) -> float:
    level = min(levels.values(), key=lambda level: abs(level - place), default=place)
    return level if abs(level - place) <= NEAR else place
