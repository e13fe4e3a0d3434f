"""What follows a refresh: tables in a folder and a report, with Prefect or without."""

from pathlib import Path

import pytest
from pyarrow import parquet

from tests.warehouse.content import ask, small_plan
from tests.xushi.running import xushi


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plan and settings that ask for both."""
    small_plan(tmp_path / "a.pdf")
    lines = ('sources = ["a.pdf"]', 'export_folder = "exported"', 'report_file = "report.html"', "report_year = 2024")
    (tmp_path / "xushi.toml").write_text("\n".join(lines))
    return tmp_path


def test_tables_and_a_report_follow_what_was_read(folder: Path) -> None:
    assert xushi("refresh", folder=folder).code == 0
    ((count,),) = ask(folder / "xushi.duckdb", "SELECT count(*) FROM tasks")
    exported = folder / "exported" / "tasks"
    assert sum(parquet.read_metadata(file).num_rows for file in exported.rglob("*.parquet")) == count > 0
    report = folder / "report.html"
    assert "云溪市2024年" in report.read_text(encoding="utf8")
    # nothing new, nothing written
    report.unlink()
    assert xushi("refresh", folder=folder).code == 0
    assert not report.exists()
    assert xushi("re-extract", "--run", folder=folder).code == 0
    assert report.exists()
    assert not list(folder.glob("*.partial"))


def test_a_report_that_can_t_be_is_told_and_what_was_read_stays(folder: Path) -> None:
    done = xushi("refresh", folder=folder, settings={"XUSHI_REPORT_PLACE": "无此市"})
    assert done.code == 2
    assert done.err.splitlines()[-1].startswith("xushi: 无此市 2024: the warehouse has no document of it")
    assert "Traceback" not in done.err
    assert ask(folder / "xushi.duckdb", "SELECT count(*) FROM documents") == [(1,)]
