"""Reads one page of a PDF in several ways, the cheapest first, and keeps the reading that loses least.

The drawn rules are tried; where they form no table, the edges of filled boxes too, then columns told by gaps; rows that
no rule parts are told apart, and headers above the outline taken in; where text does not fit the grid, lines in a
picture of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from extractors.tables.model import Box
from extractors.tables.pdf.camelot_lattice import PICTURE_DOTS_PER_INCH, grids_of_picture, grids_of_rules
from extractors.tables.pdf.characters import Characters
from extractors.tables.pdf.completion import ends, sides
from extractors.tables.pdf.continued import ends_of_rest, foot_of_begun
from extractors.tables.pdf.drawing import Drawing
from extractors.tables.pdf.fill import Filled, filled, shared_out
from extractors.tables.pdf.gaps import columns_by_gaps
from extractors.tables.pdf.geometry import turn_box, turn_size
from extractors.tables.pdf.grid import Grid
from extractors.tables.pdf.heads import head_rules
from extractors.tables.pdf.loose import are_page_numbers
from extractors.tables.pdf.open_rows import perhaps_open, row_cuts
from extractors.tables.pdf.pdfium import PdfPage
from extractors.tables.pdf.rules import Rule, boxed, placed, ruled

# Larger pages are posters: a picture of them would cost seconds and gigabytes. In square points; A3 is 1,002,000.
MOST_AREA_FOR_PICTURE = 1_100_000.0

COLUMNS_BY_GAPS = "columns-by-gaps"
ROWS_BY_GAPS = "rows-by-gaps"
ROWS_UNCLEAR = "rows-unclear"
HEADER_BY_WORDS = "header-by-words"
READINGS_DIFFER = "readings-differ"


@dataclass(frozen=True)
class View:
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
        """Width and height, after the text is turned upright."""
        visible = self.page.visible
        return turn_size(self.quarters, visible.x1 - visible.x0, visible.y1 - visible.y0)

    def rules(self, *, with_boxes: bool) -> list[Rule]:
        """Give the rules drawn, `with_boxes` the edges of filled boxes too, and those that open tables lack."""
        found = ruled(self.drawing)
        if with_boxes:
            found = np.concatenate([found, boxed(self.drawing)])
        drawn = placed(found, self.page.visible, self.quarters)
        return [*drawn, *sides(drawn), *ends(drawn)]

    def on_page(self, box: Box) -> Box:
        """Give a box of this view as it stands on the page that a reader sees, after the page's own rotation."""
        return turn_box(box, self.page.quarters - self.quarters, *self.size)


class Attempt(NamedTuple):
    """One reading of a page: grids, their cells filled, the characters outside, and what is doubtful of it all."""

    grids: Sequence[Grid]
    filled: list[Filled]
    inside: list[Characters]
    outside: Characters
    doubt: tuple[str, ...] = ()

    @property
    def misplaced(self) -> int:
        """How many characters are lost or run over a rule."""
        return sum(fill.misplaced for fill in self.filled)


def best_attempt(view: View, gap_columns: Sequence[float]) -> Attempt:
    """Give the first reading of the page without misplaced characters, or the one with fewest.

    `gap_columns` are the edges of columns that were told by gaps on the page before.
    """
    rules = view.rules(with_boxes=False)
    attempt = _attempt(view, grids_of_rules(rules, *view.size))
    if not attempt.grids:
        rules = view.rules(with_boxes=True)
        attempt = _attempt(view, grids_of_rules(rules, *view.size))
    if not attempt.grids:
        attempt, rules = _by_gaps(view, rules, gap_columns)
    else:
        attempt, rules = _with_rows(view, attempt, rules)
    attempt = _with_heads(view, attempt, rules)
    if (attempt.grids and not attempt.misplaced) or not _worth_a_picture(view):
        return attempt
    picture = view.page.picture(view.quarters, PICTURE_DOTS_PER_INCH)
    return _better(attempt, _attempt(view, grids_of_picture(picture, rules, *view.size)))


