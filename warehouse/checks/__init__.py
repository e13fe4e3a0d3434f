"""Rules that the rows of a warehouse keep: one a file, a query that gives the rows which break it.

Its file's name says the rule, its comment why. They are run before each publishing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import duckdb

from warehouse.queries import Query, queries_in
from warehouse.rows import scoped


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that rows break: how many, and one of them."""

    rule: str
    rows: int
    example: tuple[object, ...]

    def __str__(self) -> str:
        """Tell it in a few words."""
        example = ", ".join(map(str, self.example))
        return f"{self.rule.replace('_', ' ')}: broken by {self.rows}, such as {example}"


def rules() -> list[Query]:
    """Every rule, in the order of the files' names."""
    return queries_in(files(__name__))


def broken(connection: duckdb.DuckDBPyConnection, versions: Sequence[str] | None = None) -> list[Broken]:
    """Give the rules that are broken, by any row, or by a row of some versions: all that a load of those can break."""
    if versions is None:
        return _broken(connection)
    with scoped(connection, versions):
        return _broken(connection)


def _broken(connection: duckdb.DuckDBPyConnection) -> list[Broken]:
    found = []
    for rule in rules():
        rows = connection.execute(rule.query).fetchall()
        if rows:
            found.append(Broken(rule.name, len(rows), rows[0]))
    return found
