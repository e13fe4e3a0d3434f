"""Reading files as Prefect tasks, a batch of files a task: on this machine, or on a Dask cluster."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import cast

from prefect import get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from extractors.errors import UnreadableError
from extractors.isolation.limits import Limits
from flows.children import children_of_process, end_children
from flows.extracting import Extraction
from flows.files import File
from flows.publishing import publish
from flows.reading import Runner
from flows.rules import rules_version
from flows.settings import Settings
from flows.staging import stage, unstage
from schemas import Run

# Files a task reads: a task costs some milliseconds, on a cluster a tenth of a second, and a file half a second.
BATCH = 20
# tasks that wait beside those that run: enough that no worker waits for the loader, few enough for its memory
_AHEAD = 2
_AHEAD_ON_A_CLUSTER = 64
_LEAST_BATCHES = 16

Batch = list[File]
Brought = PrefectFuture[list[Extraction]]
MakeRunner = Callable[[], AbstractContextManager[TaskRunner[Brought]]]


# inputs are files: the hash of their names says nothing of what is in them
@task(name="extract", task_run_name="extract {name}", cache_policy=NO_CACHE, persist_result=False)
def extract_batch(name: str, files: Batch, limits: Limits, staging: Path | None) -> list[Extraction]:
    """Read the files of a batch, each in a child process of whoever runs this; `name` is for people.

    Where there is a folder for `staging`, the records are left there.
    """
    children = children_of_process(limits)
    return [children.read(file) if staging is None else stage(staging, children.read(file)) for file in files]


_publish = task(name="publish", cache_policy=NO_CACHE, persist_result=False)(publish)


def publish_batch(warehouse: Path, run: Run, extractions: Sequence[Extraction], allowed: float | None = None) -> None:
    """Publish, as a Prefect task.

    The records are quoted, for else Prefect looks through each of them for what other tasks may bring, which takes
    longer than loading them.
    """
    _publish(warehouse, run, quote(extractions), allowed)


def runner_of(settings: Settings) -> Runner:
    """Give what reads the files: threads of this process, each with a child, or the cluster that is set."""
    if settings.runner == "here":
        return read_by_tasks
    if not settings.dask_address:
        raise UnreadableError("settings: runner is dask, and no dask_address says where its scheduler is; set it.")
    address = settings.dask_address

    def read_by_dask(files: Sequence[File], workers: int, limits: Limits) -> Iterator[Extraction]:
        sent = (_to_send(file, settings) for file in files)
        # several batches for each worker that a small cluster has, so that none of them is idle
        batches = _batches(sent, max(1, min(BATCH, len(files) // _LEAST_BATCHES)))
        # workers have working folders of their own
        staging = settings.staging_folder and settings.staging_folder.resolve()
        return _read(batches, limits, _dask(address), _AHEAD_ON_A_CLUSTER, staging)

    return read_by_dask


def _to_send(file: File, settings: Settings) -> File:
    """The file as workers get it: by its path where they reach that, else with its bytes."""
    if settings.sources_shared and not file.is_fetched:
        return replace(file, path=file.path.absolute(), source=file.name)
    return replace(file, content=_bytes_of(file))


def _bytes_of(file: File) -> bytes | None:
    """The bytes of a file, for a worker that can't reach it; null where they can't be read, which the worker tells."""
    try:
        return file.path.read_bytes()
    except OSError:
        return None


def read_by_tasks(files: Sequence[File], workers: int, limits: Limits) -> Iterator[Extraction]:
    """Read files in so many threads of this process, each with a child."""
    size = max(1, min(BATCH, len(files) // (workers * 4)))

    def threads() -> TaskRunner[Brought]:
        return cast(TaskRunner[Brought], ThreadPoolTaskRunner(workers))

    try:
        yield from _read(_batches(files, size), limits, threads, workers * _AHEAD)
    finally:
        end_children(limits)


def _dask(address: str) -> MakeRunner:
    try:
        from prefect_dask.task_runners import DaskTaskRunner

        from flows.on_prefect.reaching import refuse_loopback
    except ImportError:
        raise UnreadableError('settings: runner is dask; pip install "xushi[dask]" for it.') from None

    @contextmanager
    def runner() -> Iterator[TaskRunner[Brought]]:
        with DaskTaskRunner(address=address) as made:
            # no client beside the runner's: closing one keeps the other from telling what is done
            refuse_loopback(made.client)
            yield cast(TaskRunner[Brought], made)

    return runner


def _batches(files: Iterator[File] | Sequence[File], size: int) -> Iterator[Batch]:
    batch: Batch = []
    for file in files:
        batch.append(file)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _read(
    batches: Iterator[Batch],
    limits: Limits,
    make_runner: MakeRunner,
    ahead: int,
    staging: Path | None = None,
) -> Iterator[Extraction]:
    """Submit batches, never more than `ahead` at once, and give what they brought as each is done."""
    done: SimpleQueue[Brought] = SimpleQueue()
    running: dict[Brought, Batch] = {}
    with make_runner() as runner:
        for number, batch in enumerate(batches, start=1):
            name = f"{number} ({len(batch)} file{'s' * (len(batch) > 1)})"
            parameters = {"name": name, "files": batch, "limits": limits, "staging": staging}
            future = runner.submit(extract_batch, parameters=parameters)
            running[future] = [replace(file, content=None) for file in batch]
            future.add_done_callback(done.put)
            if len(running) >= ahead:
                yield from _brought(running, done.get())
        while running:
            yield from _brought(running, done.get())


def _brought(running: dict[Brought, Batch], future: Brought) -> Iterator[Extraction]:
    """What a batch brought; where its worker failed, that is what is told of each of its files."""
    batch = running.pop(future)
    try:
        brought = future.result()
    except Exception as error:  # whatever kept a worker from answering
        told = " ".join(f"{type(error).__name__}: {error}".split())
        get_run_logger().error("a batch of %s files was not read (%s)", len(batch), told)
        brought = [
            Extraction(file, 0.0, rules_version(), failure=f"{file.name}: its worker did not answer ({told}).")
            for file in batch
        ]
    # one by one, for of a batch that was staged only references are in memory
    yield from map(unstage, brought)
