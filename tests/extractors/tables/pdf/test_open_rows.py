"""Rows that white space alone parts are told by their numbers and gaps, and are doubtful where they can't be."""

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractors.tables.model import Table
from extractors.tables.pdf.attempts import COLUMNS_BY_GAPS, ROWS_BY_GAPS, ROWS_UNCLEAR
from extractors.tables.pdf.reader import read_pdf
from tests.extractors.tables.pdf.drawing import FONT, pdf_of_pages

SIZE = (520.0, 720.0)
EDGES = (40.0, 80.0, 240.0, 340.0, 440.0, 500.0)
TOP, EM = 690.0, 10.0
HEADER = ["序号", "目标任务", "第一季度", "第四季度", "责任单位"]
# lines as the layout has broken them
ROWS = [
    [
        "1",
        "新建幼儿园 12 所，改造农村学校\n食堂 25 个，配备校车 30 辆。",
        "完成立项和选址。",
        "全部投入使用。",
        "市教育\n局",
    ],
    ["2", "改造老旧小区 60 个。", "完成招标。", "完工 60 个。", "市住建\n局"],
    [
        "3",
        "新增养老床位 800 张，建设社区\n日间照料中心 15 个，为 2000 户\n困难老人家庭做适老化改造。",
        "开工建设社区日间照\n料中心 5 个。",
        "完成。",
        "市民政\n局",
    ],
    ["4", "新建口袋公园 20 个。", "完成选址。", "开放 20 个。", "市城管\n局"],
]
Style = tuple[str, float, float]


def joined(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[text.replace("\n", "") for text in row] for row in rows]


def draw_open(
    canvas: Canvas,
    rows: Sequence[Sequence[str]],
    *,
    align: str = "top",
    leading: float = 12.0,
    padding: float = 6.0,
    columns: str = "ruled",
    header: Sequence[str] = HEADER,
) -> None:
    """Draw a table with rules above and below its header and at its foot alone; `padding` is added between rows."""
    canvas.setFont(FONT, EM)
    y = TOP
    canvas.line(EDGES[0], y, EDGES[-1], y)
    if header:
        _draw_row(canvas, header, y - 3, 16.0, "middle", leading)
        y -= 22
        canvas.line(EDGES[0], y, EDGES[-1], y)
    y -= 4
    for row in rows:
        height = leading * max(text.count("\n") + 1 for text in row)
        _draw_row(canvas, row, y, height, align, leading)
        y -= height + padding
    if rows:
        canvas.line(EDGES[0], y, EDGES[-1], y)
    if columns == "ruled":
        canvas.lines([(x, y, x, TOP) for x in EDGES])
    elif columns == "inner":
        canvas.lines([(x, y, x, TOP) for x in EDGES[1:-1]])


def _draw_row(canvas: Canvas, row: Sequence[str], top: float, height: float, align: str, leading: float) -> None:
    for x, text in zip(EDGES, row, strict=False):
        lines = text.split("\n")
        down = (height - leading * len(lines)) / 2 if align == "middle" else 0
        for i, line in enumerate(lines):
            canvas.drawString(x + 4, top - down - EM - i * leading, line)


def read(*draws: Callable[[Canvas], None]) -> list[Table]:
    return list(read_pdf(pdf_of_pages(draws, SIZE)).tables)


