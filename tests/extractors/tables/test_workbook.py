"""Workbooks: values as they are shown, merged and hidden cells, several sheets and tables, hostile files."""

import re
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from extractors.errors import UnreadableError
from extractors.tables.model import PageReading
from tests.extractors.tables.showing import at, grid, page_of, places, spans

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD: list[object] = ["序号", "任务", "一季度", "单位"]
Filler = Callable[[Worksheet], object]


def book(**sheets: Filler) -> bytes:
    """Give a workbook with these sheets, filled in by functions."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, fill in sheets.items():
        fill(made.create_sheet(name))
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def rows(*lines: Sequence[object]) -> Filler:
    def fill(sheet: Worksheet) -> None:
        for line in lines:
            sheet.append(list(line))

    return fill


def read(**sheets: Filler) -> PageReading:
    return page_of(book(**sheets))


def replaced(content: bytes, parts: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """Give the workbook with parts of it replaced, or changed by functions."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(stream, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            new = parts.get(name, source.read(name))
            target.writestr(name, new if isinstance(new, bytes) else new(source.read(name)))
        for name in set(parts) - set(source.namelist()):
            new = parts[name]
            assert isinstance(new, bytes)
            target.writestr(name, new)
    return stream.getvalue()


def with_texts(rels: bytes) -> bytes:
    """Add the relationship to the part of shared texts, unless it is there."""
    kind = b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
    more = b'<Relationship Id="rIdT" ' + kind + b' Target="sharedStrings.xml"/></Relationships>'
    return rels if b"sharedStrings" in rels else rels.replace(b"</Relationships>", more)


