"""What a page draws besides text, from PDFium: paths and pictures, those inside forms included, in user space."""

import ctypes
from itertools import repeat
from typing import Any, NamedTuple

from extractors.tables.model import Box
from extractors.tables.pdf.calls import address_of, direct

# A form may hold forms; deeper than any real file goes, and an end to files that hold themselves.
_FORM_DEPTH = 8
# Beyond these a page is a drawing, not a table; reading on would only cost time.
_MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 4_000
# A filled shape no wider than this is a rule, in points. Word processors draw rules of 0.5 to 1.5 pt this way.
THIN = 2.0

# A path of so many segments is one line: where it begins and where it goes.
_LINE = 2
_FLOAT, _INT = ctypes.sizeof(ctypes.c_float), ctypes.sizeof(ctypes.c_int)
_CALLED = (
    "FPDFPage_GetObject",
    "FPDFFormObj_GetObject",
    "FPDFPageObj_GetType",
    "FPDFPageObj_GetBounds",
    "FPDFPageObj_GetMatrix",
    "FPDFPath_GetDrawMode",
    "FPDFPath_CountSegments",
    "FPDFPath_GetPathSegment",
    "FPDFPathSegment_GetPoint",
    "FPDFPathSegment_GetType",
    "FPDFPathSegment_GetClose",
)

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


class Path(NamedTuple):
    """A drawn path: how it is painted, and its subpaths as points, or for a thin shape or line its bounds alone."""

    stroked: bool
    filled: bool
    subpaths: tuple[tuple[Point, ...], ...]
    bounds: Box | None = None


class Drawing(NamedTuple):
    """What a page draws besides text; `complete` is False where a limit cut the reading short."""

    paths: list[Path]
    pictures: list[Box]
    complete: bool


class DrawingReader:
    """Walks a page's objects, and those of its forms, with each form's matrix applied."""

    def __init__(self, raw: Any) -> None:  # noqa: ANN401
        self._raw = raw
        self._call = {name: direct(raw, name) for name in _CALLED}
        self._floats = (ctypes.c_float * 6)()
        self._modes = (ctypes.c_int * 2)()
        self._seen = 0
        self._drawing = Drawing([], [], complete=True)

    def read(self, page: Any) -> Drawing:  # noqa: ANN401
        """Give the paths and pictures of a loaded page."""
        count = self._raw.FPDFPage_CountObjects(page)
        self._walk(address_of(page), count, self._call["FPDFPage_GetObject"], None, 0)
        return self._drawing._replace(complete=self._seen <= _MOST_OBJECTS)

    def _walk(self, holder: int, count: int, item: Any, matrix: Matrix | None, depth: int) -> None:  # noqa: ANN401
        raw = self._raw
        count = min(count, _MOST_OBJECTS + 1 - self._seen)
        self._seen += count
        things = list(map(item, repeat(holder), range(count)))
        for thing, kind in zip(things, map(self._call["FPDFPageObj_GetType"], things), strict=True):
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._drawing.paths.append(self._path(thing, matrix))
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                self._drawing.pictures.append(self._bounds(thing, matrix))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
                inner = _product(self._matrix(thing), matrix)
                inside = raw.FPDFFormObj_CountObjects(ctypes.cast(thing, raw.FPDF_PAGEOBJECT))
                self._walk(thing, inside, self._call["FPDFFormObj_GetObject"], inner, depth + 1)

    def _path(self, thing: int, matrix: Matrix | None) -> Path:
        modes = self._modes
        self._call["FPDFPath_GetDrawMode"](thing, ctypes.addressof(modes), ctypes.addressof(modes) + _INT)
        filled, stroked = bool(modes[0]), bool(modes[1])
        segments = self._call["FPDFPath_CountSegments"](thing)
        if not stroked or segments == _LINE:
            bounds = self._bounds(thing, matrix)
            if min(bounds.x1 - bounds.x0, bounds.y1 - bounds.y0) <= THIN:
                return Path(stroked, filled, (), bounds)
        subpaths = self._subpaths(thing, min(segments, _MOST_SEGMENTS), _product(self._matrix(thing), matrix))
        return Path(stroked, filled, subpaths)

    def _subpaths(self, thing: int, count: int, matrix: Matrix) -> tuple[tuple[Point, ...], ...]:
        segment_of, point_of = self._call["FPDFPath_GetPathSegment"], self._call["FPDFPathSegment_GetPoint"]
        type_of, close_of = self._call["FPDFPathSegment_GetType"], self._call["FPDFPathSegment_GetClose"]
        floats, move = self._floats, self._raw.FPDF_SEGMENT_MOVETO
        x, y = ctypes.addressof(floats), ctypes.addressof(floats) + _FLOAT
        subpaths: list[list[Point]] = []
        for index in range(count):
            segment = segment_of(thing, index)
            point_of(segment, x, y)
            if not subpaths or type_of(segment) == move:
                subpaths.append([])
            # the control points of a curve are kept too: a curve along a straight line then reads as that line
            subpaths[-1].append(_moved(matrix, floats[0], floats[1]))
            if close_of(segment):
                subpaths[-1].append(subpaths[-1][0])
        return tuple(tuple(points) for points in subpaths)

    def _bounds(self, thing: int, matrix: Matrix | None) -> Box:
        at = ctypes.addressof(self._floats)
        self._call["FPDFPageObj_GetBounds"](thing, at, at + _FLOAT, at + 2 * _FLOAT, at + 3 * _FLOAT)
        left, bottom, right, top = self._floats[:4]
        if matrix is None:
            return Box(left, bottom, right, top)
        corners = [_moved(matrix, x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _matrix(self, thing: int) -> Matrix:
        self._call["FPDFPageObj_GetMatrix"](thing, ctypes.addressof(self._floats))
        a, b, c, d, e, f = self._floats
        return a, b, c, d, e, f


def _moved(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(first: Matrix, then: Matrix | None) -> Matrix:
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
