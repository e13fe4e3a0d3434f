"""The views: one a file, each beginning with the comment that is put on it."""

import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.resources import files

import duckdb

from warehouse import indicators
from warehouse.queries import Query, queries_in


def definitions() -> list[Query]:
    """Every view, each after those that it asks itself."""
    found = {view.name: view for view in (*queries_in(files(__name__)), indicators.view())}
    named = {view.name: set(re.findall(r"\w+", view.query)) & found.keys() - {view.name} for view in found.values()}
    return [found[name] for name in TopologicalSorter(named).static_order()]


def statements() -> Iterator[str]:
    """Give the SQL that makes every view anew, with its comment."""
    for view in definitions():
        yield f"CREATE OR REPLACE VIEW {view.name} AS {view.query}"
        yield "COMMENT ON VIEW {} IS '{}'".format(view.name, view.comment.replace("'", "''"))


def drop(connection: duckdb.DuckDBPyConnection) -> None:
    """Remove every view, also those that earlier code had, so that tables can change under them."""
    for (name,) in connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall():
        connection.execute(f'DROP VIEW "{name}"')
