"""The series of the real plan against those annotated by hand, where they lie beside the checkout."""

import json
from collections import defaultdict
from decimal import Decimal

import pytest

from benchmarks.series import GOLD, REAL_PLAN, scored, series_of_plan

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the annotated series are not beside this checkout")

FLOORS = {"linked": 0.95, "verdict": 0.95, "basis": 0.92}


def test_they_are_linked_as_a_reader_does() -> None:
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf8").splitlines()]
    found = scored(gold, series_of_plan(REAL_PLAN))
    assert {name: found[name].share >= floor for name, floor in FLOORS.items()} == dict.fromkeys(FLOORS, True), found


def test_what_may_be_added_up() -> None:
    by_task: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in series_of_plan(REAL_PLAN):
        by_task[str(line["task"])].append(line)
    standards = {"20": 610, "62": 173}
    for task, value in standards.items():
        rates = [line for line in by_task[task] if value in [line[key] for key in ("goal", "q1", "q2", "q3", "q4")]]
        assert rates and not any(line["additive"] for line in rates), task
    for task in ("42", "53"):
        assert any(line["not_additive"] in ("running-total", "stock") for line in by_task[task]), task
    assert [line["not_additive"] for line in by_task["7"] if line["q4"] == 80_000_000] == ["restated"]
    (relief,) = by_task["55"]
    assert relief["additive"] and sum(Decimal(str(relief[f"q{q}"])) for q in range(1, 5)) == 400_000_000
