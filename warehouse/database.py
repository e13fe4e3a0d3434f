"""Opening the warehouse: read-only for readers, and for a writer a private copy that is swapped in when it is done.

While a process holds a DuckDB file for writing no other can open it, not even to read. So the public file is never
opened for writing: `writing` copies it, hands out the copy, checks what came of it, and puts it in place in one step.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse import archive, checks, history, migrations, views
from warehouse.errors import HeldError, WarehouseError
from warehouse.locking import PATIENCE, lock
from warehouse.publishing import HELD, private_copy, publish, set_aside
from warehouse.shape import shape_tables
from warehouse.touched import touched
from warehouse.transactions import transaction

Connection = duckdb.DuckDBPyConnection
"""What those who may not know of DuckDB call its connection."""


def connect(path: Path, as_of: str | None = None) -> duckdb.DuckDBPyConnection:
    """Open a warehouse to read, as it is or as it was `as_of` a date, a time (UTC) or a run.

    One that an older version of xushi wrote is first brought to this one, as a writer does. Raises WarehouseError where
    there is none, or none that can be read.
    """
    if not path.exists():
        raise WarehouseError(f"{path}: there is no warehouse; make one with `xushi ingest FILE --warehouse {path}`.")
    connection = _open(path, path, read_only=True)
    try:
        if _version(connection, path) < migrations.newest():
            connection.close()
            with writing(path):
                pass
            connection = _open(path, path, read_only=True)
        if as_of is not None:
            history.look_back(connection, as_of)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_as_is(path: Path) -> tuple[duckdb.DuckDBPyConnection, int]:
    """Open a warehouse to look at it, whatever version of xushi wrote it, and give its schema version.

    Nothing is brought to this version. Raises WarehouseError where it can't be opened, is none, or is newer.
    """
    connection = _open(path, path, read_only=True)
    try:
        return connection, _version(connection, path)
    except BaseException:
        connection.close()
        raise


@contextmanager
def writing(path: Path, patience: float = PATIENCE) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse to write; what is written is public at once when the block ends, and never if it raises.

    Waits `patience` seconds while another process writes. Makes the warehouse where there is none. What breaks a rule
    of warehouse/checks is not published but kept beside the public file, and WarehouseError says so; likewise what the
    block holds back with HeldError.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with lock(path, patience), private_copy(path) as copy:
            archive.sweep(path)
            yield from _write(path, copy)
    except OSError as error:
        raise WarehouseError(f"{path}: can't be written ({error.strerror or error}); check the folder.") from error


def _write(path: Path, copy: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = _open(copy, path, read_only=False)
    try:
        _prepare(connection, path)
        held = None
        try:
            yield connection
        except HeldError as error:
            held = error
        broken = checks.broken(connection, touched(connection))
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    if broken:
        told = "; ".join(map(str, broken))
        kept = set_aside(copy, path)
        raise WarehouseError(f"{path}: stays as it was, for what was to be published is wrong ({told}); see {kept}.")
    if held:
        kept = set_aside(copy, path, HELD)
        look = f"see `xushi diff --warehouse {kept}`, and run again with --accept to publish it"
        raise HeldError(f"{path}: stays as it was, for reading again would change {held}; {look}.") from held
    publish(copy, path)


def _open(file: Path, path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Open `file`, which is the warehouse at `path` or a copy of it."""
    try:
        return duckdb.connect(str(file), read_only=read_only)
    except duckdb.Error as error:
        raise WarehouseError(f"{path}: can't be opened as a DuckDB file ({_first_line(error)}).") from error


def _prepare(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Bring tables to what the records declare; views and macros are made anew, and so always those of this code."""
    if _is_empty(connection):
        connection.execute("CREATE TABLE warehouse_info (schema_version INTEGER NOT NULL)")
        connection.execute("INSERT INTO warehouse_info VALUES (?)", [migrations.newest()])
    found = _version(connection, path)
    try:
        # one transaction, for each writes to the disk when it ends
        with transaction(connection):
            views.drop(connection)
            migrations.migrate(connection, found)
            shape_tables(connection)
            for statement in (*views.statements(), history.MACRO):
                connection.execute(statement)
    except duckdb.Error as error:
        raise WarehouseError(f"{path}: can't be brought to this version of xushi ({_first_line(error)}).") from error


def _is_empty(connection: duckdb.DuckDBPyConnection) -> bool:
    return connection.execute("SELECT count(*) FROM duckdb_tables()").fetchall() == [(0,)]


def _version(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The schema version of a warehouse; raises WarehouseError where it is none, or newer than this code."""
    try:
        found = connection.execute("SELECT max(schema_version) FROM warehouse_info").fetchall()
    except duckdb.CatalogException:
        found = []
    match found:
        case [(int(version),)]:
            pass
        case _:
            raise WarehouseError(f"{path}: is a DuckDB file, but no warehouse of xushi; name another file.")
    if version > migrations.newest():
        told = f"schema version {version}, this one knows {migrations.newest()}"
        raise WarehouseError(f"{path}: was written by a newer version of xushi ({told}); update xushi.")
    return version


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
