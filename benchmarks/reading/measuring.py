"""Measures each reader in a process of its own, all of them in turn, so that what disturbs one disturbs all."""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading.readers import READERS, Rows
from extractors.isolation.isolated import Isolated
from extractors.isolation.limits import Limits

# How often each reader's turn comes, and for how many seconds at least it then goes on.
TURNS = 3
SECONDS = 1.0
# What a measured process may take; far more than any reader does.
LIMITS = Limits(seconds=600.0, megabytes=16_384)


@dataclass(frozen=True)
class Measured:
    """What a reader gave for each file, the sum of its best times for each, and the most memory its process held."""

    rows: list[Rows]
    seconds: float
    megabytes: float


def measured(files: Sequence[Path]) -> dict[str, Measured]:
    """Measure every reader that is installed on the same files; the first reading warms up and isn't timed."""
    with ExitStack() as stack:
        processes = {
            name: stack.enter_context(Isolated(LIMITS)) for name, reader in READERS.items() if reader.is_installed
        }
        first = {name: process.call(_first, (name, files), name) for name, process in processes.items()}
        turns = [{name: p.call(_seconds, (name, files), name) for name, p in processes.items()} for _ in range(TURNS)]
    seconds = {name: sum(map(min, *(turn[name] for turn in turns))) for name in processes}
    return {name: Measured(rows, seconds[name], megabytes) for name, (rows, megabytes) in first.items()}


def _first(given: tuple[str, Sequence[Path]]) -> tuple[list[Rows], float]:
    name, files = given
    return [READERS[name].read(path) for path in files], peak_megabytes()


def _seconds(given: tuple[str, Sequence[Path]]) -> list[float]:
    """Give the best time for each file in one turn."""
    name, files = given
    times: list[list[float]] = []
    while sum(map(sum, times)) < SECONDS:
        times.append([_once(READERS[name].read, path) for path in files])
    return [min(of_file) for of_file in zip(*times, strict=True)]


def _once(read: Callable[[Path], Rows], path: Path) -> float:
    start = time.perf_counter()
    read(path)
    return time.perf_counter() - start


def peak_megabytes() -> float:
    """Give the most memory that this whole process has held so far: Python and every library it loaded included."""
    status = Path("/proc/self/status")
    if status.exists():
        # ru_maxrss would begin at what the parent held when it started this process
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024
