"""How fast and how right quantities are read, beside other readers of numbers and units, on the same cells.

Run `python -m benchmarks.quantities`; with `--write docs/benchmarks-quantities.md` what is printed is also written
there, with `--misses N` the first N annotations that were not met are told. The other readers are compared where they
are installed: beside this project, or for the interpreter that `--peers PYTHON` names.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.agreement import agreement
from benchmarks.corpora import GOLD, OWN, SENTENCES, SHOWN, UNSEEN, Annotated, gold, sample_cells, sentences
from benchmarks.machine import machine
from benchmarks.parsing.growing import FEW, LONG, MANY, SHORT, Lengths, Memory, lengths, memory
from benchmarks.parsing.measuring import Measured, measured
from benchmarks.parsing.readers import COMPILED, EDSNLP, OF_US, OURS, PEERS
from benchmarks.reading.markdown import filled, table

# What the reader is held to: cells a second of processor time, and times as fast as eds-nlp's number and unit alone.
LEAST_CELLS_A_SECOND = 2000
AGAINST_EDSNLP = 1.5
# The most time for a text ten times as long, and the most memory for ten times as many cells.
MOST_TIMES_AS_LONG = 12.0
MOST_GROWTH = 1.1


@dataclass(frozen=True)
class Bar:
    """Something the reader is held to, with the figure that was measured."""

    says: str
    figure: str
    holds: bool


def corpora() -> Iterator[tuple[str, list[Annotated]]]:
    """The sets that are at hand, by name."""
    yield "generated plans", list(sample_cells(range(500, 510)))
    yield "sentences of the tests", list(sentences()) if SENTENCES.exists() else []
    yield "more sentences of the tests", list(gold("gold.jsonl", "cells.jsonl", OWN))
    yield "others' sentences, shown", list(gold("gold.jsonl", "cells.jsonl", SHOWN))
    yield "others' sentences, unseen", list(gold("gold.jsonl", "cells.jsonl", UNSEEN))
    if GOLD.exists():
        yield "gold, a real plan (dev half)", list(gold("seed_dev.jsonl", "cells.jsonl"))
        yield "gold, sentences (dev half)", list(gold("wild_dev.jsonl", "wild_dev_cells.jsonl"))


def main(arguments: Sequence[str]) -> int:
    """Print a table for each set, what length and number of cells cost, and the bars; 1 where a bar is missed."""
    options = argparse.ArgumentParser()
    options.add_argument("--misses", type=int, default=0)
    options.add_argument("--peers", type=Path, action="append", default=[], help="a Python that has other readers")
    options.add_argument("--write", type=Path, help="a Markdown file to write the tables into, between its markers")
    chosen = options.parse_args(arguments)
    bars: list[Bar] = []
    parts = [f"quantities; {machine()}; load average {os.getloadavg()[0]:.1f} at the start"]
    print(parts[0])
    for part in _parts(chosen.peers, chosen.misses, bars):
        print(f"\n{part}", flush=True)
        parts.append(part)
    if chosen.write:
        chosen.write.write_text(filled(chosen.write.read_text("utf8"), "quantities", "\n\n".join(parts)), "utf8")
    return 0 if all(bar.holds for bar in bars) else 1


def _parts(peers: Sequence[Path], misses: int, bars: list[Bar]) -> Iterator[str]:
    """Give what is to be told, a part as soon as it is known; `bars` gathers what the reader is held to."""
    names, sets = zip(*corpora(), strict=True)
    found = measured(sets, peers)
    if missing := [name for name in PEERS if name not in found]:
        yield f"not installed: {', '.join(missing)}"
    for at, (name, cells) in enumerate(zip(names, sets, strict=True)):
        of_set = {reader: results[at] for reader, results in found.items()}
        bars += _speed_bars(name, cells, of_set)
        yield "\n".join([_readers_told(name, cells, of_set), *of_set[OURS].score.misses[:misses]])
    yield f"two people who annotated the unseen sentences, one against the other: {agreement()}"
    grown = list(lengths())
    bars += [_length_bar(one) for one in grown]
    yield _lengths_told(grown)
    bars.append(_memory_bar(memory()))
    yield table(("bar", "measured", ""), [(bar.says, bar.figure, "held" if bar.holds else "MISSED") for bar in bars])


def _readers_told(name: str, cells: Sequence[Annotated], found: Mapping[str, Measured]) -> str:
    header = ("reader", "cells/s", "to xushi", "numbers found", "number F1", "unit F1", "record F1", "full F1")
    rows = [(reader, *_told(reader, one, cells, found[OURS])) for reader, one in found.items()]
    annotated = found[OURS].score.annotated
    return f"{name}: {len(cells)} cells, {annotated} quantities annotated\n\n{table(header, rows)}"


def _told(reader: str, one: Measured, cells: Sequence[Annotated], ours: Measured) -> tuple[str, ...]:
    is_ours = reader in OF_US
    has_units = is_ours or PEERS[reader].has_units
    figures = {"number": True, "unit": has_units, "record": is_ours, "full": is_ours}
    return (
        f"{len(cells) / one.seconds:.0f}",
        f"{ours.seconds / one.seconds:.2f} ×",
        f"{one.score.right['number'] / one.score.annotated:.2%}",
        *(f"{one.score.f1(figure):.4f}" if has else "" for figure, has in figures.items()),
    )


def _lengths_told(grown: Sequence[Lengths]) -> str:
    header = ("one cell", f"{SHORT:,} characters", f"{LONG:,} characters", "ratio")
    rows = [(one.name, f"{one.short:.3f} s", f"{one.long:.3f} s", f"{one.long / one.short:.1f} ×") for one in grown]
    return table(header, rows)


def _speed_bars(name: str, cells: Sequence[Annotated], found: Mapping[str, Measured]) -> Iterator[Bar]:
    ours = len(cells) / found[OURS].seconds
    yield Bar(f"{name}: {LEAST_CELLS_A_SECOND} cells/s", f"{ours:.0f}", ours >= LEAST_CELLS_A_SECOND)
    if EDSNLP in found:
        fastest = COMPILED if COMPILED in found else OURS
        ratio = found[EDSNLP].seconds / found[fastest].seconds
        says = f"{name}: {fastest} {AGAINST_EDSNLP} × as fast as {EDSNLP}"
        yield Bar(says, f"{ratio:.2f} ×", ratio >= AGAINST_EDSNLP)


def _length_bar(one: Lengths) -> Bar:
    ratio = one.long / one.short
    says = f"{one.name}: ten times as long, at most {MOST_TIMES_AS_LONG:g} × the time"
    return Bar(says, f"{ratio:.1f} ×", ratio <= MOST_TIMES_AS_LONG)


def _memory_bar(held: Memory) -> Bar:
    growth = held.many / held.few
    says = f"{MANY} cells: at most {MOST_GROWTH:g} × the memory of {FEW}"
    return Bar(says, f"{growth:.2f} × ({held.many:.0f} MB)", growth <= MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