def with_sheet(xml: str, **parts: bytes | Callable[[bytes], bytes]) -> bytes:
    """Give a workbook whose only sheet has these rows as XML."""
    sheet = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">{xml}</worksheet>'.encode()
    return replaced(book(计划=rows(["a"])), {"xl/worksheets/sheet1.xml": sheet, **parts})


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (25, "General", "25"),
        (25.0, "General", "25"),
        (0.1 + 0.2, "General", "0.3"),
        (0.35, "0%", "35%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (8000, '#,##0"万元"', "8,000万元"),
        (date(2021, 3, 31), "yyyy-mm-dd", "2021-03-31"),
        (date(2021, 3, 31), "mm-dd-yy", "2021-03-31"),
        (date(2021, 3, 31), 'm"月"d"日"', "3月31日"),
        (datetime(2021, 3, 31, 9, 5), "yyyy/m/d h:mm", "2021/3/31 9:05"),
        (True, "General", "TRUE"),
        ("#REF!", "General", "#REF!"),
        ("第一行\n第二行", "General", "第一行\n第二行"),
        ("  25 所 ", "@", "25 所"),
    ],
)
def test_values_are_what_the_sheet_shows(value: object, code: str, shown: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(HEAD)
        sheet.append([1, "x", value, "y"])
        sheet["C2"].number_format = code

    assert grid(read(计划=fill).tables[0])[1] == ["1", "x", shown, "y"]


def test_rich_text_is_text() -> None:
    rich = CellRichText("新建", TextBlock(InlineFont(b=True), "7"), "所")
    assert grid(read(a=rows(HEAD, [1, rich, "b", "c"])).tables[0])[1][1] == "新建7所"


def test_formulas_are_not_calculated() -> None:
    cells = (
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><f>A1</f><v>新建</v></c>'
        '<c r="C2"><f>SUM(A1)</f><v>25</v></c>'
        '<c r="D2"><f>1+1</f><v/></c>'
        '<c r="E2" t="str"><f>""</f><v></v></c><c r="F2" t="e"><f>X</f><v>#REF!</v></c></row>'
    )
    head = "".join(f'<c r="{c}1" t="inlineStr"><is><t>头</t><rPh><t>tou</t></rPh></is></c>' for c in "ABCDEF")
    (table,) = page_of(with_sheet(f'<sheetData><row r="1">{head}</row>{cells}</sheetData>')).tables
    assert grid(table) == [["头"] * 6, ["1", "新建", "25", "", "", "#REF!"]]
    assert [cell.doubt for cell in table.cells if cell.row == 1] == [(), (), (), ("formula-without-value",), (), ()]


def test_titles_stand_above_and_margins_are_cut_off() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["C2"] = "2021年安排方案"
        sheet.merge_cells("C2:F2")
        sheet["C3"], sheet["F3"] = "填报单位：市政府", "日期：2021年"
        lines: list[list[object]] = [HEAD, [1, "a", "b", "c"], [2, "d", "e", None]]
        for row, line in enumerate(lines, 4):
            for column, value in enumerate(line, 3):
                sheet.cell(row, column, value)
        sheet["C8"] = "注：以上为计划。"

    page = read(计划=fill)
    (table,) = page.tables
    assert (table.place, table.above) == ("sheet 计划", ("2021年安排方案", "填报单位：市政府 日期：2021年"))
    assert grid(table) == [HEAD, ["1", "a", "b", "c"], ["2", "d", "e", ""]]
    assert places(table)[:2] == ["计划!C4", "计划!D4"]
    assert page.below == ("注：以上为计划。",)


def test_merged_cells_are_one_and_the_first_says_where() -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (
            ["序号", "序时进度", None, "单位"],
            [None, "一季度", "二季度"],
            [1, "a", "b", "c"],
            [None, "d", "e"],
        ):
            sheet.append(list(line))
        for area in ("A1:A2", "B1:C1", "D1:D2", "A3:A4", "D3:D40"):
            sheet.merge_cells(area)

    (table,) = read(计划=fill).tables
    assert spans(table, ["序号", "序时进度", "单位", "1", "c"]) == [(2, 1), (1, 2), (2, 1), (2, 1), (2, 1)]
    assert at(table, "c").fragments[0].place == "计划!D3"


def test_columns_merged_in_every_row_are_one() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(1, 9, 2):
            sheet.cell(row, 1, row)
            sheet.cell(row, 2, f"x{row}")
            sheet.cell(row, 5, f"y{row}")
            sheet.merge_cells(start_row=row, start_column=1, end_row=row + 1, end_column=1)
            sheet.merge_cells(start_row=row, start_column=2, end_row=row + 1, end_column=4)

    (table,) = read(计划=fill).tables
    assert grid(table)[1:] == [["3", "x3", "y3"], ["5", "x5", "y5"], ["7", "x7", "y7"]]


def test_a_header_that_is_not_merged_is_read_as_if_it_were() -> None:
    head = [["序号", "序时进度", None, "单位"], [None, "一季度", "二季度", None]]
    (table,) = read(计划=rows(["安排方案"], *head, [1, "a", None, None], [2, None, "b", None])).tables
    assert spans(table, ["序号", "序时进度", "单位"]) == [(2, 1), (1, 2), (2, 1)]
    assert grid(table)[2:] == [["1", "a", "", ""], ["2", "", "b", ""]]


def test_tables_in_one_sheet_are_parted_by_empty_rows_and_go_on_over_them() -> None:
    first = rows(
        ["附件"], [], HEAD, [1, "a", "b", "c"], [], [2, "d", "e", None], [], ["二、卫生"], [3, "f", None, None],
        [4, None, "g"], [], ["项目", "金额"], ["x", 5], [], ["审核：张某", None, "制表：李某"],
    )  # fmt: skip
    page = read(计划=first)
    assert [grid(table) for table in page.tables] == [
        [HEAD, ["1", "a", "b", "c"]],
        [["2", "d", "e", ""]],
        [["3", "f", "", ""], ["4", "", "g", ""]],
        [["项目", "金额"], ["x", "5"]],
    ]
    assert [table.above for table in page.tables] == [("附件",), (), ("二、卫生",), ()]
    assert page.below == ("审核：张某 制表：李某",)


def test_covers_are_lines_and_hidden_sheets_are_named() -> None:
    def hidden(sheet: Worksheet) -> None:
        rows(HEAD, [1, "x", "y", "z"])(sheet)
        sheet.sheet_state = "hidden"

    page = read(
        封面=rows(["2021年方案"], [], ["单位", "市政府"]),
        旧=hidden,
        空=lambda _: None,
        计划=rows(HEAD, [1, "a", "b", "c"]),
    )
    (table,) = page.tables
    assert (table.place, table.above) == ("sheet 计划", ("2021年方案", "单位 市政府"))
    assert page.left_out == ("the hidden sheet 旧 was not read.",)
    with pytest.raises(UnreadableError, match=r"tables on hidden sheets alone \(旧\)"):
        page_of(book(封面=rows(["2021年方案"]), 旧=hidden))


def test_hidden_rows_and_columns_are_read_with_doubt() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(HEAD, [1, "a", "b", "c"], [2, "d", "e", "f"])(sheet)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    (table,) = read(计划=fill).tables
    doubts = {cell.text: cell.doubt for cell in table.cells if cell.row}
    assert doubts == {
        **{"1": (), "a": ("hidden-column",), "b": (), "c": (), "2": ("hidden-row",)},
        **{"d": ("hidden-row", "hidden-column"), "e": ("hidden-row",), "f": ("hidden-row",)},
    }


def test_formats_that_chinese_spreadsheets_know_by_number() -> None:
    forms = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 58, 31))
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs>{forms}</cellXfs></styleSheet>'
    data = (
        '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
        '<row><c s="1"><v>44286</v></c><c s="2"><v>44286</v></c></row></sheetData>'
    )
    texts = f'<sst xmlns="{MAIN}"><si><t>甲_x000D_\n乙</t></si><si><r><t>丙</t></r><r><t>丁</t></r></si></sst>'
    content = with_sheet(data, **{"xl/styles.xml": styles.encode(), "xl/sharedStrings.xml": texts.encode()})
    (table,) = page_of(replaced(content, {"xl/_rels/workbook.xml.rels": with_texts})).tables
    assert grid(table) == [["甲\n乙", "丙丁"], ["3月31日", "2021年3月31日"]]


