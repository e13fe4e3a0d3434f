"""The annotated texts that the benchmarks and tests score on."""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scoring import Gold
from samples.generate import truths

ROOT = Path(__file__).parents[1]
SENTENCES = ROOT / "tests" / "data" / "sentences.jsonl"
GOLD = ROOT.parent / "shared" / "gold"

Annotated = tuple[str, str | None, list[Gold]]


def sentences() -> Iterator[Annotated]:
    """Sentences written and annotated by hand for the project."""
    for line in SENTENCES.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        yield row["text"], row["goal"], row["quantities"]


def sample_cells(seeds: range) -> Iterator[Annotated]:
    """The goals and milestones of generated plans, annotated by the generator that composed them."""
    for plan in truths(seeds):
        for task in plan["tasks"]:
            texts = {"goal": task["goal"]} | {f"q{at}": p["text"] for at, p in enumerate(task["periods"], start=1)}
            for cell, text in texts.items():
                yield text, None if cell == "goal" else task["goal"], task["quantities"].get(cell, [])


def gold(name: str, cells: str) -> Iterator[Annotated]:
    """A gold set beside the checkout: `name` the annotations, `cells` their texts."""
    texts = {row["id"]: row for row in _rows(GOLD / cells)}
    for row in _rows(GOLD / name):
        cell = texts[row["id"]]
        yield cell["text"], cell.get("goal"), row["quantities"]


def _rows(path: Path) -> Iterator[dict[str, object]]:
    return map(json.loads, path.read_text(encoding="utf8").splitlines())
