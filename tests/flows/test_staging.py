"""Staging: records go through Parquet unchanged or not at all, and what is public lies there as a lake."""

import re
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from flows.extracting import Extraction
from flows.staging import Staging, stage, unstage
from schemas import CONTENT, Document, Quantity
from tests.warehouse.content import ask, checksum, load, put, read, small_plan
from tests.xushi.running import COMMAND, ROOT, environment, xushi

SETTINGS = {"XUSHI_STAGING_FOLDER": "staging"}


def assert_lake_is_whole(lake: Path, warehouse: Path) -> None:
    """The Parquet files say what the warehouse says, in each table, and nothing is left of the way there."""
    for kind in CONTENT:
        columns = ", ".join(name for name in kind.model_fields if name != "is_current")
        distinct = "DISTINCT" if kind is Document else ""
        query = f"SELECT {distinct} {columns} FROM read_parquet('{lake}/{kind.table}/*.parquet') ORDER BY ALL"
        with duckdb.connect() as connection:
            found = connection.execute(query).fetchall()
        assert found == ask(warehouse, f"SELECT {columns} FROM {kind.table} ORDER BY ALL"), kind.table
        assert found or kind not in (Document, Quantity)
    assert list((lake / ".incoming").iterdir()) == []


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small plan."""
    return small_plan(tmp_path_factory.mktemp("plans") / "a.pdf")


@pytest.fixture(scope="module")
def extraction(plan: Path) -> Extraction:
    """What is read of it."""
    return read(plan)


def test_what_was_staged_is_what_was_read(extraction: Extraction, tmp_path: Path) -> None:
    staged = stage(tmp_path, extraction)
    assert (staged.records, staged.document) == (None, None)
    assert staged.staged and staged.staged.counts["quantities"] == len(list(_rows(staged, Quantity)))
    # a worker that was taken for dead stages the same
    assert stage(tmp_path, extraction).staged == staged.staged
    again = unstage(staged)
    assert (again.records, again.document) == (extraction.records, extraction.document)
    put(tmp_path / "staged.duckdb", 1, again)
    put(tmp_path / "direct.duckdb", 1, extraction)
    assert checksum(tmp_path / "staged.duckdb") == checksum(tmp_path / "direct.duckdb")


def _rows(staged: Extraction, kind: type[Quantity]) -> list[dict[str, object]]:
    assert staged.staged
    rows: list[dict[str, object]] = parquet.read_table(staged.staged.folder / f"{kind.table}.parquet").to_pylist()
    return rows


@pytest.mark.parametrize("harm", ["cut", "invalid", "less", "gone"])
def test_what_is_not_as_it_was_staged_does_not_land(harm: str, extraction: Extraction, tmp_path: Path) -> None:
    staged = stage(tmp_path, extraction)
    assert staged.staged
    file = staged.staged.folder / "quantities.parquet"
    table = parquet.read_table(file)
    if harm == "cut":
        file.write_bytes(file.read_bytes()[:-20])
    elif harm == "gone":
        file.unlink()
    elif harm == "less":
        parquet.write_table(table.slice(1), file)
    else:
        at = table.column_names.index("quantity_id")
        parquet.write_table(table.set_column(at, "quantity_id", pa.array(["no id"] * len(table))), file)
    done = unstage(staged)
    assert done.records is None and done.failure
    assert done.failure.startswith(f"{extraction.file.name}: what a worker staged ")


def test_a_file_that_changed_meanwhile_is_told(plan: Path, extraction: Extraction, tmp_path: Path) -> None:
    other = small_plan(tmp_path / "b.pdf", other_layout=True)
    done = unstage(stage(tmp_path, replace(extraction, file=replace(extraction.file, path=other))))
    assert done.failure and "was changed while it was read" in done.failure


def test_a_worker_that_can_t_write_says_so(extraction: Extraction, tmp_path: Path) -> None:
    (tmp_path / "staging").write_text("a file")
    done = stage(tmp_path / "staging", extraction)
    assert done.records is None and done.failure and "can't be staged in" in done.failure


@pytest.mark.parametrize("kept", [True, False])
def test_a_refresh_leaves_the_lake_and_gives_the_same(kept: bool, plan: Path, tmp_path: Path) -> None:
    small_plan(tmp_path / "b.pdf", other_layout=True)
    settings = {**SETTINGS, "XUSHI_STAGING_KEPT": str(kept).lower()}
    done = xushi("refresh", plan, "b.pdf", folder=tmp_path, settings=settings)
    assert done.code == 0, done.err
    if kept:
        assert_lake_is_whole(tmp_path / "staging", tmp_path / "xushi.duckdb")
    else:
        assert [path.name for path in (tmp_path / "staging").rglob("*")] == [".incoming"]
    load(tmp_path / "again.duckdb", plan, tmp_path / "b.pdf")
    assert checksum(tmp_path / "xushi.duckdb") == checksum(tmp_path / "again.duckdb")


def test_what_a_killed_run_left_is_settled_if_it_is_public(extraction: Extraction, plan: Path, tmp_path: Path) -> None:
    staging, warehouse = Staging(tmp_path / "staging", is_kept=True), tmp_path / "w.duckdb"
    other = read(small_plan(tmp_path / "b.pdf", other_layout=True))
    staged = stage(tmp_path / "staging", extraction)
    stage(tmp_path / "staging", other)
    (tmp_path / "staging" / ".incoming" / "0.partial").mkdir()
    put(warehouse, 1, unstage(staged))
    assert staged.staged
    # killed after its first file was moved
    moved = tmp_path / "staging" / "tasks"
    moved.mkdir()
    (staged.staged.folder / "tasks.parquet").rename(moved / f"{staged.staged.sha256}.parquet")
    staging.tidy(warehouse)
    assert_lake_is_whole(tmp_path / "staging", warehouse)


def test_what_is_held_back_is_not_in_the_lake(plan: Path, tmp_path: Path) -> None:
    assert xushi("refresh", plan, folder=tmp_path, settings=SETTINGS).code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "staging").rglob("*.parquet")}
    with duckdb.connect(str(tmp_path / "xushi.duckdb")) as connection:
        connection.execute("UPDATE quantities SET value = value + 1")
        connection.execute(f"UPDATE sightings SET rules = '{'0' * 64}'")
    assert xushi("re-extract", "--run", folder=tmp_path, settings=SETTINGS).code == 1
    assert {path: path.read_bytes() for path in (tmp_path / "staging").rglob("*.parquet")} == before
    assert xushi("re-extract", "--run", "--accept", folder=tmp_path, settings=SETTINGS).code == 0
    assert_lake_is_whole(tmp_path / "staging", tmp_path / "xushi.duckdb")


def test_a_folder_that_can_t_be_written_ends_the_run_in_a_sentence(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "staging").write_text("a file")
    done = xushi("refresh", plan, folder=tmp_path, settings=SETTINGS)
    assert done.code == 2
    assert "xushi: staging: can't be written (" in done.sentence
    assert not (tmp_path / "xushi.duckdb").exists()


def test_a_refresh_that_is_killed_leaves_no_half_document(plan: Path, tmp_path: Path) -> None:
    command = [*COMMAND, "refresh", str(plan)]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment(SETTINGS), stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while time.monotonic() < until and not list(tmp_path.glob("staging/.incoming/*")):
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    whole = [path for path in tmp_path.glob("staging/.incoming/*") if path.suffix != ".partial"]
    assert all({file.stem for file in path.iterdir()} == {kind.table for kind in CONTENT} for path in whole)
    assert xushi("refresh", plan, folder=tmp_path, settings=SETTINGS).code == 0
    assert_lake_is_whole(tmp_path / "staging", tmp_path / "xushi.duckdb")


def test_what_docs_ask_of_the_lake(plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert xushi("refresh", plan, folder=tmp_path, settings=SETTINGS).code == 0
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "scaling.md").read_text(encoding="utf8")
    query = page.partition("```sql\n")[2].partition("```")[0]
    with duckdb.connect() as connection:
        found = connection.execute(query).fetchall()
        (copy,) = re.findall(r"`(COPY .*)`", page)
        connection.execute(copy)
    assert found == ask(tmp_path / "xushi.duckdb", re.sub(r"read_parquet\('staging/(\w+)/\*.parquet'\)", r"\1", query))
    ((count,),) = ask(tmp_path / "xushi.duckdb", "SELECT count(*) FROM quantities")
    assert parquet.read_metadata(tmp_path / "quantities.parquet").num_rows == count == sum(row[3] for row in found)
