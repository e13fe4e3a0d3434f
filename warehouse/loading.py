"""Loading what a run read: each document's version whole, with the run itself, in the caller's transaction."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from typing import Protocol

import duckdb

from schemas import CONTENT, Change, Document, Record, Run, Sighting, Version
from warehouse.changes import Row, Rows
from warehouse.errors import WarehouseError
from warehouse.history import settle_versions
from warehouse.rows import RowsOfVersions, counts_of, id_of, insert, key_of, rows_of
from warehouse.tables import VERSION_NUMBER, is_numbered
from warehouse.touched import touch

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
    insert(connection, Run, [run])
    insert(connection, Sighting, sightings)
    # the same bytes under two names give the same records
    read = {version.sha256: version for version in versions}
    known, numbers = _known(connection, read), _numbers(connection, read)
    # what hangs on others goes before them, for through them it is found
    for kind in reversed(CONTENT):
        before = _documents(connection, read) if kind is Document else rows_of(connection, kind, known)
        differing = _replace(connection, kind, read, before, numbers)
        # of bytes that are new nothing has changed
        told = (rows.changes(run.run_id, sha256) for sha256, rows in differing.items() if sha256 in known)
        insert(connection, Change, chain.from_iterable(told))
    touch(connection, read)
    _count(connection, read)
    settle_versions(connection)
    _drop_documents_without_version(connection)


def _known(connection: duckdb.DuckDBPyConnection, read: Iterable[str]) -> list[str]:
    """The versions that were there before."""
    query = f"SELECT sha256 FROM {Version.table} WHERE sha256 IN (SELECT unnest($versions))"  # noqa: S608
    return [sha256 for (sha256,) in connection.execute(query, {"versions": list(read)}).fetchall()]


def _numbers(connection: duckdb.DuckDBPyConnection, read: Iterable[str]) -> dict[str, int]:
    """The number of each version: a known one keeps its own, new ones count on."""
    found = dict(connection.execute(f"SELECT sha256, {VERSION_NUMBER} FROM {Version.table}").fetchall())  # noqa: S608
    new = [sha256 for sha256 in read if sha256 not in found]
    return found | dict(zip(new, count(max(found.values(), default=0) + 1), strict=False))


def _documents(connection: duckdb.DuckDBPyConnection, read: Mapping[str, VersionRecords]) -> RowsOfVersions:
    """The documents of the versions, as they were: one may be there without these bytes."""
    ids = {sha256: [id_of(one) for one in version.records[Document]] for sha256, version in read.items()}
    query = f"FROM {Document.table} WHERE document_id IN (SELECT unnest($ids))"
    found = connection.execute(query, {"ids": [one for each in ids.values() for one in each]}).fetchall()
    rows = {str(values[0]): dict(zip(Document.model_fields, values, strict=True)) for values in found}
    return {sha256: {one: rows[one] for one in each if one in rows} for sha256, each in ids.items()}


def _replace(
    connection: duckdb.DuckDBPyConnection,
    kind: type[Record],
    read: Mapping[str, VersionRecords],
    before: RowsOfVersions,
    numbers: Mapping[str, int],
) -> dict[str, Rows]:
    """Replace what was there `before` of the versions, where it differs; gives what differs, by version."""
    differing: dict[str, Rows] = {}
    key = key_of(kind)
    gone: list[str] = []
    incoming: dict[str, tuple[Record, int]] = {}
    for sha256, version in read.items():
        records = {getattr(record, key): record for record in version.records[kind]}
        # most versions are new, and have nothing that theirs could differ from
        if sha256 in before:
            after = {record_id: record.model_dump() for record_id, record in records.items()}
            rows = Rows(kind, _unsettled(before[sha256]), _unsettled(after))
            if rows.before == rows.after:
                continue
            gone += rows.before
            differing[sha256] = rows
        incoming |= {record_id: (record, numbers[sha256]) for record_id, record in records.items()}
    connection.execute(f"DELETE FROM {kind.table} WHERE {key} IN (SELECT unnest($gone))", {"gone": gone})  # noqa: S608
    of_versions = [number for _, number in incoming.values()] if is_numbered(kind) else None
    insert(connection, kind, [record for record, _ in incoming.values()], of_versions)
    return differing


def _unsettled(rows: dict[str, Row]) -> dict[str, Row]:
    """Rows without what the warehouse itself decides."""
    return {key: {name: value for name, value in row.items() if name != _SETTLED} for key, row in rows.items()}


def _count(connection: duckdb.DuckDBPyConnection, read: Mapping[str, VersionRecords]) -> None:
    """Check that what was read is there, as a record or as a reject."""
    there = Counter[str]()
    for kind in CONTENT:
        there.update(dict(counts_of(connection, kind, list(read))))
    for sha256, version in read.items():
        if there[sha256] != version.extracted:
            raise WarehouseError(
                f"{sha256}: of {version.extracted} records that were read {there[sha256]} are in the warehouse, as"
                " records or rejects; report it with the file."
            )


def _drop_documents_without_version(connection: duckdb.DuckDBPyConnection) -> None:
    """The same bytes may turn out to be another document under newer rules; what they were is then gone."""
    connection.execute(
        f"DELETE FROM {Document.table} WHERE document_id NOT IN (SELECT document_id FROM {Version.table})"  # noqa: S608
    )
