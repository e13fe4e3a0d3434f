"""The annotated texts that the benchmarks and tests score on."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from benchmarks.scoring import Gold
from samples.generate import truths

ROOT = Path(__file__).parents[1]
SENTENCES = ROOT / "tests" / "data" / "sentences.jsonl"
OWN = ROOT / "tests" / "data" / "sentences"
SHOWN = ROOT / "tests" / "data" / "shown"
UNSEEN = ROOT / "tests" / "data" / "unseen"
GOLD = ROOT.parent / "shared" / "gold"

Annotated = tuple[str, str | None, list[Gold]]


class Row(TypedDict, total=False):
    """A line of a gold set: of its texts, or of its annotations."""

    id: str
    text: str
    goal: str | None
    quantities: list[Gold]
    ignored: list[Gold]


def sentences() -> Iterator[Annotated]:
    """Sentences written and annotated by hand for the project."""
    for row in rows(SENTENCES):
        yield row["text"], row["goal"], row["quantities"]


def sample_cells(seeds: range) -> Iterator[Annotated]:
    """The goals and milestones of generated plans, annotated by the generator that composed them."""
    for plan in truths(seeds):
        for task in plan["tasks"]:
            texts = {"goal": task["goal"]} | {f"q{at}": p["text"] for at, p in enumerate(task["periods"], start=1)}
            for cell, text in texts.items():
                yield text, None if cell == "goal" else task["goal"], task["quantities"].get(cell, [])


def gold(name: str, cells: str, folder: Path = GOLD) -> Iterator[Annotated]:
    """A gold set: `name` the annotations, `cells` their texts."""
    for _, cell in identified(name, cells, folder):
        yield cell


def identified(name: str, cells: str, folder: Path = GOLD) -> Iterator[tuple[str, Annotated]]:
    """A gold set as `gold` gives it, each text with its id."""
    texts = {row["id"]: row for row in rows(folder / cells)}
    for row in rows(folder / name):
        cell = texts[row["id"]]
        yield row["id"], (cell["text"], cell.get("goal"), row["quantities"])


def rows(path: Path) -> Iterator[Row]:
    """The lines of a JSONL file of a gold set."""
    return map(json.loads, path.read_text(encoding="utf8").splitlines())
