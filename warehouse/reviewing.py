"""What is open for review, how far review has come, and what of a record an answer must still find as it was shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from schemas.record import as_text, make_id
from warehouse.errors import WarehouseError

_KEYS = {"quantity": "quantities", "event": "events", "milestone": "milestones", "task": "tasks", "finding": "findings"}
"""The kinds of record that may be reviewed, as evidence names them, and their tables."""


@dataclass(frozen=True, slots=True)
class Open:
    """A row of the view review_queue."""

    weight: int
    severity: str | None
    why: str
    told: str
    place: str | None
    year: int | None
    title: str | None
    ordinal: int | None
    number: str | None
    record: str
    record_id: str
    task_id: str | None
    document_id: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A row of the view correction_states: what a person decided, and what became of it."""

    state: str
    decision: str
    record: str
    text: str
    field: str | None
    expected: str | None
    value: str | None
    reason: str
    who: str
    made_at: str
    title: str | None
    ordinal: int | None
    record_id: str | None
    correction_id: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the current documents is reviewed and open, and who reviewed how much, the most first."""

    open: int
    by_whom: Sequence[tuple[str, int]]

    @property
    def reviewed(self) -> int:
        """How many records were reviewed, by anyone."""
        return sum(count for _, count in self.by_whom)


def queue(connection: duckdb.DuckDBPyConnection) -> list[Open]:
    """Give what is open, the weightiest first."""
    return [Open(*row) for row in connection.execute("FROM review_queue").fetchall()]


def progress(connection: duckdb.DuckDBPyConnection) -> Progress:
    """Tell how far review has come."""
    ((count,),) = connection.execute("SELECT count(*) FROM review_queue").fetchall()
    query = """
        SELECT c.who, count(*) AS reviewed
        FROM reviewed_records r JOIN versions v USING (sha256) JOIN corrections c USING (correction_id)
        WHERE v.is_current GROUP BY c.who ORDER BY reviewed DESC, c.who
    """
    return Progress(int(count), connection.execute(query).fetchall())


def decision_on(connection: duckdb.DuckDBPyConnection, record_id: str) -> Decided | None:
    """Give the decision that holds on a record, if there is one."""
    query = "SELECT correction_id FROM reviewed_records WHERE record_id = $id"
    found = connection.execute(query, {"id": record_id}).fetchall()
    return next((one for (correction_id,) in found for one in decisions(connection, 1, correction_id)), None)


def row_of(connection: duckdb.DuckDBPyConnection, kind: str, record_id: str) -> tuple[str, dict[str, object]]:
    """Give a record's table and its row, its kind as evidence names it.

    Raises WarehouseError where records of that kind can't be reviewed, or there is none.
    """
    if kind not in _KEYS:
        raise WarehouseError(f"{record_id}: a {kind} can't be reviewed, only what it is made of.")
    relation = connection.execute(f"FROM {_KEYS[kind]} WHERE {kind}_id = $id", {"id": record_id})
    names = [column[0] for column in relation.description or ()]
    for row in relation.fetchall():
        return _KEYS[kind], dict(zip(names, row, strict=True))
    raise WarehouseError(f"{record_id}: no {kind} has this id.")


def decisions(connection: duckdb.DuckDBPyConnection, limit: int, correction_id: str | None = None) -> list[Decided]:
    """Give what people decided, the last first; or that one decision alone."""
    query = """
        SELECT state, decision, record, text, field, expected, value, reason, who,
          strftime(made_at, '%Y-%m-%d %H:%M') AS made_at, title, ordinal, record_id, correction_id
        FROM (SELECT *, row_number() OVER () AS turn FROM correction_states)
        WHERE $one IS NULL OR correction_id = $one
        ORDER BY turn DESC LIMIT $limit
    """
    return [Decided(*row) for row in connection.execute(query, {"one": correction_id, "limit": limit}).fetchall()]


def shown_of(connection: duckdb.DuckDBPyConnection, record_id: str) -> str:
    """Give a name for all that is shown of a record: its row, the words of its task, and what was decided on it.

    Where one of these is another, or its version is current no more, so is the name. Raises WarehouseError where there
    is no such record.
    """
    ((decided,),) = connection.execute(
        "SELECT max(correction_id) FROM reviewed_records WHERE record_id = $id", {"id": record_id}
    ).fetchall()
    row = _row(connection, record_id)
    # what was rejected has no row, only the decision
    if row is None and decided is None:
        raise WarehouseError(f"{record_id}: there is no such record to be reviewed.")
    return make_id("shown", record_id, decided, as_text(row), *_surroundings(connection, row or {}))


def _row(connection: duckdb.DuckDBPyConnection, record_id: str) -> dict[str, object] | None:
    for kind in _KEYS:
        try:
            return row_of(connection, kind, record_id)[1]
        except WarehouseError:
            continue
    return None


def _surroundings(connection: duckdb.DuckDBPyConnection, row: Mapping[str, object]) -> list[str]:
    """The words of the task that a row is of, if it is of one, and whether its version is current, as text."""
    query = """
        SELECT v.is_current, t.goal, list(m.text ORDER BY m.position)
        FROM versions v
        LEFT JOIN tasks t ON t.sha256 = v.sha256 AND (t.task_id = $task OR t.ordinal = $ordinal)
        LEFT JOIN milestones m USING (task_id)
        WHERE v.sha256 = $sha256 OR t.task_id = $task
        GROUP BY ALL ORDER BY ALL
    """
    values = {"task": row.get("task_id"), "ordinal": row.get("ordinal"), "sha256": row.get("sha256")}
    return [str(as_text(list(found))) for found in connection.execute(query, values).fetchall()]
