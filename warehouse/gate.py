"""The gate before publishing: rules that changed may read known bytes otherwise, but not much otherwise unseen."""

from dataclasses import dataclass

import duckdb

from warehouse.errors import HeldError

ALLOWED = 10.0
"""Percent of the quantities of known bytes that a run may change unless it is accepted."""

# what a run saw again that an earlier one had loaded; what explains a number is not the number
_COUNTS = """
WITH again AS (
  SELECT sha256 FROM sightings WHERE run_id = $run AND outcome = 'loaded'
  INTERSECT
  SELECT sha256 FROM sightings WHERE run_id <> $run AND outcome = 'loaded'
),
changed AS (
  SELECT DISTINCT record_id, kind FROM changes
  WHERE run_id = $run AND record = 'quantities' AND sha256 IN (FROM again)
    AND (field IS NULL OR field NOT IN ('rule', 'doubt'))
)
SELECT
  (SELECT count(*) FROM changed),
  (SELECT count(*) FROM quantities JOIN tasks USING (task_id) WHERE sha256 IN (FROM again))
  + (SELECT count(*) FROM changed WHERE kind = 'gone')
"""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the quantities of known bytes a run changed, added ones and lost ones among both."""

    changed: int
    quantities: int

    @property
    def percent(self) -> float:
        """The share in percent; nothing of nothing is none."""
        return 100 * self.changed / self.quantities if self.quantities else 0.0


def changed_by(connection: duckdb.DuckDBPyConnection, run_id: str) -> Share:
    """Tell how much a run, which is loaded, changed of what had been read from the same bytes before."""
    ((changed, quantities),) = connection.execute(_COUNTS, {"run": run_id}).fetchall()
    return Share(changed, quantities)


def hold_back(connection: duckdb.DuckDBPyConnection, run_id: str, allowed: float) -> None:
    """Raise HeldError where a run changed more than `allowed` percent; `writing` keeps what it wrote to look at."""
    share = changed_by(connection, run_id)
    if share.percent > allowed:
        told = f"{share.percent:.1f} % of {share.quantities} quantities that are known, more than {allowed:g} %"
        raise HeldError(told)
