"""Plans drawn as PDF files, and written as HTML pages."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from samples.fonts import font_file
from samples.html import render_html
from samples.rendering import pdf_bytes
from samples.tables import Cell, Heading, Layout, blocks, place

HEADER = [
    [Cell("序号", rows=2), Cell("目标任务", rows=2), Cell("序时进度", columns=2)],
    [Cell("上半年"), Cell("下半年")],
]
LONG = "完成“校安工程”加固9.6万平方米——其中①竣工率达100％；㎡…做好准备。"


def rows(count: int) -> list[list[Cell] | Heading]:
    """Give rows with sub-rows, a section's title and a heading among them."""
    found: list[list[Cell] | Heading] = []
    for number in range(1, count + 1):
        if number == 4:
            found.append([Cell("一、教育", columns=4)])
        if number == 9:
            found.append(Heading("二、交通"))
        first = [Cell(str(number), rows=2), Cell(f"任务{number}", rows=2)]
        found.append([*first, Cell(LONG * (number % 5 + 1)), Cell("")])
        found.append([Cell(LONG), Cell(LONG * 3)])
    return found


def read(file: bytes) -> list[str]:
    """Give the text of each page without white space."""
    document = pypdfium2.PdfDocument(file)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


LAYOUTS = [
    Layout("plain"),
    Layout("portrait", orientation="portrait", header="each page", metrics="large", align="middle"),
    Layout("tables", header="table a page", rows_break=False, rules="rectangles", running=True),
    Layout("narrow", widths=(0.4, 3, 5, 5), font_size=12),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_no_character_is_lost(layout: Layout) -> None:
    body = rows(14)
    pages = read(pdf_bytes("云溪市计划", HEADER, body, replace(layout, running=False)))
    texts = [cell.text for row in body if not isinstance(row, Heading) for cell in row]
    head = "".join(cell.text for row in HEADER for cell in row)
    heads = "".join(pages).count("目标任务")
    wanted = sorted("云溪市计划" + "二、交通" + "".join(texts) + head * heads)
    assert sorted("".join(pages)) == wanted


def test_same_input_gives_the_same_bytes_after_other_plans() -> None:
    body = rows(3)
    first = pdf_bytes("云溪市计划", HEADER, body, LAYOUTS[0])
    pdf_bytes("澄湾", [[Cell("甲"), Cell("乙")]], [[Cell("丙"), Cell("丁")]], LAYOUTS[0])
    assert pdf_bytes("云溪市计划", HEADER, body, LAYOUTS[0]) == first


def test_header_stands_once_or_on_every_page() -> None:
    body = [row for row in rows(14) if not isinstance(row, Heading)]
    once = read(pdf_bytes("题", HEADER, body, LAYOUTS[0]))
    each = read(pdf_bytes("题", HEADER, body, replace(LAYOUTS[0], header="each page")))
    assert [page.count("目标任务") for page in once] == [1] + [0] * (len(once) - 1)
    assert [page.count("目标任务") for page in each] == [1] * len(each)
    assert len(once) > 1


def test_a_row_breaks_in_the_middle_of_its_cells() -> None:
    body = [[Cell("1"), Cell("任务"), Cell("甲" * 2000), Cell("乙" * 2000)]]
    pages = read(pdf_bytes("题", HEADER, body, LAYOUTS[0]))
    assert len(pages) > 1
    assert all("甲" in page and "乙" in page for page in pages)


def test_number_of_a_broken_row_centred_stands_on_a_later_part() -> None:
    above = [Cell("1"), Cell("任务"), Cell("丁" * 800), Cell("戊" * 800)]
    body = [above, [Cell("77"), Cell("任务"), Cell("甲" * 800), Cell("乙" * 800)]]
    layout = replace(LAYOUTS[3], font_size=9, widths=(1, 1, 3, 3))
    at_top = read(pdf_bytes("题", HEADER, body, layout))
    centred = read(pdf_bytes("题", HEADER, body, replace(layout, align="middle")))
    assert ["77" in page for page in at_top] == [True, False]
    assert ["77" in page for page in centred] == [False, True]
    assert "甲" in centred[0]


def test_overlapping_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="lies over another cell"):
        place([[Cell("甲"), Cell("乙", rows=2)], [Cell("丙", columns=2)]])


def test_sub_rows_are_one_block() -> None:
    body = [row for row in rows(2) if not isinstance(row, Heading)]
    assert [len(block) for block in blocks(body)] == [2, 2]


def test_html_has_spans_head_and_font(tmp_path: Path) -> None:
    font = tmp_path / "samples.ttf"
    font.write_bytes(font_file("云溪市"))
    page = render_html("云溪市<计划>", HEADER, rows(10), LAYOUTS[1], font)
    assert "<title>云溪市&lt;计划&gt;</title>" in page
    assert page.count("<thead>") == 2
    assert 'rowspan="2"' in page
    assert 'colspan="4"' in page
    assert font.as_uri() in page


def test_characters_new_since_the_plan_before_have_glyphs() -> None:
    # reportlab once kept the font of the plan before: all new characters looked alike, though their text was right
    table = [[Cell("乙")]]
    pdf_bytes("甲", table, table, LAYOUTS[0])
    pictures = {picture(pdf_bytes(title, table, table, LAYOUTS[0])) for title in ("栖", "霖", "称")}
    assert len(pictures) == 3


def picture(file: bytes) -> bytes:
    """Give the first page's pixels."""
    return bytes(pypdfium2.PdfDocument(file)[0].render(scale=1).to_pil().tobytes())
