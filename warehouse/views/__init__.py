"""The views: one a file, each beginning with the comment that is put on it."""

from collections.abc import Iterator
from importlib.resources import files

import duckdb

from warehouse.queries import Query, queries_in


def definitions() -> list[Query]:
    """Every view, in the order of the files' names: a view may use those that sort before it."""
    return queries_in(files(__name__))


def statements() -> Iterator[str]:
    """Give the SQL that makes every view anew, with its comment."""
    for view in definitions():
        yield f"CREATE OR REPLACE VIEW {view.name} AS {view.query}"
        yield "COMMENT ON VIEW {} IS '{}'".format(view.name, view.comment.replace("'", "''"))


def drop(connection: duckdb.DuckDBPyConnection) -> None:
    """Remove every view, also those that earlier code had, so that tables can change under them."""
    for (name,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
        connection.execute(f'DROP VIEW "{name}"')
