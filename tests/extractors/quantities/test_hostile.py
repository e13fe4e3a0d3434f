"""Any text at all: spans slice back to it, nothing raises, and time grows with its length alone."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.quantities.pipeline import parse

SIGNS = "新建5所学校，。；：、（）“”%/.-至到第每人月一二三百千万亿余多两零廿成半番点\n \ud800\u202e\u0000𠀀①"
WORDS = ["12", "3.5", "1,200", "2021年", "万元", "公里", "分别", "其中", "累计", "占", "提高到", "㎡", "km", "PM2.5"]
PIECES = st.sampled_from([*SIGNS, *WORDS])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.none() | st.lists(PIECES, max_size=12).map("".join))
def test_pieces_of_plans(text: str, goal: str | None) -> None:
    assert_spans(text, goal)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_unicode(text: str) -> None:
    assert_spans(text, None)


def assert_spans(text: str, goal: str | None) -> None:
    end = 0
    for quantity in parse(text, goal):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start >= end or quantity.upper is not None
        assert quantity.unit
        assert Decimal(0) <= quantity.value < Decimal(10) ** 28
        end = quantity.end


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
    ],
)
def test_time_is_linear_in_length(piece: str) -> None:
    parse("新建5所学校")
    short, long = (_seconds(piece * (size // len(piece))) for size in (4_000, 40_000))
    # ten times as long may take twenty times as long: room for a busy machine, none for a quadratic rule
    assert long <= 20 * max(short, 0.02)


def _seconds(text: str) -> float:
    def once() -> float:
        started = time.perf_counter()
        parse(text)
        return time.perf_counter() - started

    return min(once() for _ in range(2))
