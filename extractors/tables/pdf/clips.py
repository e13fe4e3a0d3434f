"""What clip paths leave to be seen of a page's objects: a box for each, in user space."""

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

from extractors.tables.model import Box
from extractors.tables.pdf.calls import Handle, direct
from extractors.tables.pdf.matrix import Boxes, Matrix, moved_boxes

EVERYWHERE = Box(-np.inf, -np.inf, np.inf, np.inf)
# What stands out over its clip path by no more than this is not cut, in points: a rule along its edge is half hidden.
SEEN = 1.0

_FLOAT = ctypes.sizeof(ctypes.c_float)
# A clip path of more is the outline of a picture; reading on would only cost time.
_MOST_SEGMENTS = 1_000
_MOST_PATHS = 100


class Clips:
    """Reads clip paths; objects that share one are told by where PDFium keeps its first point."""

    def __init__(self, raw: Any) -> None:  # noqa: ANN401 - pypdfium2 has no types
        self._clip_of = direct(raw, "FPDFPageObj_GetClipPath")
        self._paths_in = direct(raw, "FPDFClipPath_CountPaths")
        self._segments_in = direct(raw, "FPDFClipPath_CountPathSegments")
        self._segment_of = direct(raw, "FPDFClipPath_GetPathSegment")
        self._point_of = direct(raw, "FPDFPathSegment_GetPoint")
        self._known: dict[tuple[int, ...], Box] = {}

    def of(self, things: Sequence[Handle], matrix: Matrix | None, within: Box) -> Boxes | None:
        """Give the box in which each object may be seen, `within` where it has no clip path; None where none has one.

        `matrix` is that of the form that holds the objects.
        """
        clips = list(map(self._clip_of, things))
        counts = np.fromiter(map(self._paths_in, clips), dtype=np.intp, count=len(clips))
        has_one = np.flatnonzero(counts > 0).tolist()
        if not has_one and within == EVERYWHERE:
            return None
        boxes = np.array([within] * len(things)).reshape(-1, 4)
        if has_one:
            found = np.array([self._box(clips[index], min(int(counts[index]), _MOST_PATHS)) for index in has_one])
            boxes[has_one] = intersection(moved_boxes(found, matrix), boxes[has_one])
        return boxes

    def _box(self, clip: int, count: int) -> Box:
        """Give the box that all of the clip's paths leave."""
        key = tuple(self._segment_of(clip, path, 0) or 0 for path in range(count))
        if key not in self._known:
            left = np.array([EVERYWHERE])
            for path in range(count):
                left = intersection(left, np.array([self._around(clip, path)]))
            self._known[key] = Box(*left[0].tolist())
        return self._known[key]

    def _around(self, clip: int, path: int) -> Box:
        """Give the box around one path's points; nothing is seen where it has none."""
        count = self._segments_in(clip, path)
        if not 0 < count <= _MOST_SEGMENTS:
            return EVERYWHERE if count else Box(0.0, 0.0, 0.0, 0.0)
        points = np.zeros((count, 2), dtype=np.float32)
        for index in range(count):
            at = points.ctypes.data + 2 * index * _FLOAT
            self._point_of(self._segment_of(clip, path, index), at, at + _FLOAT)
        (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        return Box(x0, y0, x1, y1)


def intersection(one: Boxes, other: Boxes) -> Boxes:
    """Give what each two boxes share; its right edge is left of its left one where that is nothing."""
    return np.concatenate([np.maximum(one[:, :2], other[:, :2]), np.minimum(one[:, 2:], other[:, 2:])], axis=1)
