"""The real plan, printed and scanned, straight and askew: nearly every cell is exact, and every number of a row."""

import unicodedata
from pathlib import Path

import pytest

from extractors.plans.reader import read_plan
from tests.extractors.tables.scans.scanning import scan_of
from tests.rendering import LAYOUTS, REAL_PLAN, draw, real_truth, squeezed

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
pytest.importorskip("onnxruntime", reason="the extra ocr is not installed")
pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not REAL_PLAN.exists(), reason="the real plan's text is not beside this checkout"),
]

LEAST_EXACT = 0.97
MOST_ERRORS = 0.003


@pytest.mark.parametrize("angle", [0.0, 0.7])
def test_the_real_plan_is_read(angle: float, tmp_path: Path) -> None:
    draw(LAYOUTS["flow, header on each page"], tmp_path / "plan.pdf")
    plan = read_plan(scan_of((tmp_path / "plan.pdf").read_bytes(), angle))
    truth = real_truth()
    assert [task.number for task in plan.tasks] == [row.number for row in truth]
    assert (plan.place, plan.year) == ("连云港市", 2021)
    cells = [
        (folded(read), folded(true))
        for task, row in zip(plan.tasks, truth, strict=True)
        for read, true in zip(
            (task.goal, *(period.text for period in task.periods)), (row.goal, *row.quarters), strict=True
        )
    ]
    exact = sum(read == true for read, true in cells)
    errors = sum(distance(read, true) for read, true in cells) / sum(len(true) for _, true in cells)
    assert len(cells) == 600
    assert exact >= LEAST_EXACT * len(cells) and errors < MOST_ERRORS, f"{exact} exact, {errors:.3%} wrong"


def folded(text: str) -> str:
    """Give the text without white space, full-width marks and half-width ones made alike."""
    return unicodedata.normalize("NFKC", squeezed(text))


def distance(one: str, other: str) -> int:
    """Count the characters to put in, take out or change."""
    if one == other:
        return 0
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(row[-1] + 1, last[j] + 1, last[j - 1] + (a != b)))
        last = row
    return last[-1]
