"""Cells, speed and memory of this reader beside camelot, pdfplumber, img2table and PDFium's text, on the same pages.

Run `python -m benchmarks.tables [file.pdf …]`; without files, plans are drawn whose cells are known. With
`--write docs/benchmarks.md` the tables printed are also written there. pdfplumber and img2table are wanted for this
alone: `pip install pdfplumber img2table`. Each reader reads in a process of its own; each time is the best of several,
so that another program on the machine disturbs it least.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.reading.cells import count, exact_cells, same_but_radicals
from benchmarks.reading.many_pages import Taken, taken
from benchmarks.reading.markdown import filled, table
from benchmarks.reading.measuring import Measured, measured
from benchmarks.reading.plans import Corpus, corpora, given
from benchmarks.reading.readers import DEFAULT, OURS, READERS, TEXT, VECTOR

# What the reader is held to: times as fast as these, and at most times as slow as PDFium's text.
AGAINST_DEFAULT = 20.0
AGAINST_VECTOR = 2.0
AGAINST_TEXT = 5.0
# The most memory for the longest plan, and how much of it there may be for each MB that the shortest takes.
MOST_MEGABYTES = 600.0
MOST_GROWTH = 1.25


@dataclass(frozen=True)
class Bar:
    """Something the reader is held to, with the figure that was measured."""

    says: str
    figure: str
    holds: bool


def main(arguments: Sequence[str]) -> int:
    """Print a table for each set of plans, one for plans of many pages, and the bars; 1 where a bar is missed."""
    options = argparse.ArgumentParser()
    options.add_argument("files", nargs="*")
    options.add_argument("--write", type=Path, help="a Markdown file to write the tables into, between its markers")
    chosen = options.parse_args(arguments)
    bars: list[Bar] = []
    parts = [f"tables; {machine()}; load average {os.getloadavg()[0]:.1f} at the start"]
    print(parts[0])
    for part in _parts(chosen.files, bars):
        print(f"\n{part}", flush=True)
        parts.append(part)
    if chosen.write:
        chosen.write.write_text(filled(chosen.write.read_text("utf8"), "tables", "\n\n".join(parts)), "utf8")
    return 0 if all(bar.holds for bar in bars) else 1


def _parts(files: Sequence[str], bars: list[Bar]) -> Iterator[str]:
    """Give what is to be told, a part as soon as it is known; `bars` gathers what the reader is held to."""
    with tempfile.TemporaryDirectory() as folder:
        for corpus in [given(files)] if files else corpora(Path(folder)):
            found = measured(corpus.files)
            bars += _speed_bars(corpus, found)
            yield _readers_told(corpus, found)
        if not files:
            sizes = taken(Path(folder))
            bars += _memory_bars(sizes)
            yield _sizes_told(sizes)
    yield table(("bar", "measured", ""), [(bar.says, bar.figure, "held" if bar.holds else "MISSED") for bar in bars])


def _readers_told(corpus: Corpus, found: Mapping[str, Measured]) -> str:
    files = "1 file" if len(corpus.files) == 1 else f"{len(corpus.files)} files"
    cells = f", {sum(map(count, corpus.truth))} cells" if corpus.truth else ""
    missing = [name for name in READERS if name not in found]
    note = f"; not installed: {', '.join(missing)}" if missing else ""
    header = ("reader", "cells exact", "but for radicals", "ms a page", "to xushi", "peak memory")
    rows = [
        (
            name,
            *_exact(corpus, name, of),
            f"{of.seconds / corpus.pages * 1000:.1f}",
            f"{of.seconds / found[OURS].seconds:.2f} ×",
            f"{of.megabytes:.0f} MB",
        )
        for name, of in found.items()
    ]
    return f"{corpus.name}: {files}, {corpus.pages} pages{cells}{note}\n\n{table(header, rows)}"


def _exact(corpus: Corpus, name: str, found: Measured) -> tuple[str, str]:
    """Tell which share of the cells is exact, and which would be if radicals were the characters they look like."""
    if not corpus.truth or not READERS[name].has_cells:
        return "", ""
    cells = sum(map(count, corpus.truth))
    pairs = list(zip(corpus.truth, found.rows, strict=True))
    exact = sum(exact_cells(truth, rows) for truth, rows in pairs)
    forgiven = sum(exact_cells(truth, rows, same_but_radicals) for truth, rows in pairs)
    return f"{exact / cells:.2%}", f"{forgiven / cells:.2%}"


def _sizes_told(sizes: Sequence[Taken]) -> str:
    rows = [
        (str(size.pages), str(size.tasks), f"{size.seconds:.1f}", f"{size.megabytes:.0f} MB", _a_page(size, sizes[0]))
        for size in sizes
    ]
    head = "a generated plan, read from file to tasks by a fresh process"
    return f"{head}\n\n{table(('pages', 'tasks', 'seconds', 'peak memory', 'more for each page'), rows)}"


def _a_page(size: Taken, least: Taken) -> str:
    """Tell how much memory each page takes beyond those of the shortest plan."""
    if size.pages == least.pages:
        return ""
    return f"{(size.megabytes - least.megabytes) / (size.pages - least.pages):.2f} MB"


def _speed_bars(corpus: Corpus, found: Mapping[str, Measured]) -> Iterator[Bar]:
    ours = found[OURS].seconds
    for name, bar in ((DEFAULT, AGAINST_DEFAULT), (VECTOR, AGAINST_VECTOR)):
        ratio = found[name].seconds / ours
        yield Bar(f"{corpus.name}: {bar:g} × as fast as {name}", f"{ratio:.1f} ×", ratio >= bar)
    ratio = ours / found[TEXT].seconds
    yield Bar(f"{corpus.name}: at most {AGAINST_TEXT:g} × the time of {TEXT}", f"{ratio:.1f} ×", ratio <= AGAINST_TEXT)


def _memory_bars(sizes: Sequence[Taken]) -> Iterator[Bar]:
    least, most = sizes[0], sizes[-1]
    growth = most.megabytes / least.megabytes
    says = f"{most.pages} pages: under {MOST_MEGABYTES:g} MB"
    yield Bar(says, f"{most.megabytes:.0f} MB", most.megabytes < MOST_MEGABYTES)
    says = f"{most.pages} pages: at most {MOST_GROWTH:g} × the memory of {least.pages}"
    yield Bar(says, f"{growth:.2f} ×", growth <= MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
