"""How a warehouse bears 1,000 and 10,000 documents: loading, publishing one more, the typical query of each view.

The documents are records of invented plans, about 40 tasks and 250 quantities each, without files. Loading is told
without the copy of the file that each publishing makes, for that depends on how many are published together.

Run `python -m benchmarks.warehouse`; `--write docs/benchmarks-warehouse.md` writes the page, `--documents` other sizes.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.machine import machine
from benchmarks.warehouse.corpus import DISTINCT, copies, distinct
from benchmarks.warehouse.measuring import Asked, Batch, One, ask_views, grow, places_of, publish_one
from extractors.records import DocumentRecords
from schemas import Quantity

# milliseconds that a view's typical query may take, 95 of 100 times
BAR = 200.0

_HEAD = """# The warehouse: load, size, queries

    python -m benchmarks.warehouse --write docs/benchmarks-warehouse.md

measures and writes the tables below. The documents are records of {distinct} invented plans, each copied for other
places, without files; reading plans is measured in [benchmarks.md](benchmarks.md). Loading is told without the copy of
the file that each publishing makes. One document more is told with all of it: copy, load, checks, sync, swap. A view's
typical query asks for one place and year, or for the first 100 rows where it has none; its bar is {bar:.0f} ms at the
95th percentile, and what misses it is bold: unmapped_indicators counts over all documents, which takes the longer the
more there are, and review_queue puts every doubt of them in order.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A warehouse of one size."""

    documents: int
    quantities: int
    megabytes: float
    batches: list[Batch]
    one: One
    asked: list[Asked]


def measure(folder: Path, plans: Sequence[DocumentRecords], sizes: Sequence[int]) -> Iterator[Measured]:
    """Let a warehouse grow from size to size, and measure it at each."""
    warehouse = folder / "w.duckdb"
    batches: list[Batch] = []
    quantities = start = 0
    for size in sorted(sizes):
        for batch in grow(warehouse, plans, start, size):
            batches.append(batch)
            print(
                f"  {batch.documents} documents: {batch.rate:.0f} a second, copy {batch.copy_seconds:.2f} s", flush=True
            )
        quantities = sum(plans[number % len(plans)].count(Quantity) for number in range(size))
        numbers = Random(size).sample(range(size), min(size, 20))
        places = [place for number in numbers for place in places_of(list(copies(plans, range(number, number + 1))))]
        megabytes = warehouse.stat().st_size / 1e6
        asked = list(ask_views(warehouse, places))
        yield Measured(size, quantities, megabytes, list(batches), publish_one(warehouse, plans, size), asked)
        # those that were published one by one are there
        start = size + 3


def report(measured: Sequence[Measured], plans: int) -> str:
    """Tables of what was measured, as Markdown."""
    head = _HEAD.format(bar=BAR, distinct=plans)
    return "\n".join([head, f"Measured on {machine()}.\n", *_sizes(measured), "", *_views(measured), ""])


def _sizes(measured: Sequence[Measured]) -> Iterator[str]:
    yield (
        "| documents | quantities | file, MB | load, documents/s: first batch | last batch | a document again, s |"
        " a new one, s | copy of the file, s |"
    )
    yield "| --: | --: | --: | --: | --: | --: | --: | --: |"
    for each in measured:
        first, last = each.batches[0].rate, each.batches[-1].rate
        yield (
            f"| {each.documents:,} | {each.quantities:,} | {each.megabytes:.0f} | {first:.0f} | {last:.0f} |"
            f" {each.one.again:.2f} | {each.one.new:.2f} | {each.one.copy:.2f} |"
        )


def _views(measured: Sequence[Measured]) -> Iterator[str]:
    sizes = " | ".join(f"{each.documents:,}: rows | p50, ms | p95, ms" for each in measured)
    yield f"| view | asked | {sizes} |"
    yield f"| --- | --- |{' --: | --: | --: |' * len(measured)}"
    for row in zip(*(each.asked for each in measured), strict=True):
        cells = " | ".join(f"{one.rows:.0f} | {one.p50:.0f} | {_marked(one.p95)}" for one in row)
        yield f"| {row[0].view} | {row[0].condition} | {cells} |"


def _marked(p95: float) -> str:
    return f"**{p95:.0f}**" if p95 > BAR else f"{p95:.0f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print, or write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10000], help="sizes to measure at")
    parser.add_argument("--distinct", type=int, default=DISTINCT, help="plans that are different from each other")
    parser.add_argument("--write", type=Path, help="the page to write")
    given = parser.parse_args(arguments)
    plans = distinct(given.distinct)
    with tempfile.TemporaryDirectory() as folder:
        text = report(list(measure(Path(folder), plans, given.documents)), len(plans))
    if given.write:
        given.write.write_text(text, encoding="utf8")
    else:
        print(text)


if __name__ == "__main__":
    main()
