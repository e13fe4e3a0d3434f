"""Reading many files at once: in child processes of this machine, or wherever a runner has them read."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing

from extractors.isolation.limits import Limits
from flows.children import children_of_process, end_children
from flows.extracting import Extraction
from flows.files import File

Watcher = Callable[[Extraction], None]
"""Is told of each file as it is done."""

Runner = Callable[[Sequence[File], int, Limits], Iterator[Extraction]]
"""Reads files by so many workers, within limits for each file; gives what each brought, in the order they are done."""

# files that wait for a worker beside those being read, so that none of them waits for the loader
_AHEAD = 2


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ignore(_: Extraction) -> None:
    """Watch nothing."""


def read_here(files: Sequence[File], workers: int, limits: Limits) -> Iterator[Extraction]:
    """Read files in so many child processes of this one."""
    children = children_of_process(limits)
    # a thread a child: it waits while the child works
    threads = ThreadPoolExecutor(workers, thread_name_prefix="reading")
    waiting: set[Future[Extraction]] = set()
    try:
        for file in files:
            waiting.add(threads.submit(children.read, file))
            if len(waiting) >= workers * _AHEAD:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        # the children first: a thread ends when its child has
        end_children(limits)
        threads.shutdown(cancel_futures=True)


def read_twice(files: Sequence[File], workers: int, limits: Limits, runner: Runner) -> Iterator[Extraction]:
    """Read files, and those that fail once more when all others are done, one at a time.

    What failed for want of memory or time may have had too little of it beside others.
    """
    again: list[File] = []
    with closing(runner(files, workers, limits)) as extractions:  # type: ignore[type-var] # a generator, which closes
        for extraction in extractions:
            if extraction.failure and extraction.file.sha256:
                again.append(extraction.file)
            else:
                yield extraction
    if again:
        yield from read_here(again, 1, limits)
