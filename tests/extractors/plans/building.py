"""Builds tables as a reader gives them, without a file: for tests of what is made of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.plans.model import Plan
from extractors.plans.reader import NOTHING, Given, plan_of
from extractors.tables.model import Box, Cell, Fragment, PageReading, Reading, Table

WIDTH = 100.0


@dataclass(frozen=True)
class Wide:
    """A cell over several rows and columns; `room` as in Cell."""

    text: str
    rows: int = 1
    columns: int = 1
    room: float = 0.0


Content = str | Wide


def table(rows: Sequence[Sequence[Content]], page: int = 1, above: Sequence[str] = (), left: float = 0.0) -> Table:
    """Give a table whose cells go, as in HTML, to the first free column; each column is WIDTH points wide."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, contents in enumerate(rows):
        column = 0
        for content in contents:
            wide = content if isinstance(content, Wide) else Wide(content)
            while (row, column) in taken:
                column += 1
            taken |= {(row + i, column + j) for i in range(wide.rows) for j in range(wide.columns)}
            box = Box(left + column * WIDTH, -(row + wide.rows), left + (column + wide.columns) * WIDTH, -row)
            place = (Fragment(page, box, end=len(wide.text)),)
            cells.append(Cell(row, column, wide.rows, wide.columns, wide.text, place, wide.room))
    columns = max(column for _, column in taken) + 1
    edges = tuple(left + i * WIDTH for i in range(columns + 1))
    outline = Box(left, -len(rows), edges[-1], 0.0)
    return Table(page, f"page {page}", len(rows), columns, tuple(cells), outline, edges, tuple(above))


def reading(*tables: Table) -> Reading:
    """Give the reading of a document that holds these tables."""
    last = max((table.page or 1 for table in tables), default=1)
    return Reading(tuple(PageReading(n, tuple(t for t in tables if t.page == n)) for n in range(1, last + 1)))


def plan(*tables: Table, given: Given = NOTHING) -> Plan:
    """Give the plan that these tables make."""
    return plan_of(reading(*tables), "built.pdf", given)


# Plans drawn without a title need their year, or they tell that it is missing.
OF_2021 = Given(year=2021)

QUARTERS: list[Content] = ["第一季度", "第二季度", "第三季度", "第四季度"]
HEADER: list[list[Content]] = [
    [Wide("序号", rows=2), Wide("目标任务", rows=2), Wide("序时进度", columns=4), Wide("责任单位", rows=2)],
    QUARTERS,
]


def task(number: str, goal: str, *quarters: Content, units: str = "市教育局") -> list[Content]:
    """Give a row under HEADER; quarters that are not given are empty."""
    return [number, goal, *quarters, *[""] * (4 - len(quarters)), units]
