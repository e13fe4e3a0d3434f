"""What a sample page holds before it is drawn: cells that may span rows and columns, rows, headings, and a layout."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Cell:
    """One cell: its text, and over how many rows and columns it reaches. A line feed breaks the line."""

    text: str
    rows: int = 1
    columns: int = 1
    centred: bool = False


@dataclass(frozen=True)
class Heading:
    """A section's title as free text between two tables."""

    text: str


Row = Sequence[Cell]
Body = Sequence[Row | Heading]


@dataclass(frozen=True)
class Layout:
    """How a plan looks on paper. Sizes are in points, `widths` are shares of the page's width."""

    name: str
    orientation: Literal["landscape", "portrait"] = "landscape"
    header: Literal["once", "each page", "table a page"] = "once"
    rows_break: bool = True
    align: Literal["top", "middle"] = "top"
    metrics: Literal["large", "tight"] = "tight"
    rules: Literal["strokes", "rectangles"] = "strokes"
    running: bool = False
    font_size: float = 9
    title_size: float = 18
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A cell and the row and column, counted from 0, of its upper left corner."""

    row: int
    column: int
    cell: Cell


def place(rows: Iterable[Row]) -> list[Placed]:
    """Give each cell its row and column, as HTML does: a cell goes to the first column that is free.

    Raises ValueError when two cells claim one place.
    """
    placed: list[Placed] = []
    taken: set[tuple[int, int]] = set()
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            while (index, column) in taken:
                column += 1
            area = {(index + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
            if area & taken:
                raise ValueError(f"row {index}: {cell.text!r} lies over another cell")
            taken |= area
            placed.append(Placed(index, column, cell))
    return placed


def column_count(rows: Iterable[Row]) -> int:
    """Give the number of columns that the widest row reaches."""
    return max(item.column + item.cell.columns for item in place(rows))


def blocks(rows: Iterable[Row]) -> list[list[Row]]:
    """Cut rows where no cell reaches from one into the next: a task with its sub-rows is one block."""
    found: list[list[Row]] = []
    reach = 0
    for index, row in enumerate(rows):
        if index >= reach:
            found.append([])
        found[-1].append(row)
        reach = max([reach, *(index + cell.rows for cell in row)])
    return found


def tables(body: Body) -> list[tuple[str, list[Row]]]:
    """Cut a body at its headings; each part is a table of its own under its heading, which may be ''."""
    parts: list[tuple[str, list[Row]]] = []
    for item in body:
        if isinstance(item, Heading):
            parts.append((item.text, []))
        else:
            if not parts:
                parts.append(("", []))
            parts[-1][1].append(item)
    return parts
