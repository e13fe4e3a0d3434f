"""What a run changed: how many records of each kind, and which share of the quantities."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from schemas import Quantity


@dataclass(frozen=True, slots=True)
class Difference:
    """How many records of a table a run added, took away and changed."""

    table: str
    added: int
    gone: int
    changed: int


def differences(connection: duckdb.DuckDBPyConnection, run_id: str) -> list[Difference]:
    """Give what a run changed, a line a table, in the order of their names."""
    found = connection.execute(
        "SELECT record, count(DISTINCT record_id) FILTER (kind = 'added'),"
        " count(DISTINCT record_id) FILTER (kind = 'gone'), count(DISTINCT record_id) FILTER (kind = 'changed')"
        " FROM changes WHERE run_id = $run_id GROUP BY record ORDER BY record",
        {"run_id": run_id},
    )
    return [Difference(*row) for row in found.fetchall()]


def quantities_of(connection: duckdb.DuckDBPyConnection, versions: Sequence[str]) -> int:
    """Give how many quantities the versions hold."""
    found = connection.execute(
        "SELECT count(*) FROM quantities JOIN tasks USING (task_id) WHERE sha256 IN (SELECT unnest($versions))",
        {"versions": list(versions)},
    ).fetchall()
    return int(found[0][0])


def share_changed(found: Sequence[Difference], before: int) -> float:
    """Give the share of `before` quantities that are other now: changed, gone, or come beside those that went.

    One whose words are cut otherwise is gone and another is added: it counts once.
    """
    of_quantities = [one for one in found if one.table == Quantity.table]
    other = sum(one.changed + max(one.added, one.gone) for one in of_quantities)
    return other / max(before, 1)
