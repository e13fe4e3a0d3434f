"""How much reading side by side brings, and what a refresh costs that has little to do: `python -m benchmarks.flows`.

200 drawn plans are read by a plain loop in one process, by a pool of one and of two child processes, and by two workers
of a Dask cluster on this machine, through its scheduler and through a staging folder; each run ends in a warehouse, and
all must have the same content. Then a refresh with one changed file among them, and one with nothing to do beside
`sha256sum` over 1,000 files; a warehouse of 1,000 documents; and what all that comes to. `--files 10` for a small one,
`--write docs/scaling.md` to write what is printed there.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.reading.markdown import filled, table
from benchmarks.sizing import Rates, stored, told
from extractors.isolation.limits import Limits
from flows.extracting import Extraction, extract
from flows.files import File, find_files
from flows.ingesting import ingest_files
from flows.reading import Runner, cores, read_here
from samples.generate import pdf, plan
from warehouse.checksums import content_checksum
from warehouse.database import connect

FILES = 200
# so that 200 plans have more than 2,000 pages
TASKS_A_PLAN = 92
KNOWN = 1000
# of the warehouse that is measured, for each file that is read
DOCUMENTS_A_FILE = 5
# what the pool is held to: overhead of one worker over the plain loop, and the speed-up of two
MOST_OVERHEAD = 0.15
LEAST_SPEED_UP = 1.7
MOST_AGAINST_SHA256SUM = 1.5
# seconds that a refresh with nothing to do may take more than a flow that does nothing
MOST_OVER_EMPTY_FLOW = 2.0
EMPTY_FLOW = "from prefect import flow; flow(name='nothing', persist_result=False)(lambda: None)()"
_PORT = 4271
_MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Taken:
    """What a way of reading all files took."""

    name: str
    seconds: float
    documents: int
    pages: int
    megabytes: float
    checksum: str


def main(arguments: Sequence[str]) -> None:
    """Print the figures with machine and date."""
    options = argparse.ArgumentParser()
    options.add_argument("--files", type=int, default=FILES)
    options.add_argument("--write", type=Path)
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _draw(folder / "plans", chosen.files)
        text = "\n\n".join(_parts(folder, chosen.files * DOCUMENTS_A_FILE))
    print(text)
    if chosen.write:
        chosen.write.write_text(filled(chosen.write.read_text("utf8"), "flows", text), "utf8")


def _parts(folder: Path, documents: int) -> Iterator[str]:
    yield f"flows; {machine()}; load average {os.getloadavg()[0]:.1f} at the start"
    ways: dict[str, Callable[[Path], Taken]] = {
        "plain loop": lambda to: _here("plain loop", folder / "plans", to, _plain_loop, 1),
        "pool, 1 worker": lambda to: _here("pool, 1 worker", folder / "plans", to, read_here, 1),
        "pool, 2 workers": lambda to: _here("pool, 2 workers", folder / "plans", to, read_here, 2),
        "Dask, 2 workers": lambda to: _dask("Dask, 2 workers", folder / "plans", to, None)[0],
    }
    taken = [way(folder / f"{number}.duckdb") for number, way in enumerate(ways.values())]
    staging = folder / "staging"
    staged, alone = _dask("Dask, 2 workers, staging", folder / "plans", folder / "staged.duckdb", staging)
    taken.append(staged)
    base, one, two = taken[:3]
    rows = [
        (
            each.name,
            f"{each.seconds:.1f}",
            f"{each.documents / each.seconds:.2f}",
            f"{each.pages / each.seconds:.1f}",
            f"{base.seconds / each.seconds:.2f}",
            f"{each.megabytes:.0f}",
        )
        for each in taken
    ]
    headers = ("way", "seconds", "documents/s", "pages/s", "times the plain loop", "peak MB")
    yield f"{base.documents} plans, {base.pages} pages, each run into a warehouse of its own:\n\n{table(headers, rows)}"
    same = len({each.checksum for each in taken}) == 1
    yield "\n".join(
        (
            f"- overhead of 1 worker: {one.seconds / base.seconds - 1:+.1%} (at most {MOST_OVERHEAD:.0%})",
            f"- speed-up at 2 workers: {base.seconds / two.seconds:.2f} over the plain loop (at least"
            f" {LEAST_SPEED_UP}), {one.seconds / two.seconds:.2f} over 1 worker",
            f"- same content in all: {'yes' if same else 'NO'}",
            *_refreshes(folder, two.seconds),
        )
    )
    lake = sum(path.stat().st_size for path in staging.rglob("*.parquet")) / staged.documents
    rates = Rates(
        documents=two.documents / two.seconds,
        pages=two.pages / two.seconds,
        workers=2,
        on_cluster=_rate(staged, alone),
        cluster_seconds=alone,
        megabytes=two.megabytes,
        staged=lake,
    )
    yield from told(rates, stored(documents))


def _rate(taken: Taken, alone: float) -> float:
    """Documents a second beside the seconds that one of them takes alone: of few files the rate with them."""
    return (taken.documents - 1) / (taken.seconds - alone if taken.seconds > 2 * alone else taken.seconds)


def _draw(folder: Path, files: int) -> None:
    folder.mkdir()
    # fonts are subset in Python, a second a plan
    with ProcessPoolExecutor(cores()) as processes:
        for seed, drawn in enumerate(processes.map(_drawn, range(files))):
            (folder / f"{seed:04d}.pdf").write_bytes(drawn)


def _drawn(seed: int) -> bytes:
    return pdf(plan(1000 + seed, place="云溪市", year=2024, size=TASKS_A_PLAN))


def _plain_loop(files: Sequence[File], workers: int, limits: Limits) -> Iterator[Extraction]:
    return (extract(file) for file in files)


def _here(name: str, plans: Path, warehouse: Path, runner: Runner, workers: int) -> Taken:
    """Run in a process of its own, so that its memory is its own and nothing is warm."""
    code = (
        "import sys; from pathlib import Path; from benchmarks.flows import measure_here;"
        "measure_here(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))"
    )
    kind = "loop" if runner is _plain_loop else "pool"
    command = [sys.executable, "-c", code, str(plans), str(warehouse), kind, str(workers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, documents, pages, megabytes = done.stdout.split()
    return Taken(name, float(seconds), int(documents), int(pages), float(megabytes), _checksum(warehouse))


def measure_here(plans: Path, warehouse: Path, kind: str, workers: int) -> None:
    """Ingest, and print seconds, documents, pages and the most memory of this process and its children."""
    files = [File(path) for path in find_files([plans])]
    started = time.monotonic()
    summary = ingest_files(
        files, warehouse, Limits(), workers=workers, runner=_plain_loop if kind == "loop" else read_here
    )
    seconds = time.monotonic() - started
    own, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(seconds, summary.documents, summary.pages, own + (workers * child if kind == "pool" else 0))


def _dask(name: str, plans: Path, warehouse: Path, staging: Path | None) -> tuple[Taken, float]:
    """Refresh through a cluster; gives also the seconds that it takes for one file alone."""
    settings = {} if staging is None else {"XUSHI_STAGING_FOLDER": str(staging), "XUSHI_SOURCES_SHARED": "true"}
    with _cluster(warehouse.parent) as (address, memory):
        through = ("--runner", "dask", "--dask-address", address)
        seconds = _refresh(plans, warehouse, *through, settings=settings)
        megabytes = memory()
        alone = _refresh(min(plans.glob("*.pdf")), warehouse.with_suffix(".one.duckdb"), *through)
    with connect(warehouse) as connection:
        found = connection.execute("SELECT count(*), sum(pages) FROM versions").fetchall()
    return Taken(name, seconds, found[0][0], found[0][1], megabytes, _checksum(warehouse)), alone


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[str, Callable[[], float]]]:
    """Give the address of a cluster of two workers, and what tells the most memory that they took so far."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(folder / "dask")
    ) as cluster:
        processes = [int(worker.pid) for worker in cluster.workers.values()]

        def memory() -> float:
            return sum(_peak(process) for process in processes)

        yield cluster.scheduler_address, memory


