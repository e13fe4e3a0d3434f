"""What can be exported: a table or view with its columns, and the year that each of its rows belongs to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.errors import WarehouseError
from warehouse.tables import VERSION_NUMBER

# the way from a row to its document's year, by the column that it hangs on
_YEARS = {
    "year": "year",
    "document_id": "(SELECT d.year FROM documents d WHERE d.document_id = r.document_id)",
    "sha256": "(SELECT d.year FROM versions v JOIN documents d USING (document_id) WHERE v.sha256 = r.sha256)",
    "task_id": (
        "(SELECT d.year FROM tasks t JOIN versions v USING (sha256) JOIN documents d USING (document_id)"
        " WHERE t.task_id = r.task_id)"
    ),
    "series_id": (
        "(SELECT d.year FROM series s JOIN tasks t USING (task_id) JOIN versions v USING (sha256)"
        " JOIN documents d USING (document_id) WHERE s.series_id = r.series_id)"
    ),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view: its columns with their types in DuckDB, in order."""

    name: str
    columns: dict[str, str]

    @property
    def year(self) -> str:
        """SQL for the year of a row, when the relation is called `r`; null where it belongs to none."""
        return next((sql for column, sql in _YEARS.items() if column in self.columns), "NULL")

    def select(self, without: Sequence[str] = (), condition: str = "true") -> str:
        """SQL for its rows in their one order, `without` some columns; `condition` may name `r`.

        The first column of a table is its id, so that rows of tables are sorted by that.
        """
        columns = ", ".join(quoted(name) for name in self.columns if name not in without)
        return f"SELECT {columns} FROM {quoted(self.name)} AS r WHERE {condition} ORDER BY ALL"  # noqa: S608


def relation(connection: duckdb.DuckDBPyConnection, name: str) -> Relation:
    """Give the table or view `name`; raises WarehouseError where there is none, naming those there are."""
    known = sorted(_names(connection))
    if name not in known:
        raise WarehouseError(f"{name}: there is no such table or view; there are {', '.join(known)}.")
    described = connection.execute(f"DESCRIBE {quoted(name)}").fetchall()
    # of a row's version only the hash is content
    return Relation(name, {column: kind for column, kind, *_ in described if column != VERSION_NUMBER})


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def _names(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    query = (
        "SELECT table_name FROM duckdb_tables() WHERE NOT internal"
        " UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal"
    )
    for (name,) in connection.execute(query).fetchall():
        yield str(name)
