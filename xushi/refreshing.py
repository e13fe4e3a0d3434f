"""`xushi refresh`: progress while it runs, a line at its end, through Prefect or in this process."""

from contextlib import ExitStack

import click

from extractors.errors import UnreadableError
from flows.extracting import Extraction
from flows.reading import Watcher, ignore
from flows.refreshing import Refreshed, Work, refresh_sources
from flows.settings import Settings
from xushi.ingesting import report
from xushi.on_prefect import prefect_at_hand
from xushi.progress import progress


def refresh_with_progress(settings: Settings, *, retry_failed: bool, through_prefect: bool) -> int:
    """Refresh and report; gives the exit code: 0, or 1 where files could not be had or read."""
    if not settings.sources:
        raise UnreadableError(
            "refresh: has no sources; name folders, manifests or addresses, or set sources in xushi.toml."
        )
    watch = _Watch()
    try:
        run = _by_prefect if through_prefect else _here
        done = run(settings, retry_failed, watch)
    finally:
        watch.end()
    for name in done.work.set_aside:
        click.echo(f"set aside: {name}", err=True)
    click.echo(done.told())
    if done.summary.documents:
        report(done.summary, settings.warehouse)
    return 1 if done.summary.failures else 0


def _here(settings: Settings, retry_failed: bool, watch: "_Watch") -> Refreshed:
    return refresh_sources(settings, watch, retry_failed=retry_failed, begin=watch.begin)


def _by_prefect(settings: Settings, retry_failed: bool, watch: "_Watch") -> Refreshed:
    with prefect_at_hand():
        from flows.on_prefect.refresh import refreshed_by_flow

        return refreshed_by_flow(settings, retry_failed, watch, watch.begin)


class _Watch:
    """Progress that begins when it is known how much there is to do."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._watch: Watcher = ignore

    def __call__(self, extraction: Extraction) -> None:
        self._watch(extraction)

    def begin(self, work: Work) -> None:
        self._watch = self._stack.enter_context(progress(len(work.to_read) + len(work.unreached)))

    def end(self) -> None:
        self._stack.close()
