"""The one door to PDFium: a PDF's pages as plain tuples of characters, drawn paths and pictures.

pypdfium2 and the C functions under it are untyped: they are called here and in pdfium_drawing.py alone. All
coordinates are PDF user space as PDFium has it: points, origin bottom left, before the page's /Rotate and CropBox
are applied.
"""

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from extractors.documents.document import Document
from extractors.errors import UnreadableError
from extractors.tables.model import Box
from extractors.tables.pdf.drawing import Drawing, DrawingReader

# Beyond these a file is no plan; reading on would only cost time.
_MOST_CHARACTERS = 400_000
_MOST_PAGES = 20_000
# Text that leans more than this from a quarter turn is a watermark or a stamp, in radians (about 3 degrees).
_LEAN = 0.05
_REPLACEMENT = "\ufffd"


class Glyph(NamedTuple):
    """A character: its ink's box, its origin on the baseline, and the point that says which cell it is in.

    That point is the middle of the ink, or the origin where there is no ink. `gap_after` says that PDFium saw a gap
    as wide as a space behind it.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    x: float
    y: float
    middle_x: float
    middle_y: float
    gap_after: bool


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
        self.quarters = int(raw.FPDFPage_GetRotation(page)) % 4

    def glyphs(self) -> tuple[list[Glyph], int]:
        """Give the page's characters in the file's order, and how many quarter turns make most of them stand upright.

        Left out: what PDFium adds (line ends), characters outside the visible page, and text that leans, as
        watermarks do. A character without a known code is U+FFFD.
        """
        raw = self._raw
        text_page = self._page.get_textpage()
        try:
            return _glyphs(raw, text_page.raw, self.visible)
        finally:
            text_page.close()

    def drawing(self) -> Drawing:
        """Give the page's paths and pictures, those inside forms included, in user space."""
        return DrawingReader(self._raw).read(self._page.raw)

    def picture(self, quarters: int, dots_per_inch: int) -> Any:  # noqa: ANN401 - a numpy array, for camelot
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


# Six numbers a character: the ink's left, right, bottom and top, and the origin's x and y.
_NUMBERS = 6
_DOUBLE = ctypes.sizeof(ctypes.c_double)
_ADDRESS = ctypes.c_void_p
# The same C functions as in pypdfium2.raw, taking plain addresses: conversion of its typed pointers took half the time
# of reading a page.
_CODE_OF = ctypes.CFUNCTYPE(ctypes.c_uint, _ADDRESS, ctypes.c_int)
_BOX_OF = ctypes.CFUNCTYPE(ctypes.c_int, _ADDRESS, ctypes.c_int, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
_ORIGIN_OF = ctypes.CFUNCTYPE(ctypes.c_int, _ADDRESS, ctypes.c_int, _ADDRESS, _ADDRESS)


def _measured(raw: Any, text_page: Any, count: int) -> Iterator[tuple[int, tuple[float, ...]]]:  # noqa: ANN401
    """Each character's code and its six numbers, written by PDFium into one array."""
    page = ctypes.cast(text_page, _ADDRESS).value
    code_of = _CODE_OF(ctypes.cast(raw.FPDFText_GetUnicode, _ADDRESS).value or 0)
    box_of = _BOX_OF(ctypes.cast(raw.FPDFText_GetCharBox, _ADDRESS).value or 0)
    origin_of = _ORIGIN_OF(ctypes.cast(raw.FPDFText_GetCharOrigin, _ADDRESS).value or 0)
    numbers = (ctypes.c_double * (_NUMBERS * count))()
    at = ctypes.addressof(numbers)
    for index in range(count):
        box_of(page, index, at, at + _DOUBLE, at + 2 * _DOUBLE, at + 3 * _DOUBLE)
        origin_of(page, index, at + 4 * _DOUBLE, at + 5 * _DOUBLE)
        at += _NUMBERS * _DOUBLE
    codes = [code_of(page, index) for index in range(count)]
    flat = iter(numbers[:])
    return zip(codes, zip(*[flat] * _NUMBERS, strict=True), strict=True)


def _glyphs(raw: Any, text_page: Any, visible: Box) -> tuple[list[Glyph], int]:  # noqa: ANN401
    """Give the visible, upright characters of a text page, and the quarter turns that make most of them upright."""
    count = min(raw.FPDFText_CountChars(text_page), _MOST_CHARACTERS)
    left, bottom, right, top = visible.x0, visible.y0, visible.x1, visible.y1
    glyphs: list[Glyph] = []
    turns = [0, 0, 0, 0]
    turned, lean, level = 0, 0.0, math.nan
    for index, (code, (x0, x1, y0, y1, x, y)) in enumerate(_measured(raw, text_page, max(count, 0))):
        if code in _PERHAPS_GENERATED and raw.FPDFText_IsGenerated(text_page, index) == 1:
            if code == _SPACE and glyphs:
                glyphs[-1] = glyphs[-1]._replace(gap_after=True)
            continue
        if y != level:
            # on one level text is upright: asking each character would cost as much as reading it
            turned, lean = _quarter(raw.FPDFText_GetCharAngle(text_page, index))
            level = y
        if lean > _LEAN or x0 < left or x1 > right or y1 < bottom or y0 > top:
            continue
        text = chr(code) if code in _PLAIN else _character(code)
        has_ink = x1 > x0 and y1 > y0
        middle_x, middle_y = ((x0 + x1) / 2, (y0 + y1) / 2) if has_ink else (x, y)
        glyphs.append(Glyph(text, x0, y0, x1, y1, x, y, middle_x, middle_y, False))
        turns[turned] += 1
    return _pairs_joined(glyphs), turns.index(max(turns))


# Codes that need no second look: printable, and no half of a pair.
_PLAIN = range(0x20, 0xD800)
_SPACE = 0x20
_PERHAPS_GENERATED = frozenset({_SPACE, 0x0A, 0x0D})
# PDFium gives a hyphen at the end of a line as 0x02 (older: U+FFFE).
_HYPHENS = frozenset({0x02, 0xFFFE})


def _quarter(angle: float) -> tuple[int, float]:
    """Give the clockwise quarter turns that make text at PDFium's angle upright, and how far it leans from them."""
    quarters = angle / (math.pi / 2)
    nearest = round(quarters)
    # PDFium counts the angle clockwise, so turning back is the other way round
    return -nearest % 4, abs(quarters - nearest) * math.pi / 2


def _character(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code == 0 or code > 0x10FFFF:
        return _REPLACEMENT
    return chr(code)


def _pairs_joined(glyphs: list[Glyph]) -> list[Glyph]:
    """Characters outside the basic plane that come as two surrogates made one again."""
    if not any("\ud800" <= glyph.text <= "\udfff" for glyph in glyphs):
        return glyphs
    joined: list[Glyph] = []
    for glyph in glyphs:
        if joined and "\ud800" <= joined[-1].text <= "\udbff" and "\udc00" <= glyph.text <= "\udfff":
            pair = (joined[-1].text + glyph.text).encode("utf-16", "surrogatepass").decode("utf-16")
            joined[-1] = joined[-1]._replace(text=pair, gap_after=glyph.gap_after)
        else:
            joined.append(glyph)
    return [g._replace(text=_REPLACEMENT) if "\ud800" <= g.text <= "\udfff" else g for g in joined]
