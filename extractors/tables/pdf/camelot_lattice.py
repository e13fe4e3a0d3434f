"""The one door to camelot: rules, or a picture of the page, in; grids of merged cells out.

Camelot's lattice parser is given no text at all. It finds where tables stand and which of their squares are walled
off from each other; text is filled in afterwards, from PDFium (`fill.py`), because camelot places whole lines by
boxes that follow a font's declared ascent, and those of CJK fonts reach into the neighbouring cell.
"""

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from extractors.tables.pdf.grid import Grid, Walls, grid_of
from extractors.tables.pdf.rules import Rule

# Camelot compares each horizontal rule with each vertical one; more pairs than this take seconds and are no table.
_MOST_PAIRS = 3_000_000
# What camelot's raster engine is tuned for.
PICTURE_DOTS_PER_INCH = 300


def grids_of_rules(rules: Sequence[Rule], width: float, height: float) -> tuple[Grid, ...]:
    """Give the grids that the rules of a page of `width` by `height` form, top to bottom; none where camelot fails."""
    horizontal = sum(rule.is_horizontal for rule in rules)
    if horizontal < 2 or len(rules) - horizontal < 2 or horizontal * (len(rules) - horizontal) > _MOST_PAIRS:
        return ()
    return _grids("vector", rules, None, width, height)


def grids_of_picture(picture: Any, rules: Sequence[Rule], width: float, height: float) -> tuple[Grid, ...]:  # noqa: ANN401
    """Give the grids that lines in a picture of the page form, the page's rules added; none where camelot fails."""
    return _grids("combined", rules, picture, width, height)


def _grids(engine: str, rules: Sequence[Rule], picture: Any, width: float, height: float) -> tuple[Grid, ...]:  # noqa: ANN401
    with _silence():
        try:
            return tuple(_parsed(engine, rules, picture, width, height))
        except MemoryError:
            raise
        except Exception:  # camelot and OpenCV raise whatever they meet, a bare StopIteration among them
            return ()


def _parsed(engine: str, rules: Sequence[Rule], picture: Any, width: float, height: float) -> Iterator[Grid]:  # noqa: ANN401
    from camelot.parsers import Lattice

    parser = Lattice(engine=engine, split_text=True)
    if picture is not None:
        parser.icb = _Picture(picture)
    parser.prepare_page_parse("page.pdf", _layout(rules), (width, height), 1, [], [], [], "", {})
    parser._generate_table_bbox()
    for bbox in parser.table_bboxes():
        columns, rows, vertical, horizontal = parser._generate_columns_and_rows(bbox, None)
        if not columns or not rows:
            continue
        table = _walled_table(columns, rows)
        table.set_edges(vertical, horizontal, joint_tol=parser.joint_tol)
        walls = Walls(
            right=tuple(tuple(_walled(row, i) for i in range(len(row) - 1)) for row in table.cells),
            below=tuple(
                tuple(bool(upper.bottom or lower.top) for upper, lower in zip(above, under, strict=True))
                for above, under in zip(table.cells, table.cells[1:], strict=False)
            ),
        )
        column_edges = (columns[0][0], *(right for _, right in columns))
        row_edges = (rows[0][0], *(bottom for _, bottom in rows))
        yield grid_of(column_edges, row_edges, walls)


def _walled_table(columns: Sequence[Any], rows: Sequence[Any]) -> Any:  # noqa: ANN401
    """Give camelot's table with its squares and nothing else: an empty pandas frame takes longer than they do."""
    from camelot.core import Cell, Table

    table = Table.__new__(Table)
    table.cols, table.rows = columns, rows
    table.cells = [[Cell(left, bottom, right, top) for left, right in columns] for top, bottom in rows]
    return table


def _walled(row: Sequence[Any], index: int) -> bool:
    return bool(row[index].right or row[index + 1].left)


def _layout(rules: Sequence[Rule]) -> list[Any]:
    from playa.miner import LTLine

    lines = []
    for rule in rules:
        line = LTLine()
        line.x0, line.y0, line.x1, line.y1 = rule
        lines.append(line)
    return lines


class _Picture:
    """Stands where camelot keeps its image conversion: the page is already rendered."""

    def __init__(self, picture: Any) -> None:  # noqa: ANN401
        self._picture = picture

    def to_array(self, _path: str, _page: int) -> Any:  # noqa: ANN401
        return self._picture


@contextmanager
def _silence() -> Iterator[None]:
    """Keep camelot's warnings and log lines from the user."""
    logger = logging.getLogger("camelot")
    was = logger.disabled
    logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = was
