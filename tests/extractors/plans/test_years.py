"""The year of a plan without a title comes from what else of the file names it, and a reader is told."""

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from extractors.documents.document import document_of
from extractors.plans.model import Plan
from extractors.plans.reader import NOTHING, Given, read_plan
from tests.extractors.tables.kinds import fill_docx, plain_rows, squares

HEADER = ["序号", "目标任务", "第一季度", "第四季度", "责任单位"]
ROWS = [["1", "新建 3 所。", "立项。", "完工。", "市教育局"], ["2", "改造 5 个。", "立项。", "完工。", "市住建局"]]


def workbook(*sheets: tuple[str, list[list[str]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read(content: bytes, source: str = "民生实事.xlsx", given: Given = NOTHING) -> Plan:
    return read_plan(document_of(source, content), given=given)


def rules(plan: Plan) -> list[str]:
    return [notice.rule for notice in plan.notices]


@pytest.mark.parametrize("name", ["2024年计划", "2024", "民生实事(2024)", "２０２４年度"])
def test_the_name_of_the_sheet(name: str) -> None:
    plan = read(workbook((name, [HEADER, *ROWS])), "2023年民生实事.xlsx")
    assert (plan.year, plan.tasks[0].periods[0].last_day, rules(plan)) == (2024, date(2024, 3, 31), [])


def test_headers_come_before_the_name_of_the_sheet() -> None:
    header = ["序号", "2024年目标", *HEADER[2:]]
    assert read(workbook(("2023年", [header, *ROWS]))).year == 2024


@pytest.mark.parametrize(
    "source", ["2024年民生实事.xlsx", "in/附件1-2024.xlsx", "https://a.gov.cn/b/2024%E5%B9%B4.xlsx?c=1"]
)
def test_the_name_of_the_file(source: str) -> None:
    plan = read(workbook(("Sheet1", [HEADER, *ROWS])), source)
    assert (plan.year, rules(plan)) == (2024, ["year-inferred"])
    assert "file's name" in plan.notices[0].message and "manifest" in plan.notices[0].message


@pytest.mark.parametrize(
    "source", ["20240315103000.xlsx", "P020240315123456.xlsx", "2023年总结和2024年计划.xlsx", "计划.xlsx"]
)
def test_names_that_name_no_year(source: str) -> None:
    plan = read(workbook(("Sheet1", [HEADER, *ROWS])), source)
    assert (plan.year, plan.tasks[0].periods[0].last_day, rules(plan)) == (None, None, ["year-unknown"])
    assert "manifest" in plan.notices[0].message


def test_dates_in_cells_come_last() -> None:
    header = ["序号", "目标任务", "完成时限"]
    rows = [["1", "新建。", "2024年6月底前"], ["2", "续建 2023 年项目。", "2024/9/30"], ["3", "改造。", "2025年3月"]]
    content = workbook(("Sheet1", [header, *rows]))
    plan = read(content)
    assert (plan.year, rules(plan)) == (2024, ["year-inferred"])
    assert [task.periods[0].last_day for task in plan.tasks] == [
        date(2024, 6, 30),
        date(2024, 9, 30),
        date(2025, 3, 31),
    ]
    assert read(content, "2025年计划.xlsx").year == 2025


def test_dates_of_several_years_tell_none() -> None:
    rows = [["1", "新建。", "2024年6月"], ["2", "改造。", "2025年6月"]]
    assert rules(read(workbook(("Sheet1", [["序号", "目标任务", "完成时限"], *rows])))) == ["year-unknown"]


def test_what_is_given_comes_before_a_guess() -> None:
    plan = read(workbook(("Sheet1", [HEADER, *ROWS])), "2024年民生实事.xlsx", Given(year=2025))
    assert (plan.year, rules(plan)) == (2025, [])


def test_word_and_saved_pages(tmp_path: Path) -> None:
    document = docx.Document()
    cells = squares(plain_rows([HEADER, *ROWS]))
    fill_docx(document.add_table(3, 5), cells)
    document.save(str(tmp_path / "a.docx"))
    found = read((tmp_path / "a.docx").read_bytes(), "2024年民生实事.docx")
    assert (found.year, rules(found)) == (2024, ["year-inferred"])
    table = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in [HEADER, *ROWS])
    page = f"<html><body><table>{table}</table></body></html>".encode()
    assert rules(read(page, "计划.html")) == ["year-unknown"]
