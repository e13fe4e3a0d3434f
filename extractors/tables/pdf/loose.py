"""Text that stands in no table: what is above each one, without running headers and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from extractors.tables.model import Box
from extractors.tables.pdf.characters import Characters, Flags
from extractors.tables.pdf.lines import Line, lines_of

# Running headers and page numbers stand in this outer part of the page's height.
MARGIN = 0.12
# A line that stands at the margin of this many pages, numbers aside, is a running header.
RUNNING_PAGES = 3

# Page numbers stand in this outermost part of the page's height, and this far from other words, in points.
EDGE = 0.09
FAR = 30.0

_MARKED_NUMBER = re.compile(r"[-—–]\d{1,4}[-—–]|第\d{1,4}页(?:[/,，]?共\d{1,4}页)?|\d{1,4}/\d{1,4}")
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(第?\s*\d{1,4}\s*页?)(\s*[/,，共]*\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*")
_DIGITS = re.compile(r"\d+|\s+")


@dataclass(frozen=True, slots=True)
class LooseLine:
    """A line outside all tables: its text, and the height of its middle on the page, from 0 (bottom) to 1."""

    text: str
    height: float


@dataclass(slots=True)
class Running:
    """Remembers the lines at the margins of the pages read so far, to tell which of them run through the document."""

    _seen: Counter[str] = field(default_factory=Counter)

    def learn(self, lines: Sequence[LooseLine]) -> None:
        """Take in a page's lines."""
        self._seen.update({_key(line) for line in lines if _at_margin(line)})

    def without(self, lines: Sequence[LooseLine], *, is_first_page: bool) -> tuple[LooseLine, ...]:
        """Give the lines that are neither page numbers nor running; what runs is kept once, on the first page."""
        return tuple(
            line
            for line in lines
            if not _at_margin(line)
            or (not _PAGE_NUMBER.fullmatch(line.text) and (is_first_page or self._seen[_key(line)] < RUNNING_PAGES))
        )


def loose_lines(characters: Characters, page_height: float) -> tuple[LooseLine, ...]:
    """Give the characters as lines, top to bottom, with their height on the page."""
    return tuple(
        LooseLine(_spaced(line), (line.ink.y0 + line.ink.y1) / 2 / max(page_height, 1.0))
        for line in lines_of(characters)
    )


def are_page_numbers(characters: Characters, page_height: float) -> Flags:
    """Which characters are page numbers at the page's edge, as - 3 - or 第3页: no table's text, wherever rules reach.

    A number alone is left: at the foot of a table it may be one of its numbers.
    """
    y = characters.middle_y / max(page_height, 1.0)
    at_edge = np.flatnonzero((y < EDGE) | (y > 1 - EDGE))
    found = np.zeros(len(characters), dtype=np.bool_)
    if not _DIGITS.search(characters.at(at_edge).text):
        return found
    # few characters stand there: plain tuples take less time than arrays
    levels, xs = np.round(characters.y[at_edge], 0).tolist(), characters.x[at_edge].tolist()
    ordered = sorted(zip(levels, xs, at_edge.tolist(), characters.at(at_edge).text, strict=True))
    cuts = [
        place
        for place, (before, after) in enumerate(pairwise(ordered), 1)
        if after[0] != before[0] or after[1] - before[1] > FAR
    ]
    for start, end in pairwise((0, *cuts, len(ordered))):
        text = "".join("".join(character for *_, character in ordered[start:end]).split())
        if _MARKED_NUMBER.fullmatch(text):
            found[[index for _, _, index, _ in ordered[start:end]]] = True
    return found


def by_table(
    lines: Sequence[LooseLine], tables: Sequence[Box], page_height: float
) -> tuple[list[list[str]], list[str]]:
    """Give the lines above each table, and those below the last; `tables` are outlines, top to bottom."""
    above: list[list[str]] = [[] for _ in tables]
    below: list[str] = []
    for line in lines:
        y = line.height * page_height
        place = next((i for i, box in enumerate(tables) if y >= (box.y0 + box.y1) / 2), None)
        (below if place is None else above[place]).append(line.text)
    return above, below


def _spaced(line: Line) -> str:
    """Give the line's text, with a space where the next character begins more than two ems on."""
    characters = line.characters
    begins, text, parts = characters.x.tolist(), characters.text, [""]
    for character, before, x in zip(text, [*begins[:1], *begins], begins, strict=False):
        if x - before > 2 * line.em and not parts[-1].isspace():
            parts.append(" ")
        parts.append(character)
    return "".join(parts).strip()


def _key(line: LooseLine) -> str:
    return _DIGITS.sub("", line.text)


def _at_margin(line: LooseLine) -> bool:
    return line.height < MARGIN or line.height > 1 - MARGIN
