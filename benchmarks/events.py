"""How right the events are, on milestone cells that others wrote and annotated without having seen the parser.

Rules may be written with the shown ones in view; the unseen ones are only ever scored. What each field means is told in
tests/data/events/GUIDE.md, what each figure in event_scoring.py.

Run `python -m benchmarks.events`; with `--write docs/benchmarks-quantities.md` the table is also written there, with
`--misses` the shown events that were not fully met are told.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpora import ROOT
from benchmarks.event_scoring import FIGURES, score
from benchmarks.machine import machine
from benchmarks.reading.markdown import filled, table
from benchmarks.scoring import Gold, Score
from extractors.events.deadlines import TimeFrame
from extractors.events.event import Event
from extractors.events.pipeline import parse

FOLDER = ROOT / "tests" / "data" / "events"
SETS = ("shown", "unseen")
# the year that the annotators read dates in
YEAR = 2023


def annotated(name: str) -> Iterator[tuple[str, list[Gold]]]:
    """The cells of a set with their events."""
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        yield row["text"], row["events"]


def scored(name: str) -> Score:
    """The score on a set."""
    return score(annotated(name), _events)


def _events(text: str) -> list[Event]:
    return parse(text, frame=TimeFrame(YEAR)).events


def main(arguments: Sequence[str]) -> None:
    """Print the F1 of each figure on each set."""
    options = argparse.ArgumentParser()
    options.add_argument("--misses", action="store_true")
    options.add_argument("--write", type=Path, help="a Markdown file to write the table into, between its markers")
    chosen = options.parse_args(arguments)
    scores = {name: scored(name) for name in SETS}
    lines = [_line(name, of_set) for name, of_set in scores.items()]
    told = f"events, F1; {machine()}\n\n{table(('set', 'annotated', 'found', *FIGURES), lines)}"
    print(told)
    if chosen.misses:
        print(*scores["shown"].misses, sep="\n")
    if chosen.write:
        chosen.write.write_text(filled(chosen.write.read_text("utf8"), "events", told), "utf8")


def _line(name: str, of_set: Score) -> tuple[str, ...]:
    return name, str(of_set.annotated), str(of_set.found), *(f"{of_set.f1(figure):.3f}" for figure in FIGURES)


if __name__ == "__main__":
    main(sys.argv[1:])
