"""Reads the ruled tables of a PDF: camelot finds each grid, PDFium's characters fill it.

For every page, in this order: the drawn rules are tried; where they form no table, the edges of filled boxes too;
where that fails or the text does not fit the grid, lines in a picture of the page. The reading in which fewest
characters are misplaced is kept, and what stays doubtful is named on the table. A page that is a picture is read by
OCR, where that is installed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from extractors.documents.document import Document
from extractors.errors import UnreadableError
from extractors.tables.model import Box, Cell, Fragment, PageReading, Reading, Table
from extractors.tables.naming import pages_named
from extractors.tables.pdf.camelot_lattice import PICTURE_DOTS_PER_INCH, grids_of_picture, grids_of_rules
from extractors.tables.pdf.characters import Characters
from extractors.tables.pdf.completion import ends, sides
from extractors.tables.pdf.drawing import Drawing
from extractors.tables.pdf.fill import Filled, filled, shared_out
from extractors.tables.pdf.gaps import columns_by_gaps
from extractors.tables.pdf.geometry import area, turn_box, turn_size
from extractors.tables.pdf.grid import Grid
from extractors.tables.pdf.heads import head_rules
from extractors.tables.pdf.loose import LooseLine, Running, are_page_numbers, by_table, loose_lines
from extractors.tables.pdf.pdfium import PdfPage, open_pdf
from extractors.tables.pdf.rules import Rule, boxed, placed, ruled
from extractors.tables.scans.installed import can_read_pictures

# Larger pages are posters: a picture of them would cost seconds and gigabytes. In square points; A3 is 1,002,000.
MOST_AREA_FOR_PICTURE = 1_100_000.0
# A page without text is a scan when pictures cover this part of it; one with a few characters, as a scanner stamps
# them on, when they cover nearly all of it.
SCAN_SHARE = 0.4
WHOLE_SHARE = 0.8
STAMP = 20

DRAWING_CUT_SHORT = "drawing-cut-short"
COLUMNS_BY_GAPS = "columns-by-gaps"
HEADER_BY_WORDS = "header-by-words"
TEXT_CUT_OFF = "text-cut-off"
READINGS_DIFFER = "readings-differ"


@dataclass(frozen=True)
class _View:
    """A page as its text is read: the visible part's corner is the origin, and most text stands upright."""

    page: PdfPage
    quarters: int
    characters: Characters
    drawing: Drawing

    @cached_property
    def unnumbered(self) -> Characters:
        """The characters without page numbers."""
        numbers = are_page_numbers(self.characters, self.size[1])
        return self.characters.at(~numbers) if numbers.any() else self.characters

    @property
    def size(self) -> tuple[float, float]:
        visible = self.page.visible
        return turn_size(self.quarters, visible.x1 - visible.x0, visible.y1 - visible.y0)

    def rules(self, *, with_boxes: bool) -> list[Rule]:
        found = ruled(self.drawing)
        if with_boxes:
            found = np.concatenate([found, boxed(self.drawing)])
        drawn = placed(found, self.page.visible, self.quarters)
        return [*drawn, *sides(drawn), *ends(drawn)]

    def on_page(self, box: Box) -> Box:
        """Give a box of this view as it stands on the page that a reader sees, after the page's own rotation."""
        return turn_box(box, self.page.quarters - self.quarters, *self.size)


