"""Pages of a PDF as pictures, and what is marked on them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.documents.document import Document
from extractors.errors import UnreadableError
from extractors.evidence.passage import Passage
from extractors.evidence.words import PageWords
from extractors.tables.model import Box
from extractors.tables.pdf.pdfium import PdfPage, open_pdf

Pixels = NDArray[np.uint8]

POINTS_PER_INCH = 72
# A poster at full resolution would take gigabytes: a picture has no more pixels than this.
_MOST_PIXELS = 16_000_000


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked of a passage on a page, in points of the page as a reader sees it.

    `cells` are the boxes of its cell, `spans` those of each of its marked spans in their order, a box a line.
    """

    cells: tuple[Box, ...] = ()
    spans: tuple[tuple[Box, ...], ...] = ()

    @property
    def words(self) -> tuple[Box, ...]:
        """The boxes of all spans."""
        return tuple(box for boxes in self.spans for box in boxes)


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page of a PDF: its number, its width and height in points, its pixels (RGB), and what is marked on it."""

    number: int
    size: tuple[float, float]
    pixels: Pixels
    marks: tuple[Marks, ...]

    @property
    def scale(self) -> float:
        """Pixels a point."""
        width: int = self.pixels.shape[1]
        return width / self.size[0]


def shown_pages(
    document: Document,
    passages: Sequence[Passage],
    *,
    dots_per_inch: float,
    whole: Iterable[int] = (),
    password: str | None = None,
) -> Iterator[ShownPage]:
    """Give each page on which a passage stands, and those of `whole`; `marks` has an entry a passage, in their order.

    Raises UnreadableError where the file can't be opened, or has no such page.
    """
    wanted = {fragment.page for passage in passages for fragment in passage.fragments if fragment.page} | set(whole)
    with open_pdf(document, password) as pdf:
        if wanted and max(wanted) > pdf.page_count:
            raise UnreadableError(f"{document.source}: has no page {max(wanted)}; it is not the file that was read.")
        for number, page in pdf.pages():
            if number in wanted and page is not None:
                yield _shown(page, passages, dots_per_inch)


def _shown(page: PdfPage, passages: Sequence[Passage], dots_per_inch: float) -> ShownPage:
    words = PageWords(page)
    width, height = words.size
    area = width * height * (dots_per_inch / POINTS_PER_INCH) ** 2
    fitting = dots_per_inch * min(1.0, (_MOST_PIXELS / max(area, 1.0)) ** 0.5)
    pixels = page.picture(page.quarters, fitting)[:, :, ::-1]
    marks = tuple(_marks(words, page.number, passage) for passage in passages)
    return ShownPage(page.number, words.size, np.ascontiguousarray(pixels), marks)


def _marks(words: PageWords, number: int, passage: Passage) -> Marks:
    here = [fragment for fragment in passage.fragments if fragment.page == number and fragment.box]
    cells = tuple(fragment.box for fragment in here if fragment.box)
    found = [words.boxes(fragment, passage.text, passage.marked) for fragment in here]
    spans = (tuple(box for boxes in of_span for box in boxes) for of_span in zip(*found, strict=True))
    return Marks(cells, tuple(spans))
