"""Opening the warehouse: read-only for readers, and for a writer a private copy that is swapped in when it is done.

While a process holds a DuckDB file for writing no other can open it, not even to read. So the public file is never
opened for writing: `writing` copies it, hands out the copy, and puts it in place in one step (os.replace).
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse import views
from warehouse.tables import statements

SCHEMA_VERSION = 1


class WarehouseError(Exception):
    """A warehouse that can't be read or written; its message is one sentence for a person."""


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a warehouse to read; raises WarehouseError where there is none, or it is no warehouse of this version."""
    if not path.exists():
        raise WarehouseError(f"{path}: there is no warehouse; make one with `xushi ingest FILE --warehouse {path}`.")
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise WarehouseError(f"{path}: can't be opened as a DuckDB file ({_first_line(error)}).") from error
    try:
        _check_version(connection, path)
    except WarehouseError:
        connection.close()
        raise
    return connection


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse to write; what is written is public at once when the block ends, and never if it raises.

    Waits while another process writes. Makes the warehouse where there is none.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _lock(path), _private_copy(path) as copy:
            yield from _write(path, copy)
    except OSError as error:
        raise WarehouseError(f"{path}: can't be written ({error.strerror or error}); check the folder.") from error


def _write(path: Path, copy: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        connection = duckdb.connect(str(copy))
    except duckdb.Error as error:
        raise WarehouseError(f"{path}: can't be opened as a DuckDB file ({_first_line(error)}).") from error
    try:
        _prepare(connection, path)
        yield connection
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    _publish(copy, path)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Hold the right to write; the kernel gives it back when the process ends, however it ends."""
    with path.with_name(path.name + ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _private_copy(path: Path) -> Iterator[Path]:
    copy = path.with_name(path.name + ".next")
    leftover_log = copy.with_name(copy.name + ".wal")
    copy.unlink(missing_ok=True)
    leftover_log.unlink(missing_ok=True)
    if path.exists():
        shutil.copyfile(path, copy)
    try:
        yield copy
    finally:
        copy.unlink(missing_ok=True)
        leftover_log.unlink(missing_ok=True)


def _publish(copy: Path, path: Path) -> None:
    with copy.open("rb") as file:
        os.fsync(file.fileno())
    copy.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _prepare(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Create what is missing; views are made anew, so that they are always those of this code."""
    if _is_empty(connection):
        connection.execute("CREATE TABLE warehouse_info (schema_version INTEGER NOT NULL)")
        connection.execute("INSERT INTO warehouse_info VALUES (?)", [SCHEMA_VERSION])
    else:
        _check_version(connection, path)
    for statement in (*statements(), *views.statements()):
        connection.execute(statement)


def _is_empty(connection: duckdb.DuckDBPyConnection) -> bool:
    return connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(0,)]


def _check_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        found = connection.execute("SELECT schema_version FROM warehouse_info").fetchall()
    except duckdb.CatalogException:
        raise WarehouseError(f"{path}: is a DuckDB file, but no warehouse of xushi; name another file.") from None
    if found != [(SCHEMA_VERSION,)]:
        raise WarehouseError(f"{path}: was written by another version of xushi; use that version, or ingest anew.")


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
