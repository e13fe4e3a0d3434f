"""What must not change a reading: how a number is written, spaces that a layout leaves, and sentences beside it."""

import re
from collections.abc import Callable

import pytest

from benchmarks.corpora import SHOWN, rows
from extractors.quantities.lexicon import units
from extractors.quantities.pipeline import parse
from extractors.quantities.quantity import Quantity

# one of twelve; behind a label a sentence more belongs to it
TEXTS = [
    str(row["text"]) for row in rows(SHOWN / "cells.jsonl") if not row.get("goal") and "：" not in str(row["text"])
]
TEXTS = TEXTS[::12]
# ages are criteria, and a grade is none of these
UNITS = sorted(term for term, unit in units().items() if unit.dimension != "age" and term != "级")
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
NARROW = {wide: narrow for narrow, wide in WIDE.items()}


def _told(quantity: Quantity) -> tuple[object, ...]:
    """Everything of a quantity but where it stands and how it is written."""
    kept = (
        quantity.value,
        quantity.upper,
        quantity.unit,
        quantity.bound,
        quantity.basis,
        quantity.role,
        quantity.measure,
    )
    words = quantity.object, quantity.action, quantity.component, quantity.per
    # PM2.5 is as wide, and a noun as broken, as its document has it
    return *kept, quantity.part, *(word and "".join(word.translate(NARROW).split()) for word in words)


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.translate(WIDE),
        lambda text: f"举办文艺演出二十场。{text}",
        lambda text: f"{text.rstrip()}{'' if text.rstrip().endswith('。') else '。'}举办文艺演出二十场。",
    ],
    ids=["wide digits", "a sentence before", "a sentence behind"],
)
def test_a_reading_stays_as_it_is(changed: Callable[[str], str]) -> None:
    beside = [_told(quantity) for quantity in parse("举办文艺演出二十场。")]
    differing = []
    for text in TEXTS:
        told = [_told(quantity) for quantity in parse(changed(text)) if _told(quantity) not in beside]
        if told != [_told(quantity) for quantity in parse(text) if _told(quantity) not in beside]:
            differing.append(text)
    # a list that takes its noun from a sentence before is the one thing that may
    assert len(differing) <= len(TEXTS) // 100, differing


def test_two_spaces_read_as_one() -> None:
    differing = [
        text
        for text in TEXTS
        if [_told(quantity) for quantity in parse(text.replace(" ", "   "))] != [_told(one) for one in parse(text)]
    ]
    assert differing == []


@pytest.mark.parametrize(
    "broken",
    [
        lambda text: re.sub("(.{9})", "\\1\n", text),
        lambda text: re.sub("(.{14})", "\\1\r\n", text),
        lambda text: text.replace(" ", " \n  "),
    ],
    ids=["nine signs a line", "fourteen signs a line", "broken at spaces"],
)
def test_a_narrow_column_reads_as_a_wide_one(broken: Callable[[str], str]) -> None:
    differing = [
        text
        for text in TEXTS
        if "\n" not in text and [_told(one) for one in parse(broken(text))] != [_told(one) for one in parse(text)]
    ]
    assert differing == []


@pytest.mark.parametrize("written", ["数量达到 2-3 {}", "数量达到2至3{}"])
def test_a_range_has_its_ends_in_every_unit(written: str) -> None:
    read = {unit: [(float(q.value), float(q.upper or 0)) for q in parse(written.format(unit))] for unit in UNITS}
    assert {unit: ends for unit, ends in read.items() if ends != [(2.0, 3.0)]} == {}


def test_a_list_has_all_its_numbers_in_every_unit() -> None:
    read = {unit: [float(quantity.value) for quantity in parse(f"分别为 4 和 5 {unit}")] for unit in UNITS}
    assert {unit: numbers for unit, numbers in read.items() if numbers != [4.0, 5.0]} == {}
