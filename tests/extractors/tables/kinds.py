"""Writes plans as files of each kind that is read, for tests."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import docx
from docx.table import Table
from openpyxl import Workbook

from samples.tables import Cell, Row

# Header cells of a plan with their first row and column, laid out as HTML does it.
At = tuple[int, int, Cell]
NAVIGATION = ["首页", "政务公开", "2020年政府工作报告", "办事服务"]


def squares(rows: Sequence[Row]) -> list[At]:
    """Give each cell with its first square."""
    taken: set[tuple[int, int]] = set()
    cells: list[At] = []
    for row, in_row in enumerate(rows):
        column = 0
        for cell in in_row:
            while (row, column) in taken:
                column += 1
            taken |= {(row + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
            cells.append((row, column, cell))
    return cells


def plain_rows(rows: Sequence[Sequence[str]]) -> list[Row]:
    """Give rows of words as rows of cells."""
    return [[Cell(text) for text in row] for row in rows]


def width(cells: Sequence[At]) -> int:
    """Give the number of columns."""
    return max(column + cell.columns for _, column, cell in cells)


def height(cells: Sequence[At]) -> int:
    """Give the number of rows."""
    return max(row + cell.rows for row, _, cell in cells)


def write_docx(path: Path, title: str, tables: Sequence[tuple[str, Sequence[Row]]]) -> None:
    """Write a Word file with the title and a heading before each table."""
    document = docx.Document()
    document.add_heading(title, 0)
    for heading, rows in tables:
        if heading:
            document.add_heading(heading, 1)
        cells = squares(rows)
        fill_docx(document.add_table(height(cells), width(cells)), cells)
    document.save(str(path))


def fill_docx(table: Table, cells: Sequence[At]) -> None:
    """Fill and merge the cells of a Word table."""
    # a table's own cell() looks through all of it each time
    grid = [row.cells for row in table.rows]
    for row, column, cell in cells:
        first = grid[row][column]
        if cell.rows > 1 or cell.columns > 1:
            first = first.merge(grid[row + cell.rows - 1][column + cell.columns - 1])
        first.text = cell.text


def html_table(rows: Sequence[Row]) -> str:
    """Give a table as HTML, td and tr unclosed as many pages have them."""
    parts = []
    for row in rows:
        cells = (
            f'<td rowspan="{cell.rows}" colspan={cell.columns}>{escape(cell.text).replace(chr(10), "<br>")}'
            for cell in row
        )
        parts.append(f"<tr>{''.join(cells)}")
    return f"<table>{''.join(parts)}</table>"


def html_page(title: str, body: str, charset: str = "utf-8") -> str:
    """Give a page as government sites make them: tables lay out menus, the text, and a footer."""
    links = "".join(f'<td><a href="#">{name}</a></td>' for name in NAVIGATION)
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        f"<title>{escape(title)}_某市人民政府</title><script>var a = '<td>1</td>';</script></head><body>"
        f"<table><tr><td colspan=2><table><tr>{links}</tr></table></td></tr>"
        f'<tr><td><ul><li><a href="#">公告</a><li><a href="#">通知</a></ul></td><td>{body}</td></tr>'
        '<tr><td colspan="2">主办单位：某市人民政府办公室</td></tr></table></body></html>'
    )


def write_xlsx(path: Path, title: str, rows: Sequence[Row], cover: Sequence[str] = ()) -> None:
    """Write a workbook with a cover sheet, and a sheet with the merged title, an empty row and the table."""
    book = Workbook()
    sheet = book.worksheets[0]
    if cover:
        sheet.title = "封面"
        for row, line in enumerate(cover, 3):
            sheet.cell(row, 2, line)
        sheet = book.create_sheet("计划")
    cells = squares(rows)
    sheet.cell(1, 2, title)
    sheet.merge_cells(start_row=1, start_column=2, end_row=1, end_column=1 + width(cells))
    for row, column, cell in cells:
        sheet.cell(row + 3, column + 2, cell.text)
        if cell.rows > 1 or cell.columns > 1:
            sheet.merge_cells(
                start_row=row + 3,
                start_column=column + 2,
                end_row=row + 2 + cell.rows,
                end_column=column + 1 + cell.columns,
            )
    book.save(path)
