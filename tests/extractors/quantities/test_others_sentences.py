"""Sentences and tasks by people who had not seen the parser: those shown to the rules, and those never shown."""

from pathlib import Path

import pytest

from benchmarks.corpora import SHOWN, UNSEEN, gold, rows
from benchmarks.scoring import score
from extractors.quantities.pipeline import parse

# a little below what was reached, so that a rule that breaks others is seen
FLOORS = {
    SHOWN: {"number": 0.99, "record": 0.95, "full": 0.91},
    UNSEEN: {"number": 0.99, "record": 0.95, "full": 0.91},
}


@pytest.mark.parametrize("folder", FLOORS, ids=lambda folder: folder.name)
def test_figures_stay_above_their_floor(folder: Path) -> None:
    result = score(gold("gold.jsonl", "cells.jsonl", folder), parse)
    assert {name: result.f1(name) for name, floor in FLOORS[folder].items() if result.f1(name) < floor} == {}


def test_no_unseen_sentence_is_among_the_shown() -> None:
    shown, unseen = ({row["text"] for row in rows(folder / "cells.jsonl")} for folder in (SHOWN, UNSEEN))
    assert shown.isdisjoint(unseen)