def test_days_may_be_counted_from_1904() -> None:
    content = book(a=rows(HEAD, [date(2021, 3, 31), "b", "c", "d"]))
    old = replaced(
        content, {"xl/workbook.xml": lambda part: re.sub(rb"<workbookPr\b", b'<workbookPr date1904="1"', part)}
    )
    assert grid(page_of(old).tables[0])[1][0] == "2025-04-01"


def test_a_million_formatted_rows_cost_little() -> None:
    empty = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"></c></row>'
        for n in range(3, 300_000)
    )
    filled = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>2</v></c></row>' for n in (1, 2))
    content = with_sheet(f'<dimension ref="A1:XFD1048576"/><sheetData>{filled}{empty}</sheetData>')
    tracemalloc.start()
    (table,) = page_of(content).tables
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (table.rows, table.columns) == (2, 2)
    assert peak < 150_000_000


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        ('<sheetData><row r="9999999999"><c><v>1</v></c></row></sheetData>', "sheet 计划 is damaged"),
        ('<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData>', "sheet 计划 is damaged"),
        ('<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>', "sheet 计划 is damaged"),
        ('<sheetData><row r="1"><c r="A1"><v>1e999</v></c></row></sheetData>', "sheet 计划 is damaged"),
        ('<sheetData><row r="1"><c r="A1"><v>x</v></c></row></sheetData>', "sheet 计划 is damaged"),
        ("<sheetData>" + "<row>" * 300, "sheet 计划 is damaged"),
        (
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="900000"><c r="XFD900000"><v>1</v></c></row></sheetData>'
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            "sheet 计划 has merged cells of more than",
        ),
    ],
)
def test_damaged_sheets_are_told_in_a_sentence(xml: str, says: str) -> None:
    with pytest.raises(UnreadableError, match=f"^plan: {says}.*[.]$"):
        page_of(with_sheet(xml))


def test_a_sheet_with_a_store_of_data_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.tables.sheet.MOST_CELLS", 10)
    with pytest.raises(UnreadableError, match=r"^plan: sheet 计划 has more than 10 filled cells"):
        read(计划=rows(HEAD, *([n, "a", "b", "c"] for n in range(3))))


def test_merged_cells_that_overlap_keep_the_first() -> None:
    data = "".join(
        f'<row r="{n}">{"".join(f"""<c r="{c}{n}"><v>{n}{k}</v></c>""" for k, c in enumerate("ABC"))}</row>'
        for n in (1, 2, 3)
    )
    merges = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/><mergeCell ref="A3:C3"/></mergeCells>'
    (table,) = page_of(with_sheet(f"<sheetData>{data}</sheetData>{merges}")).tables
    assert grid(table) == [["10", "12"], ["10", "22"], ["30", "30"]]
