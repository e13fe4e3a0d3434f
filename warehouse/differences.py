"""What is other between two moments: the numbers of each document as it was read then, and as it was read later.

A document may have come in other bytes since, or the same bytes may have been read by other rules: `changes` has what
they said before, and is undone run by run back to the moment. Numbers are matched by their stable keys.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import duckdb

from schemas import Quantity
from schemas.record import as_text
from schemas.run import ChangeKind
from warehouse.errors import WarehouseError
from warehouse.rows import rows_of

# where a number stands, not what it says; words are in the stable key
_WHERE = frozenset({"quantity_id", "stable_key", "task_id", "milestone_id", "span_start", "span_end", "text"})
FIELDS = tuple(name for name in Quantity.model_fields if name not in _WHERE)
"""The fields that are compared."""

_INSTANT = timedelta(microseconds=1)

_Told = dict[str, str | None]
_Cell = tuple[str | None, str | None]


class _Place(NamedTuple):
    place: str | None = None
    year: int | None = None
    title: str | None = None
    number: str | None = None
    ordinal: int | None = None
    period: str | None = None
    position: int = 0


_NOWHERE = _Place()


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that was added, is gone, or has another value in a field."""

    place: str | None
    year: int | None
    title: str | None
    number: str | None
    ordinal: int | None
    period: str | None
    text: str
    kind: ChangeKind
    field: str | None
    old: str | None
    new: str | None
    document_id: str
    stable_key: str


def last_run(connection: duckdb.DuckDBPyConnection) -> datetime:
    """The moment before the last run; raises WarehouseError where there is none."""
    match connection.execute("SELECT max(started_at) FROM runs").fetchall():
        case [(datetime() as started,)]:
            return started - _INSTANT
    raise WarehouseError("there is no run in this warehouse, so there is nothing to compare.")


def differences(connection: duckdb.DuckDBPyConnection, earlier: datetime, later: datetime) -> Iterator[Difference]:
    """Give what is other at the later moment in the documents that were there at both, in the order of the plans."""
    for document_id, old, new in _documents(connection, earlier, later):
        before = _numbers(connection, old, earlier)
        after = _numbers(connection, new, later)
        if before != after:
            yield from _compared(connection, document_id, before, after)


def _documents(connection: duckdb.DuckDBPyConnection, earlier: datetime, later: datetime) -> list[tuple[str, str, str]]:
    """The documents that may differ, with the version that was current at each moment."""
    query = """
    SELECT document_id, old.sha256, new.sha256
    FROM versions_as_of($earlier) old
    JOIN versions_as_of($later) new USING (document_id)
    JOIN documents d USING (document_id)
    WHERE old.is_current AND new.is_current AND (
      old.sha256 <> new.sha256 OR new.sha256 IN (
        SELECT c.sha256 FROM changes c JOIN runs USING (run_id) WHERE record = 'quantities' AND started_at > $earlier
      )
    )
    ORDER BY d.place, d.year, document_id
    """
    return connection.execute(query, {"earlier": earlier, "later": later}).fetchall()


def _numbers(connection: duckdb.DuckDBPyConnection, sha256: str, moment: datetime) -> dict[str, _Told]:
    """The quantities of a version as they were at a moment, by their stable keys, each field as text."""
    rows = rows_of(connection, Quantity, [sha256])[sha256]
    told = {key: {name: as_text(value) for name, value in row.items()} for key, row in rows.items()}
    query = """
    SELECT record_id, c.kind, field, old FROM changes c JOIN runs USING (run_id)
    WHERE sha256 = $sha256 AND record = 'quantities' AND started_at > $moment
    ORDER BY started_at DESC, run_id DESC
    """
    for key, kind, field, old in connection.execute(query, {"sha256": sha256, "moment": moment}).fetchall():
        match ChangeKind(kind):
            case ChangeKind.ADDED:
                told.pop(key)
            case ChangeKind.GONE:
                told[key] = {name: as_text(value) for name, value in json.loads(old).items()}
            case ChangeKind.CHANGED:
                told[key][field] = old
    return {str(one["stable_key"]): one for one in told.values()}


def _compared(
    connection: duckdb.DuckDBPyConnection, document_id: str, before: dict[str, _Told], after: dict[str, _Told]
) -> Iterator[Difference]:
    found: list[tuple[_Told, ChangeKind, str | None, str | None, str | None]] = []
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            found.append((new, ChangeKind.ADDED, None, None, _number(new)))
        elif new is None and old is not None:
            found.append((old, ChangeKind.GONE, None, _number(old), None))
        elif old is not None and new is not None:
            changed = [name for name in FIELDS if old.get(name) != new.get(name)]
            found += [(new, ChangeKind.CHANGED, name, old.get(name), new.get(name)) for name in changed]
    places = _places(connection, document_id)
    for told, kind, field, was, now in sorted(found, key=lambda one: (_turn(one[0], places), one[2] or "")):
        named = places.get((told["task_id"], told["milestone_id"])) or places.get((told["task_id"], None)) or _NOWHERE
        yield Difference(*named[:-1], str(told["text"]), kind, field, was, now, document_id, str(told["stable_key"]))


def _places(connection: duckdb.DuckDBPyConnection, document_id: str) -> dict[_Cell, _Place]:
    """What each cell of a document is called, in all its versions, and its turn in its row."""
    query = """
    WITH cells AS (
      SELECT task_id, NULL AS milestone_id, NULL AS period, 0 AS position FROM tasks
      UNION ALL
      SELECT task_id, milestone_id, label, position FROM milestones
    )
    SELECT task_id, milestone_id, place, year, title, number, ordinal, period, position
    FROM cells JOIN tasks USING (task_id) JOIN versions USING (sha256) JOIN documents USING (document_id)
    WHERE document_id = $document
    """
    found = connection.execute(query, {"document": document_id}).fetchall()
    return {(task, milestone): _Place(*place) for task, milestone, *place in found}


def _turn(told: _Told, places: dict[_Cell, _Place]) -> tuple[int, int, int]:
    """Where a number stands in its plan."""
    place = places.get((told["task_id"], told["milestone_id"]), _NOWHERE)
    return place.ordinal or 0, place.position, int(told["span_start"] or 0)


def _number(told: _Told) -> str:
    """A number with its unit."""
    return f"{told['value']} {told['unit']}"
