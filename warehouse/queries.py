"""Queries kept as files: one a file, which begins with its comment."""

from dataclasses import dataclass
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class Query:
    """A query with the name of its file and what its comment says."""

    name: str
    comment: str
    query: str


def queries_in(folder: Traversable) -> list[Query]:
    """Give the queries of a folder in the order of their files' names."""
    sources = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [_query(file.name.removesuffix(".sql"), file.read_text(encoding="utf8")) for file in sources]


def _query(name: str, sql: str) -> Query:
    comment = " ".join(line.removeprefix("--").strip() for line in sql.splitlines() if line.startswith("--"))
    query = "\n".join(line for line in sql.splitlines() if not line.startswith("--")).strip().rstrip(";")
    return Query(name, comment, query)
