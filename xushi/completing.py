"""Completion in the shell: the script that asks for it, and what may stand where the cursor is."""

from pathlib import Path

import click
from click.shell_completion import get_completion_class

from xushi.commands.options import COMPLETION

_MOST = 200


def script(shell: str) -> str:
    """Give the script by which a shell asks for completion; raises click.UsageError for a shell that is not known."""
    from xushi.main import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"{shell} is not known; there are bash, zsh and fish.")
    return kind(cli, {}, "xushi", COMPLETION).source()


def notebook_names(begun: str) -> list[str]:
    """Give the names of notebooks that begin as what is written."""
    from xushi.exploring import notebooks

    return [name for name in notebooks() if name.startswith(begun)]


def document_titles(warehouse: Path, begun: str) -> list[str]:
    """Give the titles of documents that begin as what is written; none where the warehouse can't be asked."""
    import duckdb

    from warehouse.database import connect_as_is
    from warehouse.errors import WarehouseError

    query = "SELECT DISTINCT title FROM documents WHERE starts_with(title, $begun) ORDER BY title LIMIT $most"
    try:
        connection, _version = connect_as_is(warehouse)
        with connection:
            return [title for (title,) in connection.execute(query, {"begun": begun, "most": _MOST}).fetchall()]
    except (WarehouseError, duckdb.Error):
        return []
