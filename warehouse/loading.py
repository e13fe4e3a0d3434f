"""Loading what a run read: each document's version whole, with the run itself, in the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import duckdb
import pyarrow as pa

from schemas import CONTENT, Change, Document, Record, Run, Sighting, Version
from warehouse.changes import Row, Rows
from warehouse.errors import WarehouseError
from warehouse.history import settle_versions
from warehouse.tables import arrow_schema

# decided by the warehouse, whatever was read
_SETTLED = "is_current"


class VersionRecords(Protocol):
    """The records of one version of a document, and how many were read: what was rejected counts too."""

    @property
    def sha256(self) -> str:
        """The hash of the version's bytes."""

    @property
    def records(self) -> Mapping[type[Record], Sequence[Record]]:
        """The records by kind; each kind of content is there."""

    @property
    def extracted(self) -> int:
        """How many records were read."""


def load(
    connection: duckdb.DuckDBPyConnection, run: Run, sightings: Sequence[Sighting], versions: Iterable[VersionRecords]
) -> None:
    """Put a run into the ledger, with the files it saw, and the records that it read in place of what was there.

    A run that goes on is loaded again with each batch. Raises WarehouseError where a record got lost on the way.
    """
    connection.execute("DELETE FROM runs WHERE run_id = ?", [run.run_id])
    _insert(connection, Run, [run])
    _insert(connection, Sighting, sightings)
    for version in versions:
        _replace(connection, run.run_id, version)
    settle_versions(connection)
    _drop_documents_without_version(connection)


def _replace(connection: duckdb.DuckDBPyConnection, run_id: str, version: VersionRecords) -> None:
    """Replace what a version had, table by table, where it differs; what differs is kept in `changes`."""
    key = {"sha256": version.sha256}
    known = connection.execute("SELECT 1 FROM versions WHERE sha256 = $sha256", key).fetchall()
    # what hangs on others goes before them, for through them it is found
    for kind in reversed(CONTENT):
        rows = Rows(kind, _stored(connection, kind, version.sha256), _read(kind, version.records[kind]))
        if rows.before == rows.after:
            continue
        if known:
            _insert(connection, Change, rows.changes(run_id, version.sha256))
        connection.execute(f"DELETE FROM {kind.table} WHERE {_of_version(kind)}", key)  # noqa: S608
        _insert(connection, kind, version.records[kind])
    _count(connection, version)


def _of_version(kind: type[Record]) -> str:
    """The condition that finds a version's rows: by its hash, or by the record that they hang on."""
    if kind is Document:
        return "document_id IN (SELECT document_id FROM versions WHERE sha256 = $sha256)"
    if "sha256" in kind.model_fields:
        return "sha256 = $sha256"
    owner = next(other for other in CONTENT if other is not kind and _key(other) in kind.model_fields)
    return f"{_key(owner)} IN (SELECT {_key(owner)} FROM {owner.table} WHERE {_of_version(owner)})"  # noqa: S608


def _key(kind: type[Record]) -> str:
    """The field that a record is known by: its first."""
    return next(iter(kind.model_fields))


def _stored(connection: duckdb.DuckDBPyConnection, kind: type[Record], sha256: str) -> dict[str, Row]:
    found = connection.execute(f"FROM {kind.table} WHERE {_of_version(kind)}", {"sha256": sha256})
    names = [column[0] for column in found.description or ()]
    return _by_id(kind, (dict(zip(names, row, strict=True)) for row in found.fetchall()))


def _read(kind: type[Record], records: Sequence[Record]) -> dict[str, Row]:
    return _by_id(kind, (record.model_dump() for record in records))


def _by_id(kind: type[Record], rows: Iterable[Row]) -> dict[str, Row]:
    kept = ({name: value for name, value in row.items() if name != _SETTLED} for row in rows)
    return {str(row[_key(kind)]): row for row in kept}


def _insert(connection: duckdb.DuckDBPyConnection, kind: type[Record], records: Iterable[Record]) -> None:
    """Append records to their table, through Arrow: 20,000 rows take 30 ms, row by row they would take 40 s."""
    rows = [record.model_dump() for record in records]
    if not rows:
        return
    incoming = pa.Table.from_pylist(rows, schema=arrow_schema(kind))
    connection.register("incoming", incoming)
    connection.execute(f"INSERT INTO {kind.table} BY NAME SELECT * FROM incoming")  # noqa: S608
    connection.unregister("incoming")


def _count(connection: duckdb.DuckDBPyConnection, version: VersionRecords) -> None:
    """Check that what was read is there, as a record or as a reject."""
    counts = " UNION ALL ".join(f"SELECT count(*) AS n FROM {kind.table} WHERE {_of_version(kind)}" for kind in CONTENT)  # noqa: S608
    found = connection.execute(f"SELECT sum(n) FROM ({counts})", {"sha256": version.sha256}).fetchall()  # noqa: S608
    if found != [(version.extracted,)]:
        there = found[0][0]
        raise WarehouseError(
            f"{version.sha256}: of {version.extracted} records that were read {there} are in the warehouse, as records"
            " or rejects; report it with the file."
        )


def _drop_documents_without_version(connection: duckdb.DuckDBPyConnection) -> None:
    """The same bytes may turn out to be another document under newer rules; what they were is then gone."""
    connection.execute(
        f"DELETE FROM {Document.table} WHERE document_id NOT IN (SELECT document_id FROM {Version.table})"  # noqa: S608
    )
