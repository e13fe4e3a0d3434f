"""Text files: tabs or bars between cells, markup, quotes, headers whose empty cells say what is merged."""

import pytest

from extractors.tables.model import Table
from tests.extractors.tables.showing import at, grid, page_of, places, spans

HEAD = "序号\t目标任务\t序时进度\t\t责任单位\n\t\t一季度\t二季度\t\n"
ROWS = "1\t新建\t开工\t\t市教育局\n2\t改建\t\t完工\t市卫健委\n"


def one(text: str) -> Table:
    (table,) = page_of(text).tables
    return table


def test_a_header_of_two_rows_is_merged_where_it_is_empty_and_the_body_never() -> None:
    table = one(HEAD + ROWS)
    assert spans(table, ["序号", "目标任务", "序时进度", "一季度", "责任单位"]) == [
        (2, 1),
        (2, 1),
        (1, 2),
        (1, 1),
        (2, 1),
    ]
    assert grid(table)[2:] == [["1", "新建", "开工", "", "市教育局"], ["2", "改建", "", "完工", "市卫健委"]]
    assert all((cell.row_span, cell.column_span) == (1, 1) for cell in table.cells if cell.row > 1)
    assert at(table, "完工").fragments[0].place == "line 4, field 4"


def test_a_header_of_three_rows() -> None:
    table = one("序号\t进度\t\t\t\n\t计划\t\t实际\t\n\t一季度\t二季度\t一季度\t二季度\n1\ta\tb\tc\td\n")
    assert spans(table, ["序号", "进度", "计划", "实际"]) == [(3, 1), (1, 4), (1, 2), (1, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "序号\t任务\t进度\n1\t\tb\n",
        "任务\t进度\t\n\t一季度\t\n",
        "序号\t任务\t进度\t\n一、教育\t\t\t\n1\ta\tb\tc\n",
        "序号\t进度\t\n1\t一季度\t二季度\n",
    ],
)
def test_other_empty_cells_are_empty_cells(text: str) -> None:
    assert all((cell.row_span, cell.column_span) == (1, 1) for cell in one(text).cells)


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("<b>新建</b>", "新建"),
        ("<p>新建</p><p>改建</p>", "新建\n改建"),
        ('<p class="a">新建</p>  <p style="b">改建</p>', "新建\n改建"),
        ("新建<br>改建<BR/>扩建", "新建\n改建\n扩建"),
        ("5<6，7>3", "5<6，7>3"),
        ("&lt;5&nbsp;所&amp;", "<5 所&"),
        ("A&B &copy 2021", "A&B &copy 2021"),
        ("\u3000\u3000新建\u3000", "新建"),
        ("第一\u3000季度", "第一\u3000季度"),
        ('"校安工程"加固', '"校安工程"加固'),
        ('"校安工程"', '"校安工程"'),
        ('"新建""校安"" \n改建"', '新建"校安" \n改建'),
        ('"未完', '"未完'),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fields_are_plain_text(field: str, shown: str, end: str) -> None:
    text = f"序号\t任务\t单位\n1\t{field}\t局\n2\t{field}\tx\n".replace("\n", end)
    assert grid(one(text))[1:] == [["1", shown, "局"], ["2", shown, "x"]]


def test_lines_and_tables() -> None:
    page = page_of(
        f"## <b>方案</b>\n附件\n\n{HEAD}{ROWS}\n### 二、卫生\n3\tx\ty\tz\n4\ta\t\t\tu\n## 三、交通\n{HEAD}5\tb\n\n"
        "注：a\n说明\tb\n"
    )
    assert [table.place for table in page.tables] == ["table 1", "table 2", "table 3"]
    assert [table.above for table in page.tables] == [("方案", "附件"), ("二、卫生",), ("三、交通",)]
    assert [(table.rows, table.columns) for table in page.tables] == [(4, 5), (2, 5), (3, 5)]
    assert page.below == ("注：a", "说明 b")


def test_a_single_row_with_a_number_goes_on_with_its_table() -> None:
    page = page_of(f"{HEAD}{ROWS}\n3\tx\n\n4\ta\tb\n")
    assert [grid(table) for table in page.tables[1:]] == [[["3", "x", "", "", ""]], [["4", "a", "b", "", ""]]]
    assert page_of("1\ta\tb\n").tables == ()


def test_damaged_characters_are_doubted() -> None:
    (table,) = page_of((HEAD + ROWS * 20).encode().replace("新建".encode(), b"\xff", 1)).tables
    assert [(cell.text, cell.doubt) for cell in table.cells if cell.doubt] == [("\ufffd", ("damaged-characters",))]


def test_markdown_tables() -> None:
    table = one("# 方案\n\n| 序号 | 任务 |\n|:---|---:|\n| 1 | a\\|b<br>c |\n| 2 |  |\n")
    assert grid(table) == [["序号", "任务"], ["1", "a|b\nc"], ["2", ""]]
    assert (table.above, places(table)[-1]) == (("方案",), "line 6, field 2")


def test_a_line_in_a_table_is_a_row_of_its_own() -> None:
    assert grid(one(f"{HEAD}一、教育\n{ROWS}"))[2] == ["一、教育", "", "", "", ""]


def test_long_texts_are_read_in_time() -> None:
    page = page_of(HEAD + "".join(f'{n}\t"a\tb\tc\td\n' for n in range(1, 20_001)))
    assert page.tables[0].rows == 20_002
