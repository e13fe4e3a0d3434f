"""Loading a document: everything its version had is replaced by its records, in the caller's transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from schemas import CONTENT, Document, Record, Run, Version
from warehouse.tables import arrow_schema

# children before what they hang on, each with the way to the version they belong to
_OF_TASK = "task_id IN (SELECT task_id FROM tasks WHERE sha256 = $sha256)"
_DELETIONS = (
    ("fragments", _OF_TASK),
    ("quantities", _OF_TASK),
    ("milestones", _OF_TASK),
    ("responsibilities", _OF_TASK),
    ("tasks", "sha256 = $sha256"),
    ("findings", "sha256 = $sha256"),
    ("rejects", "sha256 = $sha256"),
    ("versions", "sha256 = $sha256"),
)


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that is written in the block is kept together, or none of it where it raises."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def replace_document(
    connection: duckdb.DuckDBPyConnection, sha256: str, records: Mapping[type[Record], Sequence[Record]]
) -> None:
    """Put the records of one version in place of what was there, and make it its document's current version."""
    for table, condition in _DELETIONS:
        connection.execute(f"DELETE FROM {table} WHERE {condition}", {"sha256": sha256})  # noqa: S608
    for document in records[Document]:
        key = {"document_id": document.model_dump()["document_id"]}
        connection.execute("DELETE FROM documents WHERE document_id = $document_id", key)
        connection.execute("UPDATE versions SET is_current = false WHERE document_id = $document_id", key)
    for kind in CONTENT:
        insert(connection, kind, records[kind])
    _drop_documents_without_version(connection)


def replace_run(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Put the run into the ledger, in place of what it had said of itself so far."""
    connection.execute("DELETE FROM runs WHERE run_id = ?", [run.run_id])
    insert(connection, Run, [run])


def insert(connection: duckdb.DuckDBPyConnection, kind: type[Record], records: Iterable[Record]) -> None:
    """Append records to their table, through Arrow: 20,000 rows take 30 ms, row by row they would take 40 s."""
    rows = [record.model_dump() for record in records]
    if not rows:
        return
    incoming = pa.Table.from_pylist(rows, schema=arrow_schema(kind))
    connection.register("incoming", incoming)
    connection.execute(f"INSERT INTO {kind.table} BY NAME SELECT * FROM incoming")  # noqa: S608
    connection.unregister("incoming")


def _drop_documents_without_version(connection: duckdb.DuckDBPyConnection) -> None:
    """The same bytes may turn out to be another document under newer rules; what they were is then gone."""
    connection.execute(
        f"DELETE FROM {Document.table} WHERE document_id NOT IN (SELECT document_id FROM {Version.table})"  # noqa: S608
    )
