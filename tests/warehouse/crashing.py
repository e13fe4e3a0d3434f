"""Processes that load, publish and read, to be killed or watched: started fresh, their modules imported once."""

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import duckdb

from flows.extracting import Extraction
from flows.publishing import publish
from tests.warehouse.content import run_of_day
from warehouse import checks
from warehouse.checksums import content_checksum
from warehouse.database import connect

# a server that has imported this module forks each process, in 20 ms, before any thread or connection is there
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])


def start(work: Callable[..., None], *arguments: object) -> tuple[BaseProcess, Connection]:
    """Start a process that does some work, and give it with the end of a pipe that it talks to."""
    here, there = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=work, args=(there, *arguments))
    process.start()
    there.close()
    return process, here


def load_once(says: Connection, warehouse: Path, day: int, extraction: Extraction) -> None:
    """Load and publish, and say when it begins and when it is done."""
    says.send("begins")
    publish(warehouse, run_of_day(day), [extraction])
    says.send("done")


def publish_once(says: Connection, warehouse: Path, day: int, extraction: Extraction) -> None:
    """Load and publish, and say when all is loaded and publishing begins, and when that is done."""
    run_checks = checks.broken

    def begin(connection: duckdb.DuckDBPyConnection, versions: Sequence[str] | None = None) -> list[checks.Broken]:
        says.send("begins")
        return run_checks(connection, versions)

    checks.broken = begin
    publish(warehouse, run_of_day(day), [extraction])
    says.send("done")


def read_until_told(talks: Connection, warehouse: Path) -> None:
    """Read again and again, each time by a new connection; when told to end, say which states were seen.

    A state is the number of runs in the ledger with the checksum of the content.
    """
    seen: set[tuple[int, str]] = set()
    talks.send("begins")
    while not talks.poll():
        with connect(warehouse) as connection:
            ((runs,),) = connection.execute("SELECT count(*) FROM runs").fetchall()
            seen.add((runs, content_checksum(connection)))
    talks.send(seen)
