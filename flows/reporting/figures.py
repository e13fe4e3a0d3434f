"""Evidence inside a report: each page is kept once as a picture, and figures show parts of it with marks drawn over."""

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.documents.document import Document
from extractors.documents.kinds import PDF
from extractors.evidence.pages import Pixels, ShownPage, shown_pages
from extractors.evidence.passage import Passage
from extractors.tables.model import Box
from flows.evidence import passage_of
from warehouse.evidence import Evidence, Words

# Fine enough to read a plan's small print, coarse enough that a plan of twenty pages stays under two megabytes.
_DOTS_PER_INCH = 110.0
_QUALITY = 30
# Steps from black to white.
_GREYS = 3
# What a figure shows above and below its cells, and the room around marked words, in points.
_CONTEXT = 14.0
_ROOM = 1.2


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture: its name in the report, its bytes as a data URI, its width and height in points."""

    name: str
    source: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle to draw over a picture, in points from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of a record on a picture, a rectangle a line."""

    record_id: str
    rectangles: tuple[Rectangle, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A part of a page: which, the part as x, y, width and height, and what is drawn over it."""

    picture: str
    page: int
    view: Rectangle
    cells: tuple[Rectangle, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The pictures of a document's pages, and the figures of cells (by the cells' places) and of findings (by id)."""

    pictures: tuple[Picture, ...] = ()
    of_cells: dict[tuple[str, str | None], list[Figure]] | None = None
    of_findings: dict[str, list[Figure]] | None = None

    def marked(self, task_id: str, milestone_id: str | None) -> set[str]:
        """The records whose words are marked in the cell's figures."""
        figures = (self.of_cells or {}).get((task_id, milestone_id), [])
        return {mark.record_id for figure in figures for mark in figure.marks}


def figures_of(
    prefix: str, document: Document, words: Sequence[Words], findings: Sequence[Evidence], password: str | None
) -> Figures:
    """Give the figures of a document; none where it has no pages. `prefix` begins the pictures' names.

    Raises UnreadableError where the file can't be opened any more.
    """
    if document.media_type != PDF:
        return Figures()
    shown = [passage_of(cell) for cell in words]
    # a finding's cells are shown with its own words marked, so each is a passage too
    of_findings = [(finding.record_id, cell) for finding in findings for cell in finding.words]
    passages: list[Passage] = [*shown, *(passage_of(cell) for _, cell in of_findings)]
    whole = {finding.page for finding in findings if finding.page and not finding.words}
    pictures: list[Picture] = []
    cells: dict[tuple[str, str | None], list[Figure]] = {}
    told: dict[str, list[Figure]] = {}
    for page in shown_pages(document, passages, dots_per_inch=_DOTS_PER_INCH, whole=whole, password=password):
        picture = _picture(f"{prefix}{page.number}", page)
        pictures.append(picture)
        for at, cell in enumerate(words):
            if page.marks[at].cells:
                cells.setdefault((cell.task_id, cell.milestone_id), []).append(_figure(picture, page, [(at, cell)]))
        for finding in findings:
            meant = [(at, cell) for at, (of, cell) in enumerate(of_findings, len(words)) if of == finding.record_id]
            if any(page.marks[at].cells for at, _ in meant) or (not meant and finding.page == page.number):
                told.setdefault(finding.record_id, []).append(_figure(picture, page, meant))
    return Figures(tuple(pictures), cells, told)


def _picture(name: str, page: ShownPage) -> Picture:
    data = base64.b64encode(_webp(page.pixels)).decode()
    return Picture(name, f"data:image/webp;base64,{data}", *(round(side, 1) for side in page.size))


def _webp(pixels: Pixels) -> bytes:
    """A few greys keep print sharp in half the bytes; a scan, whose paper is not plain, is smaller as a photograph."""
    from PIL import Image

    grey = Image.fromarray(pixels).convert("L")
    few = grey.point([round(round(level * _GREYS / 255) * 255 / _GREYS) for level in range(256)])
    sharp, photograph = io.BytesIO(), io.BytesIO()
    few.save(sharp, "WEBP", lossless=True, quality=100)
    grey.save(photograph, "WEBP", quality=_QUALITY)
    return min(sharp.getvalue(), photograph.getvalue(), key=len)


def _figure(picture: Picture, page: ShownPage, meant: Sequence[tuple[int, Words]]) -> Figure:
    boxes = [box for at, _ in meant for box in page.marks[at].cells]
    height = page.size[1]
    top = min((height - box.y1 for box in boxes), default=0.0) - _CONTEXT
    bottom = max((height - box.y0 for box in boxes), default=height) + _CONTEXT
    view = Rectangle(0, round(max(top, 0), 1), picture.width, round(min(bottom, height) - max(top, 0), 1))
    marks = tuple(mark for at, cell in meant for mark in _marks(page, at, cell))
    return Figure(picture.name, page.number, view, tuple(_rectangle(box, height, 0) for box in boxes), marks)


def _marks(page: ShownPage, at: int, cell: Words) -> Iterator[Mark]:
    # a cell that does not stand on this page has no spans here
    for span, boxes in zip(cell.spans, page.marks[at].spans, strict=False):
        if boxes:
            yield Mark(span.record_id, tuple(_rectangle(box, page.size[1], _ROOM) for box in boxes))


def _rectangle(box: Box, height: float, room: float) -> Rectangle:
    return Rectangle(
        round(box.x0 - room, 1),
        round(height - box.y1 - room, 1),
        round(box.x1 - box.x0 + 2 * room, 1),
        round(box.y1 - box.y0 + 2 * room, 1),
    )