def _by_gaps(view: View, drawn: list[Rule], known: Sequence[float]) -> tuple[Attempt, list[Rule]]:
    """Give the reading with columns told by gaps, and its rules; the `known` ones may go on without a rule drawn."""
    rules = [*drawn, *columns_by_gaps(drawn, view.characters, known)]
    attempt = _attempt(view, grids_of_rules(rules, *view.size), doubt=(COLUMNS_BY_GAPS,))
    lacking = [] if attempt.grids else ends_of_rest(view.unnumbered, known) or foot_of_begun(drawn, view.unnumbered)
    if lacking:
        drawn = [*drawn, *lacking]
        rules = [*drawn, *columns_by_gaps(drawn, view.characters, known)]
        attempt = _attempt(view, grids_of_rules(rules, *view.size), doubt=(COLUMNS_BY_GAPS,))
    return _with_rows(view, attempt, rules, drawn)


def _with_rows(
    view: View, attempt: Attempt, rules: list[Rule], drawn: Sequence[Rule] = ()
) -> tuple[Attempt, list[Rule]]:
    """Give the reading with rows parted that no rule parts, and its rules; `drawn` are those but columns by gaps."""
    opened = [perhaps_open(grid, fill) for grid, fill in zip(attempt.grids, attempt.filled, strict=True)]
    if not any(opened):
        return attempt, rules
    cuts = [row_cuts(*of) for of in zip(attempt.grids, attempt.inside, opened, strict=True)]
    parting = [rule for cut in cuts for rule in cut.rules]
    unclear = (ROWS_UNCLEAR,) if any(cut.is_unclear for cut in cuts) else ()
    whole = attempt._replace(doubt=(*attempt.doubt, *unclear)), rules
    if not parting:
        return whole
    parted = [*(drawn or rules), *parting]
    if drawn:
        parted += columns_by_gaps(parted, view.characters, attempt.grids[-1].column_edges)
    doubt = (*attempt.doubt, *unclear, ROWS_BY_GAPS)
    rows = _attempt(view, grids_of_rules(sorted(parted), *view.size), doubt)
    if rows.grids and rows.misplaced <= attempt.misplaced:
        return rows, parted
    return attempt._replace(doubt=(*attempt.doubt, ROWS_UNCLEAR)), rules


def _with_heads(view: View, attempt: Attempt, rules: Sequence[Rule]) -> Attempt:
    """Give the reading with the headers that stand above its tables without a rule, where there are such."""
    heads = [rule for grid in attempt.grids for rule in head_rules(grid, rules, attempt.outside)]
    if not heads:
        return attempt
    doubt = (*attempt.doubt, HEADER_BY_WORDS)
    headed = _attempt(view, grids_of_rules([*rules, *heads], *view.size), doubt=doubt)
    return headed if headed.misplaced <= attempt.misplaced else attempt


def _better(first: Attempt, second: Attempt) -> Attempt:
    """Give the reading with fewer misplaced characters; where both found tables and differ, that is told."""
    if not second.grids or not first.grids:
        return second if second.grids else first
    best = second if second.misplaced < first.misplaced else first
    return best if _texts(first) == _texts(second) else best._replace(doubt=(*best.doubt, READINGS_DIFFER))


def _texts(attempt: Attempt) -> list[list[tuple[int, int, str]]]:
    return [[(cell.row, cell.column, cell.text) for cell in fill.cells] for fill in attempt.filled]


def _attempt(view: View, grids: Sequence[Grid], doubt: tuple[str, ...] = ()) -> Attempt:
    tables = [grid for grid in grids if grid.is_table]
    inside, outside = shared_out(view.unnumbered, tables)
    fills = [filled(*of, view.page.number, view.on_page) for of in zip(tables, inside, strict=True)]
    return Attempt(tables, fills, inside, outside, doubt)


def _worth_a_picture(view: View) -> bool:
    """Whether the page draws anything that could be a table's lines, and is no larger than a picture may be."""
    width, height = view.size
    return width * height <= MOST_AREA_FOR_PICTURE and view.drawing.draws_anything
