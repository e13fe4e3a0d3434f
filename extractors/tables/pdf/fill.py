"""Puts a page's characters into the cells of its grids, and counts that none is lost or torn."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from extractors.tables.model import Box, Cell, Fragment
from extractors.tables.pdf.characters import REPLACEMENT, Characters, Indexes
from extractors.tables.pdf.geometry import QUARTERS, area, box_of, slots, turn_box
from extractors.tables.pdf.grid import Grid
from extractors.tables.pdf.joining import joined
from extractors.tables.pdf.lines import Line, lines_by_owner, lines_of

# A character may reach this far over its cell's edge, in parts of its own width or height. Beyond it the rule runs
# through the character: a rule is missing, or one too many was seen.
OVERHANG = 0.3

TEXT_OVER_RULE = "text-over-rule"
CHARACTERS_LOST = "characters-lost"
IRREGULAR_CELLS = "irregular-cells"
_HYPHENS = "-\u00ad"
UNKNOWN_CHARACTERS = "unknown-characters"


@dataclass(frozen=True, slots=True)
class Filled:
    """A grid's cells with their text, what is doubtful, and how many characters are.

    `box` is the grid's outline on the page, `line_counts` how many lines each cell's text has.
    """

    cells: tuple[Cell, ...]
    box: Box
    doubt: tuple[str, ...]
    misplaced: int
    line_counts: tuple[int, ...] = ()


def shared_out(characters: Characters, grids: Sequence[Grid]) -> tuple[list[Characters], Characters]:
    """Give the characters inside each grid's outline (the smallest, where grids overlap), and those outside all."""
    inside = [characters] * len(grids)
    free = np.ones(len(characters), dtype=np.bool_)
    x, y = characters.middle_x, characters.middle_y
    for i in sorted(range(len(grids)), key=lambda i: area(grids[i].box)):
        box = grids[i].box
        held = free & (x >= box.x0) & (x <= box.x1) & (y >= box.y0) & (y <= box.y1)
        inside[i] = characters.at(held)
        free &= ~held
    return inside, characters.at(free)


def filled(grid: Grid, characters: Characters, number: int, on_page: Callable[[Box], Box]) -> Filled:
    """Give the grid's cells filled with `characters`, all of which lie inside its outline.

    `on_page` gives a box of the grid as it stands on page `number` of the file.
    """
    rows = slots([-edge for edge in grid.row_edges], -characters.middle_y)
    columns = slots(grid.column_edges, characters.middle_x)
    owner = np.array(grid.owner, dtype=np.intp)[rows, columns]
    boxes = list(map(grid.box_of, grid.areas))
    torn = _torn(characters, owner, boxes)
    in_lines = lines_by_owner(characters, owner, len(boxes))
    outlines = boxes.copy()
    for cell in np.unique(owner[characters.turn != 0]).tolist() if characters.turn.any() else ():
        in_lines[cell], outlines[cell] = _turned_upright(characters.at(owner == cell), boxes[cell])
    texts = list(map(joined, in_lines, outlines))
    cells = tuple(
        Cell(
            place.row,
            place.column,
            place.row_span,
            place.column_span,
            text,
            (Fragment(number, on_page(box), None, 0, len(text)),),
            room,
        )
        for place, box, (text, room) in zip(grid.areas, boxes, texts, strict=True)
    )
    doubles = sum(line.doubles for lines in in_lines for line in lines)
    lost = _visible([characters.text]) - doubles - _visible(cell.text for cell in cells)
    doubt = _doubt(grid, characters, lost, torn)
    return Filled(cells, on_page(grid.box), doubt, torn + abs(lost), tuple(map(len, in_lines)))


def _turned_upright(members: Characters, box: Box) -> tuple[tuple[Line, ...], Box]:
    """Give the lines of a cell as they read when most of its characters stand upright, and its outline then."""
    quarters = int(np.bincount(members.turn[~members.blank], minlength=QUARTERS).argmax())
    outline = turn_box(
        box_of((0.0, 0.0), (box.x1 - box.x0, box.y1 - box.y0)), quarters, box.x1 - box.x0, box.y1 - box.y0
    )
    return lines_of(members.upright(box, quarters)), outline


def _doubt(grid: Grid, characters: Characters, lost: int, torn: int) -> tuple[str, ...]:
    named = (
        (CHARACTERS_LOST, lost != 0),
        (TEXT_OVER_RULE, torn > 0),
        (IRREGULAR_CELLS, grid.irregular),
        (UNKNOWN_CHARACTERS, bool((characters.codes == ord(REPLACEMENT)).any())),
    )
    return tuple(name for name, is_so in named if is_so)


def _visible(texts: Iterable[str]) -> int:
    """How many characters are neither white space nor hyphens (those at the end of a line are joined away)."""
    seen = "".join("".join(texts).split())
    return len(seen) - sum(seen.count(hyphen) for hyphen in _HYPHENS)


def _torn(characters: Characters, owner: Indexes, boxes: Sequence[Box]) -> int:
    """How many visible characters reach too far over the edges of their cells."""
    if not len(characters):
        return 0
    left, bottom, right, top = np.array([(box.x0, box.y0, box.x1, box.y1) for box in boxes])[owner].T
    x0, y0, x1, y1 = characters.x0, characters.y0, characters.x1, characters.y1
    wide, high = (x1 - x0) * OVERHANG, (y1 - y0) * OVERHANG
    over = (left - x0 > wide) | (x1 - right > wide) | (bottom - y0 > high) | (y1 - top > high)
    return int((over & (wide > 0) & (high > 0) & ~characters.blank).sum())
