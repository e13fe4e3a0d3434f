"""Single constructions, each a text with what it must give; new bugs are added to the file."""

import json
from pathlib import Path

import pytest

from extractors.quantities.pipeline import parse

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "constructions.jsonl").read_text(encoding="utf8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_construction(case: dict[str, object]) -> None:
    found = parse(str(case["text"]), case.get("goal"), case.get("header"))  # type: ignore[arg-type]
    expected = case["quantities"]
    assert isinstance(expected, list)
    assert [quantity.text for quantity in found] == [row["text"] for row in expected]
    for quantity, row in zip(found, expected, strict=True):
        told = {name: getattr(quantity, name) for name in row}
        for name in ("value", "upper"):
            if isinstance(told.get(name), object) and told.get(name) is not None:
                told[name] = float(str(told[name]))
        assert told == row
