"""`xushi ingest`: progress while it runs, a summary at its end, through Prefect or in this process."""

import atexit
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from extractors.isolation.limits import Limits
from flows.operations import Extraction, File, Summary, Watcher, find_files, ingest_files

_QUIET_PREFECT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # an error is told by us, in a sentence
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_SHOW_UPDATES": "false",
    # the server's first start builds its database: 20 s, the default, is too short on a busy machine
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
}


def ingest_with_progress(
    paths: Sequence[Path], warehouse: Path, password: str | None, limits: Limits, through_prefect: bool
) -> int:
    """Ingest and report; gives the exit code: 0 all read, 1 some files failed, 2 none could be read."""
    files = find_files(paths)
    if not files:
        named = ", ".join(map(str, paths))
        click.echo(f"xushi: there is no plan that can be read in {named}; name a file or another folder.", err=True)
        return 2
    with _progress(len(files)) as watch:
        run = _prefect_flow() if through_prefect else ingest_files
        summary = run([File(file, password) for file in files], warehouse, limits, watch)
    if summary.documents:
        _report(summary, warehouse)
    if not summary.failures:
        return 0
    return 1 if summary.documents else 2


def _prefect_flow() -> Callable[[Sequence[File], Path, Limits, Watcher], Summary]:
    for name, value in _QUIET_PREFECT.items():
        os.environ.setdefault(name, value)
    if not os.environ.get("PREFECT_API_URL"):
        # set but empty, it would keep Prefect's parts from finding the server that it starts
        os.environ.pop("PREFECT_API_URL", None)
        click.echo("starting a Prefect server for this run …", err=True)
    from flows.ingest import end_threads, ingest, password, watcher

    # before the flow, so that it is called after Prefect has stopped its server
    atexit.register(end_threads)

    def run(files: Sequence[File], warehouse: Path, limits: Limits, watch: Watcher) -> Summary:
        watcher.set(watch)
        password.set(next((file.password for file in files), None))
        return ingest([file.path for file in files], warehouse, limits)

    return run


@contextmanager
def _progress(total: int) -> Iterator[Watcher]:
    """A bar on a terminal, a line a file otherwise; failures are told at once."""
    if not sys.stderr.isatty():
        yield lambda extraction: click.echo(extraction.summary(), err=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("", total=total)

        def watch(extraction: Extraction) -> None:
            progress.update(bar, advance=1, description=extraction.path.name)
            if extraction.failure:
                progress.console.print(extraction.summary(), markup=False)

        yield watch


def _report(summary: Summary, warehouse: Path) -> None:
    counts = {
        "documents": summary.documents,
        "tasks": summary.tasks,
        "milestones": summary.milestones,
        "quantities": summary.quantities,
        "findings": summary.findings,
        "rejects": summary.rejects,
    }
    told = ", ".join(f"{count} {_form(count, name)}" for name, count in counts.items())
    failures = len(summary.failures)
    failed = f"; {failures} {_form(failures, 'files')} not read" if failures else ""
    click.echo(f"{told} in {warehouse}, {summary.seconds:.1f} seconds{failed}")


def _form(count: int, plural: str) -> str:
    """The noun that fits the count: 1 quantity, 2 quantities."""
    if count != 1:
        return plural
    return plural.removesuffix("ies") + "y" if plural.endswith("ies") else plural.removesuffix("s")
