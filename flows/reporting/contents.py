"""What a report tells of each document, asked of the warehouse's views."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse.database import Connection
from warehouse.errors import WarehouseError

Row = dict[str, object]

QUARTERS = (1, 2, 3, 4)

_DOCUMENTS = """
SELECT q.*, list(s.source ORDER BY u.started_at DESC, s.source) FILTER (s.source IS NOT NULL) AS sources,
  max(u.finished_at) AS read_at
FROM quality q
LEFT JOIN sightings s USING (sha256)
LEFT JOIN runs u USING (run_id)
WHERE ($place IS NULL OR place = $place) AND ($year IS NULL OR year = $year)
GROUP BY ALL
ORDER BY place, year, title
"""
_VERDICTS = """
SELECT verdict, count(*) AS series FROM indicators WHERE document_id = $document GROUP BY verdict
"""
_FINDINGS = """
SELECT severity, count(*) AS findings FROM findings_open WHERE document_id = $document GROUP BY severity
"""
_TASKS = """
SELECT
  t.task_id, t.number, t.ordinal, coalesce(t.name, t.goal) AS name, t.section,
  list({'quarter': p.quarter, 'share': p.share, 'text': p.text, 'milestone_id': p.milestone_id} ORDER BY p.quarter)
    FILTER (p.quarter IS NOT NULL) AS quarters
FROM current_tasks t
LEFT JOIN planned_shares p USING (task_id)
WHERE t.document_id = $document
GROUP BY ALL
ORDER BY t.ordinal
"""
_INDICATORS = """
SELECT
  i.*, r.reached, r.difference,
  (SELECT first(g) FROM (SELECT unnest(s.goal_quantity_ids) AS g)) AS goal_id,
  (SELECT map_from_entries(list((p.quarter, p.quantity_ids[1])))
   FROM (SELECT quarter, first(quantity_ids ORDER BY position) AS quantity_ids FROM series_points
         WHERE series_id = i.series_id AND quarter IS NOT NULL GROUP BY quarter) p) AS quarter_ids
FROM indicators i
JOIN series s USING (series_id)
LEFT JOIN reconciliation r USING (series_id)
WHERE i.document_id = $document
ORDER BY i.ordinal, i.position
"""
_LOAD = """
SELECT
  unit, count(*) AS series, sum(q1) AS q1, sum(q2) AS q2, sum(q3) AS q3, sum(q4) AS q4,
  list({'id': series_id, 'number': number, 'indicator': indicator} ORDER BY ordinal, position) AS members
FROM indicators
WHERE document_id = $document AND series_id IN (SELECT unnest(series_ids) FROM quarter_load)
GROUP BY unit
ORDER BY series DESC, unit
"""
_UNITS = """
WITH led AS (
  SELECT r.canonical_unit, unnest(r.lead_task_ids) AS task_id FROM responsibilities r
  WHERE list_contains(r.document_ids, $document)
),
tasks_led AS (
  SELECT l.canonical_unit, list({'id': t.task_id, 'number': coalesce(t.number, '#' || t.ordinal)} ORDER BY t.ordinal)
    AS leads
  FROM led l JOIN current_tasks t USING (task_id)
  WHERE t.document_id = $document
  GROUP BY l.canonical_unit
),
due AS (
  SELECT
    l.canonical_unit, count(*) FILTER (p.quarter = 1) AS d1, count(*) FILTER (p.quarter = 2) AS d2,
    count(*) FILTER (p.quarter = 3) AS d3, count(*) FILTER (p.quarter = 4) AS d4
  FROM led l
  JOIN indicators i USING (task_id)
  JOIN series_points p USING (series_id)
  WHERE i.document_id = $document
  GROUP BY l.canonical_unit
)
SELECT
  coalesce(r.canonical_unit, '(nobody is named as leading)') AS unit, r.kind, len(coalesce(l.leads, [])) AS lead_tasks,
  r.support_tasks, r.unsaid_tasks, coalesce(l.leads, []) AS leads, d.d1, d.d2, d.d3, d.d4
FROM responsibilities r
LEFT JOIN tasks_led l ON l.canonical_unit IS NOT DISTINCT FROM r.canonical_unit
LEFT JOIN due d ON d.canonical_unit IS NOT DISTINCT FROM r.canonical_unit
WHERE list_contains(r.document_ids, $document)
ORDER BY lead_tasks DESC, r.support_tasks DESC, unit
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is told of one document: its row of the view quality, and the rows of each part of the report."""

    document: Row
    verdicts: Mapping[str, int]
    severities: Mapping[str, int]
    tasks: Sequence[Row]
    indicators: Sequence[Row]
    load: Sequence[Row]
    units: Sequence[Row]


def contents_of(connection: Connection, place: str | None, year: int | None) -> list[Contents]:
    """Give the contents of each current document of a place and year; raises WarehouseError where there is none."""
    documents = _rows(connection, _DOCUMENTS, place=place, year=year)
    if not documents:
        meant = " ".join(str(given) for given in (place, year) if given is not None) or "any place"
        raise WarehouseError(f"{meant}: the warehouse has no document of it; the view quality lists places and years.")
    return [_contents(connection, document) for document in documents]


def _contents(connection: Connection, document: Row) -> Contents:
    def of_document(query: str) -> list[Row]:
        return _rows(connection, query, document=str(document["document_id"]))

    return Contents(
        document=document,
        verdicts=_counts(of_document(_VERDICTS)),
        severities=_counts(of_document(_FINDINGS)),
        tasks=of_document(_TASKS),
        indicators=of_document(_INDICATORS),
        load=of_document(_LOAD),
        units=of_document(_UNITS),
    )


def _rows(connection: Connection, query: str, **values: str | int | None) -> list[Row]:
    result = connection.execute(query, values)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _counts(rows: Sequence[Row]) -> dict[str, int]:
    return {str(name): int(str(count)) for name, count in (row.values() for row in rows)}
