"""`xushi ingest`: progress while it runs, a summary at its end, through Prefect or in this process."""

from collections.abc import Sequence
from pathlib import Path

import click

from extractors.isolation.limits import Limits
from flows.files import File, find_files
from flows.ingesting import ingest_files
from flows.reading import Watcher
from flows.summary import Summary
from xushi.on_prefect import prefect_at_hand
from xushi.progress import progress


def ingest_with_progress(
    paths: Sequence[Path],
    warehouse: Path,
    password: str | None,
    limits: Limits,
    workers: int | None,
    through_prefect: bool,
    allowed: float | None,
) -> int:
    """Ingest and report; gives the exit code: 0 all read, 1 some files failed or were held back, 2 none was read."""
    files = [File(path, password) for path in find_files(paths)]
    if not files:
        named = ", ".join(map(str, paths))
        click.echo(f"xushi: there is no plan that can be read in {named}; name a file or another folder.", err=True)
        return 2
    run = _by_prefect if through_prefect else _here
    with progress(len(files)) as watch:
        summary = run(files, warehouse, limits, workers, watch, allowed)
    for sentence in summary.held:
        click.echo(f"xushi: {sentence}", err=True)
    if summary.documents:
        report(summary, warehouse)
    if not summary.failures and not summary.held:
        return 0
    return 1 if summary.documents else 2


def _here(
    files: Sequence[File],
    warehouse: Path,
    limits: Limits,
    workers: int | None,
    watch: Watcher,
    allowed: float | None,
) -> Summary:
    return ingest_files(files, warehouse, limits, watch, workers=workers, allowed=allowed)


def _by_prefect(
    files: Sequence[File],
    warehouse: Path,
    limits: Limits,
    workers: int | None,
    watch: Watcher,
    allowed: float | None,
) -> Summary:
    with prefect_at_hand():
        from flows.on_prefect import calling
        from flows.on_prefect.ingest import ingest

        calling.watcher.set(watch)
        calling.password.set(files[0].password)
        return ingest([file.path for file in files], warehouse, limits, workers, allowed)


def report(summary: Summary, warehouse: Path) -> None:
    """Print what a run brought, in a line."""
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
    held = "; what was read again is held back" if summary.held else ""
    click.echo(f"{told} in {warehouse}, {summary.seconds:.1f} seconds{failed}{held}")


def _form(count: int, plural: str) -> str:
    """The noun that fits the count: 1 quantity, 2 quantities."""
    if count != 1:
        return plural
    return plural.removesuffix("ies") + "y" if plural.endswith("ies") else plural.removesuffix("s")
