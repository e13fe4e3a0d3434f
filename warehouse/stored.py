"""The records of a version as the warehouse holds them: to work on again without the file that they were read from."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb

from schemas import CONTENT, Milestone, Record, Task
from warehouse.database import connect
from warehouse.rows import key_of, rows_of, with_version

Records = dict[type[Record], list[Record]]


def stored_records(connection: duckdb.DuckDBPyConnection, sha256: str) -> Records:
    """Give all records of a version, in the order of the plan."""
    found = {
        kind: [kind.model_validate(row) for row in rows_of(connection, kind, [sha256])[sha256].values()]
        for kind in CONTENT
    }
    rows = {one.task_id: one.ordinal for one in found[Task] if isinstance(one, Task)}
    periods = {one.milestone_id: one.position for one in found[Milestone] if isinstance(one, Milestone)}
    return {kind: sorted(records, key=lambda record: _place(record, rows, periods)) for kind, records in found.items()}


def _place(record: Record, rows: Mapping[str, int], periods: Mapping[str, int]) -> tuple[int, int, int]:
    """Where a record stands in its plan: row, period (a goal's comes first), and its turn there."""
    own = record.model_dump()
    turn = own.get("span_start") or own.get("position") or 0
    return rows.get(own.get("task_id", ""), 0), periods.get(own.get("milestone_id") or "", 0), turn


def version_of(connection: duckdb.DuckDBPyConnection, record_id: str, kinds: Iterable[type[Record]]) -> str | None:
    """Give the version that a record is of, known by its id or its stable key: of several the current one.

    Of a kind that tells of other records, the one that tells of it.
    """
    for kind in kinds:
        keys = [key for key in (key_of(kind), "stable_key", "record_id") if key in kind.model_fields]
        query = (
            f"SELECT of_version FROM {with_version(kind)} JOIN versions v ON v.sha256 = of_version"  # noqa: S608
            f" WHERE $id IN ({', '.join(keys)}) ORDER BY v.is_current DESC"
        )
        match connection.execute(query, {"id": record_id}).fetchall():
            case [(str(sha256),), *_]:
                return sha256
    return None


def known_versions(warehouse: Path, versions: Sequence[str]) -> set[str]:
    """Give those of the versions that the public file holds; none where there is no such file."""
    if not warehouse.exists():
        return set()
    with connect(warehouse) as connection:
        query = "SELECT sha256 FROM versions WHERE sha256 IN (SELECT unnest($versions))"
        return {sha256 for (sha256,) in connection.execute(query, {"versions": list(versions)}).fetchall()}


def versions_of(connection: duckdb.DuckDBPyConnection, documents: Iterable[str]) -> set[str]:
    """Give the versions of some documents."""
    query = "SELECT sha256 FROM versions WHERE document_id IN (SELECT unnest($documents))"
    return {sha256 for (sha256,) in connection.execute(query, {"documents": list(documents)}).fetchall()}
