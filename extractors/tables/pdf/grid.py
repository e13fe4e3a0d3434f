"""A grid: the columns and rows of a ruled table, and which of its squares are merged into one cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.tables.model import Box

# Fewer edges than these are one column: a frame around text.
_FEWEST_EDGES = 3


@dataclass(frozen=True, slots=True)
class Walls:
    """Where rules part neighbouring squares: right[r][c] parts (r, c) from (r, c + 1), below[r][c] from (r + 1, c)."""

    right: tuple[tuple[bool, ...], ...]
    below: tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Area:
    """The squares one cell covers, by its first row and column and its spans."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns left to right, rows top to bottom (so `row_edges` descend), and the areas that cover it.

    `owner[r][c]` is the index in `areas` of the cell that square (r, c) belongs to. `irregular` says that rules
    left a shape that is no rectangle; it was then cut into rectangles.
    """

    column_edges: tuple[float, ...]
    row_edges: tuple[float, ...]
    areas: tuple[Area, ...]
    owner: tuple[tuple[int, ...], ...]
    irregular: bool

    @property
    def box(self) -> Box:
        """The grid's outline."""
        return Box(self.column_edges[0], self.row_edges[-1], self.column_edges[-1], self.row_edges[0])

    @property
    def is_table(self) -> bool:
        """Whether it has two columns at least."""
        return len(self.column_edges) >= _FEWEST_EDGES

    def box_of(self, area: Area) -> Box:
        """Give the outline of one of its cells."""
        return Box(
            self.column_edges[area.column],
            self.row_edges[area.row + area.row_span],
            self.column_edges[area.column + area.column_span],
            self.row_edges[area.row],
        )


def grid_of(column_edges: tuple[float, ...], row_edges: tuple[float, ...], walls: Walls) -> Grid:
    """Give the grid whose squares are merged wherever no wall parts them."""
    rows, columns = len(row_edges) - 1, len(column_edges) - 1
    areas: list[Area] = []
    owner = [[-1] * columns for _ in range(rows)]
    closed = _closed(walls, columns)
    irregular = False
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            if closed[row][column]:
                owner[row][column] = len(areas)
                areas.append(Area(row, column, 1, 1))
                continue
            area = _grown(row, column, owner, walls)
            for r, c in _squares(area):
                owner[r][c] = len(areas)
            irregular = irregular or _leaks(area, walls)
            areas.append(area)
    return _compact(Grid(column_edges, row_edges, tuple(areas), tuple(tuple(row_of) for row_of in owner), irregular))


def _closed(walls: Walls, columns: int) -> list[list[bool]]:
    """Tell of each square whether a wall, or the grid's outline, is on all its sides: a cell of its own."""
    outline = (True,) * columns
    levels = (outline, *walls.below, outline)
    sides = [(True, *right, True) for right in walls.right]
    return [
        [all(around) for around in zip(above, below, side[:-1], side[1:], strict=True)]
        for above, below, side in zip(levels[:-1], levels[1:], sides, strict=True)
    ]


def _compact(grid: Grid) -> Grid:
    """Give the grid without columns and rows in which no cell begins: a stray end of a rule makes such."""
    columns = sorted({area.column for area in grid.areas})
    rows = sorted({area.row for area in grid.areas})
    if len(columns) == len(grid.column_edges) - 1 and len(rows) == len(grid.row_edges) - 1:
        return grid
    column_at, row_at = _counted(columns, len(grid.column_edges) - 1), _counted(rows, len(grid.row_edges) - 1)
    areas = tuple(
        Area(
            row_at[area.row],
            column_at[area.column],
            row_at[area.row + area.row_span] - row_at[area.row],
            column_at[area.column + area.column_span] - column_at[area.column],
        )
        for area in grid.areas
    )
    return Grid(
        (*(grid.column_edges[column] for column in columns), grid.column_edges[-1]),
        (*(grid.row_edges[row] for row in rows), grid.row_edges[-1]),
        areas,
        tuple(tuple(grid.owner[row][column] for column in columns) for row in rows),
        grid.irregular,
    )


def _counted(kept: Sequence[int], count: int) -> list[int]:
    """For each index up to and with `count`, how many of the kept ones stand before it."""
    return [sum(other < index for other in kept) for index in range(count + 1)]


def _grown(row: int, column: int, owner: Sequence[Sequence[int]], walls: Walls) -> Area:
    """Give the largest area from (row, column) to the right, then down, over free squares with no wall between."""
    right = column + 1
    while right < len(owner[row]) and not walls.right[row][right - 1] and owner[row][right] < 0:
        right += 1
    bottom = row + 1
    while bottom < len(owner) and _open_row(bottom, column, right, owner, walls):
        bottom += 1
    return Area(row, column, bottom - row, right - column)


def _open_row(row: int, left: int, right: int, owner: Sequence[Sequence[int]], walls: Walls) -> bool:
    """Whether squares left..right of `row` are free, joined to those above, and joined to each other."""
    return all(owner[row][c] < 0 and not walls.below[row - 1][c] for c in range(left, right)) and not any(
        walls.right[row][c] for c in range(left, right - 1)
    )


def _leaks(area: Area, walls: Walls) -> bool:
    """Whether a side of the area that should be walled is open somewhere inside the grid."""
    left, right = area.column, area.column + area.column_span
    top, bottom = area.row, area.row + area.row_span
    sides = [
        walls.right[r][c] for r in range(top, bottom) for c in (left - 1, right - 1) if 0 <= c < len(walls.right[r])
    ]
    ends = [walls.below[r][c] for r in (top - 1, bottom - 1) if 0 <= r < len(walls.below) for c in range(left, right)]
    return not all(sides) or not all(ends)


def _squares(area: Area) -> Iterator[tuple[int, int]]:
    for row in range(area.row, area.row + area.row_span):
        for column in range(area.column, area.column + area.column_span):
            yield row, column
