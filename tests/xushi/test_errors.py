"""What goes wrong is told in one sentence, with exit code 2 and without a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.warehouse.content import PLANS
from tests.xushi.running import xushi

PLAN = PLANS / "yunxi-2022.pdf"


def write_prose(path: Path) -> None:
    """Write a PDF without a table."""
    canvas = Canvas(str(path))
    canvas.drawString(50, 700, "No table here.")
    canvas.save()


def write_half(path: Path) -> None:
    """Write the first half of a PDF."""
    content = PLAN.read_bytes()
    path.write_bytes(content[: len(content) // 2])


FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "there is no such file"),
    "text": (lambda path: path.write_text("序号 目标任务\n"), "is text without a table"),
    "empty": (Path.touch, "the file is empty"),
    "folder": (Path.mkdir, "is a folder"),
    "prose": (write_prose, "holds no ruled table"),
    "half": (write_half, "x.pdf: "),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_no_plan(kind: str, tmp_path: Path) -> None:
    make, words = FILES[kind]
    make(tmp_path / "x.pdf")
    for form in ([], ["--jsonl"]):
        done = xushi("table", "x.pdf", *form, folder=tmp_path)
        assert done.code == 2
        assert done.sentence.startswith("xushi: x.pdf: ") and words in done.sentence
        assert done.sentence.endswith(".\n")


@pytest.mark.parametrize("arguments", [["--debug", "table", "x.pdf"], ["table", "x.pdf", "--debug"]])
def test_debug_shows_where_it_went_wrong(arguments: list[str], tmp_path: Path) -> None:
    done = xushi(*arguments, folder=tmp_path)
    assert done.code != 0
    assert "Traceback" in done.err and "UnreadableError: x.pdf: there is no such file" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["table"],
        ["table", "a.pdf", "b.pdf"],
        ["table", "a.pdf", "--csv"],
        ["ingest"],
        ["ingest", "a.pdf", "--warehouse"],
        ["ingest", "a.pdf", "--warehouse", "."],
        ["sql"],
        ["parse", "--wrong"],
        ["tabel", "a.pdf"],
        ["--wrong"],
    ],
    ids=" ".join,
)
def test_wrong_use(arguments: list[str], tmp_path: Path) -> None:
    done = xushi(*arguments, folder=tmp_path)
    assert done.code == 2
    assert done.sentence.startswith("xushi: ") and done.sentence.endswith(".\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELEC 1", "syntax error"),
        ("SELECT nothing FROM tasks", "nothing"),
        ("FROM no_such_table", "no_such_table"),
        ("SELECT 'a'::INTEGER", "Could not convert"),
        ("DELETE FROM tasks", "read-only"),
        ("", "asks nothing"),
        ("/* a comment */", "asks nothing"),
        ("SELECT\n1 FROM\nnowhere", "nowhere"),
    ],
)
def test_a_wrong_query(query: str, words: str, samples_warehouse: Path) -> None:
    done = xushi("sql", query, "--warehouse", samples_warehouse)
    assert done.code == 2
    assert words in done.sentence


@pytest.mark.parametrize("command", [["sql", "SELECT 1"], ["ingest", str(PLAN)]], ids=lambda command: command[0])
def test_a_file_that_is_no_warehouse(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "w.duckdb").write_text("no database\n")
    done = xushi(*command, "--warehouse", "w.duckdb", folder=tmp_path)
    assert done.code == 2
    assert "xushi: w.duckdb: can't be opened as a DuckDB file" in done.err.splitlines()[-1]
    assert "Traceback" not in done.err
    assert (tmp_path / "w.duckdb").read_text() == "no database\n"


def test_a_warehouse_that_is_not_there(tmp_path: Path) -> None:
    done = xushi("sql", "SELECT 1", folder=tmp_path)
    assert done.code == 2
    assert done.sentence == (
        "xushi: xushi.duckdb: there is no warehouse; make one with `xushi ingest FILE --warehouse xushi.duckdb`.\n"
    )
