"""`xushi export`: tables and views as files, told as they are written."""

from collections.abc import Sequence
from pathlib import Path

import click

from warehouse.database import connect
from warehouse.export import export


def export_told(warehouse: Path, form: str, names: Sequence[str], folder: Path) -> None:
    """Export and name what was written, a line each."""
    with connect(warehouse) as connection:
        for path in export(connection, form, names, folder):
            click.echo(path)
