"""How right the parser is on sentences written and annotated without its rules in view."""

import pytest

from benchmarks.corpora import OWN, Row, identified, rows
from benchmarks.holdout import gaps, is_held_out
from benchmarks.scoring import Gold, score
from extractors.quantities.pipeline import parse
from extractors.quantities.quantity import Quantity

FLOORS = {"number": 0.985, "record": 0.92, "full": 0.85}
CHOICES = {
    "bound": {"eq", "ge", "le", "approx"},
    "basis": {"period", "cumulative"},
    "role": {"target", "baseline", "criterion", "actual"},
    "measure": {"level", "change", "share"},
}
# 过半, 三成, 四分之三 and 翻番 say their unit by a word
IN_WORDS = {"%", "ratio", "倍"}
REASONS = {"date", "ordinal", "identifier", "idiom", "name"}

CELLS = {row["id"]: row for row in rows(OWN / "cells.jsonl")}
GOLD = list(rows(OWN / "gold.jsonl"))


@pytest.mark.parametrize("row", GOLD, ids=lambda row: row["id"])
def test_annotation_follows_the_guide(row: Row) -> None:
    text = CELLS[row["id"]]["text"]
    covered: set[int] = set()
    for item in (*row["quantities"], *row["ignored"]):
        place = _place(text, item)
        assert covered.isdisjoint(place), item["text"]
        covered |= set(place)
    assert [char for at, char in enumerate(text) if char.isdigit() and at not in covered] == []
    for quantity in row["quantities"]:
        assert quantity["unit"]
        said = quantity["unit"] in IN_WORDS or _bare(quantity["unit"]) in _bare(quantity["text"])
        assert said != bool(quantity.get("unit_elided")), quantity
        assert all(quantity[name] in allowed for name, allowed in CHOICES.items()), quantity
    assert {item["reason"] for item in row["ignored"]} <= REASONS


def test_ids_agree_and_are_unique() -> None:
    assert len(GOLD) >= 240
    assert [row["id"] for row in GOLD] == list(CELLS)


def test_hold_out_is_a_fifth_that_does_not_change() -> None:
    held = [name for name in CELLS if is_held_out(name)]
    assert len(CELLS) / 7 < len(held) < len(CELLS) / 3
    assert held[:3] == ["own-004", "own-007", "own-012"]


def test_figures_stay_above_their_floor(capsys: pytest.CaptureFixture[str]) -> None:
    result = score((cell for _, cell in identified("gold.jsonl", "cells.jsonl", OWN)), parse)
    told = gaps(identified("gold.jsonl", "cells.jsonl", OWN))
    with capsys.disabled():
        print(f"\n{result}", *told, sep="\n  ")
    assert {name: result.f1(name) for name, floor in FLOORS.items() if result.f1(name) < floor} == {}


def test_a_parser_that_knows_only_the_rest_shows_a_gap() -> None:
    cells = list(identified("gold.jsonl", "cells.jsonl", OWN))
    known = {text for name, (text, _, _) in cells if not is_held_out(name)}

    def learnt(text: str, goal: str | None) -> list[Quantity]:
        return list(parse(text, goal)) if text in known else []

    assert all(gap.held == 0 and gap.low > 0 for gap in gaps(cells, learnt))


def _place(text: str, item: Gold) -> range:
    words, at = str(item["text"]), -1
    for _ in range(int(str(item["nth"])) + 1):
        at = text.find(words, at + 1)
        assert at >= 0, item
    return range(at, at + len(words))


def _bare(words: object) -> str:
    return "".join(str(words).split())
