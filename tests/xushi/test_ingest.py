"""`xushi ingest`: what lands, what is told of it, and what the ledger says."""

import hashlib
from pathlib import Path

import pytest

from tests.warehouse.content import NAMES, PLANS, SMALL, ask, small_plan
from tests.xushi.running import xushi


def test_the_good_file_lands_beside_the_bad_one(tmp_path: Path) -> None:
    good = small_plan(tmp_path / "good.pdf")
    (tmp_path / "bad.pdf").write_text("no PDF")
    done = xushi("ingest", "bad.pdf", "good.pdf", folder=tmp_path)
    assert done.code == 1
    says = "not read: bad.pdf: is text without a table; put a tab between the cells of each row."
    # files are read side by side: either may be told first
    assert says in done.err.splitlines()
    assert "Traceback" not in done.err
    warehouse = tmp_path / "xushi.duckdb"
    assert ask(warehouse, "SELECT count(*) FROM tasks") == [(SMALL,)]
    assert ask(warehouse, "SELECT files, loaded, failed, finished_at >= started_at FROM runs") == [(2, 1, 1, True)]
    sha256 = hashlib.sha256(good.read_bytes()).hexdigest()
    query = "SELECT source, outcome, sha256, reason IS NULL, run_id = (SELECT run_id FROM runs) FROM sightings"
    assert sorted(ask(warehouse, query)) == [
        ("bad.pdf", "failed", None, False, True),
        ("good.pdf", "loaded", sha256, True, True),
    ]
    assert (tmp_path / "xushi.duckdb.files" / sha256).read_bytes() == good.read_bytes()


def test_nothing_is_made_where_nothing_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("no PDF")
    done = xushi("ingest", "a.pdf", "b.pdf", folder=tmp_path)
    assert (done.code, done.out, done.err.count("not read: ")) == (2, "", 2)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_failure_is_kept_by_the_ledger_of_a_warehouse_that_is_there(tmp_path: Path) -> None:
    small_plan(tmp_path / "good.pdf")
    assert xushi("ingest", "good.pdf", folder=tmp_path).code == 0
    assert xushi("ingest", "gone.pdf", folder=tmp_path).code == 2
    warehouse = tmp_path / "xushi.duckdb"
    assert ask(warehouse, "SELECT loaded, failed FROM runs ORDER BY started_at") == [(1, 0), (0, 1)]
    assert ask(warehouse, "SELECT count(*) FROM tasks") == [(SMALL,)]


def test_folders_are_searched(tmp_path: Path) -> None:
    deep = tmp_path / "plans" / "2024"
    deep.mkdir(parents=True)
    small_plan(deep / "PLAN.PDF")
    (deep / "notes.md").write_text("no plan")
    done = xushi("ingest", "plans", folder=tmp_path)
    assert done.code == 0
    assert done.out.startswith(f"1 document, {SMALL} tasks, {4 * SMALL} milestones, ")
    assert ask(tmp_path / "xushi.duckdb", "SELECT source FROM sightings") == [("plans/2024/PLAN.PDF",)]


def test_a_folder_without_a_plan(tmp_path: Path) -> None:
    done = xushi("ingest", ".", folder=tmp_path)
    assert done.code == 2
    assert done.sentence == "xushi: there is no plan that can be read in .; name a file or another folder.\n"


@pytest.mark.parametrize("way", ["option", "environment", "both"])
def test_where_the_warehouse_is(way: str, tmp_path: Path) -> None:
    small_plan(tmp_path / "plan.pdf")
    option = [] if way == "environment" else ["--warehouse", "data/named.duckdb"]
    settings = {"option": {}, "environment": {"XUSHI_WAREHOUSE": "data/named.duckdb"}}.get(
        way, {"XUSHI_WAREHOUSE": "other.duckdb"}
    )
    assert xushi("ingest", "plan.pdf", *option, folder=tmp_path, settings=settings).code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"plan.pdf", "data"}
    done = xushi("sql", "SELECT count(*) AS n FROM tasks", "--jsonl", *option, folder=tmp_path, settings=settings)
    assert done.lines == [{"n": SMALL}]


def test_the_summary_counts_what_is_there(samples_warehouse: Path, tmp_path: Path) -> None:
    done = xushi("ingest", PLANS, "--warehouse", tmp_path / "w.duckdb")
    assert done.code == 0
    tables = ("documents", "tasks", "milestones", "quantities", "findings", "rejects")
    counts = [f"{ask(samples_warehouse, f'SELECT count(*) FROM {table}')[0][0]} {table}" for table in tables]
    assert done.out.startswith(", ".join(counts) + f" in {tmp_path / 'w.duckdb'}, ")
    # a line a file, as each is done
    told = sorted(line.partition(": ")[0] for line in done.err.splitlines())
    assert told == [str(PLANS / f"{n}.pdf") for n in NAMES]
