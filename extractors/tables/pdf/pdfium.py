"""The one door to PDFium: a PDF's pages as arrays of characters, drawn paths and pictures.

pypdfium2 and the C functions under it are untyped: they are called here, in text_page.py and in drawing.py alone. All
coordinates are PDF user space as PDFium has it: points, origin bottom left, before the page's /Rotate and CropBox
are applied.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from extractors.documents.document import Document
from extractors.errors import UnreadableError
from extractors.tables.model import Box
from extractors.tables.pdf.drawing import Drawing, DrawingReader
from extractors.tables.pdf.geometry import QUARTERS
from extractors.tables.pdf.text_page import PageText, text_of_page

# A file of more pages is no plan; reading on would only cost time.
_MOST_PAGES = 20_000


class PdfPage:
    """One page of an open PDF."""

    def __init__(self, page: Any, number: int) -> None:  # noqa: ANN401 - pypdfium2 has no types
        import pypdfium2.raw as raw

        self._raw = raw
        self._page = page
        self.number = number
        rect = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, rect)
        self.visible = Box(rect.left, rect.bottom, rect.right, rect.top)
        self.quarters = int(raw.FPDFPage_GetRotation(page)) % QUARTERS

    def text(self) -> PageText:
        """Give the page's characters in the file's order, and how many quarter turns make most of them stand upright.

        Left out: what PDFium adds (line ends), characters outside the visible page or hidden by a clip path, and text
        that leans, as watermarks do. A character without a known code is U+FFFD.
        """
        raw = self._raw
        text_page = self._page.get_textpage()
        try:
            return text_of_page(raw, text_page.raw, self.visible, self.drawing.cut)
        finally:
            text_page.close()

    @cached_property
    def drawing(self) -> Drawing:
        """Give the page's paths and pictures, those inside forms included, in user space."""
        return DrawingReader(self._raw).read(self._page.raw)

    def picture(self, quarters: int, dots_per_inch: float) -> Any:  # noqa: ANN401 - a numpy array, for camelot
        """Give the visible page as an array of BGR pixels, turned clockwise by `quarters` from user space."""
        rotation = (quarters - self.quarters) % 4 * 90
        bitmap = self._page.render(scale=dots_per_inch / 72, rotation=rotation, rev_byteorder=False)
        try:
            return bitmap.to_numpy()[:, :, :3].copy()
        finally:
            bitmap.close()


class PdfFile:
    """An open PDF."""

    def __init__(self, pdf: Any) -> None:  # noqa: ANN401 - pypdfium2 has no types
        self._pdf = pdf
        self.page_count = len(pdf)

    def pages(self) -> Iterator[tuple[int, PdfPage | None]]:
        """Each page with its number from 1; None in place of a page that can't be loaded."""
        import pypdfium2

        for index in range(min(self.page_count, _MOST_PAGES)):
            try:
                page = self._pdf[index]
            except pypdfium2.PdfiumError:
                yield index + 1, None
                continue
            try:
                yield index + 1, PdfPage(page, index + 1)
            finally:
                page.close()


@contextmanager
def open_pdf(document: Document, password: str | None = None) -> Iterator[PdfFile]:
    """Give the document opened by PDFium; raises UnreadableError where it is locked, broken, or without pages."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(document.content, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            asked = "the password given does not open it" if password else "it is locked with a password"
            raise UnreadableError(f"{document.source}: {asked}; give the right one or an unlocked copy.") from error
        raise UnreadableError(f"{document.source}: is damaged and can't be opened as a PDF; fetch it again.") from error
    try:
        if len(pdf) == 0:
            raise UnreadableError(f"{document.source}: has no pages; fetch it again.")
        yield PdfFile(pdf)
    finally:
        pdf.close()
