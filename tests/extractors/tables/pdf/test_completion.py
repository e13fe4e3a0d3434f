"""Tables that are ruled in part are read whole, and say so where it was white space that parted their columns."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.tables.model import Table
from extractors.tables.pdf.attempts import COLUMNS_BY_GAPS, HEADER_BY_WORDS
from extractors.tables.pdf.completion import sides, stacks
from extractors.tables.pdf.reader import read_pdf
from extractors.tables.pdf.rules import Rule
from tests.extractors.tables.pdf.drawing import COLUMN, FONT, LEFT, ROW, TOP, draw_table, pdf_of, pdf_of_pages

ROWS = [["序号", "目标任务", "第一季度"], ["1", "新建 25 所", "开工 5 所"], ["2", "改造 60 所", "完成招标"]]
RIGHT = LEFT + 3 * COLUMN


def write(canvas: Canvas, *, top: int = 0) -> None:
    canvas.setFont(FONT, 10)
    for i, row in enumerate(ROWS):
        for j, text in enumerate(row):
            canvas.drawString(LEFT + j * COLUMN + 4, TOP - (i + top) * ROW - 14, text)


def across(canvas: Canvas, count: int = 4) -> None:
    canvas.lines([(LEFT, TOP - i * ROW, RIGHT, TOP - i * ROW) for i in range(count)])


def down(canvas: Canvas, *columns: int, top: float = TOP, bottom: float = TOP - 3 * ROW) -> None:
    canvas.lines([(LEFT + j * COLUMN, bottom, LEFT + j * COLUMN, top) for j in columns])


def texts(table: Table) -> list[str]:
    return [cell.text for cell in table.cells]


@pytest.mark.parametrize("columns", [(1, 2), (0, 1, 2), (1, 2, 3)], ids=["both open", "right open", "left open"])
def test_open_sides(columns: tuple[int, ...]) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas)
        across(canvas)
        down(canvas, *columns)

    (table,) = read_pdf(pdf_of(draw)).tables
    assert (texts(table), table.doubt) == ([text for row in ROWS for text in row], ())


def test_no_vertical_rules() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas)
        across(canvas)

    (table,) = read_pdf(pdf_of(draw)).tables
    assert (texts(table), table.doubt) == ([text for row in ROWS for text in row], (COLUMNS_BY_GAPS,))


def test_a_header_over_two_columns_stays_one_cell() -> None:
    def draw(canvas: Canvas) -> None:
        across(canvas, count=5)
        write(canvas, top=1)
        canvas.drawString(LEFT + 1.7 * COLUMN, TOP - 14, "序时进度安排")

    (table,) = read_pdf(pdf_of(draw)).tables
    assert [(cell.text, cell.column, cell.column_span) for cell in table.cells if cell.row == 0] == [
        ("", 0, 1),
        ("序时进度安排", 1, 2),
    ]


def test_a_shorter_rule_under_words_that_several_columns_share() -> None:
    def draw(canvas: Canvas) -> None:
        across(canvas, count=5)
        canvas.line(LEFT + COLUMN, TOP - ROW / 2, RIGHT, TOP - ROW / 2)
        write(canvas, top=1)
        canvas.drawCentredString(LEFT + 2 * COLUMN, TOP - 14, "序时进度安排")
        for column, label in ((0, "序号"), (1, "上半年"), (2, "下半年")):
            canvas.drawString(LEFT + column * COLUMN + 4, TOP - ROW / 2 - 14, label)

    (table,) = read_pdf(pdf_of(draw)).tables
    shown = [
        (cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells if cell.row < 2
    ]
    assert shown == [
        ("序号", 0, 0, 2, 1),
        ("序时进度安排", 0, 1, 1, 2),
        ("上半年", 1, 1, 1, 1),
        ("下半年", 1, 2, 1, 1),
    ]
    assert texts(table)[4:] == [text for row in ROWS for text in row]


def test_columns_by_gaps_stay_over_the_page() -> None:
    """On the second page only one row is left, whose words tell no columns of their own."""

    def second(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        across(canvas, count=3)
        canvas.drawString(LEFT + COLUMN + 4, TOP - 14, "新建 3 所")
        canvas.drawString(LEFT + COLUMN + 4, TOP - ROW - 14, "新建 8 所")

    def first(canvas: Canvas) -> None:
        across(canvas)
        write(canvas)

    one, two = read_pdf(pdf_of_pages([first, second])).tables
    assert one.column_edges == two.column_edges
    assert texts(two) == ["", "新建 3 所", "", "", "新建 8 所", ""]


def test_prose_between_rules_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        across(canvas)
        for i in range(3):
            canvas.drawString(LEFT + 4, TOP - i * ROW - 14, "各县区要高度重视切实加强组织领导落实责任")

    assert read_pdf(pdf_of(draw)).tables == ()


def test_closed_tables_get_no_further_rules() -> None:
    box = [Rule(0, y, 100, y) for y in (0, 20, 40)] + [Rule(x, 0, x, 40) for x in (0, 50, 100)]
    assert sides(box) == []
    # a line that stands out a little is no column
    assert sides([*box[:3], *(Rule(x, 0, x, 40) for x in (5, 50, 95))]) == []
    # two tables of one width: nothing is closed between them
    apart = [Rule(0, y, 100, y) for y in (0, 20, 60, 80)]
    crossing = [Rule(50, 0, 50, 20), Rule(50, 60, 50, 80)]
    assert {(rule.y0, rule.y1) for rule in sides([*apart, *crossing])} == {(0, 20), (60, 80)}


def test_pieces_of_a_line_are_one() -> None:
    pieces = [Rule(x, y + x / 500, x + 50, y + x / 500) for y in (0, 20, 40) for x in (0, 50)]
    (stack,) = stacks(pieces)
    assert (stack.left, stack.right, len(stack.levels)) == (0, 100, 3)


@pytest.mark.parametrize("degrees", [90, 270])
def test_text_turned_in_a_cell(degrees: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.lines([(LEFT, TOP - i * ROW, RIGHT + COLUMN, TOP - i * ROW) for i in range(4)])
        down(canvas, 0, 1, 2, 3, 4)
        write(canvas)
        canvas.saveState()
        canvas.translate(RIGHT + COLUMN / 2, TOP - ROW / 2)
        canvas.rotate(degrees)
        canvas.drawString(-16, 2, "责任单")
        canvas.drawString(-16, -10, "位")
        canvas.restoreState()

    (table,) = read_pdf(pdf_of(draw)).tables
    assert texts(table) == [*ROWS[0], "责任单位", *ROWS[1], "", *ROWS[2], ""]
    assert table.doubt == ()


HEAD = ["序号", "目标任务", "第一季度", "第二季度"]


def heads(canvas: Canvas, *, shared: bool) -> None:
    """Draw a header's words above the table, and over the last two columns' words that they share."""
    canvas.setFont(FONT, 10)
    for j, text in enumerate(HEAD):
        canvas.drawString(LEFT + j * COLUMN + 8, TOP + 6 + (6 if shared and j < 2 else 0), text)
    if shared:
        canvas.drawCentredString(LEFT + 3 * COLUMN, TOP + 18, "序时进度")


@pytest.mark.parametrize("shared", [False, True], ids=["one line", "words over two columns"])
def test_a_header_without_a_rule_above(shared: bool) -> None:
    rows = [["1", "新建 25 所", "开工 5 所", "竣工 5 所"], ["2", "改造 60 所", "完成招标", "开工"]]

    def draw(canvas: Canvas) -> None:
        draw_table(canvas, rows)
        heads(canvas, shared=shared)
        canvas.drawCentredString(LEFT + 2 * COLUMN, TOP + 40, "海州市2023年民生实事安排表")

    (table,) = read_pdf(pdf_of(draw)).tables
    header = ["序号", "目标任务", "序时进度", "第一季度", "第二季度"] if shared else HEAD
    assert texts(table) == [*header, *(text for row in rows for text in row)]
    assert (table.doubt, table.above) == ((HEADER_BY_WORDS,), ("海州市2023年民生实事安排表",))


@pytest.mark.parametrize("line", ["单位：万元", "填报单位：海州市教育局", "2023年民生实事安排"])
def test_a_remark_above_a_table_is_no_header(line: str) -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas, ROWS)
        canvas.drawString(LEFT + 8, TOP + 6, line)

    (table,) = read_pdf(pdf_of(draw)).tables
    assert (texts(table), table.doubt, table.above) == ([text for row in ROWS for text in row], (), (line,))


@pytest.mark.parametrize("end", [TOP, TOP - 3 * ROW], ids=["top", "bottom"])
def test_a_table_cut_open_by_a_page_break_is_closed(end: float) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas)
        levels = [level for i in range(4) if abs((level := TOP - i * ROW) - end) > 1]
        canvas.lines([(LEFT, level, RIGHT, level) for level in levels])
        down(canvas, 0, 1, 2, 3)

    (table,) = read_pdf(pdf_of(draw)).tables
    assert texts(table) == [text for row in ROWS for text in row]


@pytest.mark.parametrize(("number", "kept"), [("- 3 -", False), ("第 3 页", False), ("3", True)])
def test_a_page_number_inside_the_outline(number: str, kept: bool) -> None:
    """A number alone may be the table's own; one with marks is not, wherever the rules reach."""

    def draw(canvas: Canvas) -> None:
        write(canvas)
        across(canvas)
        canvas.lines([(LEFT, 10, RIGHT, 10)])
        down(canvas, 0, 1, 2, 3, bottom=10)
        canvas.drawString(LEFT + 10, 20, number)

    (table,) = read_pdf(pdf_of(draw)).tables
    assert any(number in text for text in texts(table)) is kept
