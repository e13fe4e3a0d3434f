"""From characters to lines in reading order, for many cells at once."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from extractors.tables.model import Box
from extractors.tables.pdf.characters import Characters, Flags, Indexes, Numbers
from extractors.tables.pdf.words import is_wide, is_word, may_be_wide

# A baseline this far below the last one begins a new line; super- and subscripts stay within it. In ems.
LINE_STEP = 0.5
# Two equal characters nearer than this are one, printed twice to look bold. In ems.
SAME_PLACE = 0.15
# The ink of a mark that takes a whole em has its middle further from the mark's beginning than this. In ems.
WIDE_MIDDLE = 0.35
# A glyph's ink is about this much of its em, measured on Han characters.
_INK = 0.92


class Line(NamedTuple):
    """A line of text: the box around its visible characters, their size in points, and where they are `among` others.

    `text` has a space where two words stand apart without a written one. `reach` is the x at which the last visible
    character ends; a full-width mark takes its whole width there, not its ink's. `doubles` counts visible characters
    that were left out because they are printed twice.
    """

    text: str
    ink: Box
    em: float
    reach: float
    among: Characters
    place: slice
    doubles: int = 0

    @property
    def characters(self) -> Characters:
        """The line's characters, left to right."""
        return self.among.at(self.place)


def lines_of(characters: Characters) -> tuple[Line, ...]:
    """Give the characters as lines, top to bottom and left to right; doubles and lines of white space left out."""
    return lines_by_owner(characters, np.zeros(len(characters), dtype=np.intp), 1)[0]


def lines_by_owner(characters: Characters, owner: Indexes, owners: int) -> list[tuple[Line, ...]]:
    """Give the lines of each of `owners` cells; `owner` is the cell of each character, from 0."""
    found: list[list[Line]] = [[] for _ in range(owners)]
    if not len(characters):
        return [()] * owners
    em = ems(characters, owner, owners)
    order, starts = _in_lines(characters, owner, em)
    ordered = characters.at(order)
    for cell, line in _cut(ordered, owner[order], starts, em):
        found[cell].append(line)
    return [tuple(lines) for lines in found]


def ems(characters: Characters, owner: Indexes, owners: int) -> Numbers:
    """Give each cell's size of characters, in points, judged from the median of their ink; 1 where there is none."""
    seen = ~characters.blank
    size = _sizes(characters)[seen]
    cell = owner[seen]
    size = size[np.lexsort((size, cell))]
    count = np.bincount(cell, minlength=owners)
    middle = np.cumsum(count) - count + count // 2
    em = np.ones(owners)
    filled = count > 0
    em[filled] = np.maximum(size[middle[filled]] / _INK, 1.0)
    return em


