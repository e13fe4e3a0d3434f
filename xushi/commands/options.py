"""Options that several commands share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

COMPLETION = "_XUSHI_COMPLETE"
"""What a shell asks with for completion, in the environment of the command that it calls."""

WAREHOUSE = click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("xushi.duckdb"),
    envvar="XUSHI_WAREHOUSE",
    show_default=True,
    show_envvar=True,
    help="The warehouse, a DuckDB file.",
)
FROM_SETTINGS = click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The warehouse, a DuckDB file; without it XUSHI_WAREHOUSE, xushi.toml, or xushi.duckdb.",
)
WORKERS = click.option("--workers", type=click.IntRange(min=1), help="Files read at once; else as many as cores.")

_READING = (
    click.option(
        "--password", envvar="XUSHI_PASSWORD", show_envvar=True, help="Opens files that are locked with a password."
    ),
    click.option(
        "--time-limit",
        type=click.FloatRange(min=0, min_open=True),
        default=300.0,
        envvar="XUSHI_TIME_LIMIT",
        show_default=True,
        show_envvar=True,
        help="Seconds that reading one file may take.",
    ),
    click.option(
        "--memory-limit",
        type=click.IntRange(min=256),
        default=4096,
        envvar="XUSHI_MEMORY_LIMIT",
        show_default=True,
        show_envvar=True,
        help="Megabytes of memory that reading one file may take.",
    ),
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of reading a file: password, time limit and memory limit."""
    for option in reversed(_READING):
        command = option(command)
    return command


def complete_notebook(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Complete the name of a notebook."""
    from xushi.completing import notebook_names

    return notebook_names(begun)


def complete_document(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Complete the title of a document in the warehouse that is named."""
    from xushi.completing import document_titles

    named = context.params.get("warehouse") or os.environ.get("XUSHI_WAREHOUSE") or "xushi.duckdb"
    return document_titles(Path(named), begun)
