"""Any text at all: spans slice back to it, nothing raises, and time grows with its length alone."""

import gc
import time
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.quantities.pipeline import parse

SIGNS = "新建5所学校，。；：、（）“”%/.-至到第每人月一二三百千万亿余多两零廿成半番点\n \ud800\u202e\u0000𠀀①"
WORDS = ["12", "3.5", "1,200", "2021年", "万元", "公里", "分别", "其中", "累计", "占", "提高到", "㎡", "km", "PM2.5"]
# what a copy from elsewhere leaves inside words: no width, a direction, an accent, a byte order mark, half a character
UNSEEN = [
    "\u200b",
    "\u200d",
    "\u2066",
    "\u200f",
    "\u0301",
    "\u20dd",
    "\ufe0f",
    "\ufeff",
    "\udfff",
    "\x00",
    "\x85",
    "\u2028",
]
PIECES = st.sampled_from([*SIGNS, *WORDS])
LINED = st.lists(st.sampled_from([*SIGNS, *WORDS, *UNSEEN]), max_size=40).map("".join)
NESTED = st.tuples(st.integers(1, 60), st.sampled_from(["（）", "()", "《》", "“”", "（（"])).map(
    lambda given: given[1][0] * given[0] + "其中新建5所" + given[1][1] * given[0]
)
# digits of other scripts, powers and fractions among them
DIGITS = st.text(alphabet=st.characters(categories=["Nd", "Nl", "No"]) | st.sampled_from("0９,，. \n万"), max_size=80)
# characters: some in the small run, more in the full one
LONG = [200_000, pytest.param(1_000_000, marks=pytest.mark.full)]
SHORT_AND_LONG = [(1_000, 10_000), pytest.param((4_000, 40_000), marks=pytest.mark.full)]


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.none() | st.lists(PIECES, max_size=12).map("".join))
def test_pieces_of_plans(text: str, goal: str | None) -> None:
    assert_spans(text, goal)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_unicode(text: str) -> None:
    assert_spans(text, None)


@settings(max_examples=200, deadline=None)
@given(LINED, st.none() | LINED, st.none() | LINED)
def test_signs_that_are_not_seen(text: str, goal: str | None, header: str | None) -> None:
    assert_spans(text, goal, header)


@settings(max_examples=100, deadline=None)
@given(st.lists(NESTED | DIGITS | LINED, max_size=4).map("".join))
@example("5亿亿人")
def test_brackets_in_brackets_and_floods_of_digits(text: str) -> None:
    assert_spans(text, None)


@pytest.mark.parametrize("sign", UNSEEN)
def test_a_number_is_found_whatever_stands_before_it(sign: str) -> None:
    (quantity,) = parse(f"{sign}新建学校5所")
    assert (quantity.start, quantity.end, quantity.value) == (5, 7, 5)


def assert_spans(text: str, goal: str | None, header: str | None = None) -> None:
    end = 0
    for quantity in parse(text, goal, header):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start >= end or quantity.upper is not None
        assert quantity.unit
        assert Decimal(0) <= quantity.value < Decimal(10) ** 28
        end = quantity.end


@pytest.mark.parametrize(
    "piece", ["9", "（", "新\u200b建\u0301", "\ud800", "\x00\u202e", "。", "学校5所。" * 400 + "学" * 50_000]
)
@pytest.mark.parametrize("length", LONG)
def test_long_texts(length: int, piece: str) -> None:
    text = (piece * (length // len(piece) + 1))[:length]
    assert_spans(text, None)


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "9 ",
        "（5所",
        "（",
        "“5”",
        "万",
        "1/",
        "a1",
        "每千",
        "、一",
        "1+",
        "新建5所学校和",
        "市院：5所，",
        "学",
        "\n",
        "百分之",
        "甲：5所。",
        "其中小学5所，",
        "65岁以上老人",
        "占计划的5%",
        "5至",
        "新\u200b建5\u0301所",
        "\ud800",
    ],
)
@pytest.mark.parametrize("lengths", SHORT_AND_LONG, ids=str)
def test_time_is_linear_in_length(lengths: tuple[int, int], piece: str) -> None:
    parse("新建5所学校")
    short, long = (_seconds(piece * (length // len(piece))) for length in lengths)
    # ten times as long may take twenty times as long: room for a busy machine, none for a quadratic rule
    assert long <= 20 * max(short, 0.02)


def _seconds(text: str) -> float:
    def once() -> float:
        started = time.process_time()
        parse(text)
        return time.process_time() - started

    # what the collector takes grows with all that the process holds, not with the text
    gc.disable()
    try:
        return min(once() for _ in range(2))
    finally:
        gc.enable()
