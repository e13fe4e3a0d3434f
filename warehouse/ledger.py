"""What the ledger knows of files: which bytes were read, by which rules, and what failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import duckdb


@dataclass(frozen=True, slots=True)
class Reading:
    """The last reading of a version: where its bytes came from, by which rules it was read, and when (UTC)."""

    sha256: str
    source: str
    rules: str | None
    read_at: datetime
    document_id: str
    place: str | None
    year: int | None
    title: str | None
    given_place: str | None
    given_year: int | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read when it was last tried, and why."""

    source: str
    reason: str
    sha256: str | None
    tried_at: datetime


def failures(connection: duckdb.DuckDBPyConnection) -> list[Failure]:
    """Give the files that failed when they were last tried."""
    found = connection.execute("SELECT source, reason, sha256, tried_at FROM failures")
    return [Failure(*row) for row in found.fetchall()]


def last_runs(connection: duckdb.DuckDBPyConnection, limit: int) -> tuple[list[str], list[tuple[object, ...]]]:
    """Give the names of columns and the last runs, the newest first, with the versions of the rules that read."""
    found = connection.execute(
        "SELECT started_at, finished_at, kind, files, loaded, failed, unchanged, set_aside,"
        " (SELECT list(DISTINCT rules ORDER BY rules) FROM sightings s WHERE s.run_id = r.run_id AND rules IS NOT NULL)"
        " AS rules, run_id FROM runs r ORDER BY started_at DESC, run_id LIMIT $limit",
        {"limit": limit},
    )
    return [column[0] for column in found.description or ()], found.fetchall()


def read_by(connection: duckdb.DuckDBPyConnection) -> Mapping[str, str | None]:
    """Give the hash of each version that was read, with the rules that last read it; null where those are unknown."""
    return {reading.sha256: reading.rules for reading in readings(connection)}


def failed_on(connection: duckdb.DuckDBPyConnection, rules: str) -> frozenset[str]:
    """Give the hashes of bytes that these rules failed on when they last tried."""
    found = connection.execute(
        "SELECT sha256 FROM sightings JOIN runs USING (run_id) WHERE sha256 IS NOT NULL AND rules = $rules"
        " GROUP BY sha256 HAVING arg_max(outcome, (started_at, run_id)) = 'failed'",
        {"rules": rules},
    )
    return frozenset(row[0] for row in found.fetchall())


def readings(connection: duckdb.DuckDBPyConnection) -> list[Reading]:
    """Give the last reading of each version, in the order of their places, years and titles."""
    found = connection.execute(
        "SELECT s.sha256, s.source, s.rules, r.started_at, d.document_id, d.place, d.year, d.title,"
        " s.given_place, s.given_year"
        " FROM sightings s JOIN runs r USING (run_id) JOIN versions v USING (sha256)"
        " JOIN documents d USING (document_id)"
        " WHERE s.outcome = 'loaded'"
        " QUALIFY row_number() OVER (PARTITION BY s.sha256 ORDER BY r.started_at DESC, r.run_id DESC, s.source) = 1"
        " ORDER BY d.place, d.year, d.title, s.sha256"
    )
    return [Reading(*row) for row in found.fetchall()]


def changed_values(connection: duckdb.DuckDBPyConnection, run_id: str, most: int) -> list[dict[str, object]]:
    """Give the values of quantities that a run changed: what each was and is now, with its words."""
    found = connection.execute(
        "SELECT c.kind, c.field, c.old, c.new, q.text, q.unit, c.record_id AS quantity_id"
        " FROM changes c LEFT JOIN quantities q ON q.quantity_id = c.record_id"
        " WHERE c.run_id = $run_id AND c.record = 'quantities' AND (c.field IS NULL OR c.field IN ('value', 'upper'))"
        " ORDER BY c.record_id, c.field LIMIT $most",
        {"run_id": run_id, "most": most},
    )
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """How many records of a table a run added, took away and changed."""

    table: str
    added: int
    gone: int
    changed: int


def table_changes(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[TableChanges]:
    """Give what a run changed, a line a table, in the order of their names."""
    found = connection.execute(
        "SELECT record, count(DISTINCT record_id) FILTER (kind = 'added'),"
        " count(DISTINCT record_id) FILTER (kind = 'gone'), count(DISTINCT record_id) FILTER (kind = 'changed')"
        " FROM changes WHERE run_id = $run_id GROUP BY record ORDER BY record",
        {"run_id": run_id},
    )
    return [TableChanges(*row) for row in found.fetchall()]