def by_row(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


@pytest.mark.parametrize("columns", ["ruled", "inner", "none"])
@pytest.mark.parametrize("align", ["top", "middle"])
@pytest.mark.parametrize(("leading", "padding"), [(12.0, 6.0), (16.0, 10.0), (10.2, 4.0), (14.0, 0.0)])
def test_rows_begin_where_numbers_do(columns: str, align: str, leading: float, padding: float) -> None:
    (table,) = read(
        lambda canvas: draw_open(canvas, ROWS, align=align, leading=leading, padding=padding, columns=columns)
    )
    assert by_row(table) == [HEADER, *joined(ROWS)]
    assert table.doubt == ((COLUMNS_BY_GAPS, ROWS_BY_GAPS) if columns == "none" else (ROWS_BY_GAPS,))


def test_a_number_broken_over_lines_is_one() -> None:
    rows = [["11\n7", *ROWS[0][1:]], ["11\n8", *ROWS[2][1:]], ["11\n9", *ROWS[1][1:]]]
    (table,) = read(lambda canvas: draw_open(canvas, rows))
    assert joined(by_row(table)) == [HEADER, *joined(rows)]


def test_names_of_sections_are_rows_of_their_own() -> None:
    rows = [["一", "教育", "", "", ""], *ROWS[:2], ["二", "社会保障", "", "", ""], *ROWS[2:]]
    (table,) = read(lambda canvas: draw_open(canvas, rows))
    assert by_row(table) == [HEADER, *joined(rows)]


@pytest.mark.parametrize("align", ["top", "middle"])
def test_names_of_sections_over_columns_that_gaps_tell(align: str) -> None:
    rows = [["一、教育类实事项目"], *ROWS[:2], ["二、民政类实事项目"], ROWS[2]]
    (table,) = read(lambda canvas: draw_open(canvas, rows, align=align, columns="none"))
    assert [row if len(row) == 5 else row[:1] for row in by_row(table)] == [HEADER, *joined(rows)]
    assert table.doubt == (COLUMNS_BY_GAPS, ROWS_BY_GAPS)


def test_numbers_at_tops_or_in_middles_that_mean_other_rows_are_doubtful() -> None:
    """Four even lines, numbered in the first and the third: two rows of two, or one row of one and one of three."""
    rows = [["1", "新建甲\n新建乙", "开工", "", ""], ["2", "新建丙\n新建丁", "完工", "", ""]]
    (table,) = read(lambda canvas: draw_open(canvas, rows, padding=0))
    assert (table.rows, table.doubt) == (2, (ROWS_UNCLEAR,))


def test_a_group_that_may_be_of_several_rows_is_doubtful() -> None:
    header = ["类别", "序号", "目标任务", "第四季度", "责任单位"]
    rows = [["", *ROWS[0][:3]], ["教育", *ROWS[1][:3]], ["", *ROWS[3][:3]]]
    (table,) = read(lambda canvas: draw_open(canvas, rows, header=header))
    assert [row[1] for row in by_row(table)] == ["序号", "1", "2", "4"]
    assert table.doubt == (ROWS_UNCLEAR, ROWS_BY_GAPS)


@pytest.mark.parametrize("align", ["top", "middle"])
def test_without_numbers_gaps_alone_tell(align: str) -> None:
    header = ["类别", *HEADER[1:]]
    rows = [[name, *row[1:]] for name, row in zip(["教育", "住房", "民政", "城建"], ROWS, strict=True)]
    (table,) = read(lambda canvas: draw_open(canvas, rows, align=align, header=header, padding=9))
    assert by_row(table) == [header, *joined(rows)]
    (table,) = read(lambda canvas: draw_open(canvas, rows, align=align, header=header, padding=0))
    assert ROWS_UNCLEAR in table.doubt


def test_full_lines_as_many_in_each_column_may_be_several_rows() -> None:
    header = ["类别", *HEADER[1:]]
    one = ["教育类", "新建幼儿园十二所改造农村学校等", "完成立项和选址工作", "全部完工并投入使用", "市教育体育"]
    two = ["住房类", "改造老旧小区六十个新建停车场等", "完成小区的招标工作", "全部完工并通过验收", "市住房建设"]
    (table,) = read(lambda canvas: draw_open(canvas, [one, two], header=header, padding=0))
    assert (table.rows, table.doubt) == (2, (ROWS_UNCLEAR,))


def test_one_row_of_wrapped_text_is_no_doubt() -> None:
    header = ["类别", *HEADER[1:]]
    rows = [
        ["教育文\n化卫生", "新建幼儿园十二所，改造农村学校\n食堂二十五个。", "完成立项和选址工\n作。", "完工。", ""]
    ]
    (table,) = read(lambda canvas: draw_open(canvas, rows, header=header))
    assert (table.rows, table.doubt) == (2, ())


def test_paragraphs_of_one_numbered_row_stay_together() -> None:
    def draw(canvas: Canvas) -> None:
        draw_open(canvas, [["1", "新建甲。\n \n新建乙。", "开工甲。\n \n开工乙。", "完工。", "市教育\n局"]])

    (table,) = read(draw)
    assert (table.rows, table.doubt) == (2, ())


@pytest.mark.parametrize("columns", ["ruled", "none"])
def test_the_rest_on_the_next_page(columns: str) -> None:
    """The last row goes on over the page; its rest stands above the next number."""
    upper = [*ROWS[:2], ["3", *(text.split("\n")[0] for text in ROWS[2][1:])]]
    lower = [["", *("\n".join(text.split("\n")[1:]) for text in ROWS[2][1:])], ROWS[3], ["5", *ROWS[0][1:]]]
    one, two = read(
        lambda canvas: draw_open(canvas, upper, columns=columns),
        lambda canvas: draw_open(canvas, lower, columns=columns, header=[]),
    )
    assert by_row(one) == [HEADER, *joined(upper)]
    assert by_row(two) == joined(lower)
    assert one.column_edges == pytest.approx(two.column_edges, abs=1)


def test_the_rest_on_the_next_page_without_any_rule() -> None:
    def second(canvas: Canvas) -> None:
        canvas.setFont(FONT, EM)
        canvas.drawString(200, 705, "某市 2024 年民生实事项目一览表")
        for i, row in enumerate(joined([ROWS[1], ROWS[3]])):
            _draw_row(canvas, [str(i + 5), *row[1:]], TOP - 30 * i, 12, "top", 12)
        canvas.drawString(40, 500, "注：以上各项由市政府督查室按季度督查，并定期通报进展情况。")

    _, table = read(lambda canvas: draw_open(canvas, ROWS, columns="none"), second)
    assert by_row(table) == [["5", *joined(ROWS)[1][1:]], ["6", *joined(ROWS)[3][1:]]]


def test_a_table_over_pages_with_rules_at_its_beginning_and_end_alone() -> None:
    def first(canvas: Canvas) -> None:
        draw_open(canvas, [], columns="none")
        _draw_rows(canvas, ROWS, TOP - 26)

    def last(canvas: Canvas) -> None:
        _draw_rows(canvas, [[str(i + 5), *row[1:]] for i, row in enumerate(ROWS)], TOP)
        canvas.line(EDGES[0], TOP - 170, EDGES[-1], TOP - 170)

    one, two = read(first, last)
    assert by_row(one) == [HEADER, *joined(ROWS)]
    # between the last words and the rule at the foot is a row without any
    assert [row[1:] for row in by_row(two) if any(row)] == [row[1:] for row in joined(ROWS)]


def _draw_rows(canvas: Canvas, rows: Sequence[Sequence[str]], y: float) -> None:
    canvas.setFont(FONT, EM)
    for row in rows:
        _draw_row(canvas, row, y, 36, "top", 12)
        y -= 12 * max(text.count("\n") + 1 for text in row) + 6


def test_rules_under_the_header_and_at_the_foot_alone() -> None:
    def draw(canvas: Canvas) -> None:
        draw_open(canvas, ROWS, columns="none", header=[])
        _draw_row(canvas, HEADER, TOP + 16, 12, "top", 12)

    (table,) = read(draw)
    assert by_row(table) == [HEADER, *joined(ROWS)]


def test_columns_of_words_between_two_rules_are_no_table() -> None:
    rows = [["甲", "新建", "开工", "", ""], ["乙", "改建", "完工", "", ""]]
    assert read(lambda canvas: draw_open(canvas, rows, columns="none", header=[])) == []
