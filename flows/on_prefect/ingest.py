"""The Prefect flow `ingest`: files that are named are read and loaded."""

from pathlib import Path

from prefect import flow

from extractors.isolation.limits import Limits
from flows.files import File, find_files
from flows.ingesting import ingest_files
from flows.on_prefect import calling
from flows.on_prefect.runners import publish_batch, read_by_tasks
from flows.summary import Summary
from warehouse.gate import ALLOWED

_LIMITS = Limits()


@flow(name="ingest", persist_result=False)
def ingest(
    paths: list[Path],
    warehouse: Path = Path("xushi.duckdb"),
    limits: Limits = _LIMITS,
    workers: int | None = None,
    allowed: float | None = ALLOWED,
) -> Summary:
    """Read the files and folders in `paths` and load them into `warehouse`; `limits` are for each file.

    `workers` files are read at once; as many as there are cores where it is null. What would
    change more than `allowed` percent of what is known from the same bytes is held back.
    """
    files = [File(path, calling.password.get()) for path in find_files(paths)]
    return ingest_files(
        files,
        warehouse,
        limits,
        calling.watcher.get(),
        workers=workers,
        runner=read_by_tasks,
        publish=publish_batch,
        allowed=allowed,
    )
