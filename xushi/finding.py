"""`xushi find`: goals and milestones that hold some words, as a table or lines of JSON."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from warehouse.database import connect
from warehouse.finding import COLUMNS, find
from xushi.screen import print_table

_SHOWN = ("place", "year", "number", "cell", "text", "pages")


def show_found(words: Sequence[str], warehouse: Path, jsonl: bool) -> None:
    """Print each goal or milestone that holds all the words; where none does, say so on standard error."""
    with connect(warehouse) as connection:
        rows = find(connection, words)
    if not rows:
        click.echo(f"no goal or milestone holds {' and '.join(words)}", err=True)
    elif jsonl:
        for row in rows:
            click.echo(json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False))
    else:
        print_table(_SHOWN, (row[: len(_SHOWN)] for row in rows))
