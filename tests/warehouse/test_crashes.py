"""Processes killed at any moment leave the old state or the new one, and readers see one of the two."""

import random
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from flows.extracting import Extraction
from tests.warehouse.content import ask, checksum, holed, put, read, small_plan
from tests.warehouse.crashing import load_once, publish_once, read_until_told, start
from warehouse import checks
from warehouse.database import connect

SECONDS = 60


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Extraction, Extraction]:
    """One document read by two sets of rules: each takes the place of the other."""
    whole = read(small_plan(tmp_path_factory.mktemp("readings") / "plan.pdf"))
    return whole, holed(whole)


def killed_after(delay: float, work: Callable[..., None], warehouse: Path, day: int, extraction: Extraction) -> bool:
    """Start the work and kill it some seconds after it has begun; whether it was killed before it was done."""
    process, says = start(work, warehouse, day, extraction)
    assert says.recv() == "begins"
    time.sleep(delay)
    process.kill()
    process.join(SECONDS)
    try:
        return says.recv() != "done"
    except EOFError:
        return True


def seconds_of(work: Callable[..., None], warehouse: Path, day: int, extraction: Extraction) -> float:
    """How long the work takes when nobody kills it."""
    process, says = start(work, warehouse, day, extraction)
    assert says.recv() == "begins"
    started = time.monotonic()
    assert says.recv() == "done"
    process.join(SECONDS)
    return time.monotonic() - started


@pytest.mark.parametrize(
    ("work", "kills"),
    [
        (load_once, 5),
        (publish_once, 5),
        pytest.param(load_once, 100, marks=pytest.mark.full),
        pytest.param(publish_once, 50, marks=pytest.mark.full),
    ],
)
def test_a_killed_process_leaves_the_old_state_or_the_new(
    work: Callable[..., None], kills: int, readings: tuple[Extraction, Extraction], tmp_path: Path
) -> None:
    warehouse, days = tmp_path / "w.duckdb", count(1)
    put(warehouse, next(days), readings[1])
    second = checksum(warehouse)
    durations = [seconds_of(work, warehouse, next(days), readings[0]) for _ in range(3)]
    states = checksum(warehouse), second
    assert states[0] != states[1]
    put(warehouse, next(days), readings[1])
    for kill in range(kills):
        # spread over the whole of the work, so that each part of it is hit; sooner where it was done before the kill
        delay, new, interrupted = min(durations) * (kill + random.random()) / kills, kill % 2, False
        while not interrupted:
            day = next(days)
            interrupted = killed_after(delay, work, warehouse, day, readings[new])
            with connect(warehouse) as connection:
                assert checks.broken(connection) == []
            is_there = ask(warehouse, f"SELECT count(*) FROM runs WHERE run_id = '{day:032x}'") == [(1,)]
            # the run is in the ledger exactly where its data are there
            assert checksum(warehouse) == states[new if is_there else 1 - new]
            put(warehouse, next(days), readings[new if interrupted else 1 - new])
            assert checksum(warehouse) == states[new if interrupted else 1 - new]
            assert {path.name for path in tmp_path.iterdir()} == {"w.duckdb", "w.duckdb.files", "w.duckdb.lock"}
            delay /= 2


@pytest.mark.parametrize("publishes", [6, pytest.param(100, marks=pytest.mark.full)])
def test_readers_see_whole_states_while_others_publish(
    publishes: int, readings: tuple[Extraction, Extraction], tmp_path: Path
) -> None:
    warehouse = tmp_path / "w.duckdb"
    states = []
    for day in (1, 2):
        put(warehouse, day, readings[day % 2])
        states.append(checksum(warehouse))
    readers = [start(read_until_told, warehouse) for _ in range(3)]
    assert [talks.recv() for _, talks in readers] == ["begins"] * 3
    for day in range(3, 3 + publishes):
        put(warehouse, day, readings[day % 2])
    for _, talks in readers:
        talks.send("end")
    seen = [talks.recv() for _, talks in readers]
    for process, _ in readers:
        process.join(SECONDS)
    whole = {(runs, states[(runs - 1) % 2]) for runs in range(2, 3 + publishes)}
    assert all(each <= whole and len(each) > publishes / 3 for each in seen)
