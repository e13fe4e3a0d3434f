"""Publishing: readers see a whole state at any time, writers wait for one another, a failure leaves no trace."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.content import ask
from tests.xushi.running import environment
from warehouse.database import connect, writing
from warehouse.errors import WarehouseError
from warehouse.transactions import transaction

# writes a run when it is told to, and says where it is
WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from tests.warehouse.content import a_run
from warehouse.database import writing
from warehouse.loading import load
now = datetime(2024, 1, 1)
print("ready", flush=True)
with writing(Path(sys.argv[1])) as connection:
    load(connection, a_run(sys.argv[2] * 32, now, now), [], [])
    print("open", flush=True)
    sys.stdin.readline()
print("done", flush=True)
"""
RUNS = "SELECT left(run_id, 1) FROM runs ORDER BY 1"
SECONDS = 30

Start = Callable[[str], subprocess.Popen[str]]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A warehouse without a run."""
    path = tmp_path / "w.duckdb"
    with writing(path):
        pass
    return path


@pytest.fixture
def start(warehouse: Path) -> Iterator[Start]:
    """Starts a process that writes a run of this name, and gives it once it has got to `ready`."""
    started = []

    def start(name: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(warehouse), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
            text=True,
        )
        started.append(process)
        assert said(process) == "ready"
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def files(warehouse: Path) -> set[str]:
    return {path.name for path in warehouse.parent.iterdir()}


def test_a_failed_write_leaves_the_file_as_it_was(warehouse: Path) -> None:
    before = warehouse.read_bytes()
    with pytest.raises(ZeroDivisionError), writing(warehouse) as connection, transaction(connection):
        connection.execute("DELETE FROM warehouse_info")
        connection.execute("CREATE TABLE half (a INTEGER)")
        raise ZeroDivisionError
    assert warehouse.read_bytes() == before
    assert files(warehouse) == {"w.duckdb", "w.duckdb.lock"}


def test_a_failed_transaction_is_rolled_back_within_a_write(warehouse: Path) -> None:
    with writing(warehouse) as connection:
        with pytest.raises(ZeroDivisionError), transaction(connection):
            connection.execute("CREATE TABLE half (a INTEGER)")
            raise ZeroDivisionError
        with transaction(connection):
            connection.execute("CREATE TABLE whole (a INTEGER)")
    with connect(warehouse) as connection:
        assert connection.execute("FROM whole").fetchall() == []
        with pytest.raises(duckdb.CatalogException):
            connection.execute("FROM half")


def test_a_failed_first_write_makes_no_warehouse(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing(tmp_path / "new" / "w.duckdb"):
        raise ZeroDivisionError
    assert files(tmp_path / "new" / "w.duckdb") == {"w.duckdb.lock"}


def test_readers_read_while_a_writer_writes(warehouse: Path, start: Start) -> None:
    writer = start("a")
    assert said(writer) == "open"
    assert ask(warehouse, RUNS) == []
    with connect(warehouse) as kept:
        writer.communicate("\n", timeout=SECONDS)
        # who keeps a connection open keeps what it saw; who opens one sees the new state
        assert kept.execute(RUNS).fetchall() == []
    assert ask(warehouse, RUNS) == [("a",)]
    assert files(warehouse) == {"w.duckdb", "w.duckdb.lock"}


def test_two_writers_wait_for_one_another(warehouse: Path, start: Start) -> None:
    first = start("a")
    assert said(first) == "open"
    second = start("b")
    time.sleep(0.5)
    # the second is at the lock: nothing of its own is there yet, and ending the first lets it in
    first_said, _ = first.communicate("\n", timeout=SECONDS)
    assert first_said.strip() == "done"
    assert ask(warehouse, RUNS) == [("a",)]
    assert said(second) == "open"
    second.communicate("\n", timeout=SECONDS)
    assert ask(warehouse, RUNS) == [("a",), ("b",)]


def test_a_second_writer_does_not_get_in(warehouse: Path, start: Start) -> None:
    first = start("a")
    assert said(first) == "open"
    inode = (warehouse.parent / "w.duckdb.next").stat().st_ino
    start("b")
    time.sleep(0.5)
    # had it got in, it would have made a copy of its own
    assert (warehouse.parent / "w.duckdb.next").stat().st_ino == inode


def test_a_writer_that_waits_too_long_leaves_and_says_who_writes(warehouse: Path, start: Start) -> None:
    first = start("a")
    assert said(first) == "open"
    with pytest.raises(WarehouseError) as error, writing(warehouse, patience=0.2):
        pass
    owner = f"is being written by process {first.pid} on {socket.gethostname()} since 20"
    assert owner in str(error.value) and str(error.value).endswith(" UTC; run again when that is done.")
    first.communicate("\n", timeout=SECONDS)
    assert (warehouse.parent / "w.duckdb.lock").read_text() == ""


def test_what_a_killed_writer_left_is_swept(warehouse: Path, start: Start) -> None:
    left = ["w.duckdb.next", "w.duckdb.next.wal"]
    for name in left:
        (warehouse.parent / name).write_bytes(b"half")
    (warehouse.parent / "w.duckdb.next.tmp").mkdir()
    (warehouse.parent / "w.duckdb.next.tmp" / "spilled").touch()
    (warehouse.parent / "w.duckdb.files").mkdir()
    (warehouse.parent / "w.duckdb.files" / f"{'a' * 64}.partial").touch()
    with writing(warehouse, patience=0):
        assert list((warehouse.parent / "w.duckdb.files").iterdir()) == []
    assert files(warehouse) == {"w.duckdb", "w.duckdb.files", "w.duckdb.lock"}


def test_a_killed_writer_is_forgotten(warehouse: Path, start: Start) -> None:
    before = warehouse.read_bytes()
    writer = start("a")
    assert said(writer) == "open"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    assert warehouse.read_bytes() == before
    assert f"process {writer.pid} " in (warehouse.parent / "w.duckdb.lock").read_text()
    next_writer = start("b")
    assert said(next_writer) == "open"
    next_writer.communicate("\n", timeout=SECONDS)
    assert ask(warehouse, RUNS) == [("b",)]
    assert files(warehouse) == {"w.duckdb", "w.duckdb.lock"}


def test_readers_cannot_write(warehouse: Path) -> None:
    with connect(warehouse) as connection, pytest.raises(duckdb.Error, match="read-only"):
        connection.execute("DELETE FROM runs")


def make_text(path: Path) -> None:
    path.write_text("no database\n" * 1000)


def make_foreign(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE sales (a INTEGER)")


def make_newer(path: Path) -> None:
    with writing(path) as connection:
        connection.execute("UPDATE warehouse_info SET schema_version = 999")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (make_text, "can't be opened as a DuckDB file"),
        (make_foreign, "is a DuckDB file, but no warehouse of xushi; name another file."),
        (make_newer, "was written by a newer version of xushi (schema version 999, this one knows "),
    ],
)
def test_what_is_no_warehouse_is_left_alone(make: Callable[[Path], None], sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    make(path)
    before = path.read_bytes()
    for opened in (connect, writing):
        with pytest.raises(WarehouseError) as error, opened(path):
            pass
        told = str(error.value)
        assert told.startswith(f"{path}: ") and sentence in told and "\n" not in told
    assert path.read_bytes() == before
    assert files(path) == {"x.duckdb", "x.duckdb.lock"}


def test_a_missing_warehouse_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="there is no warehouse; make one with `xushi ingest FILE"):
        connect(tmp_path / "none.duckdb")
    assert files(tmp_path / "none.duckdb") == set()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(WarehouseError, match="can't be written"), writing(tmp_path / "file" / "w.duckdb"):
        pass
