"""Word files: merged cells in every form, changes, controls, automatic numbers, tables in tables."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from extractors.errors import UnreadableError
from extractors.tables.model import PageReading, Table
from tests.extractors.tables.showing import at, grid, page_of, places, spans

NAMES = nsdecls("w", "m", "wp", "a") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def word(body: str, numbering: str = "", styles: str = "") -> bytes:
    """Give a Word file with this body, and these definitions of lists and styles."""
    document = docx.Document()
    element = document.element.body
    for child in list(element):
        if child.tag != qn("w:sectPr"):
            element.remove(child)
    for child in parse_xml(f"<w:body {NAMES}>{body}</w:body>"):
        element.insert(len(element) - 1, child)
    for part, more in ((document.part.numbering_part, numbering), (document.part.styles, styles)):
        if more:
            for old in part.element.findall(qn("w:num")) + part.element.findall(qn("w:abstractNum")):
                part.element.remove(old)
            for child in parse_xml(f"<w:x {NAMES}>{more}</w:x>"):
                part.element.append(child)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(body: str, numbering: str = "", styles: str = "") -> PageReading:
    return page_of(word(body, numbering, styles))


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else cell(c) for c in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def one(*rows: str) -> Table:
    (found,) = read(table(*rows)).tables
    return found


def text(*paragraphs: str) -> str:
    """Give the text of a cell with these paragraphs."""
    return grid(one(row(f"<w:tc>{''.join(paragraphs)}</w:tc>", "b"), row("c", "d")))[0][0]


def test_merged_cells() -> None:
    found = one(
        row(cell("序号", "<w:vMerge w:val='restart'/>"), cell("序时进度", "<w:gridSpan w:val='2'/>"), "单位"),
        row(cell("", "<w:vMerge/>"), "一季度", "二季度", ""),
        row(cell("", "<w:vMerge w:val='continue'/>"), "a", "b", "c"),
    )
    assert spans(found, ["序号", "序时进度", "单位"]) == [(3, 1), (1, 2), (1, 1)]
    assert grid(found)[2] == ["序号", "a", "b", "c"]
    assert places(found)[2] == "table 1, row 1, cell 3"


def test_rows_may_begin_and_end_inside_the_grid() -> None:
    found = one(
        row("a", "b", "c"),
        row("d", properties="<w:gridBefore w:val='1'/><w:gridAfter w:val='1'/>"),
        row("e", "f", "g"),
    )
    assert grid(found) == [["a", "b", "c"], ["", "d", ""], ["e", "f", "g"]]


def test_merges_that_do_not_fit_are_cells_of_their_own() -> None:
    found = one(
        row(cell("a", "<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>"), "b"),
        row(cell("c", "<w:vMerge/>"), "d", "e"),
        row("f", cell("g", "<w:gridSpan w:val='99999999999'/>"), "h"),
    )
    assert grid(found) == [["a", "a", "b"], ["c", "d", "e"], ["f", "g", "h"]]


def test_cells_merged_across_in_the_old_way() -> None:
    found = one(row(cell("a", "<w:hMerge w:val='restart'/>"), cell("", "<w:hMerge/>"), "b"), row("c", "d", "e"))
    assert grid(found) == [["a", "a", "b"], ["c", "d", "e"]]


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (run("新建") + run("学校"), "新建学校"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>", "a\nb\tc-d"),
        (f"<w:hyperlink w:anchor='x'>{run('链接')}</w:hyperlink>文", "链接"),
        (
            f"<w:ins w:id='1'>{run('加')}</w:ins><w:del w:id='2'><w:r><w:delText>减</w:delText></w:r></w:del>",
            "加",
        ),
        (f"<w:moveFrom w:id='1'>{run('旧')}</w:moveFrom><w:moveTo w:id='2'>{run('新')}</w:moveTo>", "新"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f"<w:fldSimple w:instr='PAGE'>{run('7')}</w:fldSimple>", "7"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>SUM(A1)</w:instrText>"
            "<w:fldChar w:fldCharType='separate'/><w:t>25</w:t><w:fldChar w:fldCharType='end'/></w:r>",
            "25",
        ),
        ("<w:r><w:t>注</w:t><w:footnoteReference w:id='2'/></w:r>", "注"),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
            "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r>",
            "显",
        ),
        (f"<w:smartTag>{run('北京')}</w:smartTag><w:customXml>{run('市')}</w:customXml>", "北京市"),
        ("<m:oMath><m:r><m:t>x²</m:t></m:r></m:oMath>", "x²"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>xu</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>序</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "序",
        ),
        ("<w:r><w:sym w:font='Wingdings' w:char='2713'/></w:r>", "✓"),
    ],
)
def test_text_is_what_a_reader_sees(inner: str, shown: str) -> None:
    assert text(paragraph(inner)) == shown


def test_paragraphs_are_lines_and_empty_ones_none() -> None:
    assert text(paragraph(), paragraph(run("a")), paragraph(run(" ")), paragraph(run("b"))) == "a\nb"


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


def test_text_boxes_are_read_once() -> None:
    assert text(paragraph(run("a"), BOX.format(paragraph(run("框"))))) == "a\n框"
    page = read(paragraph(BOX.format(paragraph(run("一、教育")) + table(row("a", "b"), row("c", "d")))))
    assert page.tables[0].above == ("一、教育",)
    assert grid(page.tables[0]) == [["a", "b"], ["c", "d"]]


def test_rows_in_controls_count_and_deleted_rows_do_not() -> None:
    found = one(
        row("a", "b"),
        f"<w:sdt><w:sdtContent>{row('c', 'd')}</w:sdtContent></w:sdt>",
        row("e", "f", properties="<w:del w:id='3' w:author='x'/>"),
        row("g", "h", properties="<w:ins w:id='4' w:author='x'/>"),
        f"<w:tr><w:sdt><w:sdtContent>{cell('i')}</w:sdtContent></w:sdt>{cell('j')}</w:tr>",
    )
    assert grid(found) == [["a", "b"], ["c", "d"], ["g", "h"], ["i", "j"]]


def test_paragraphs_around_tables_are_lines() -> None:
    inner = table(row("a", "b"), row("c", "d"))
    page = read(paragraph(run("标题 一")) + inner + paragraph(run("二、")) + paragraph() + inner + paragraph(run("尾")))
    assert [found.above for found in page.tables] == [("标题 一",), ("二、",)]
    assert page.below == ("尾",)


def test_a_plan_in_a_cell_of_a_frame_is_a_table_and_a_small_one_is_words() -> None:
    plan = table(*(row("a", f"b{n}", "c") for n in range(4)))
    framed = table(row("左", "右"), row("下", f"<w:tc>{paragraph(run('标题'))}{plan}{paragraph(run('注'))}</w:tc>"))
    page = read(framed)
    assert [(found.rows, found.above) for found in page.tables] == [(4, ("左", "右", "下", "标题"))]
    assert page.below == ("注",)
    small = f"<w:tc>{paragraph(run('分项'))}{table(row('甲', '1'))}</w:tc>"
    assert grid(one(row("a", "b", "c"), row("1", small, "d")))[1] == ["1", "分项\n甲 1", "d"]


def number(list_id: int, level: int = 0) -> str:
    return f"<w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list_id}'/></w:numPr></w:pPr>"


def level(depth: int, form: str, label: str, start: int = 1) -> str:
    counted = f"<w:start w:val='{start}'/><w:numFmt w:val='{form}'/>"
    return f"<w:lvl w:ilvl='{depth}'>{counted}<w:lvlText w:val='{label}'/></w:lvl>"


def lists(*levels: str, overrides: str = "") -> str:
    return (
        f"<w:abstractNum w:abstractNumId='7'>{''.join(levels)}</w:abstractNum>"
        f"<w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num>"
        f"<w:num w:numId='4'><w:abstractNumId w:val='7'/>{overrides}</w:num>"
    )


def labels(levels: str, *numbers: str) -> list[str]:
    rows = (row(f"<w:tc>{paragraph(one_number)}</w:tc>", "x") for one_number in numbers)
    return [line[0] for line in grid(read(table(*rows), levels).tables[0])]


@pytest.mark.parametrize(
    ("form", "label", "shown"),
    [
        ("decimal", "%1", ["9", "10", "11"]),
        ("decimal", "%1.", ["9.", "10.", "11."]),
        ("chineseCounting", "%1、", ["九、", "十、", "十一、"]),
        ("chineseCountingThousand", "（%1）", ["（九）", "（十）", "（十一）"]),
        ("decimalEnclosedCircleChinese", "%1", ["⑨", "⑩", "⑪"]),
        ("decimalZero", "%1", ["09", "10", "11"]),
        ("lowerRoman", "%1)", ["ix)", "x)", "xi)"]),
        ("upperLetter", "%1", ["I", "J", "K"]),
        ("bullet", "●", ["", "", ""]),
    ],
)
def test_automatic_numbers_are_counted(form: str, label: str, shown: list[str]) -> None:
    assert labels(lists(level(0, form, label, start=9)), *[number(3)] * 3) == shown


def test_levels_begin_anew_below_the_next_number() -> None:
    defined = lists(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))
    numbers = [number(3), number(3, 1), number(3, 1), number(3), number(3, 1), number(0)]
    assert labels(defined, *numbers) == ["1", "1.1", "1.2", "2", "2.1", ""]


def test_lists_of_one_kind_count_on_unless_they_begin_anew() -> None:
    defined = lists(level(0, "decimal", "%1"))
    assert labels(defined, number(3), number(4), number(3)) == ["1", "2", "3"]
    anew = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride>"
    assert labels(lists(level(0, "decimal", "%1"), overrides=anew), number(3), number(4), number(4)) == ["1", "5", "6"]


def test_styles_number_paragraphs_too() -> None:
    styles = (
        f"<w:style w:type='paragraph' w:styleId='Base'><w:name w:val='b'/>{number(3)}</w:style>"
        "<w:style w:type='paragraph' w:styleId='Own'><w:name w:val='o'/><w:basedOn w:val='Base'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='Loop'><w:name w:val='l'/><w:basedOn w:val='Loop'/></w:style>"
    )
    styled = "<w:pPr><w:pStyle w:val='{}'/></w:pPr>"
    body = "".join(paragraph(styled.format(name), run("教育")) for name in ("Own", "Loop", "Own"))
    assert read(body, lists(level(0, "chineseCounting", "%1、")), styles).below == ("一、教育", "教育", "二、教育")


def test_a_number_stands_before_its_text() -> None:
    defined = lists(level(0, "decimal", "%1."))
    inner = f"<w:tc>{paragraph(number(3), run('新建'))}{paragraph(number(3), run('改建'))}</w:tc>"
    assert grid(read(table(row(inner, "x"), row("y", "z")), defined).tables[0])[0][0] == "1. 新建\n2. 改建"


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(stream, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            assert part != name or old in data
            target.writestr(part, data.replace(old, new) if part == name or not name else data)
    return stream.getvalue()


def test_files_with_macros_and_strict_ones_are_read() -> None:
    content = word(table(row("a", "b"), row("c", "d")))
    types = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = changed(content, "[Content_Types].xml", types, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    assert grid(page_of(macros).tables[0]) == [["a", "b"], ["c", "d"]]
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = changed(content, "word/document.xml", usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert grid(page_of(strict).tables[0]) == [["a", "b"], ["c", "d"]]


def test_what_is_embedded_is_said_to_be_left_out() -> None:
    page = read("<w:altChunk/>" + table(row("a", "b"), row("c", "d")))
    assert page.left_out == ("a document that is embedded in the file was not read.",)


def test_notes_at_the_foot_are_said_to_be_left_out() -> None:
    note = '<w:p><w:r><w:t>新建</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    page = read(note + table(row("a", "b"), row("c", "d")))
    assert page.left_out == ("notes at the foot of pages or at the end were not read.",)


@pytest.mark.parametrize(
    ("old", "new"), [(b"</w:body>", b""), (b"<w:sectPr", b"<w:tbl>" * 300 + b"<w:sectPr"), (b"w:body", b"w:nobody")]
)
def test_damaged_parts_are_told_in_a_sentence(old: bytes, new: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"^plan: its parts are damaged or nested too deeply; .*\.$"):
        page_of(changed(word(paragraph(run("a"))), "word/document.xml", old, new))


def test_tables_nested_deeply_are_read() -> None:
    inner = table(row("a", "b"), row("c", "d"))
    for _ in range(50):
        inner = table(row(f"<w:tc>{inner}{paragraph()}</w:tc>", "x"))
    (found,) = read(inner).tables
    assert grid(found) == [["a", "b"], ["c", "d"]]
    assert at(found, "d").column == 1
