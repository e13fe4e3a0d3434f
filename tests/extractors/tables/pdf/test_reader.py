"""Tables are read exactly, however their lines are drawn and their pages turned."""

from typing import get_args

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.tables.model import Table
from extractors.tables.naming import pages_named
from extractors.tables.pdf.reader import read_pdf
from tests.extractors.tables.pdf.drawing import FONT, HEIGHT, WIDTH, Style, draw_table, pdf_of, pdf_of_pages

ROWS = [["序号", "目标任务", "序时进度"], ["1", "新建 25 所", "完成 11 所学\n校"], ["2", "改造 3.5 万", ""]]
TEXTS = ["序号", "目标任务", "序时进度", "1", "新建 25 所", "完成 11 所学校", "2", "改造 3.5 万", ""]


def the_table(draw: object, **how: object) -> Table:
    tables = read_pdf(pdf_of(draw, **how)).tables  # type: ignore[arg-type]
    assert len(tables) == 1
    return tables[0]


def assert_exact(table: Table) -> None:
    assert (table.rows, table.columns, table.doubt) == (3, 3, ())
    assert [cell.text for cell in table.cells] == TEXTS


@pytest.mark.parametrize("style", get_args(Style))
def test_every_way_of_drawing_lines(style: Style) -> None:
    assert_exact(the_table(lambda canvas: draw_table(canvas, ROWS, style)))


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_rotated_pages(rotate: int) -> None:
    table = the_table(lambda canvas: draw_table(canvas, ROWS), rotate=rotate)
    assert_exact(table)
    box = table.cells[0].fragments[0].box
    # on the page as a reader sees it; the page is 300 by 400 before it is turned by 90 or 270 degrees
    corners = {0: (40, 220), 90: (220, 180), 180: (280, 40), 270: (140, 40)}
    assert box and (round(box.x0), round(box.y0)) == corners[rotate]


def test_text_turned_on_an_upright_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)
        draw_table(canvas, ROWS)

    table = the_table(draw, size=(HEIGHT, WIDTH))
    assert_exact(table)
    first, last = table.cells[0].fragments[0].box, table.cells[-1].fragments[0].box
    assert first and last and first.y0 < last.y0 and first.x0 < last.x0


def test_the_crop_box_moves_the_origin() -> None:
    table = the_table(lambda canvas: draw_table(canvas, ROWS), crop=20)
    assert_exact(table)
    assert [round(edge) for edge in table.column_edges] == [20, 100, 180, 260]


def test_bold_by_double_printing_counts_once() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas, ROWS)
        canvas.translate(0.3, 0)
        draw_table(canvas, ROWS)

    assert_exact(the_table(draw))


def test_a_watermark_stays_out() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas, ROWS)
        canvas.translate(60, 150)
        canvas.rotate(30)
        canvas.setFont(FONT, 40)
        canvas.drawString(0, 0, "内部资料")

    assert_exact(the_table(draw))


def test_text_over_a_rule_is_doubtful() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas, [["序号", "目标任务"], ["1", "新建改造二十五所幼儿园学校工程"], ["2", "改造"]])
        canvas.line(160, 180, 160, 220)

    assert "text-over-rule" in the_table(draw).doubt


def test_lines_above_and_below_without_headers_and_numbers() -> None:
    def page(number: int) -> object:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(40, 290, "某市人民政府公报")
            canvas.drawString(190, 8, f"— {number} —")
            if number == 2:
                canvas.drawString(40, 266, "二、医疗")
            draw_table(canvas, ROWS)
            canvas.drawString(40, 120, "注：数据截至年底")

        return draw

    pages = read_pdf(pdf_of_pages([page(n) for n in (1, 2, 3)])).pages  # type: ignore[misc]
    assert [page.tables[0].above for page in pages] == [("某市人民政府公报",), ("二、医疗",), ()]
    assert [page.below for page in pages] == [("注：数据截至年底",)] * 3


def test_lines_of_a_picture_are_seen_by_the_second_engine() -> None:
    from io import BytesIO

    from PIL import Image, ImageDraw
    from reportlab.lib.utils import ImageReader

    picture = Image.new("RGB", (1600, 1200), "white")
    pen = ImageDraw.Draw(picture)
    for i in range(4):
        pen.line((160 + 320 * i, 160, 160 + 320 * i, 640), fill="black", width=3)
        pen.line((160, 160 + 160 * i, 1120, 160 + 160 * i), fill="black", width=3)
    file = BytesIO()
    picture.save(file, "PNG")

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(file), 0, 0, WIDTH, HEIGHT)
        for i, row in enumerate(ROWS):
            for j, text in enumerate(row):
                for k, line in enumerate(text.split("\n")):
                    canvas.drawString(44 + 80 * j, 246 - 40 * i - 12 * k, line)

    assert_exact(the_table(draw))


def test_pages_named() -> None:
    assert pages_named([3]) == "page 3 is"
    assert pages_named([1, 2, 3, 7]) == "pages 1-3, 7 are each"
