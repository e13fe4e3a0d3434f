"""What a person sees of a run over many files while it runs: a bar on a terminal, a line a file otherwise."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from flows.extracting import Extraction
from flows.reading import Watcher


@contextmanager
def progress(total: int) -> Iterator[Watcher]:
    """Give what is told of each file as it is done: failures at once, and how many documents and pages there were."""
    if not sys.stderr.isatty():
        yield lambda extraction: click.echo(extraction.summary(), err=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    pages = 0
    with Progress(*columns, console=Console(stderr=True)) as shown:
        bar = shown.add_task("", total=total)

        def watch(extraction: Extraction) -> None:
            nonlocal pages
            pages += extraction.pages
            shown.update(bar, advance=1, description=f"{pages} pages  {Path(extraction.file.name).name}")
            if extraction.failure:
                shown.console.print(extraction.summary(), markup=False)

        yield watch
