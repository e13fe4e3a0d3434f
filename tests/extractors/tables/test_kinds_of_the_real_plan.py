"""The real plan as a file of each kind is read without a single wrong cell."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.documents.document import read_document
from extractors.plans.model import Plan
from extractors.plans.reader import read_plan
from samples.tables import Row
from tests.extractors.tables.kinds import html_page, html_table, plain_rows, write_docx, write_xlsx
from tests.rendering import HEADER, REAL_PLAN, TITLE, real_rows
from tests.test_real_plan import assert_exact

pytestmark = pytest.mark.skipif(not REAL_PLAN.exists(), reason="the real plan's text is not beside this checkout")

SECONDS = 180


def whole() -> list[Row]:
    return [*HEADER, *plain_rows(real_rows())]


def plan_in(path: Path) -> Plan:
    return read_plan(read_document(path))


def test_a_word_file_with_one_table(tmp_path: Path) -> None:
    write_docx(tmp_path / "plan.docx", TITLE, [("", whole())])
    assert_exact(plan_in(tmp_path / "plan.docx"))


def test_a_word_file_with_a_table_for_each_section(tmp_path: Path) -> None:
    rows = plain_rows(real_rows())
    parts = {"一、教育": rows[:30], "二、卫生": rows[30:31], "三、交通": rows[31:]}
    write_docx(tmp_path / "plan.docx", TITLE, [(name, [*HEADER, *part]) for name, part in parts.items()])
    plan = plan_in(tmp_path / "plan.docx")
    assert_exact(plan)
    assert [plan.tasks[at].group for at in (0, 29, 30, 31, 119)] == ["一、教育"] * 2 + ["二、卫生"] + ["三、交通"] * 2


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("utf-8", "gb18030")])
def test_a_page_laid_out_with_tables(charset: str, encoding: str, tmp_path: Path) -> None:
    page = html_page(TITLE, f"<p>发布时间：2021-03-31</p><h1>{TITLE}</h1>{html_table(whole())}", charset)
    (tmp_path / "plan.html").write_text(page, encoding=encoding)
    assert_exact(plan_in(tmp_path / "plan.html"))


def test_a_workbook_with_a_cover(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "plan.xlsx", TITLE, whole(), cover=["附件", "某市政府办公室"])
    assert_exact(plan_in(tmp_path / "plan.xlsx"))


def test_the_text_as_it_is() -> None:
    assert_exact(plan_in(REAL_PLAN))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_text_marked_up_and_encoded_otherwise(encoding: str, tmp_path: Path) -> None:
    lines = REAL_PLAN.read_text(encoding="utf-8").splitlines()
    cell = re.compile(r"[^\t]+")
    marked = [cell.sub(r"<p><b>\g<0></b></p>", line) if "\t" in line else line for line in lines]
    (tmp_path / "plan.txt").write_bytes("\r\n".join(marked).encode(encoding))
    assert_exact(plan_in(tmp_path / "plan.txt"))


def write_page(path: Path) -> None:
    path.write_text(f"<html><body><h1>{TITLE}</h1>{html_table(whole())}</body></html>", encoding="utf-8")


def write_word(path: Path) -> None:
    write_docx(path, TITLE, [("", whole())])


def write_book(path: Path) -> None:
    write_xlsx(path, TITLE, whole())


# what LibreOffice is given, and what it makes of it
OFFICE: dict[str, tuple[str, Callable[[Path], None], list[str]]] = {
    "page to Word": (
        "plan.html",
        write_page,
        ["--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML"],
    ),
    "Word to page": ("plan.docx", write_word, ["--convert-to", "html:HTML (StarWriter)"]),
    "workbook to page": ("plan.xlsx", write_book, ["--convert-to", "html:HTML (StarCalc)"]),
    "workbook anew": ("plan.xlsx", write_book, ["--convert-to", "xlsx:Calc MS Excel 2007 XML"]),
}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", OFFICE)
def test_saved_by_libreoffice(name: str, tmp_path: Path, office_profile: str) -> None:
    source, write, conversion = OFFICE[name]
    write(tmp_path / source)
    saved = tmp_path / "saved"
    command = ["soffice", "--headless", office_profile, *conversion, "--outdir", str(saved), str(tmp_path / source)]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    if source.endswith(".xlsx") and not saved.exists():
        pytest.skip("this LibreOffice has no Calc")
    assert_exact(plan_in(next(saved.iterdir())))


@pytest.fixture(scope="module")
def office_profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A profile of its own, so that a LibreOffice that runs already is not asked."""
    return f"-env:UserInstallation={tmp_path_factory.mktemp('office').as_uri()}"
