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
) -> Summary:
    """Read the files and load them into the warehouse; `workers` is as many as there are cores where it is null."""
    publisher = Publisher(warehouse, RunKind.INGEST, publish)
    for extraction in runner(files, workers or cores(), limits):
        watch(extraction)
        publisher.add(extraction)
    return publisher.finish()
