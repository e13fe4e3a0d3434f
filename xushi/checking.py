"""`xushi check`: every rule against every row."""

from pathlib import Path

import click

from warehouse.checks import broken, rules
from warehouse.database import connect


def check_told(warehouse: Path) -> int:
    """Tell the rules that are broken; gives the exit code: 1 where one is."""
    with connect(warehouse) as connection:
        found = broken(connection)
    for one in found:
        click.echo(f"xushi: {one}", err=True)
    click.echo(f"{len(rules())} rules checked in {warehouse}, {len(found)} broken")
    return 1 if found else 0
