"""A text without the signs that an exclusion needs holds no match of it: leaving such texts out changes nothing."""

import pytest

from benchmarks.corpora import OWN, rows, sample_cells, sentences
from extractors.quantities.exclusions import Exclusion, exclusions
from extractors.quantities.text import uniform

NEEDY = [rule for rule in exclusions() if rule.needs]
TEXTS = [
    *(example for rule in exclusions() for example in rule.examples),
    *(text for text, _, _ in sentences()),
    *(row["text"] for row in rows(OWN / "cells.jsonl")),
    *(text for text, _, _ in sample_cells(range(3))),
]


@pytest.mark.parametrize("rule", NEEDY, ids=lambda rule: rule.name)
def test_no_match_without_them(rule: Exclusion) -> None:
    gone = str.maketrans(dict.fromkeys(rule.needs, ""))
    another = str.maketrans(dict.fromkeys(rule.needs, "田"))
    for text in map(uniform, TEXTS):
        assert rule.pattern.search(text.translate(gone)) is None, text
        assert rule.pattern.search(text.translate(another)) is None, text


def test_most_exclusions_need_some() -> None:
    assert len(NEEDY) > len(exclusions()) // 2
