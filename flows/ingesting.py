"""Ingesting: files are read as they are named, whatever is known of them, and loaded into the warehouse."""

from collections.abc import Sequence
from pathlib import Path

from extractors.isolation.limits import Limits
from flows.files import File
from flows.publishing import Publish, Publisher, publish
from flows.reading import Runner, Watcher, cores, ignore, read_here
from flows.summary import Summary
from schemas.run import RunKind


def ingest_files(
    files: Sequence[File],
    warehouse: Path,
    limits: Limits,
    watch: Watcher = ignore,
    *,
    workers: int | None = None,
    runner: Runner = read_here,
    publish: Publish = publish,
    allowed: float | None = None,
) -> Summary:
    """Read the files and load them into the warehouse; `workers` is as many as there are cores where it is null.

    What changes more than `allowed` percent of what is known from the same bytes is held back, and the summary says so.
    """
    publisher = Publisher(warehouse, RunKind.INGEST, publish, allowed=allowed)
    for extraction in runner(files, workers or cores(), limits):
        watch(extraction)
        publisher.add(extraction)
    return publisher.finish()