def usual_em(characters: Characters) -> float:
    """Give the size of visible characters, in points, judged from the median of their ink."""
    size = np.sort(_sizes(characters))
    return max(float(size[len(size) // 2]) / _INK, 1.0)


def largest_em(characters: Characters) -> float:
    """Give the size that none of the characters' lines is over, in points."""
    return max(float(_sizes(characters).max()) / _INK, 1.0)


def _sizes(characters: Characters) -> Numbers:
    """Give the larger side of each character's ink."""
    return np.maximum(characters.x1 - characters.x0, characters.y1 - characters.y0)


def _in_lines(characters: Characters, owner: Indexes, em: Numbers) -> tuple[Indexes, Indexes]:
    """Give the characters' order, cell by cell and line by line, and where in it each line starts."""
    downwards = np.lexsort((-characters.y, owner))
    cell, y = owner[downwards], characters.y[downwards]
    starts = np.concatenate(([True], (cell[1:] != cell[:-1]) | (y[:-1] - y[1:] > LINE_STEP * em[cell[1:]])))
    line = np.cumsum(starts) - 1
    order = downwards[np.lexsort((characters.x[downwards], line))]
    return order, np.flatnonzero(starts)


def _cut(ordered: Characters, owner: Indexes, starts: Indexes, em: Numbers) -> Iterator[tuple[int, Line]]:
    """Give each line that shows anything, with the cell it stands in."""
    text, blank = ordered.text, ordered.blank
    doubles, gaps = _doubles(ordered, owner, starts, em), ordered.gap_after
    ink = _inks(ordered, blank, starts)
    seen = np.add.reduceat((~blank).astype(np.intp), starts)
    has_doubles, has_gaps = np.logical_or.reduceat(doubles, starts), np.logical_or.reduceat(gaps, starts)
    last = np.maximum.reduceat(np.where(blank, -1, np.arange(len(text))), starts)
    cell = owner[starts]
    size = em[cell]
    reach = _reaches(ordered, text, last, size)
    columns = (starts, np.append(starts[1:], len(text)), cell, seen, has_doubles, has_gaps, size, reach, *ink)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    for start, end, of, shown, is_double, is_gappy, points, far, *box in rows:
        if not shown:
            continue
        among, place, left_out = ordered, slice(start, end), 0
        if is_double:
            among, place = ordered.at(np.flatnonzero(~doubles[start:end]) + start), slice(None)
            left_out = int((doubles & ~blank)[start:end].sum())
        written = text[start:end] if among is ordered else among.text
        if is_gappy:
            written = _spelled(written, among.gap_after[place].tolist())
        yield of, Line(written, Box(*box), points, far, among, place, left_out)


def _reaches(ordered: Characters, text: str, last: Indexes, size: Numbers) -> Numbers:
    """Give the x at which each line's last visible character ends.

    Of a mark that may be wide or narrow (·) it tells which it is that its ink stands in the middle of a whole em.
    """
    ends, begins, x0 = ordered.x1[last], ordered.x[last], ordered.x0[last]
    ending = [text[at] for at in last.tolist()]
    wide = np.array([is_wide(character) for character in ending])
    unsure = [index for index, character in enumerate(ending) if may_be_wide(character)]
    if unsure:
        wide[unsure] = ((x0 + ends) / 2 - begins > WIDE_MIDDLE * size)[unsure]
    return np.where(wide, np.maximum(ends, begins + size), ends)


def _inks(ordered: Characters, blank: Flags, starts: Indexes) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Give the box around the visible characters of each line: four arrays of edges."""
    return (
        np.minimum.reduceat(np.where(blank, np.inf, ordered.x0), starts),
        np.minimum.reduceat(np.where(blank, np.inf, ordered.y0), starts),
        np.maximum.reduceat(np.where(blank, -np.inf, ordered.x1), starts),
        np.maximum.reduceat(np.where(blank, -np.inf, ordered.y1), starts),
    )


def _doubles(ordered: Characters, owner: Indexes, starts: Indexes, em: Numbers) -> Flags:
    """Which characters repeat one that is kept just before them, at the same place."""
    double = np.zeros(len(ordered), dtype=np.bool_)
    near = SAME_PLACE * em[owner]
    close = np.append(False, np.diff(ordered.x) < near[1:])
    close[starts] = False
    kept: list[int] = []
    first_of_line = set(starts.tolist())
    for index in np.flatnonzero(close | np.append(close[1:], False)).tolist():
        if index in first_of_line or not close[index]:
            kept = [index]
        elif any(_is_double(ordered, index, other, near[index]) for other in kept[-2:]):
            double[index] = True
        else:
            kept.append(index)
    return double


def _is_double(ordered: Characters, one: int, other: int, near: float) -> bool:
    return bool(
        ordered.codes[one] == ordered.codes[other]
        and abs(ordered.x[one] - ordered.x[other]) < near
        and abs(ordered.y[one] - ordered.y[other]) < near
    )


def _spelled(text: str, gaps: Sequence[bool]) -> str:
    """Give the text with gaps between words made spaces; `gaps` tells which characters have one behind them."""
    parts = [
        character + " " if gap and is_word(character) and is_word(after) else character
        for character, gap, after in zip(text, gaps, [*text[1:], ""], strict=True)
    ]
    return "".join(parts)
