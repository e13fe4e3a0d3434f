"""What must not change a reading: how a number is written, spaces that a layout leaves, and sentences beside it."""

import re
from collections.abc import Callable

import pytest

from benchmarks.corpora import SHOWN, rows
from extractors.quantities.lexicon import longer_words, units, words
from extractors.quantities.pipeline import parse
from extractors.quantities.quantity import Quantity

# one of twelve; behind a label a sentence more belongs to it
TEXTS = [
    str(row["text"]) for row in rows(SHOWN / "cells.jsonl") if not row.get("goal") and "：" not in str(row["text"])
]
TEXTS = TEXTS[::12]
# ages are criteria, and a grade is none of these
UNITS = sorted(term for term, unit in units().items() if unit.dimension != "age" and term != "级")
COUNTS = sorted(term for term, unit in units().items() if unit.dimension == "count" and len(term) == 1)
KINDS = ("verb", "event", "stage", "activity", "noun", "person")
WORDS = sorted(word for word, kind in words().items() if kind in KINDS and len(word) > 1)
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("，", ", "), ("，", " ，"), ("；", "; "), ("、", "、 "), ("：", ": "), ("（", " （")],
        *[("“", "「"), ("不低于", "不少于"), ("不少于", "至少"), ("以内", "之内"), ("提高到", "提升至")],
        *[("力争", "确保"), ("全市", "全区"), ("和", "及"), ("和", "与")],
    ],
)
def test_another_way_to_write_it_reads_the_same(one: str, other: str) -> None:
    def otherwise(text: str) -> str:
        return text.replace(one, other).replace("”", "」") if one == "“" else text.replace(one, other)

    def told(text: str) -> list[tuple[object, ...]]:
        # a name is as the document writes it
        return [tuple(otherwise(v) if isinstance(v, str) else v for v in _told(q)) for q in parse(text)]

    texts = [str(row["text"]) for row in rows(SHOWN / "cells.jsonl") if one in str(row["text"])][::4]
    assert [text for text in texts if told(text) != told(otherwise(text))] == []


def test_no_half_of_a_quotation_is_in_a_name() -> None:
    names = {name for text in TEXTS for q in parse(text) for name in (q.object, q.action, q.component) if name}
    assert [name for name in names if name.count("“") != name.count("”")] == []


@pytest.mark.parametrize("written", ["数量达到 2-3 {}", "数量达到2至3{}"])
def test_a_range_has_its_ends_in_every_unit(written: str) -> None:
    read = {unit: [(float(q.value), float(q.upper or 0)) for q in parse(written.format(unit))] for unit in UNITS}
    assert {unit: ends for unit, ends in read.items() if ends != [(2.0, 3.0)]} == {}


def test_a_list_has_all_its_numbers_in_every_unit() -> None:
    read = {unit: [float(quantity.value) for quantity in parse(f"分别为 4 和 5 {unit}")] for unit in UNITS}
    assert {unit: numbers for unit, numbers in read.items() if numbers != [4.0, 5.0]} == {}


def test_a_count_keeps_its_unit_before_every_word() -> None:
    words_of_units = longer_words() | set(units())
    counts = [unit for unit in COUNTS if unit != "村"]
    pairs = [(unit, word) for unit in counts for word in WORDS if {unit + word[:1], unit + word[:2]} & words_of_units]
    read = {(unit, word): [q.unit for q in parse(f"完成12{unit}{word}")][:1] for unit, word in pairs}
    cut = [pair for pair, found in read.items() if found != [pair[0]]]
    # a word of one kind only: 12 级以工代赈, 12 棚户外驿站
    assert len(cut) <= len(pairs) // 150, cut


@pytest.mark.parametrize("written", ["12 栋{}", "完成 12 户{}", "{}杉木 12 座", "12 座杉木{}"])
def test_no_word_beside_a_count_bounds_it(written: str) -> None:
    misread = [
        word
        for word in WORDS
        if word not in ("内在",)
        and [(float(one.value), one.bound, one.measure, one.part) for one in parse(written.format(word))][:1]
        != [(12.0, "eq", "level", False)]
    ]
    assert misread == []
