"""Which versions a writer has put in: all that is to be checked before its work is published."""

from collections.abc import Iterable

import duckdb


def touch(connection: duckdb.DuckDBPyConnection, versions: Iterable[str]) -> None:
    """Note that the rows of these versions are new, and that no others are."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched_versions (sha256 VARCHAR)")
    connection.execute("INSERT INTO touched_versions SELECT unnest($versions)", {"versions": list(versions)})


def touched(connection: duckdb.DuckDBPyConnection) -> list[str] | None:
    """The versions that were put in; null where that is not known, so that all might be."""
    try:
        found = connection.execute("SELECT DISTINCT sha256 FROM touched_versions ORDER BY sha256").fetchall()
    except duckdb.CatalogException:
        return None
    return [sha256 for (sha256,) in found]
