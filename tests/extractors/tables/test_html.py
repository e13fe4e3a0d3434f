"""Web pages: spans, tables in tables, text as browsers show it, and hostile pages."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.documents.document import document_of
from extractors.errors import UnreadableError
from extractors.tables.reader import read_tables
from samples.tables import Cell
from tests.extractors.tables.kinds import html_table
from tests.extractors.tables.showing import at, grid, page_of, places, spans

PLAN = "<table><tr><td>序号<td>任务<td>一季度<tr><td>1<td>新建<td>开工<tr><td>2<td>改建<td>完工</table>"


def one(body: str) -> list[list[str]]:
    (table,) = page_of(f"<html><body>{body}").tables
    return grid(table)


def text(cell: str) -> str:
    return one(f"<table><tr><td>{cell}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>")[0][0]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<p>a<p>b", "a\nb"),
        ("<div>a<div>b</div></div>c", "a\nb\nc"),
        ("<br><p>&nbsp;</p>a<br><br>", "a"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("  完成 \n  7  所 ", "完成 7 所"),
        ("新建\n   学校", "新建学校"),
        ("新建，\r\n学校", "新建，学校"),
        ("新建\n7所", "新建 7所"),
        ("新建 学校", "新建 学校"),
        ("新<b>建</b><span>学</span>校", "新建学校"),
        ("&nbsp;&nbsp;25&nbsp;所", "25 所"),
        ("a&lt;b&gt;&amp;&#20013;&#x56fd;&ldquo;", "a<b>&中国“"),
        ("a<!-- b -->c<script>d</script>e<style>f</style>g", "aceg"),
        ('a<span style="color:red; DISPLAY : none">b</span>c<i hidden>d</i>e', "ace"),
        ("新\u200b建\ufeff", "新建"),
        ("<ruby>序<rp>(</rp><rt>xu</rt><rp>)</rp></ruby>", "序"),
        ("<a href=x>链接</a>", "链接"),
        ("<h1>a</h1>b", "a\nb"),
        ("x<sup>2</sup>", "x2"),
    ],
)
def test_text_is_what_a_browser_shows(cell: str, shown: str) -> None:
    assert text(cell) == shown


def test_a_small_table_in_a_cell_is_its_words() -> None:
    body = PLAN.replace("开工", "<table><tr><td>一月<td>招标</tr><tr><td>三月<td>开工</table>")
    (table,) = page_of(body).tables
    assert grid(table)[1] == ["1", "新建", "一月 招标\n三月 开工"]


def test_a_table_that_lays_out_the_page_is_none() -> None:
    page = page_of(
        f"<table><tr><td>上</td><td>x</td></tr><tr><td>左</td><td>标题<br>{PLAN}{PLAN}下</td></tr></table>尾"
    )
    assert [grid(table)[0] for table in page.tables] == [["序号", "任务", "一季度"]] * 2
    assert [table.place for table in page.tables] == ["table 1", "table 2"]
    assert [table.above for table in page.tables] == [("上", "x", "左", "标题"), ()]
    assert page.below == ("下", "尾")


def test_a_layout_with_more_cells_than_the_plan_is_known_by_its_words() -> None:
    menu = "".join(f"<tr><td>{n}<td>{n}<td>{n}</tr>" for n in range(9))
    body = f"<table>{menu}<tr><td>a<td colspan=2>{PLAN.replace('新建', '新建' * 60)}</table>"
    (table,) = page_of(body).tables
    assert (table.rows, table.columns) == (3, 3)


def test_headings_and_titles_come_first_and_menus_are_left_out() -> None:
    head = "<head><title>2021年安排方案-某市人民政府</title></head>"
    menu = "<a href=a>2020年工作报告</a> <a href=b>公告</a><nav>2019年计划</nav>"
    page = page_of(
        f"<html>{head}<body>{menu}<p>发布：<a href=c>办公室</a></p><h1>安排方案</h1><h2>一、教育</h2>{PLAN}<h1>附</h1>"
    )
    assert page.tables[0].above == ("安排方案", "2021年安排方案", "某市人民政府", "发布：办公室", "一、教育")
    assert page.below == ("附",)
    assert page_of(f"<title>2021-2022年1-10月进度</title>{PLAN}").tables[0].above == ("2021-2022年1-10月进度",)


def test_captions_and_words_between_rows_stand_above() -> None:
    page = page_of(f"<table><caption>表一</caption>{PLAN.removeprefix('<table>')}")
    assert page.tables[0].above == ("表一",)


def test_head_body_and_foot_are_one_table_and_end_spans() -> None:
    head = '<table><thead><tr><th rowspan="0">序号<th>任务<tr><th>名称</thead>'
    (table,) = page_of(f"{head}<tbody><tr><td rowspan=9>1<td>甲<tr><td>乙<tbody><tr><td>2<td>丙</table>").tables
    assert grid(table) == [["序号", "任务"], ["序号", "名称"], ["1", "甲"], ["1", "乙"], ["2", "丙"]]


@pytest.mark.parametrize(
    ("span", "columns"),
    [("2", 2), (" +2x", 2), ("2.9", 2), ("0", 1), ("-3", 1), ("", 1), ("x", 1), ("9" * 5000, 3), ("1001", 3)],
)
def test_spans_are_read_as_the_standard_does(span: str, columns: int) -> None:
    body = f"<table><tr><td colspan='{span}'>a</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>"
    (table,) = page_of(body).tables
    assert at(table, "a").column_span == columns
    assert (table.rows, table.columns) == (2, 3)


def test_rows_and_cells_may_be_left_open_or_out() -> None:
    assert one("<table><td>a<td>b<tr><td>c<td>d<tr><tr><td>e") == [["a", "b"], ["c", "d"], ["e", ""]]


def test_columns_and_rows_in_which_no_cell_begins_are_none() -> None:
    rows = "".join(f"<tr><td rowspan=2>{n}<td rowspan=2 colspan=3>x{n}<tr>" for n in range(3))
    assert one(f"<table>{rows}</table>") == [["0", "x0"], ["1", "x1"], ["2", "x2"]]


def test_places_are_paths() -> None:
    (table,) = page_of(f"<html><body><div></div><div>{PLAN}").tables
    assert places(table)[4] == "/html/body/div[2]/table/tr[2]/td[2]"
    assert at(table, "新建").fragments[0].end == 2


def test_hidden_rows_and_cells_are_left_out() -> None:
    body = '<table><tr><td>a<td>b<tr style="display:none"><td>c<td>d<tr><td hidden>e<td>f<td>g</table>'
    assert one(body) == [["a", "b"], ["f", "g"]]


def test_damaged_characters_are_doubted() -> None:
    page = f"<meta charset=utf-8>{PLAN * 30}".encode().replace("新建".encode(), b"\xff", 1)
    first, second = page_of(page).tables[:2]
    doubtful = [(cell.text, cell.doubt) for cell in (*first.cells, *second.cells) if cell.doubt]
    assert doubtful == [("\ufffd", ("damaged-characters",))]


@st.composite
def layouts(draw: st.DrawFn) -> tuple[list[list[Cell]], list[list[str]]]:
    """Give rows of merged cells, and the text in each of their squares."""
    height, width = draw(st.integers(2, 7)), draw(st.integers(2, 7))
    squares: dict[tuple[int, int], str] = {}
    rows: list[list[Cell]] = []
    for row in range(height):
        rows.append([])
        for column in range(width):
            if (row, column) in squares:
                continue
            free = next((c for c in range(column, width) if (row, c) in squares), width) - column
            down, across = draw(st.integers(1, height - row)), draw(st.integers(1, free))
            name = f"{row}.{column}"
            squares.update({(row + i, column + j): name for i in range(down) for j in range(across)})
            rows[-1].append(Cell(name, rows=down, columns=across))
    return rows, [[squares[row, column] for column in range(width)] for row in range(height)]


@settings(max_examples=60, deadline=None)
@given(layouts())
def test_any_spans_are_read_back(layout: tuple[list[list[Cell]], list[list[str]]]) -> None:
    rows, expected = layout
    # the frame gives every row and column a cell that begins in it, and the table two of each
    frame = [[Cell("角"), *(Cell(f"c{n}") for n in range(len(expected[0])))]]
    framed = [*frame, *([Cell(f"r{n}"), *row] for n, row in enumerate(rows))]
    (table,) = page_of(html_table(framed)).tables
    assert [line[1:] for line in grid(table)[1:]] == expected


@pytest.mark.parametrize("tag", ["div", "table", "table><tr><td", "b", "ul><li"])
def test_nesting_without_end_is_refused_or_read_at_once(tag: str) -> None:
    started = time.process_time()
    with pytest.raises(UnreadableError, match="nested too deeply"):
        page_of(f"<html>{f'<{tag}>' * 100_000}{PLAN}")
    assert time.process_time() - started < 20


def test_entities_are_neither_expanded_nor_fetched() -> None:
    declared = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    xhtml = f'<?xml version="1.0" encoding="utf-8"?>{declared}<html xmlns="http://www.w3.org/1999/xhtml"><body>'
    page = page_of(f"{xhtml}{PLAN.replace('新建', '&b;&c;')}</body></html>")
    assert grid(page.tables[0])[1][1] == "&b;&c;"


def test_spans_that_make_millions_of_squares_are_refused() -> None:
    row = f"<tr>{'<td rowspan=65534 colspan=1000>x' * 20}"
    with pytest.raises(UnreadableError, match=r"^plan: table 1 has more than 500,000 squares"):
        read_tables(document_of("plan", f"<table>{row * 100}</table>".encode()))


def test_a_page_without_a_table_is_read_as_lines() -> None:
    page = page_of("<html><title>t</title><body><p>a<p>b<table><tr><td>c<td>d</table>")
    assert (page.tables, page.below) == ((), ("t", "a", "b", "c", "d"))


def test_cells_that_overlap_keep_what_is_left() -> None:
    (table,) = page_of("<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=2>d<td>e<tr><td>f<td>g<td>h</table>").tables
    assert {cell.text for cell in table.cells} >= set("abcdefgh")
    assert spans(table, ["b"]) == [(2, 1)]
    grid(table)
