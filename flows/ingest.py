"""The Prefect flow `ingest`: the same operations, seen and kept by Prefect; a batch of files is a task."""

from contextvars import ContextVar
from pathlib import Path

from prefect import flow, task
from prefect._internal.concurrency.threads import get_global_loop, get_run_sync_loop
from prefect.cache_policies import NO_CACHE

from extractors.isolation.limits import Limits
from flows.operations import Extraction, File, Summary, Watcher, extract_files, find_files, publish, run_ingest

# seconds to wait for a thread that ends at once, unless something is badly wrong
_PATIENCE = 5
_LIMITS = Limits()


def _ignore(_: Extraction) -> None:
    """Watch nothing."""


# who is told of each file as it is done, and what opens locked ones; no parameters of the flow, for those are kept by
# the server
watcher: ContextVar[Watcher] = ContextVar("watcher", default=_ignore)
password: ContextVar[str | None] = ContextVar("password", default=None)

# inputs are files: the hash of their names says nothing of what is in them
_extract = task(name="extract", cache_policy=NO_CACHE, persist_result=False)(extract_files)
_publish = task(name="publish", cache_policy=NO_CACHE, persist_result=False)(publish)


@flow(name="ingest", persist_result=False)
def ingest(paths: list[Path], warehouse: Path = Path("xushi.duckdb"), limits: Limits = _LIMITS) -> Summary:
    """Read the files and folders in `paths` and load them into `warehouse`; `limits` are for each file."""
    files = [File(path, password.get()) for path in find_files(paths)]
    return run_ingest(files, warehouse, limits, watcher.get(), _extract, _publish)


def end_threads() -> None:
    """End the two threads that Prefect leaves running; to be called when the process ends.

    A thread alive at the interpreter's end keeps modules alive, and DuckDB's binding reports them as leaks, in a
    hundred lines. Prefect has no public way to end these.
    """
    for loop in (get_run_sync_loop(), get_global_loop()):
        loop.shutdown()
        loop.thread.join(timeout=_PATIENCE)
