"""Signals that say with which signs they begin are found where they would be found without."""

import re

import pytest

from benchmarks.corpora import OWN, SHOWN, rows, sample_cells, sentences
from extractors.quantities.signals import Signal, signals
from extractors.quantities.text import uniform

OPENING = [signal for signal in signals().values() if signal.begins]
TEXTS = [
    *(example for signal in signals().values() for example in signal.examples),
    *(text for text, _, _ in sentences()),
    *(row["text"] for folder in (OWN, SHOWN) for row in rows(folder / "cells.jsonl")),
    *(text for text, _, _ in sample_cells(range(3))),
]


@pytest.mark.parametrize("signal", OPENING, ids=lambda signal: signal.name)
def test_no_match_begins_elsewhere(signal: Signal) -> None:
    anywhere = re.compile(signal.pattern.pattern.removeprefix(f"(?=[{re.escape(signal.begins)}])"))
    assert anywhere != signal.pattern
    for text in map(uniform, TEXTS):
        # ends and beginnings of the texts that a signal is looked for in
        for said in {text, *(text[:at] for at, sign in enumerate(text) if sign.isdigit())}:
            assert bool(signal.pattern.search(said)) == bool(anywhere.search(said)), said


def test_the_heaviest_signals_say_it() -> None:
    assert len(OPENING) > 8
