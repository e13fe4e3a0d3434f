"""Straightens the picture of a page: turned so that its text stands, and rotated so that its lines are level."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.tables.model import Box
from extractors.tables.pdf.geometry import turn_box, turn_size

Picture = NDArray[np.uint8]

# A sheet lies no more than this askew on a scanner's glass, in degrees.
MOST_SKEW = 5.0
# Skew that moves the end of a line by less than a pixel is left: turning a picture blurs it. In degrees.
LEAST_SKEW = 0.03
# Steps in which the angle is sought, each around the best of the one before, in degrees.
_STEPS = (0.25, 0.05, 0.01)
# What is darker than its surroundings by this, of 255, is ink. Paper and the scanner's noise stay below.
INK = 15
# So many points of ink say all about the angle.
_MOST_POINTS = 150_000


@dataclass(frozen=True, slots=True)
class Upright:
    """A straightened picture in grey, `dots` pixels a point; its own points have their origin bottom left.

    The page was turned clockwise by `quarters`, then counter-clockwise by `angle` degrees about its middle.
    """

    gray: Picture
    dots: float
    quarters: int
    angle: float
    page_size: tuple[float, float]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the straightened picture in points."""
        height, width = self.gray.shape
        return width / self.dots, height / self.dots

    def on_page(self, box: Box) -> Box:
        """Give a box of this picture as it stands on the page, in points: the box around its four corners."""
        turned = turn_size(self.quarters, *self.page_size)
        width, height = self.size
        sine, cosine = math.sin(math.radians(-self.angle)), math.cos(math.radians(-self.angle))
        xs, ys = [], []
        for x in (box.x0 - width / 2, box.x1 - width / 2):
            for y in (box.y0 - height / 2, box.y1 - height / 2):
                xs.append(min(max(turned[0] / 2 + x * cosine - y * sine, 0.0), turned[0]))
                ys.append(min(max(turned[1] / 2 + x * sine + y * cosine, 0.0), turned[1]))
        return turn_box(Box(min(xs), min(ys), max(xs), max(ys)), -self.quarters, *turned)


def upright(gray: Picture, dots: float, quarters: int) -> Upright:
    """Give the picture of a page, `dots` pixels a point, turned clockwise by `quarters` and then made level.

    Nothing of the page is cut off: the picture grows as far as its corners reach.
    """
    page_size = (gray.shape[1] / dots, gray.shape[0] / dots)
    turned = np.ascontiguousarray(np.rot90(gray, -quarters))
    angle = skew(turned)
    return Upright(_rotated(turned, angle) if angle else turned, dots, quarters, angle, page_size)


def skew(gray: Picture) -> float:
    """Give the angle in degrees by which to turn the picture counter-clockwise so that its lines are level.

    Sought between -5 and 5: where lines are level, rows of pixels are full of ink or empty, and neighbouring ones
    differ most. 0 for a picture without ink.
    """
    half = cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(half, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, INK)
    rows, columns = np.nonzero(ink)
    step = len(rows) // _MOST_POINTS + 1
    y, x = rows[::step].astype(np.float64), columns[::step].astype(np.float64)
    if not len(y):
        return 0.0
    best, reach = 0.0, MOST_SKEW
    for width in _STEPS:
        angles = best + np.arange(-round(reach / width), round(reach / width) + 1) * width
        best = float(max(angles, key=lambda angle: _contrast(x, y, float(angle))))
        reach = width
    return round(best, 2) if abs(best) >= LEAST_SKEW else 0.0


def _contrast(x: NDArray[np.float64], y: NDArray[np.float64], angle: float) -> float:
    """Tell how much neighbouring rows differ in ink when the points are turned by a small angle."""
    rows = np.rint(y - x * math.tan(math.radians(angle))).astype(np.intp)
    profile = np.bincount(rows - rows.min()).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())


def _rotated(gray: Picture, angle: float) -> Picture:
    height, width = gray.shape
    sine, cosine = abs(math.sin(math.radians(angle))), math.cos(math.radians(angle))
    wide, high = math.ceil(width * cosine + height * sine), math.ceil(height * cosine + width * sine)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix[:, 2] += ((wide - width) / 2, (high - height) / 2)
    paper = float(np.median(gray[::8, ::8]))
    turned: Picture = cv2.warpAffine(gray, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=paper)
    return turned
