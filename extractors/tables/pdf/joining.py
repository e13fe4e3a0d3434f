"""From a cell's lines to its text: the breaks that the layout made are removed, those of the writer kept."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extractors.tables.model import Box
from extractors.tables.pdf.lines import Line
from extractors.tables.pdf.words import is_word

# A line that ends this much before it had to was ended by the writer, not by the layout. In ems, beyond what the next
# line's first word would have taken; and in parts of the cell's width.
EARLY_END = 2.0
EARLY_END_SHARE = 0.25
# A single line may be centred; its distance from the left edge then says nothing. In points.
WIDEST_MARGIN = 8.0
_OPENING = "（(【[《〈“‘"
_SOFT_HYPHEN = "\u00ad"


def joined(lines: Sequence[Line], box: Box) -> tuple[str, float]:
    """Give the lines of a cell with outline `box` as one text, and the width left at the end of the last, in ems.

    Nothing is put between lines that the layout broke, except a space between two words that the line had room
    for; a line that the writer ended early is followed by a line feed. An empty cell has no room.
    """
    if not lines:
        return "", 0.0
    limit = _limit(lines, box)
    text = lines[0].text
    for before, line in pairwise(lines):
        text = _joined(text, line.text, _gap(before, line, limit - before.reach, box.x1 - box.x0))
    return text.replace(_SOFT_HYPHEN, "").strip(), max(limit - lines[-1].reach, 0.0) / lines[-1].em


def _limit(lines: Sequence[Line], box: Box) -> float:
    """How far to the right the cell's lines can reach: as near to its edge as they come to it on the left."""
    if len(lines) == 1:
        (line,) = lines
        return max(box.x1 - max(min(line.ink.x0 - box.x0, WIDEST_MARGIN), 0.0), line.reach)
    margin = min(line.ink.x0 for line in lines) - box.x0
    return max(box.x1 - max(margin, 0.0), max(line.reach for line in lines))


def _gap(before: Line, after: Line, room: float, width: float) -> str:
    """Tell what stood between two lines, the first of which had `room` left: nothing, a space, or a line feed."""
    if room > EARLY_END_SHARE * width and room > _first_word_width(after) + EARLY_END * after.em:
        return "\n"
    last, first = before.text.rstrip()[-1:], after.text.lstrip()[:1]
    words = is_word(last) and is_word(first) and not (last.isdigit() and first.isdigit())
    return " " if words and room > _width(after, 0, 0) else ""


def _first_word_width(line: Line) -> float:
    """Give the width of what can't be parted from the line's first character: a word and the marks after it."""
    seen = "".join(line.characters.text.split())
    end = 1
    while end < len(seen) and (is_word(seen[end - 1]) or seen[end - 1] in _OPENING or not seen[end].isalnum()):
        end += 1
    return _width(line, 0, end - 1)


def _width(line: Line, first: int, last: int) -> float:
    """Give the width from the line's visible character `first` to its visible character `last`."""
    seen = np.flatnonzero(~line.characters.blank)
    return float(line.characters.x1[seen[last]] - line.characters.x0[seen[first]])


def _joined(text: str, line: str, gap: str) -> str:
    if text.endswith(_SOFT_HYPHEN):
        return text[:-1] + line
    if len(text) > 1 and text[-1] == "-" and text[-2].isascii() and text[-2].isalpha() and line[:1].islower():
        return text[:-1] + line
    if gap == "\n":
        return text.rstrip() + "\n" + line.lstrip()
    return text + gap + line
