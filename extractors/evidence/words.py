"""Finds the characters of a cell's text on its page, so that a number can be marked where it is printed.

The warehouse keeps a cell's box and its text as joined from lines; the text is held against the characters inside the
box, in reading order and without white space.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import numpy as np

from extractors.evidence.passage import Span
from extractors.tables.model import Box, Fragment
from extractors.tables.pdf.characters import Characters
from extractors.tables.pdf.geometry import QUARTERS, turn_box, turn_size
from extractors.tables.pdf.lines import lines_of
from extractors.tables.pdf.pdfium import PdfPage

# A character belongs to a cell when its middle is inside the box; edges of kept boxes may be off by rounding.
_TOLERANCE = 0.5


class PageWords:
    """The characters of a page. All boxes are of the page as a reader sees it, as those of fragments are."""

    def __init__(self, page: PdfPage) -> None:
        visible = page.visible
        self._page = page
        self._characters = page.text().characters
        self.size = turn_size(page.quarters, visible.x1 - visible.x0, visible.y1 - visible.y0)

    def boxes(self, fragment: Fragment, text: str, spans: Sequence[Span]) -> list[list[Box]]:
        """Give for each span of `text` the boxes of its characters in the fragment, one a line.

        None where the span stands elsewhere, or the characters are not to be found, as on a scan.
        """
        if fragment.box is None:
            return [[] for _ in spans]
        lines, quarters = self._lines(fragment.box)
        printed = [(at, number) for number, line in enumerate(lines) for at in range(len(line)) if not line.blank[at]]
        shown = "".join(lines[number].text[at] for at, number in printed)
        places = dict(_aligned(text, fragment, shown))
        found = []
        for start, end in spans:
            visible = [at for at in range(max(start, fragment.start), min(end, fragment.end)) if not text[at].isspace()]
            # a few characters that happen to agree are not the words
            are_there = all(at in places for at in visible)
            meant = [printed[places[at]] for at in visible] if are_there else []
            found.append([self._seen(box, quarters) for box in _by_line(lines, meant)])
        return found

    def _lines(self, cell: Box) -> tuple[list[Characters], int]:
        """Give the lines inside a cell as they read, and how many quarter turns of the file's page make them so."""
        seen = self._turned(self._page.quarters)
        turns = seen.turn[_inside(seen, cell) & ~seen.blank]
        quarters = (self._page.quarters + int(np.bincount(turns, minlength=QUARTERS).argmax())) % QUARTERS
        upright = self._turned(quarters)
        outline = turn_box(cell, quarters - self._page.quarters, *self.size)
        return [line.characters for line in lines_of(upright.at(_inside(upright, outline)))], quarters

    def _turned(self, quarters: int) -> Characters:
        return self._characters.upright(self._page.visible, quarters)

    def _seen(self, box: Box, quarters: int) -> Box:
        """Give a box of the page turned by `quarters` as it stands on the page that a reader sees."""
        size = turn_size(quarters - self._page.quarters, *self.size)
        return turn_box(box, self._page.quarters - quarters, *size)


def _inside(characters: Characters, box: Box) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    x, y = characters.middle_x, characters.middle_y
    across = (x >= box.x0 - _TOLERANCE) & (x <= box.x1 + _TOLERANCE)
    inside: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        across & (y >= box.y0 - _TOLERANCE) & (y <= box.y1 + _TOLERANCE)
    )
    return inside


def _aligned(text: str, fragment: Fragment, shown: str) -> Iterator[tuple[int, int]]:
    """Give each visible character of the fragment's part of `text` with its place among those shown."""
    indexes = [at for at in range(fragment.start, min(fragment.end, len(text))) if not text[at].isspace()]
    wanted = "".join(text[at] for at in indexes)
    starts = [at for at in range(len(shown) - len(wanted) + 1) if shown.startswith(wanted, at)]
    if starts:
        # the same words may stand twice where a cell holds several periods
        first = min(starts, key=lambda at: abs(at - fragment.offset))
        yield from ((index, first + at) for at, index in enumerate(indexes))
        return
    for block in SequenceMatcher(None, wanted, shown, autojunk=False).get_matching_blocks():
        yield from ((indexes[block.a + at], block.b + at) for at in range(block.size))


def _by_line(lines: Sequence[Characters], meant: Sequence[tuple[int, int]]) -> Iterator[Box]:
    for number, line in enumerate(lines):
        chosen = line.at(np.array([at for at, of in meant if of == number], dtype=np.intp))
        if len(chosen):
            yield Box(float(chosen.x0.min()), float(chosen.y0.min()), float(chosen.x1.max()), float(chosen.y1.max()))
