"""Blocks of rows measured for drawing, and cut where a page ends.

Lengths are in points, y runs downwards from a block's upper edge. A block's cells keep their lines with the place of
each, so that a cut divides them line by line: what lies above the cut stays, the rest moves to the next page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samples.lines import Measure, wrap
from samples.tables import Layout, Placed, Row, place

LEADING = 1.45
PADDING = 3.0


@dataclass(frozen=True)
class Line:
    """A line of text and how far its upper edge lies below the block's."""

    y: float
    text: str


@dataclass(frozen=True)
class Box:
    """A cell within its block: the rows and columns it covers, and its lines."""

    row: int
    rows: int
    column: int
    columns: int
    lines: tuple[Line, ...]
    centred: bool


@dataclass(frozen=True)
class Block:
    """Rows that cells tie together: the height of each row, and the boxes."""

    heights: tuple[float, ...]
    boxes: tuple[Box, ...]

    @property
    def height(self) -> float:
        """The height of all rows together."""
        return sum(self.heights)

    def top(self, row: int) -> float:
        """Give how far the upper edge of `row` lies below the block's."""
        return sum(self.heights[:row])


def measure_block(rows: Sequence[Row], widths: Sequence[float], layout: Layout, measure: Measure) -> Block:
    """Wrap every cell's text into its column's width, and make each row as high as its longest cell needs."""
    leading = layout.font_size * LEADING
    placed = place(rows)
    texts = [_lines(item, widths, measure) for item in placed]
    heights = [leading + 2 * PADDING] * len(rows)
    # cells of one row first: a cell over several rows only widens the last of them when the others leave it short
    for item, lines in sorted(zip(placed, texts, strict=True), key=lambda pair: pair[0].cell.rows):
        last = item.row + item.cell.rows - 1
        lacking = len(lines) * leading + 2 * PADDING - sum(heights[item.row : last + 1])
        heights[last] += max(0.0, lacking)
    block = Block(tuple(heights), ())
    boxes = [_box(item, lines, block, layout) for item, lines in zip(placed, texts, strict=True)]
    return replace(block, boxes=tuple(boxes))


def cut(block: Block, room: float, layout: Layout) -> tuple[Block, Block] | None:
    """Divide a block that is higher than `room`; None when not even one line, or one whole row, fits."""
    leading = layout.font_size * LEADING
    row = max(index for index in range(len(block.heights)) if block.top(index) <= room)
    lines = int((room - block.top(row) - 2 * PADDING) / leading)
    if layout.rows_break and lines >= 1:
        return _cut_in_row(block, row, PADDING + lines * leading, leading)
    return _cut_above(block, row, leading) if row > 0 else None


def force_cut(block: Block, room: float, layout: Layout) -> tuple[Block, Block]:
    """Divide a block that no page can hold, through a row if need be."""
    parts = cut(block, room, layout) or cut(block, room, replace(layout, rows_break=True))
    if parts is None:
        raise ValueError("the page is too low for one line of the table")
    return parts


def _lines(item: Placed, widths: Sequence[float], measure: Measure) -> list[str]:
    width = sum(widths[item.column : item.column + item.cell.columns])
    return wrap(item.cell.text, width - 2 * PADDING, measure)


def _box(item: Placed, lines: list[str], block: Block, layout: Layout) -> Box:
    leading = layout.font_size * LEADING
    top, height = block.top(item.row), sum(block.heights[item.row : item.row + item.cell.rows])
    first = top + PADDING
    if layout.align == "middle":
        first = top + (height - len(lines) * leading) / 2
    placed = tuple(Line(first + index * leading, text) for index, text in enumerate(lines))
    cell = item.cell
    return Box(item.row, cell.rows, item.column, cell.columns, placed, cell.centred)


def _cut_in_row(block: Block, row: int, kept: float, leading: float) -> tuple[Block, Block]:
    """Cut `kept` points below the upper edge of `row`: either part has some of the row, closed with padding."""
    edge = block.top(row) + kept
    upper = Block((*block.heights[:row], kept + PADDING), ())
    lower = Block((block.heights[row] - kept + PADDING, *block.heights[row + 1 :]), ())
    return _divide(block, upper, lower, row, edge, leading)


def _cut_above(block: Block, row: int, leading: float) -> tuple[Block, Block]:
    """Cut along the upper edge of `row`."""
    upper, lower = Block(block.heights[:row], ()), Block(block.heights[row:], ())
    above, below = _divide(block, upper, lower, row, block.top(row), leading)
    return replace(above, boxes=tuple(box for box in above.boxes if box.row < row)), below


def _divide(block: Block, upper: Block, lower: Block, row: int, edge: float, leading: float) -> tuple[Block, Block]:
    """Share the boxes out among the parts above and below `edge`, which lies in `row` or on its upper side."""
    shift = edge - PADDING if len(upper.heights) + len(lower.heights) > len(block.heights) else edge
    above, below = [], []
    for box in block.boxes:
        kept = tuple(line for line in box.lines if line.y + leading <= edge + 0.01)
        rest = tuple(replace(line, y=line.y - shift) for line in box.lines[len(kept) :])
        if box.row <= row:
            rows = min(box.row + box.rows, len(upper.heights)) - box.row
            above.append(replace(box, rows=rows, lines=kept))
        if box.row + box.rows > row:
            first = max(0, box.row - row)
            below.append(replace(box, row=first, rows=box.row + box.rows - row - first, lines=_lowered(rest)))
    return replace(upper, boxes=tuple(above)), replace(lower, boxes=tuple(below))


def _lowered(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Move lines down together when the cut went through the first of them."""
    if not lines or lines[0].y >= PADDING:
        return lines
    down = PADDING - lines[0].y
    return tuple(replace(line, y=line.y + down) for line in lines)
