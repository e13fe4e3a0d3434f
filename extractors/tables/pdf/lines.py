"""From the characters of a cell to its text: lines in reading order, the breaks that the layout made removed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from extractors.tables.model import Box
from extractors.tables.pdf.pdfium import Glyph

# A baseline this far below the last one begins a new line; super- and subscripts stay within it. In ems.
LINE_STEP = 0.4
# Two equal characters nearer than this are one, printed twice to look bold. In ems.
SAME_PLACE = 0.15
# A line that ends this much before it had to was ended by the writer, not by the layout. In ems, beyond what the next
# line's first word would have taken; and in parts of the cell's width.
EARLY_END = 2.0
EARLY_END_SHARE = 0.25
# A single line may be centred; its distance from the left edge then says nothing. In points.
WIDEST_MARGIN = 8.0
_by_x, _by_y = attrgetter("x"), attrgetter("y")
# A glyph's ink is about this much of its em, measured on Han characters.
_INK = 0.92
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its characters left to right, the box around the visible ones, and their size in points.

    `text` has a space where two words stand apart without a written one. `doubles` counts visible characters that
    were left out because they are printed twice.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    ink: Box
    em: float
    doubles: int = 0


def em_of(glyphs: Sequence[Glyph]) -> float:
    """Give the size of the characters, in points, judged from their ink; 1 where there is none."""
    sizes = [max(glyph.x1 - glyph.x0, glyph.y1 - glyph.y0) for glyph in glyphs if not glyph.text.isspace()]
    return max(sorted(sizes)[len(sizes) // 2] / _INK, 1.0) if sizes else 1.0


def lines_of(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """Give the characters as lines, top to bottom and left to right; doubles and lines of white space left out."""
    em = em_of(glyphs)
    rows: list[list[Glyph]] = []
    lowest = 0.0
    for glyph in sorted(glyphs, key=_by_y, reverse=True):
        if not rows or lowest - glyph.y > LINE_STEP * em:
            rows.append([])
        rows[-1].append(glyph)
        lowest = glyph.y
    lines = (_line(row, em) for row in rows)
    return tuple(line for line in lines if line.text and not line.text.isspace())


def _line(row: list[Glyph], em: float) -> Line:
    """Give the characters of one line, sorted, those printed twice kept once."""
    row.sort(key=_by_x)
    kept: list[Glyph] = []
    doubles = 0
    for glyph in row:
        if kept and glyph.x - kept[-1].x < SAME_PLACE * em and any(_is_double(glyph, g, em) for g in kept[-2:]):
            doubles += not glyph.text.isspace()
        else:
            kept.append(glyph)
    return Line(_spelled(kept), tuple(kept), _ink(kept), em, doubles)


def _spelled(glyphs: Sequence[Glyph]) -> str:
    """Give the characters as text, gaps between words made spaces."""
    text = "".join([glyph.text for glyph in glyphs])
    gaps = [i for i, glyph in enumerate(glyphs[:-1]) if glyph.gap_after]
    if not gaps:
        return text
    between = {i for i in gaps if _is_word(glyphs[i].text) and _is_word(glyphs[i + 1].text)}
    return "".join(glyph.text + " " if i in between else glyph.text for i, glyph in enumerate(glyphs))


def _ink(glyphs: Sequence[Glyph]) -> Box:
    seen = [glyph for glyph in glyphs if not glyph.text.isspace()] or glyphs
    _, x0, y0, x1, y1, *_ = zip(*seen, strict=True)
    return Box(min(x0), min(y0), max(x1), max(y1))


def _is_double(glyph: Glyph, other: Glyph, em: float) -> bool:
    near = SAME_PLACE * em
    return glyph.text == other.text and abs(glyph.x - other.x) < near and abs(glyph.y - other.y) < near


def text_of(lines: Sequence[Line], box: Box) -> str:
    """Give the lines of a cell with outline `box` as one text.

    Nothing is put between lines that the layout broke, except a space between two words that the line had room
    for; a line that the writer ended early is followed by a line feed.
    """
    if not lines:
        return ""
    limit = _limit(lines, box)
    text = lines[0].text
    for before, line in pairwise(lines):
        text = _joined(text, line.text, _gap(before, line, limit, box))
    return text.replace(_SOFT_HYPHEN, "").strip()


def _gap(before: Line, after: Line, limit: float, box: Box) -> str:
    """Tell what stood between two lines: nothing, a space, or a line feed."""
    em = after.em
    room = limit - _reach(before)
    word = _first_word_width(after)
    if room > word + EARLY_END * em and room > EARLY_END_SHARE * (box.x1 - box.x0):
        return "\n"
    words = _is_word(before.text.rstrip()[-1:]) and _is_word(after.text.lstrip()[:1])
    return " " if words and room > _first_width(after) else ""


def _joined(text: str, line: str, gap: str) -> str:
    if text.endswith(_SOFT_HYPHEN):
        return text[:-1] + line
    if len(text) > 1 and text[-1] == "-" and text[-2].isascii() and text[-2].isalpha() and line[:1].islower():
        return text[:-1] + line
    if gap == "\n":
        return text.rstrip() + "\n" + line.lstrip()
    return text + gap + line


def _is_word(text: str) -> bool:
    """Whether the character is a letter or digit of a script that puts spaces between words."""
    return text.isalnum() and unicodedata.east_asian_width(text) not in "WF"


def _first_width(line: Line) -> float:
    seen = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    return seen[0].x1 - seen[0].x0 if seen else 0.0


def _first_word_width(line: Line) -> float:
    """Give the width of what can't be parted from the line's first character: a word and the marks after it."""
    seen = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    end = 1
    while end < len(seen) and (_is_word(seen[end - 1].text) or not seen[end].text.isalnum()):
        end += 1
    return seen[end - 1].x1 - seen[0].x0 if seen else 0.0


def room_left(lines: Sequence[Line], box: Box) -> float:
    """Give the width left at the end of the cell's last line, in ems; 0 for an empty cell."""
    return max(_limit(lines, box) - _reach(lines[-1]), 0.0) / lines[-1].em if lines else 0.0


def _limit(lines: Sequence[Line], box: Box) -> float:
    """How far to the right the cell's lines can reach: as near to its edge as they come to it on the left."""
    margin = min(line.ink.x0 - box.x0 for line in lines)
    if len(lines) == 1:
        margin = min(margin, WIDEST_MARGIN)
    return max(box.x1 - max(margin, 0.0), max(_reach(line) for line in lines))


def _reach(line: Line) -> float:
    """Give the x at which the line's last character ends; a full-width mark takes its whole width, not its ink's."""
    last = next((glyph for glyph in reversed(line.glyphs) if not glyph.text.isspace()), line.glyphs[-1])
    return max(last.x1, last.x + line.em) if unicodedata.east_asian_width(last.text) in "WF" else last.x1
