"""Rules that the rows of a warehouse keep: one a file, a query that gives the rows which break it.

Its file's name says the rule, its comment why. They are run before each publishing.
"""

from dataclasses import dataclass
from importlib.resources import files

import duckdb

from warehouse.queries import Query, queries_in


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


def broken(connection: duckdb.DuckDBPyConnection) -> list[Broken]:
    """Give the rules that are broken."""
    found = []
    for rule in rules():
        rows = connection.execute(rule.query).fetchall()
        if rows:
            found.append(Broken(rule.name, len(rows), rows[0]))
    return found
