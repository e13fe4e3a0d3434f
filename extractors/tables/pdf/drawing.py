"""What a page draws besides text, from PDFium: paths and pictures, those inside forms included, in user space.

Only what clip paths leave to be seen: tools draw rules over whole pages and text over whole rows, and clip them.
"""

import ctypes
from collections import deque
from collections.abc import Sequence
from itertools import compress, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.tables.model import Box
from extractors.tables.pdf.calls import Block, Handle, address_of, bare, block, direct
from extractors.tables.pdf.clips import EVERYWHERE, SEEN, Clips, intersection
from extractors.tables.pdf.matrix import Boxes, Matrix, Point, moved, moved_boxes, product

# A form may hold forms; deeper than any real file goes, and an end to files that hold themselves.
_FORM_DEPTH = 8
# Beyond these a page is a drawing, not a table; reading on would only cost time.
_MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 4_000
# A filled shape no wider than this is a rule, in points. Word processors draw rules of 0.5 to 1.5 pt this way.
THIN = 2.0

# A path of so many segments is one line: where it begins and where it goes.
_LINE = 2
_FLOAT = ctypes.sizeof(ctypes.c_float)
_CALLED = (
    "FPDFFormObj_GetObject",
    "FPDFPageObj_GetType",
    "FPDFPageObj_GetMatrix",
    "FPDFPath_CountSegments",
    "FPDFPath_GetPathSegment",
    "FPDFPathSegment_GetPoint",
    "FPDFPathSegment_GetType",
    "FPDFPathSegment_GetClose",
)


class Path(NamedTuple):
    """A drawn path: how it is painted, its subpaths as points, and where it is seen."""

    stroked: bool
    filled: bool
    subpaths: tuple[tuple[Point, ...], ...]
    seen: Box = EVERYWHERE


class Drawing(NamedTuple):
    """What a page draws besides text; `complete` is False where a limit cut the reading short.

    `thin` are the bounds of lines and of filled shapes no wider than a line, most of what tables are ruled with; all
    other paths are in `paths`. `cut` are the text objects that a clip path cuts or hides: where each is seen, by the
    object's address.
    """

    paths: list[Path]
    thin: Boxes
    pictures: list[Box]
    complete: bool
    cut: dict[int, Box]

    @property
    def draws_anything(self) -> bool:
        """Whether there is any path or picture."""
        return bool(self.paths or self.pictures or len(self.thin))


class _Holder(NamedTuple):
    """What applies to all objects of a page or form: the form's matrix, where they are seen, how deep it is nested."""

    matrix: Matrix | None = None
    seen: Box = EVERYWHERE
    depth: int = 0