@dataclass(frozen=True, slots=True)
class _Found:
    """The tables of one page before running headers are known; `loose` are the lines outside them."""

    number: int
    grids: tuple[Grid, ...] = ()
    filled: tuple[Filled, ...] = ()
    page_boxes: tuple[tuple[Box, ...], ...] = ()
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
    view = _View(page, text.quarters, text.characters.upright(page.visible, text.quarters), page.drawing)
    is_scan = _is_scan(view)
    if is_scan and can_read_pictures():
        return _read_scan(page)
    if view.characters.blank.all():
        return _Found(page.number, is_scan=is_scan)
    best = _best(view, gap_columns)
    return _Found(
        number=page.number,
        grids=tuple(best.grids),
        filled=tuple(best.filled),
        page_boxes=tuple(tuple(map(view.on_page, fill.boxes)) for fill in best.filled),
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
    return _Found(page.number, scan.grids, scan.filled, scan.page_boxes, scan.loose, height=scan.height, is_by_ocr=True)


class _Attempt(NamedTuple):
    """One reading of a page: grids, their cells filled, the characters outside, and what is doubtful of it all."""

    grids: Sequence[Grid]
    filled: list[Filled]
    outside: Characters
    doubt: tuple[str, ...] = ()

    @property
    def misplaced(self) -> int:
        """How many characters are lost or run over a rule."""
        return sum(fill.misplaced for fill in self.filled)


def _best(view: _View, gap_columns: Sequence[float]) -> _Attempt:
    """Give the first reading of the page without misplaced characters, or the one with fewest.

    `gap_columns` are the edges of columns that were told by gaps on the page before.
    """
    rules = view.rules(with_boxes=False)
    attempt = _attempt(view, grids_of_rules(rules, *view.size))
    if not attempt.grids:
        rules = view.rules(with_boxes=True)
        attempt = _attempt(view, grids_of_rules(rules, *view.size))
    if not attempt.grids:
        by_gaps = [*rules, *columns_by_gaps(rules, view.characters, gap_columns)]
        attempt = _attempt(view, grids_of_rules(by_gaps, *view.size), doubt=(COLUMNS_BY_GAPS,))
        rules = by_gaps if attempt.grids else rules
    attempt = _with_heads(view, attempt, rules)
    if (attempt.grids and not attempt.misplaced) or not _worth_a_picture(view):
        return attempt
    picture = view.page.picture(view.quarters, PICTURE_DOTS_PER_INCH)
    return _better(attempt, _attempt(view, grids_of_picture(picture, rules, *view.size)))


def _with_heads(view: _View, attempt: _Attempt, rules: Sequence[Rule]) -> _Attempt:
    """Give the reading with the headers that stand above its tables without a rule, where there are such."""
    heads = [rule for grid in attempt.grids for rule in head_rules(grid, rules, attempt.outside)]
    if not heads:
        return attempt
    doubt = (*attempt.doubt, HEADER_BY_WORDS)
    headed = _attempt(view, grids_of_rules([*rules, *heads], *view.size), doubt=doubt)
    return headed if headed.misplaced <= attempt.misplaced else attempt


def _better(first: _Attempt, second: _Attempt) -> _Attempt:
    """Give the reading with fewer misplaced characters; where both found tables and differ, that is told."""
    if not second.grids or not first.grids:
        return second if second.grids else first
    best = second if second.misplaced < first.misplaced else first
    return best if _texts(first) == _texts(second) else best._replace(doubt=(*best.doubt, READINGS_DIFFER))


def _texts(attempt: _Attempt) -> list[list[tuple[int, int, str]]]:
    return [[(cell.row, cell.column, cell.text) for cell in fill.cells] for fill in attempt.filled]


def _attempt(view: _View, grids: Sequence[Grid], doubt: tuple[str, ...] = ()) -> _Attempt:
    tables = [grid for grid in grids if grid.is_table]
    inside, outside = shared_out(view.unnumbered, tables)
    fills = [filled(grid, members) for grid, members in zip(tables, inside, strict=True)]
    return _Attempt(tables, fills, outside, doubt)


def _worth_a_picture(view: _View) -> bool:
    """Whether the page draws anything that could be a table's lines, and is no larger than a picture may be."""
    width, height = view.size
    return width * height <= MOST_AREA_FOR_PICTURE and view.drawing.draws_anything


def _is_scan(view: _View) -> bool:
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
            cells=tuple(
                # all fields by place: _replace takes as long as reading the cell
                Cell(*cell[:5], (Fragment(found.number, box, None, 0, len(cell.text)),), *cell[6:])
                for cell, box in zip(fill.cells, boxes, strict=True)
            ),
            box=Box(
                min(box.x0 for box in boxes),
                min(box.y0 for box in boxes),
                max(box.x1 for box in boxes),
                max(box.y1 for box in boxes),
            ),
            column_edges=grid.column_edges,
            above=tuple(text),
            doubt=(*fill.doubt, *found.doubt),
        )
        for grid, fill, boxes, text in zip(found.grids, found.filled, found.page_boxes, above, strict=True)
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
