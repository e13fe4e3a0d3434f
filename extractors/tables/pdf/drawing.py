"""What a page draws besides text, from PDFium: paths and pictures, those inside forms included, in user space."""

import ctypes
from typing import Any, NamedTuple

from extractors.tables.model import Box

# A form may hold forms; deeper than any real file goes, and an end to files that hold themselves.
_FORM_DEPTH = 8
# Beyond these a page is a drawing, not a table; reading on would only cost time.
_MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 4_000
# A filled shape no wider than this is a rule, in points. Word processors draw rules of 0.5 to 1.5 pt this way.
THIN = 2.0

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]


class Path(NamedTuple):
    """A drawn path: how it is painted, and its subpaths as points, or for a thin filled shape its bounds alone."""

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
        self._left, self._bottom, self._right, self._top = (ctypes.c_float() for _ in range(4))
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._seen = 0
        self._drawing = Drawing([], [], complete=True)

    def read(self, page: Any) -> Drawing:  # noqa: ANN401
        """Give the paths and pictures of a loaded page."""
        raw = self._raw
        self._walk(page, raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject, None, 0)
        return self._drawing._replace(complete=self._seen <= _MOST_OBJECTS)

    def _walk(self, holder: Any, count: int, item: Any, matrix: Matrix | None, depth: int) -> None:  # noqa: ANN401
        raw = self._raw
        for index in range(count):
            self._seen += 1
            if self._seen > _MOST_OBJECTS:
                return
            thing = item(holder, index)
            kind = raw.FPDFPageObj_GetType(thing)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._drawing.paths.append(self._path(thing, matrix))
            elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
                self._drawing.pictures.append(self._bounds(thing, matrix))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
                inner = _product(self._matrix(thing), matrix)
                self._walk(thing, raw.FPDFFormObj_CountObjects(thing), raw.FPDFFormObj_GetObject, inner, depth + 1)

    def _path(self, thing: Any, matrix: Matrix | None) -> Path:  # noqa: ANN401
        raw = self._raw
        fill, stroke = self._fill, self._stroke
        raw.FPDFPath_GetDrawMode(thing, fill, stroke)
        if not stroke.value:
            bounds = self._bounds(thing, matrix)
            if min(bounds.x1 - bounds.x0, bounds.y1 - bounds.y0) <= THIN:
                return Path(False, bool(fill.value), (), bounds)
        subpaths = self._subpaths(thing, _product(self._matrix(thing), matrix))
        return Path(bool(stroke.value), bool(fill.value), subpaths)

    def _subpaths(self, thing: Any, matrix: Matrix) -> tuple[tuple[Point, ...], ...]:  # noqa: ANN401
        raw = self._raw
        x, y = ctypes.c_float(), ctypes.c_float()
        subpaths: list[list[Point]] = []
        for index in range(min(raw.FPDFPath_CountSegments(thing), _MOST_SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(thing, index)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = _moved(matrix, x.value, y.value)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not subpaths:
                subpaths.append([])
            # the control points of a curve are kept too: a curve along a straight line then reads as that line
            subpaths[-1].append(point)
            if raw.FPDFPathSegment_GetClose(segment):
                subpaths[-1].append(subpaths[-1][0])
        return tuple(tuple(points) for points in subpaths)

    def _bounds(self, thing: Any, matrix: Matrix | None) -> Box:  # noqa: ANN401
        left, bottom, right, top = self._left, self._bottom, self._right, self._top
        self._raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
        if matrix is None:
            return Box(left.value, bottom.value, right.value, top.value)
        corners = [_moved(matrix, x.value, y.value) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _matrix(self, thing: Any) -> Matrix:  # noqa: ANN401
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFPageObj_GetMatrix(thing, matrix)
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


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