class DrawingReader:
    """Walks a page's objects, and those of its forms, with each form's matrix applied."""

    def __init__(self, raw: Any) -> None:  # noqa: ANN401
        self._raw = raw
        self._call = {name: direct(raw, name) for name in _CALLED}
        self._floats = (ctypes.c_float * 6)()
        self._seen = 0
        self._paths: list[Path] = []
        self._thin: list[Boxes] = []
        self._pictures: list[Box] = []
        self._cut: dict[int, Box] = {}
        self._clips = Clips(raw)

    def read(self, page: Any) -> Drawing:  # noqa: ANN401
        """Give the paths and pictures of a loaded page."""
        count = self._raw.FPDFPage_CountObjects(page)
        self._walk(Handle(address_of(page)), count, bare(self._raw, "FPDFPage_GetObject"), _Holder())
        thin = np.concatenate([np.empty((0, 4)), *self._thin])
        return Drawing(self._paths, thin, self._pictures, self._seen <= _MOST_OBJECTS, self._cut)

    def _walk(self, holder: Handle, count: int, item: Any, form: _Holder) -> None:  # noqa: ANN401
        raw = self._raw
        count = min(count, _MOST_OBJECTS + 1 - self._seen)
        self._seen += count
        things = list(map(item, repeat(holder), range(count)))
        kinds = list(map(self._call["FPDFPageObj_GetType"], things))
        of_kind = {kind: list(compress(things, map(kind.__eq__, kinds))) for kind in set(kinds)}
        self._take_paths(of_kind.get(raw.FPDF_PAGEOBJ_PATH, []), form)
        self._take_texts(of_kind.get(raw.FPDF_PAGEOBJ_TEXT, []), form)
        pictures = [*of_kind.get(raw.FPDF_PAGEOBJ_IMAGE, []), *of_kind.get(raw.FPDF_PAGEOBJ_SHADING, [])]
        self._pictures.extend(Box(*box) for box in self._bounds(pictures, form.matrix).tolist())
        for thing in of_kind.get(raw.FPDF_PAGEOBJ_FORM, []) if form.depth < _FORM_DEPTH else ():
            inside = raw.FPDFFormObj_CountObjects(ctypes.cast(thing, raw.FPDF_PAGEOBJECT))
            self._walk(thing, inside, self._call["FPDFFormObj_GetObject"], self._within(thing, form))

    def _within(self, thing: Handle, form: _Holder) -> _Holder:
        """Give what applies to the objects of a form that is itself one of `form`'s."""
        seen = self._clips.of([thing], form.matrix, form.seen)
        return _Holder(
            product(self._matrix(thing), form.matrix),
            EVERYWHERE if seen is None else Box(*seen[0].tolist()),
            form.depth + 1,
        )

    def _take_texts(self, things: Sequence[Handle], form: _Holder) -> None:
        """Note the text objects that stand out over what their clip paths leave to be seen."""
        seen = self._clips.of(things, form.matrix, form.seen)
        if seen is None:
            return
        bounds = self._bounds(things, form.matrix)
        over = (seen[:, :2] - bounds[:, :2] > SEEN) | (bounds[:, 2:] - seen[:, 2:] > SEEN)
        for index in np.flatnonzero(over.any(axis=1)).tolist():
            self._cut[things[index].value or 0] = Box(*seen[index].tolist())

    def _take_paths(self, things: Sequence[Handle], form: _Holder) -> None:
        """Take in paths; all are measured at once, since a page is ruled with hundreds of pieces."""
        if not things:
            return
        modes = self._written("FPDFPath_GetDrawMode", things, block(ctypes.c_int, 2))
        segments = np.fromiter(map(self._call["FPDFPath_CountSegments"], things), dtype=np.intp, count=len(things))
        bounds = self._bounds(things, form.matrix)
        filled, stroked = modes.T != 0
        flat = np.minimum(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1]) <= THIN
        is_thin = flat & (~stroked | (segments == _LINE))
        painted = filled | stroked
        seen = self._clips.of(things, form.matrix, form.seen)
        if seen is not None:
            seen += (-SEEN, -SEEN, SEEN, SEEN)
            bounds = intersection(bounds, seen)
            painted &= (bounds[:, :2] <= bounds[:, 2:]).all(axis=1)
        self._thin.append(bounds[is_thin & painted])
        for index in np.flatnonzero(painted & ~is_thin).tolist():
            whole = product(self._matrix(things[index]), form.matrix)
            subpaths = self._subpaths(things[index], min(int(segments[index]), _MOST_SEGMENTS), whole)
            box = EVERYWHERE if seen is None else Box(*seen[index].tolist())
            self._paths.append(Path(bool(stroked[index]), bool(filled[index]), subpaths, box))

    def _subpaths(self, thing: Handle, count: int, matrix: Matrix) -> tuple[tuple[Point, ...], ...]:
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
            subpaths[-1].append(moved(matrix, floats[0], floats[1]))
            if close_of(segment):
                subpaths[-1].append(subpaths[-1][0])
        return tuple(tuple(points) for points in subpaths)

    def _bounds(self, things: Sequence[Handle], matrix: Matrix | None) -> Boxes:
        """Give the box around each object, written by PDFium into one block."""
        bounds = self._written("FPDFPageObj_GetBounds", things, block(ctypes.c_float, 4))
        return moved_boxes(bounds.astype(np.float64), matrix)

    def _written(self, name: str, things: Sequence[Handle], memory: Block) -> NDArray[np.generic]:
        """Give what the C function `name` writes of each object, a row an object."""
        rows = []
        for start in range(0, len(things), memory.rows):
            some = things[start : start + memory.rows]
            memory.numbers[: len(some)] = 0
            deque(map(bare(self._raw, name), some, *memory.references), maxlen=0)
            rows.append(memory.numbers[: len(some)].copy())
        return np.concatenate(rows) if rows else memory.numbers[:0]

    def _matrix(self, thing: Handle) -> Matrix:
        self._call["FPDFPageObj_GetMatrix"](thing, ctypes.addressof(self._floats))
        a, b, c, d, e, f = self._floats
        return a, b, c, d, e, f
