"""Finds goals and milestones by their words, without an index: LIKE over all cells takes a moment."""

from collections.abc import Sequence

import duckdb

COLUMNS = (
    "place", "year", "number", "cell", "text", "pages", "name", "title", "ordinal", "task_id", "milestone_id",
    "document_id",
)  # fmt: skip
"""What is told of each cell; `cell` is the period's label, or goal."""

# words may be broken over lines in a cell; a pattern for all white space takes several times as long
_UNBROKEN = "replace(replace(replace(text, chr(10), ''), ' ', ''), chr(12288), '')"
_CELLS = """
WITH cells AS (
  SELECT task_id, NULL AS milestone_id, 0 AS position, 'goal' AS cell, goal AS text FROM tasks
  UNION ALL
  SELECT task_id, milestone_id, position, label, text FROM milestones
)
SELECT
  place, year, number, cell, text,
  (
    SELECT list(DISTINCT page ORDER BY page) FROM fragments f
    WHERE f.task_id = c.task_id AND f.milestone_id IS NOT DISTINCT FROM c.milestone_id
  ) AS pages,
  name, title, ordinal, task_id, milestone_id, document_id
FROM cells c JOIN current_tasks USING (task_id)
"""


def find(connection: duckdb.DuckDBPyConnection, words: Sequence[str]) -> list[tuple[object, ...]]:
    """Give the goals and milestones of current documents that hold all the words, whatever their case, in order."""
    conditions = " AND ".join(rf"{_UNBROKEN} {_operator(word)} ? ESCAPE '\'" for word in words)
    query = f"{_CELLS} WHERE {conditions} ORDER BY place, year, document_id, ordinal, position"
    return connection.execute(query, [f"%{_escaped(word)}%" for word in words]).fetchall()


def _operator(word: str) -> str:
    """ILIKE costs four times as much as LIKE, and only letters have a case."""
    return "LIKE" if word.lower() == word.upper() else "ILIKE"


def _escaped(word: str) -> str:
    r"""The word without spaces, with a \ before what LIKE takes for a sign, so that 98.5% finds a per cent."""
    plain = "".join(word.split())
    return plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
