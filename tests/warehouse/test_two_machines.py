"""The same files give the same content on every machine: in whatever order, by however many processes."""

import random
import shutil
import subprocess
from pathlib import Path

import duckdb

from tests.warehouse.content import PLANS, ask, checksum, small_plan
from tests.xushi.running import COMMAND, SECONDS, environment
from warehouse.checksums import content_checksum


def files_in(folder: Path) -> list[Path]:
    """Plans in a fresh folder, two of them the same document in other bytes."""
    folder.mkdir()
    for plan in PLANS.glob("*.pdf"):
        shutil.copy(plan, folder)
    small_plan(folder / "small-1.pdf")
    small_plan(folder / "small-2.pdf", other_layout=True)
    return sorted(folder.glob("*.pdf"))


def ingest(warehouse: Path, *shares: list[Path]) -> None:
    """Ingest each share of the files in a process of its own, all at the same time."""
    processes = [
        subprocess.Popen(
            [*COMMAND, "ingest", *map(str, share), "--warehouse", str(warehouse)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment({"PYTHONHASHSEED": str(seed)}),
        )
        for seed, share in enumerate(shares, start=1)
    ]
    for process in processes:
        _, errors = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, errors.decode()


def test_two_machines_make_the_same_content(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    first, second = files_in(here), files_in(there)
    ingest(here / "w.duckdb", first)
    random.Random(7).shuffle(second)
    second.sort(key=lambda path: not path.name.startswith("small-2"))
    # versions of one document are read by one process, for of two runs the later decides
    smaller = [path for path in second if path.name.startswith("small-")]
    larger = [path for path in second if path not in smaller]
    ingest(there / "w.duckdb", smaller, larger[:2], larger[2:])
    assert ask(there / "w.duckdb", "SELECT count(*) FROM runs") == [(3,)]
    assert ask(there / "w.duckdb", "SELECT count(*), count(*) FILTER (is_current) FROM versions") == [(6, 5)]
    assert checksum(here / "w.duckdb") == checksum(there / "w.duckdb")


def test_the_checksum_sees_every_row_and_no_observation(samples_warehouse: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(samples_warehouse.read_bytes())
    before = checksum(copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute("UPDATE runs SET files = files + 1")
        connection.execute("UPDATE sightings SET seconds = seconds + 1")
        assert content_checksum(connection) == before
        connection.execute("CREATE TABLE moved AS FROM tasks ORDER BY hash(task_id)")
        connection.execute("DELETE FROM tasks")
        connection.execute("INSERT INTO tasks FROM moved")
        assert content_checksum(connection) == before
        for change in (
            "UPDATE quantities SET value = value + 0.0000000001 WHERE rowid = 0",
            "DELETE FROM fragments WHERE fragment_id = (SELECT min(fragment_id) FROM fragments)",
            "UPDATE tasks SET name = 'NULL' WHERE name IS NULL",
            "INSERT INTO versions FROM versions LIMIT 1",
        ):
            connection.execute(change)
            after = content_checksum(connection)
            assert after != before, change
            before = after
