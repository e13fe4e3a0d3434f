"""The views: one a file, each beginning with the comment that is put on it."""

from collections.abc import Iterator
from importlib.resources import files


def statements() -> Iterator[str]:
    """Give the SQL that makes every view anew, with its comment, in the order of the files' names."""
    for source in sorted(files(__name__).iterdir(), key=lambda file: file.name):
        if source.name.endswith(".sql"):
            yield from _view(source.name.removesuffix(".sql"), source.read_text(encoding="utf8"))


def _view(name: str, sql: str) -> Iterator[str]:
    comment = " ".join(line.removeprefix("--").strip() for line in sql.splitlines() if line.startswith("--"))
    query = "\n".join(line for line in sql.splitlines() if not line.startswith("--")).strip().rstrip(";")
    yield f"CREATE OR REPLACE VIEW {name} AS {query}"
    yield "COMMENT ON VIEW {} IS '{}'".format(name, comment.replace("'", "''"))
