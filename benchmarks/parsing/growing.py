"""What reading takes as a cell grows to 100,000 characters, and as a process reads one cell after another."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice

from benchmarks.corpora import sample_cells
from benchmarks.reading.measuring import LIMITS, peak_megabytes
from extractors.isolation.isolated import Isolated

SHORT, LONG = 10_000, 100_000
FEW, MANY = 2_000, 20_000
RUNS = 3


@dataclass(frozen=True)
class Lengths:
    """Seconds for a text of 10,000 characters, and for ten times that text."""

    name: str
    short: float
    long: float


@dataclass(frozen=True)
class Memory:
    """The most megabytes the process held after a few cells, and after many, all different."""

    few: float
    many: float


def lengths() -> Iterator[Lengths]:
    """Time cells of both lengths: of many sentences, of one that never ends, and of digits alone."""
    for name, text in _texts().items():
        with Isolated(LIMITS) as process:
            # the same words ten times over, so that nothing but the length differs
            short, long = (process.call(_seconds, text * times, name) for times in (1, LONG // SHORT))
        yield Lengths(name, short, long)


def memory() -> Memory:
    """Read many cells in a fresh process."""
    with Isolated(LIMITS) as process:
        return Memory(process.call(_peak, FEW, "a few cells"), process.call(_peak, MANY, "many cells"))


def _texts() -> dict[str, str]:
    """Texts of 10,000 characters."""
    return {
        "sentences of plans": "。".join(text for text, _ in _cells(SHORT // 10))[:SHORT],
        "one list without an end": ("新建学校5所、" * SHORT)[:SHORT],
        "a flood of digits": "9" * SHORT,
    }


def _cells(number: int) -> Iterator[tuple[str, str | None]]:
    """So many cells of generated plans, no two plans alike."""
    cells = ((text, goal) for seed in count(1000) for text, goal, _ in sample_cells(range(seed, seed + 1)))
    return islice(cells, number)


def _seconds(text: str) -> float:
    """Processor time, best of several readings after one of a short text."""
    from extractors.quantities.pipeline import parse

    parse("新建5所学校")
    return min(_once(text) for _ in range(RUNS))


def _once(text: str) -> float:
    from extractors.quantities.pipeline import parse

    started = time.process_time()
    parse(text)
    return time.process_time() - started


def _peak(number: int) -> float:
    from extractors.quantities.pipeline import parse

    for text, goal in _cells(number):
        parse(text, goal)
    return peak_megabytes()
