"""What was current at an earlier moment: which version of each document, and the views over those."""

from datetime import UTC, date, datetime, time

import duckdb

from warehouse import views
from warehouse.errors import WarehouseError

# The current version of a document is the one that arrived last: loaded first by the latest run, of several in one run
# the one whose file's name sorts last. So known bytes that are read again change nothing, and neither does the order
# in which a run reads its files.
MACRO = """
CREATE OR REPLACE MACRO versions_as_of(moment) AS TABLE
WITH arrival AS (
  SELECT s.sha256, r.started_at, r.run_id, max(parse_filename(s.source)) AS file_name
  FROM sightings s JOIN runs r USING (run_id)
  WHERE s.outcome = 'loaded' AND r.started_at <= moment
  GROUP BY s.sha256, r.started_at, r.run_id
  QUALIFY row_number() OVER (PARTITION BY s.sha256 ORDER BY r.started_at, r.run_id) = 1
)
SELECT
  v.* REPLACE (
    a.sha256 IS NOT NULL AND row_number() OVER (
      PARTITION BY v.document_id
      ORDER BY a.started_at DESC NULLS LAST, a.run_id DESC, a.file_name DESC, v.sha256 DESC
    ) = 1 AS is_current
  )
FROM versions v LEFT JOIN arrival a USING (sha256)
"""


def settle_versions(connection: duckdb.DuckDBPyConnection) -> None:
    """Mark in each document the version that is current now, and no other."""
    connection.execute(
        "UPDATE versions SET is_current = now.is_current FROM versions_as_of(TIMESTAMP 'infinity') now"
        " WHERE versions.sha256 = now.sha256 AND versions.is_current <> now.is_current"
    )


def look_back(connection: duckdb.DuckDBPyConnection, as_of: str) -> None:
    """Have this connection's `versions`, and with it every view, show what was current at a date, a time or a run.

    The names are shadowed by temporary ones; the file, and other connections, see nothing of it.
    """
    moment = moment_of(connection, as_of)
    connection.execute(f"CREATE TEMP TABLE versions AS FROM versions_as_of(TIMESTAMP '{moment}')")
    for view in views.definitions():
        connection.execute(f"CREATE TEMP VIEW {view.name} AS {view.query}")


def moment_of(connection: duckdb.DuckDBPyConnection, as_of: str) -> datetime:
    """The moment meant, in UTC without a zone, as the ledger keeps it: of a run its start, of a date its end."""
    run = connection.execute("SELECT started_at FROM runs WHERE run_id = ?", [as_of]).fetchall()
    match run:
        case [(datetime() as started,)]:
            return started
    try:
        return datetime.combine(date.fromisoformat(as_of), time.max)
    except ValueError:
        pass
    try:
        told = datetime.fromisoformat(as_of)
    except ValueError:
        raise WarehouseError(f"{as_of}: is neither a date nor a run of this warehouse; `runs` lists those.") from None
    return told.astimezone(UTC).replace(tzinfo=None) if told.tzinfo else told
