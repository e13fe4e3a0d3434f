"""Reads the ruled tables of a PDF: camelot finds each grid, PDFium's characters fill it.

Each page is read in several ways (`attempts.py`), the best reading is kept, and what stays doubtful is named on the
table. A page that is a picture is read by OCR, where that is installed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.documents.document import Document
from extractors.errors import UnreadableError
from extractors.tables.model import PageReading, Reading, Table
from extractors.tables.naming import pages_named
from extractors.tables.pdf.attempts import COLUMNS_BY_GAPS, View, best_attempt
from extractors.tables.pdf.fill import Filled
from extractors.tables.pdf.geometry import area
from extractors.tables.pdf.grid import Grid
from extractors.tables.pdf.loose import LooseLine, Running, by_table, loose_lines
from extractors.tables.pdf.pdfium import PdfPage, open_pdf
from extractors.tables.scans.installed import can_read_pictures

# A page without text is a scan when pictures cover this part of it; one with a few characters, as a scanner stamps
# them on, when they cover nearly all of it.
SCAN_SHARE = 0.4
WHOLE_SHARE = 0.8
STAMP = 20

DRAWING_CUT_SHORT = "drawing-cut-short"
TEXT_CUT_OFF = "text-cut-off"


@dataclass(frozen=True, slots=True)
class _Found:
    """The tables of one page before running headers are known; `loose` are the lines outside them."""

    number: int
    grids: tuple[Grid, ...] = ()
    filled: tuple[Filled, ...] = ()
    loose: tuple[LooseLine, ...] = ()
    height: float = 1.0
    doubt: tuple[str, ...] = ()
    is_scan: bool = False
    is_broken: bool = False
    is_by_ocr: bool = False


def read_pdf(document: Document, password: str | None = None) -> Reading:
    """All tables of a PDF with the text around them, page by page.

    Raises UnreadableError where the file is locked or damaged, has no page that can be loaded, or no text at all
    because its pages are scans.
    """
    running = Running()
    found: list[_Found] = []
    with open_pdf(document, password) as pdf:
        for number, page in pdf.pages():
            found.append(_read_page(page, _gap_columns(found)) if page else _Found(number, is_broken=True))
            running.learn(found[-1].loose)
    _refuse_unreadable(document, found)
    first = next((page.number for page in found if page.loose), 0)
    return Reading(tuple(_page_reading(page, running, is_first=page.number == first) for page in found))


def _gap_columns(found: Sequence[_Found]) -> tuple[float, ...]:
    """Give the edges of the last page's last table, where its columns were told by gaps."""
    last = found[-1] if found else None
    return last.grids[-1].column_edges if last and last.grids and COLUMNS_BY_GAPS in last.doubt else ()


def _read_page(page: PdfPage, gap_columns: Sequence[float]) -> _Found:
    text = page.text()
    view = View(page, text.quarters, text.characters.upright(page.visible, text.quarters), page.drawing)
    is_scan = _is_scan(view)
    if is_scan and can_read_pictures():
        return _read_scan(page)
    if view.characters.blank.all():
        return _Found(page.number, is_scan=is_scan)
    best = best_attempt(view, gap_columns)
    return _Found(
        number=page.number,
        grids=tuple(best.grids),
        filled=tuple(best.filled),
        loose=loose_lines(best.outside, view.size[1]),
        height=view.size[1],
        doubt=(
            *best.doubt,
            *(() if view.drawing.complete else (DRAWING_CUT_SHORT,)),
            *((TEXT_CUT_OFF,) if text.is_cut_off else ()),
        ),
        is_scan=is_scan,
    )


def _read_scan(page: PdfPage) -> _Found:
    """Give what OCR reads on a page that is a picture."""
    # imported here: few files need it, and it brings a library of its own
    from extractors.tables.scans.reader import read_scan

    scan = read_scan(page)
    return _Found(page.number, scan.grids, scan.filled, scan.loose, height=scan.height, is_by_ocr=True)


def _is_scan(view: View) -> bool:
    """Whether the page has next to no text and pictures cover it; some scanners cut a page into strips."""
    characters = int((~view.characters.blank).sum())
    covered = sum(area(picture) for picture in view.drawing.pictures)
    share = WHOLE_SHARE if characters else SCAN_SHARE
    return characters < STAMP and view.drawing.complete and covered >= share * area(view.page.visible)


def _page_reading(found: _Found, running: Running, *, is_first: bool) -> PageReading:
    lines = running.without(found.loose, is_first_page=is_first)
    above, below = by_table(lines, [grid.box for grid in found.grids], found.height)
    tables = tuple(
        Table(
            page=found.number,
            place=f"page {found.number}",
            rows=len(grid.row_edges) - 1,
            columns=len(grid.column_edges) - 1,
            cells=fill.cells,
            box=fill.box,
            column_edges=grid.column_edges,
            above=tuple(text),
            doubt=(*fill.doubt, *found.doubt),
        )
        for grid, fill, text in zip(found.grids, found.filled, above, strict=True)
    )
    return PageReading(found.number, tables, tuple(below), found.is_scan, found.is_broken, found.is_by_ocr)


def _refuse_unreadable(document: Document, found: Sequence[_Found]) -> None:
    """Raise UnreadableError where no page gave any text."""
    if any(page.grids or page.loose for page in found):
        return
    scans = [page.number for page in found if page.is_scan]
    if scans:
        raise UnreadableError(
            f"{document.source}: {pages_named(scans)} a scan, a picture without text; to read scans, "
            'pip install "xushi[ocr]".'
        )
    if all(page.is_broken for page in found):
        raise UnreadableError(f"{document.source}: none of its pages can be loaded, it is damaged; fetch it again.")
    raise UnreadableError(f"{document.source}: has no text on any page; give a PDF with a text layer.")