def _peak(process: int) -> float:
    """The most memory, in MB, that a process took; children that it started not counted."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _refreshes(folder: Path, full: float) -> Iterator[str]:
    plans, warehouse = folder / "plans", folder / "2.duckdb"
    changed = min(plans.glob("*.pdf"))
    changed.write_bytes(changed.read_bytes() + b"\n%changed\n")
    seconds = _refresh(plans, warehouse)
    yield f"- refresh with one changed file: {seconds:.1f} s, {seconds / full:.1%} of reading all by 2 workers"
    many = folder / "many"
    many.mkdir()
    for number in range(KNOWN):
        shutil.copy(sorted(plans.glob("*.pdf"))[number % 200 % len(list(plans.glob("*.pdf")))], many / f"{number}.pdf")
    files = sorted(map(str, many.glob("*.pdf")))
    summed = min(_seconds(["sha256sum", *files]) for _ in range(3))
    own = min(_look(many, warehouse) for _ in range(3))
    whole = min(_refresh(many, warehouse) for _ in range(3))
    size = sum(Path(file).stat().st_size for file in files) / _MEGABYTE
    yield (
        f"- nothing to do among {KNOWN:,} known files ({size:.0f} MB): looking takes {own:.2f} s, sha256sum"
        f" {summed:.2f} s ({own / summed:.2f} ×; at most {MOST_AGAINST_SHA256SUM}); the whole command {whole:.2f} s"
    )
    # a flow without a server of its own: both ways are measured beside one that runs
    with _prefect_server(folder) as settings:
        empty = min(_seconds([sys.executable, "-c", EMPTY_FLOW], settings) for _ in range(3))
        through = min(_refresh(many, warehouse, settings=settings) for _ in range(3))
    yield (
        f"- the same beside a Prefect server that runs: {through:.2f} s as a flow, and an empty flow {empty:.2f} s;"
        f" {through - empty:+.2f} s (at most {MOST_OVER_EMPTY_FLOW:+g} s), and {whole - empty:+.2f} s without Prefect"
    )


@contextmanager
def _prefect_server(folder: Path) -> Iterator[dict[str, str]]:
    """Start a server, and give the settings by which commands find it."""
    home = {"PREFECT_HOME": str(folder / "prefect")}
    command = [sys.executable, "-m", "xushi.main", "server", "--port", str(_PORT)]
    process = subprocess.Popen(command, env={**os.environ, **home}, stdout=subprocess.PIPE, text=True)
    try:
        if not process.stdout or "Prefect server" not in process.stdout.readline():
            raise OSError(f"the Prefect server did not start; is port {_PORT} in use?")
        yield {**home, "PREFECT_API_URL": f"http://127.0.0.1:{_PORT}/api"}
    finally:
        process.terminate()
        process.communicate()


def _look(folder: Path, warehouse: Path) -> float:
    """The time that finding out takes, in this process."""
    from flows.fetching import Fetching
    from flows.refreshing import work_for
    from flows.rules import rules_version
    from flows.sources import Sources

    rules_version()
    started = time.monotonic()
    with Sources([str(folder)], Fetching()) as sources:
        work = work_for(sources.look(), warehouse)
    if work.to_read:
        raise AssertionError("there should be nothing to do")
    return time.monotonic() - started


def _refresh(plans: Path, warehouse: Path, *more: str, settings: Mapping[str, str] | None = None) -> float:
    command = [sys.executable, "-m", "xushi.main", "refresh", str(plans), "--warehouse", str(warehouse), *more]
    return _seconds(command, settings)


def _seconds(command: Sequence[str], settings: Mapping[str, str] | None = None) -> float:
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **(settings or {})})
    return time.monotonic() - started


def _checksum(warehouse: Path) -> str:
    with connect(warehouse) as connection:
        return content_checksum(connection)


if __name__ == "__main__":
    main(sys.argv[1:])
