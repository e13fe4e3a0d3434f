"""Puts a page's characters into the cells of its grids, and counts that none is lost or torn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.tables.model import Box, Cell
from extractors.tables.pdf.geometry import area, holds, slots
from extractors.tables.pdf.grid import Area, Grid
from extractors.tables.pdf.lines import Line, lines_of, room_left, text_of
from extractors.tables.pdf.pdfium import Glyph

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
    """A grid's cells with their text (fragments not yet set), what is doubtful, and how many characters are."""

    cells: tuple[Cell, ...]
    doubt: tuple[str, ...]
    misplaced: int


def shared_out(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Give the characters inside each grid's outline (the smallest, where grids overlap), and those outside all."""
    inside: list[list[Glyph]] = [[] for _ in grids]
    outside: list[Glyph] = []
    by_size = sorted(range(len(grids)), key=lambda i: area(grids[i].box))
    boxes = [(i, grids[i].box) for i in by_size]
    for glyph in glyphs:
        for i, box in boxes:
            if holds(box, glyph.middle_x, glyph.middle_y):
                inside[i].append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside


def filled(grid: Grid, glyphs: Sequence[Glyph]) -> Filled:
    """Give the grid's cells filled with `glyphs`, all of which lie inside its outline."""
    rows = slots([-edge for edge in grid.row_edges], [-glyph.middle_y for glyph in glyphs])
    columns = slots(grid.column_edges, [glyph.middle_x for glyph in glyphs])
    in_cells: list[list[Glyph]] = [[] for _ in grid.areas]
    boxes = [grid.box_of(cell_area) for cell_area in grid.areas]
    torn = 0
    for glyph, row, column in zip(glyphs, rows, columns, strict=True):
        owner = grid.owner[row][column]
        in_cells[owner].append(glyph)
        torn += _is_torn(glyph, boxes[owner])
    in_lines = [lines_of(members) for members in in_cells]
    cells = tuple(_cell(*parts) for parts in zip(grid.areas, in_lines, boxes, strict=True))
    doubles = sum(line.doubles for lines in in_lines for line in lines)
    lost = _visible(glyph.text for glyph in glyphs) - doubles - _visible(cell.text for cell in cells)
    return Filled(cells, _doubt(grid, glyphs, lost, torn), torn + abs(lost))


def _cell(place: Area, lines: Sequence[Line], box: Box) -> Cell:
    return Cell(
        row=place.row,
        column=place.column,
        row_span=place.row_span,
        column_span=place.column_span,
        text=text_of(lines, box),
        room=room_left(lines, box),
    )


def _doubt(grid: Grid, glyphs: Sequence[Glyph], lost: int, torn: int) -> tuple[str, ...]:
    named = (
        (CHARACTERS_LOST, lost != 0),
        (TEXT_OVER_RULE, torn > 0),
        (IRREGULAR_CELLS, grid.irregular),
        (UNKNOWN_CHARACTERS, any(glyph.text == "\ufffd" for glyph in glyphs)),
    )
    return tuple(name for name, is_so in named if is_so)


def _visible(texts: Iterable[str]) -> int:
    """How many characters are neither white space nor hyphens (those at the end of a line are joined away)."""
    seen = "".join("".join(texts).split())
    return len(seen) - sum(seen.count(hyphen) for hyphen in _HYPHENS)


def _is_torn(glyph: Glyph, box: Box) -> bool:
    """Whether a visible character reaches too far over the edges of its cell."""
    _, x0, y0, x1, y1, *_ = glyph
    if x0 >= box.x0 and x1 <= box.x1 and y0 >= box.y0 and y1 <= box.y1:
        return False
    wide, high = (x1 - x0) * OVERHANG, (y1 - y0) * OVERHANG
    if wide <= 0 or high <= 0 or glyph.text.isspace():
        return False
    return box.x0 - x0 > wide or x1 - box.x1 > wide or box.y0 - y0 > high or y1 - box.y1 > high
