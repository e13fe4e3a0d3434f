"""How fast and how right quantities are read, beside the regular expression that one would write first.

Run `python -m benchmarks.quantities`; with `--misses N` the first N annotations that were not met are told.
"""

import argparse
import re
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal

from benchmarks.corpora import GOLD, SENTENCES, Annotated, gold, sample_cells, sentences
from benchmarks.machine import machine
from benchmarks.scoring import Parser, score
from extractors.quantities.pipeline import parse
from extractors.quantities.quantity import Quantity

BAR = 2000
_NAIVE = re.compile(
    r"(\d+(?:\.\d+)?)\s?([万亿]?)\s?(元|平方米|公里|亩|人次|场次|[所个家户名人座条项台张套处间件次场%％])"
)
_MAGNITUDES = {"": 1, "万": 10**4, "亿": 10**8}


def naive(text: str, goal: str | None = None) -> list[Quantity]:
    """Number and unit by one regular expression; everything else is the most frequent value."""
    return [_naive_quantity(match) for match in _NAIVE.finditer(text)]


def _naive_quantity(match: re.Match[str]) -> Quantity:
    plain: dict[str, object] = dict.fromkeys(Quantity.__dataclass_fields__, None)
    value = Decimal(match[1]) * _MAGNITUDES[match[2]]
    plain |= {"start": match.start(), "end": match.end(), "text": match[0], "value": value, "unit": match[3]}
    plain |= {"bound": "eq", "basis": "period", "role": "target", "measure": "level", "part": False, "rule": "naive"}
    return Quantity(**plain)  # type: ignore[arg-type]


def corpora() -> Iterator[tuple[str, list[Annotated]]]:
    """The sets that are at hand, by name."""
    yield "generated plans", list(sample_cells(range(500, 510)))
    if SENTENCES.exists():
        yield "sentences of the tests", list(sentences())
    if GOLD.exists():
        yield "gold, a real plan (dev half)", list(gold("seed_dev.jsonl", "cells.jsonl"))
        yield "gold, sentences (dev half)", list(gold("wild_dev.jsonl", "wild_dev_cells.jsonl"))


def cells_a_second(parser: Parser, cells: Sequence[Annotated], runs: int = 3) -> float:
    """Best of several runs, on one core."""
    best = min(_seconds(parser, cells) for _ in range(runs))
    return len(cells) / best


def _seconds(parser: Parser, cells: Sequence[Annotated]) -> float:
    started = time.perf_counter()
    for text, goal, _ in cells:
        parser(text, goal)
    return time.perf_counter() - started


def main(arguments: Sequence[str] | None = None) -> None:
    """Print accuracy and speed for each set."""
    options = argparse.ArgumentParser()
    options.add_argument("--misses", type=int, default=0)
    shown = options.parse_args(arguments).misses
    print(f"quantities; {machine()}")
    for name, cells in corpora():
        print(f"\n{name}: {len(cells)} texts")
        ours = score(cells, parse)
        print(f"  xushi       {ours}  {cells_a_second(parse, cells):7.0f} texts/s (bar: {BAR})")
        print(f"  one regex   {score(cells, naive)}  {cells_a_second(naive, cells):7.0f} texts/s")
        for miss in ours.misses[:shown]:
            print(f"    {miss}")


if __name__ == "__main__":
    main()
