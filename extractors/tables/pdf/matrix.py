"""The matrices of PDF, six numbers that move points, and how they apply to points and boxes."""

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
# Boxes or rules, a row each: x0, y0, x1, y1.
Boxes = NDArray[np.float64]


def moved(matrix: Matrix, x: float, y: float) -> Point:
    """Give where the matrix moves a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def moved_boxes(boxes: Boxes, matrix: Matrix | None) -> Boxes:
    """Give the boxes around where the matrix moves the boxes' corners."""
    if matrix is None:
        return boxes
    a, b, c, d, e, f = matrix
    left, bottom, right, top = boxes.T
    xs = np.stack([a * x + c * y + e for x in (left, right) for y in (bottom, top)])
    ys = np.stack([b * x + d * y + f for x in (left, right) for y in (bottom, top)])
    return np.stack([xs.min(axis=0), ys.min(axis=0), xs.max(axis=0), ys.max(axis=0)], axis=1)


def product(first: Matrix, then: Matrix | None) -> Matrix:
    """Give the matrix that applies `first` and then `then` (PDF's row-vector convention)."""
    if then is None:
        return first
    a, b, c, d, e, f = first
    aa, bb, cc, dd, ee, ff = then
    return (
        a * aa + b * cc,
        a * bb + b * dd,
        c * aa + d * cc,
        c * bb + d * dd,
        e * aa + f * cc + ee,
        e * bb + f * dd + ff,
    )
