"""Where a record was written: the cells it stands in, which of their words are meant, and the file they are in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import duckdb

from warehouse.errors import WarehouseError


class Place(NamedTuple):
    """A part of a cell in the file: page and box (x0, y0, x1, y1) in points, or the place's name.

    Characters `start` to `end` of the cell's text stand there, the first being character `offset` of the place's own.
    """

    page: int | None
    box: tuple[float, float, float, float] | None
    name: str | None
    start: int
    end: int
    offset: int


class Span(NamedTuple):
    """Characters `start` to `end` of a cell's text, and the record that they are the words of."""

    start: int
    end: int
    record_id: str


@dataclass(frozen=True, slots=True)
class Words:
    """A goal or milestone: its label (`goal` or the period's), its text, the spans that are meant, and its places."""

    task_id: str
    milestone_id: str | None
    label: str
    text: str
    spans: tuple[Span, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a record was written.

    `told` says in words what it is, `page` which page it is about where no cell is meant. `sources` are the paths at
    which runs have seen the file's bytes, the last first.
    """

    kind: str
    record_id: str
    told: str
    title: str
    sha256: str
    sources: tuple[str, ...]
    page: int | None
    words: tuple[Words, ...]


# what is told of each kind of record, and the row of the plan that it stands in
_FOUND = """
WITH of_tasks AS (
  SELECT 'quantity' AS kind, quantity_id AS id, text AS told, task_id FROM quantities
  UNION ALL SELECT 'event', event_id, text, task_id FROM events
  UNION ALL SELECT 'milestone', milestone_id, label, task_id FROM milestones
  UNION ALL SELECT 'series', series_id, name || ', ' || verdict, task_id FROM series
  UNION ALL SELECT 'task', task_id, concat_ws(' ', number, coalesce(name, goal)), task_id FROM tasks
),
records AS (
  SELECT r.*, t.sha256, NULL AS page FROM of_tasks r JOIN tasks t USING (task_id)
  UNION ALL
  SELECT 'finding', f.finding_id, f.rule || ': ' || f.message, t.task_id, f.sha256, f.page
  FROM findings f LEFT JOIN tasks t ON t.sha256 = f.sha256 AND t.ordinal = f.ordinal
)
SELECT
  r.kind, r.id, r.told, r.task_id, r.page, r.sha256, coalesce(d.title, 'untitled'),
  (SELECT coalesce(list(s.source ORDER BY u.started_at DESC, s.source), [])
   FROM sightings s JOIN runs u USING (run_id) WHERE s.sha256 = r.sha256)
FROM records r JOIN versions v USING (sha256) JOIN documents d USING (document_id)
WHERE starts_with(r.id, $id)
ORDER BY r.id LIMIT 2
"""
# the cells and spans that each kind of record means
_ROW = """
  SELECT $task AS task_id, NULL AS milestone_id, NULL AS span_start, NULL AS span_end, NULL AS record_id
  UNION ALL SELECT task_id, milestone_id, NULL, NULL, NULL FROM milestones WHERE task_id = $task
"""
_MEANT = {
    "quantity": "FROM numbers WHERE record_id = $id",
    "event": """
        SELECT task_id, milestone_id, span_start, span_end, event_id AS record_id FROM events WHERE event_id = $id
    """,
    "milestone": """
        SELECT task_id, milestone_id, NULL AS span_start, NULL AS span_end, NULL AS record_id FROM milestones
        WHERE milestone_id = $id
    """,
    "series": "FROM numbers WHERE record_id IN (SELECT unnest(quantity_ids) FROM series WHERE series_id = $id)",
    "task": """
        SELECT $task AS task_id, NULL AS milestone_id, NULL AS span_start, NULL AS span_end, NULL AS record_id
        UNION ALL SELECT task_id, milestone_id, NULL, NULL, NULL FROM milestones WHERE task_id = $task
        UNION ALL FROM numbers WHERE task_id = $task
    """,
    # a finding of an indicator begins with its name
    "finding": """
        FROM numbers WHERE task_id = $task AND record_id IN (
          SELECT unnest(s.quantity_ids) FROM series s
          JOIN findings f ON starts_with(f.message, s.name || ': ') WHERE f.finding_id = $id AND s.task_id = $task
        )
    """,
}
_OF_VERSION = """
SELECT task_id, NULL AS milestone_id, NULL AS span_start, NULL AS span_end, NULL AS record_id FROM tasks
WHERE sha256 = $version
UNION ALL SELECT task_id, milestone_id, NULL, NULL, NULL FROM milestones JOIN tasks USING (task_id)
WHERE sha256 = $version
UNION ALL SELECT n.* FROM numbers n JOIN tasks USING (task_id) WHERE sha256 = $version
"""
_WORDS = """
WITH numbers AS (SELECT task_id, milestone_id, span_start, span_end, quantity_id AS record_id FROM quantities),
meant AS ($meant)
SELECT
  t.task_id, m.milestone_id, coalesce(m.label, 'goal'), coalesce(m.text, t.goal),
  list({'start': span_start, 'end': span_end, 'record_id': record_id} ORDER BY span_start, record_id)
    FILTER (span_start IS NOT NULL),
  (SELECT list(f ORDER BY f.position) FROM fragments f
   WHERE f.task_id = t.task_id AND f.milestone_id IS NOT DISTINCT FROM m.milestone_id)
FROM meant
JOIN tasks t USING (task_id)
LEFT JOIN milestones m ON m.milestone_id = meant.milestone_id
GROUP BY t.task_id, t.ordinal, t.goal, m.milestone_id, m.label, m.text, m.position
ORDER BY t.ordinal, m.position NULLS FIRST
"""


def evidence_of(connection: duckdb.DuckDBPyConnection, record_id: str) -> Evidence:
    """Give where a quantity, event, milestone, series, task or finding was written, by its id or the beginning of it.

    Raises WarehouseError where no record, or more than one, has such an id.
    """
    found = connection.execute(_FOUND, {"id": record_id}).fetchall() if record_id else []
    if len(found) != 1:
        told = "several records have an id that begins so; give more of it" if found else "no record has this id"
        raise WarehouseError(f"{record_id}: {told}; find and sql show the ids of quantities, tasks and findings.")
    ((kind, found_id, told, task_id, page, sha256, title, sources),) = found
    words = _words(connection, _MEANT[kind], id=found_id, task=task_id)
    if not words and task_id:
        words = _words(connection, _ROW, task=task_id)
    return Evidence(kind, found_id, told, title, sha256, tuple(dict.fromkeys(sources)), page, words)


def words_of_version(connection: duckdb.DuckDBPyConnection, sha256: str) -> tuple[Words, ...]:
    """Give all goals and milestones of a version in the plan's order, with the spans of all their quantities."""
    return _words(connection, _OF_VERSION, version=sha256)


def evidence_of_findings(connection: duckdb.DuckDBPyConnection, sha256: str) -> list[Evidence]:
    """Give where each finding of a version stands, the weightiest first, without those that a person rejected."""
    query = """
        SELECT finding_id FROM findings WHERE sha256 = $version
          AND finding_id NOT IN (SELECT record_id FROM reviewed_records WHERE decision = 'reject')
        ORDER BY list_position(['high', 'warning', 'information'], severity), page, ordinal, finding_id
    """
    return [evidence_of(connection, found) for (found,) in connection.execute(query, {"version": sha256}).fetchall()]


def _words(connection: duckdb.DuckDBPyConnection, meant: str, **values: str) -> tuple[Words, ...]:
    # a query takes only the values that it names
    named = {name: value for name, value in values.items() if f"${name}" in meant}
    rows = connection.execute(_WORDS.replace("$meant", meant), named).fetchall()
    return tuple(
        Words(task_id, milestone_id, label, text, tuple(Span(**span) for span in spans or ()), _places(fragments or ()))
        for task_id, milestone_id, label, text, spans, fragments in rows
    )


def _places(fragments: Iterable[dict[str, Any]]) -> tuple[Place, ...]:
    return tuple(
        Place(
            fragment["page"],
            (fragment["x0"], fragment["y0"], fragment["x1"], fragment["y1"]) if fragment["page"] else None,
            fragment["place"],
            fragment["span_start"],
            fragment["span_end"],
            fragment["place_offset"],
        )
        for fragment in fragments
    )
