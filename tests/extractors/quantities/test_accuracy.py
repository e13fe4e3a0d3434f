"""How right the parser is on annotated texts; the bars lie a little under what is reached."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpora import GOLD, sample_cells, sentences
from benchmarks.scoring import score
from extractors.quantities.pipeline import parse


def test_generated_plans() -> None:
    result = score(sample_cells(range(900, 905)), parse)
    assert result.f1("number") >= 0.99
    assert result.f1("record") >= 0.985
    assert result.f1("full") >= 0.95


def test_sentences_annotated_by_hand() -> None:
    result = score(sentences(), parse)
    assert result.f1("number") >= 0.98
    assert result.f1("record") >= 0.93
    assert result.f1("full") >= 0.88


@pytest.mark.skipif(not GOLD.exists(), reason="the gold sets are not beside this checkout")
@pytest.mark.parametrize(
    ("gold", "cells", "bars"),
    [
        ("seed_dev.jsonl", "cells.jsonl", {"number": 0.995, "record": 0.985, "full": 0.95}),
        ("wild_dev.jsonl", "wild_dev_cells.jsonl", {"number": 0.98, "record": 0.95, "full": 0.9}),
    ],
)
def test_gold_by_its_own_scorer(gold: str, cells: str, bars: dict[str, float], tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    with (GOLD / cells).open("rb") as asked, answers.open("wb") as out:
        command = [sys.executable, "-m", "xushi.main", "parse", "--jsonl"]
        subprocess.run(command, stdin=asked, stdout=out, check=True)
    scorer = [
        sys.executable,
        str(GOLD / "score.py"),
        str(GOLD / gold),
        str(answers),
        "--cells",
        str(GOLD / cells),
        "--json",
    ]
    figures = json.loads(subprocess.run(scorer, capture_output=True, check=True).stdout)
    assert {name: figures[name]["f1"] for name in bars if figures[name]["f1"] < bars[name]} == {}
