"""`xushi notebook`: opens one of the notebooks over a warehouse, in JupyterLab."""

import importlib.util
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import click

from warehouse.errors import WarehouseError
from xushi.screen import print_table

_NAME = re.compile(r"\d-(?P<name>.+)\.ipynb")


def notebooks() -> dict[str, bytes]:
    """The notebooks by their names without number, in their order."""
    found = sorted(files("notebooks").iterdir(), key=lambda file: file.name)
    named = ((_NAME.fullmatch(file.name), file) for file in found)
    return {name["name"]: file.read_bytes() for name, file in named if name}


def list_notebooks() -> None:
    """Print each notebook's name and title."""
    titles = (
        (name, re.findall(rb'"# (?:\d )?(.+?)(?:\\n)?"', content)[0].decode()) for name, content in notebooks().items()
    )
    print_table(("name", "shows"), titles)


def open_notebook(name: str, warehouse: Path) -> None:
    """Copy a notebook into the current folder, unless it is there, and open it; ends when JupyterLab does."""
    known = notebooks()
    if name not in known:
        raise click.UsageError(f"There is no notebook {name}; there are {', '.join(known)}.")
    if importlib.util.find_spec("jupyterlab") is None:
        raise WarehouseError('JupyterLab is not installed; run `pip install "xushi[notebooks]"`.')
    if not warehouse.exists():
        raise WarehouseError(f"{warehouse}: there is no warehouse; make one with `xushi ingest FILE`.")
    copy = Path(f"{name}.ipynb")
    if not copy.exists():
        copy.write_bytes(known[name])
    settings = {**os.environ, "XUSHI_WAREHOUSE": str(warehouse.resolve())}
    subprocess.run([sys.executable, "-m", "jupyterlab", str(copy)], env=settings, check=False)  # noqa: S603 - our own
