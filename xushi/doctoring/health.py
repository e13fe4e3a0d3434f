"""How the warehouse is: nothing is changed by looking, neither its schema nor what lies beside it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from warehouse import checks, migrations
from warehouse.archive import missing
from warehouse.database import connect_as_is
from warehouse.errors import WarehouseError
from warehouse.ledger import failures, last_runs
from warehouse.locking import PURPOSES, owner
from warehouse.publishing import HELD, REJECTED
from xushi.doctoring.line import Line, note, ok, wrong


def health(path: Path) -> Iterator[Line]:
    """Tell whether the warehouse opens and is sound, what failed or was held back, and who writes it."""
    if not path.exists():
        yield note("warehouse", f"{path}: there is none yet; `xushi ingest FILE` makes one")
        return
    try:
        connection, version = connect_as_is(path)
    except WarehouseError as error:
        yield wrong("warehouse", str(error).rstrip("."))
    else:
        with connection:
            yield from _inside(connection, path, version)
    yield from _beside(path)


def _inside(connection: duckdb.DuckDBPyConnection, path: Path, version: int) -> Iterator[Line]:
    if version < migrations.newest():
        told = f"schema version {version}, which is brought to {migrations.newest()} when a command opens it"
        yield note("warehouse", f"{path}: opens; {told}")
        return
    yield ok("warehouse", f"{path}: opens; schema version {version}")
    try:
        yield _rules(connection)
        yield _last_publish(connection)
        yield _failed(connection)
        yield _files(connection, path)
    except duckdb.Error as error:
        yield wrong("content", f"can't be asked ({str(error).splitlines()[0]}); restore a copy, or ingest again")


def _rules(connection: duckdb.DuckDBPyConnection) -> Line:
    broken = checks.broken(connection)
    if broken:
        more = f", and {len(broken) - 1} more rules" if len(broken) > 1 else ""
        return wrong("checks", f"{broken[0]}{more}; `xushi check` tells all")
    return ok("checks", f"{len(checks.rules())} rules, none broken")


def _last_publish(connection: duckdb.DuckDBPyConnection) -> Line:
    names, rows = last_runs(connection, 1)
    finished = dict(zip(names, rows[0], strict=True))["finished_at"] if rows else None
    if not isinstance(finished, datetime):
        return note("last publish", "nothing was published yet")
    age = datetime.now(UTC).replace(tzinfo=None) - finished
    return ok("last publish", f"{timedelta(seconds=int(age.total_seconds()))} ago")


def _failed(connection: duckdb.DuckDBPyConnection) -> Line:
    failed = failures(connection)
    if not failed:
        return ok("failed files", "none")
    return note("failed files", f"{len(failed)}, such as {failed[0].reason.rstrip('.')}; `xushi status` tells all")


def _files(connection: duckdb.DuckDBPyConnection, path: Path) -> Line:
    query = "SELECT sha256 FROM versions WHERE is_current ORDER BY sha256"
    current = [sha256 for (sha256,) in connection.execute(query).fetchall()]
    gone = missing(path, current)
    if gone:
        told = f"of {len(gone)} of {len(current)} documents are gone: no evidence, no re-extraction; ingest them again"
        return note("kept bytes", told)
    return ok("kept bytes", f"of all {len(current)} documents")


def _beside(path: Path) -> Iterator[Line]:
    """Tell what lies beside the public file: copies that were not published, and locks."""
    held, rejected = (path.with_name(path.name + suffix) for suffix in (HELD, REJECTED))
    if held.exists():
        yield note("held", f"{held}: see `xushi diff --warehouse {held}`, and run again with --accept to publish it")
    if rejected.exists():
        is_last = rejected.stat().st_mtime > path.stat().st_mtime
        told = f"{rejected}: what was to be published broke a rule; see `xushi check --warehouse {rejected}`"
        yield wrong("rejected", told) if is_last else note("rejected", f"{told}; something was published since")
    for what in PURPOSES:
        name, held_by = f"lock ({what})", owner(path, what)
        if held_by is None:
            yield ok(name, "free")
        elif held_by.is_there:
            yield note(name, f"held by {held_by.told}")
        else:
            yield note(name, f"stale: {held_by.told} was killed, and holds nothing; the next writer takes it")
