"""Plane geometry of a page, in PDF points: boxes, quarter turns, and where a value falls between edges.

Every function here is pure. A quarter turn is counted clockwise, as PDF's /Rotate counts it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.tables.model import Box

QUARTERS = 4


def turn_point(x: float, y: float, quarters: int, width: float, height: float) -> tuple[float, float]:
    """Where (x, y) of a page of `width` by `height` comes to stand when the page is turned clockwise."""
    match quarters % QUARTERS:
        case 1:
            return y, width - x
        case 2:
            return width - x, height - y
        case 3:
            return height - y, x
        case _:
            return x, y


def turn_size(quarters: int, width: float, height: float) -> tuple[float, float]:
    """Width and height of the page after the turn."""
    return (height, width) if quarters % 2 else (width, height)


def turn_box(box: Box, quarters: int, width: float, height: float) -> Box:
    """Give the box after its page of `width` by `height` is turned clockwise."""
    if quarters % QUARTERS == 0:
        return box
    return box_of(
        turn_point(box.x0, box.y0, quarters, width, height), turn_point(box.x1, box.y1, quarters, width, height)
    )


def box_of(one: tuple[float, float], other: tuple[float, float]) -> Box:
    """Give the box between two opposite corners, given in any order."""
    return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def area(box: Box) -> float:
    """Give the box's area in square points."""
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def slots(edges: Sequence[float], values: NDArray[np.float64]) -> NDArray[np.intp]:
    """For each value the index i with edges[i] <= value < edges[i + 1] of ascending `edges`.

    Values beyond the outer edges are given the first or the last index.
    """
    return np.clip(np.searchsorted(np.asarray(edges), values, side="right") - 1, 0, len(edges) - 2)
