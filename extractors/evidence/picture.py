"""Draws evidence: the page's part around the cells, each cell outlined and its words marked, as a PNG."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from extractors.documents.document import Document
from extractors.evidence.pages import Pixels, ShownPage, shown_pages
from extractors.evidence.passage import Passage
from extractors.tables.model import Box

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_INCH = 150.0
# What is shown above and below the cells, and the room around marked words, in points.
CONTEXT = 40.0
_ROOM = 1.2
_LINE = 1.5
OUTLINE = (196, 30, 58)
MARK = (255, 214, 10)
_PAPER = (255, 255, 255)
_CAPTION = (90, 90, 90)
# Height of the strip that names a page, in points.
_STRIP = 14.0


def picture(
    document: Document,
    passages: Sequence[Passage],
    *,
    whole: Iterable[int] = (),
    password: str | None = None,
    dots_per_inch: float = DOTS_PER_INCH,
) -> bytes:
    """Give a PNG of all places where the passages stand, page under page; a page of `whole` is shown uncut.

    Raises UnreadableError where the file can't be opened, or has no such page.
    """
    pages = shown_pages(document, passages, dots_per_inch=dots_per_inch, whole=whole, password=password)
    return _png(_stacked([strip for page in pages for strip in (_caption(page), _cut(page))]))


def _cut(page: ShownPage) -> Pixels:
    """The page's part that matters, over its whole width, marked."""
    pixels = page.pixels.copy()
    for marks in page.marks:
        for box in marks.words:
            _mark(pixels, _rows_columns(page, _wider(box, _ROOM)))
    for marks in page.marks:
        for box in marks.cells:
            _outline(pixels, _rows_columns(page, box), max(round(_LINE * page.scale), 1))
    cells = [box for marks in page.marks for box in marks.cells]
    if not cells:
        return pixels
    bottom, top = min(box.y0 for box in cells) - CONTEXT, max(box.y1 for box in cells) + CONTEXT
    rows, _ = _rows_columns(page, Box(0, bottom, page.size[0], top))
    return pixels[rows]


def _wider(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by)


def _rows_columns(page: ShownPage, box: Box) -> tuple[slice, slice]:
    """The pixels of a box, whose origin is bottom left; pixels count from the top."""
    height, width = page.pixels.shape[:2]
    top, bottom = (page.size[1] - box.y1) * page.scale, (page.size[1] - box.y0) * page.scale
    rows = np.clip([np.floor(top), np.ceil(bottom)], 0, height).astype(int)
    columns = np.clip([np.floor(box.x0 * page.scale), np.ceil(box.x1 * page.scale)], 0, width).astype(int)
    return slice(*rows.tolist()), slice(*columns.tolist())


def _mark(pixels: Pixels, place: tuple[slice, slice]) -> None:
    """Colour the paper and leave the ink, as a highlighter does."""
    pixels[place] = np.minimum(pixels[place], np.array(MARK, dtype=np.uint8))


def _outline(pixels: Pixels, place: tuple[slice, slice], width: int) -> None:
    rows, columns = place
    for edge in (slice(rows.start, rows.start + width), slice(max(rows.stop - width, 0), rows.stop)):
        pixels[edge, columns] = OUTLINE
    for edge in (slice(columns.start, columns.start + width), slice(max(columns.stop - width, 0), columns.stop)):
        pixels[rows, edge] = OUTLINE


def _caption(page: ShownPage) -> Pixels:
    """A strip that names the page."""
    from PIL import Image, ImageDraw

    height = max(round(_STRIP * page.scale), 1)
    strip = Image.new("RGB", (page.pixels.shape[1], height), _PAPER)
    ImageDraw.Draw(strip).text((height // 2, 0), f"page {page.number}", fill=_CAPTION, font_size=height * 0.7)
    return np.asarray(strip)


def _stacked(strips: Sequence[Pixels]) -> "Image":
    from PIL import Image

    width = max(strip.shape[1] for strip in strips)
    whole = Image.new("RGB", (width, sum(strip.shape[0] for strip in strips)), _PAPER)
    top = 0
    for strip in strips:
        whole.paste(Image.fromarray(strip), (0, top))
        top += strip.shape[0]
    return whole


def _png(image: "Image") -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
