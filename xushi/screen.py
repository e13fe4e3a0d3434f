"""Tables for a person: fitted to the terminal, or unbroken lines where the output is no terminal."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import cycle

from rich import box
from rich.console import Console
from rich.table import Table

from flows.plain import plain_number

_UNBROKEN = 100_000
# columns in turn, so that the eye keeps to a column of a wide table
_STYLES = ("default", "cyan")


class Screen(Console):
    """A console that leaves it to the command line what to do when a pipe's reader has left."""

    def on_broken_pipe(self) -> None:
        """Pass the error on."""
        raise


def print_table(
    headers: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None, console: Console | None = None
) -> None:
    """Print a table; numbers stand right, null is empty."""
    console = console or Screen(highlight=False, markup=False, width=None if sys.stdout.isatty() else _UNBROKEN)
    table = Table(box=box.SIMPLE_HEAD, title=title, pad_edge=False)
    for header, style in zip(headers, cycle(_STYLES), strict=False):
        table.add_column(header, style=style, overflow="fold")
    for row in rows:
        for column, value in zip(table.columns, row, strict=True):
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                column.justify = "right"
        table.add_row(*(shown(value) for value in row))
    console.print(table)


def shown(value: object) -> str:
    """A value as a person writes it: decimals without empty places, lists with 、, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, list):
        return "、".join(shown(item) for item in value)
    if isinstance(value, date | datetime):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def json_number(value: Decimal) -> int | float:
    """A decimal as a JSON number: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
