"""Numerals: written forms, and every number read back from how it is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.quantities.numerals import find_numerals, han_value

WRITTEN = [
    ("25", "25"),
    ("1,200", "1200"),
    ("2.6", "2.6"),
    ("1.2 万", "12000"),
    ("0.7亿", "70000000"),
    ("8千", "8000"),
    ("3万4000", "34000"),
    ("1亿2000万", "120000000"),
    ("1.2×10^3", "1200"),
    ("2 4", "24"),
    ("1.5\n万", "15000"),
    ("十二", "12"),
    ("廿五", "25"),
    ("两千三百", "2300"),
    ("一千零五十", "1050"),
    ("一万二", "12000"),
    ("三百二", "320"),
    ("两亿三千万", "230000000"),
    ("壹佰贰拾", "120"),
    ("百亿", "10000000000"),
    ("三分之一", "0.3333333333"),
    ("2/3", "0.6666666667"),
    ("百分之三十五", "35"),
    ("百分百", "100"),
    ("九成", "90"),
    ("过半", "50"),
    ("翻一番", "2"),
]


@pytest.mark.parametrize(("written", "value"), WRITTEN)
def test_written_forms(written: str, value: str) -> None:
    (numeral,) = find_numerals(written)
    assert (numeral.start, numeral.end, numeral.value) == (0, len(written), Decimal(value))


@pytest.mark.parametrize("text", ["学校", "三成立", "24/7/365"])
def test_no_fraction_or_magnitude_is_made_up(text: str) -> None:
    assert all(n.unit is None and n.value < 1000 for n in find_numerals(text))


def in_han(number: int) -> str:
    """Write a number below 10^16 in Chinese numerals, the way a bank clerk would."""
    if number == 0:
        return "零"
    parts: list[str] = []
    for large in ("", "万", "亿", "万亿"):
        number, section = divmod(number, 10**4)
        parts.insert(0, _section(section, large, full=number > 0))
    return "".join(parts).strip("零") or "零"


def _section(section: int, large: str, full: bool) -> str:
    if section == 0:
        return "零" if full else ""
    text = ""
    for power, small in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, section = divmod(section, power)
        if digit:
            text += "零一二三四五六七八九"[digit] + small
        elif section and (text or full) and not text.endswith("零"):
            text += "零"
    return text + large


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_han_numerals_read_back(number: int) -> None:
    written = in_han(number)
    assert han_value(written) == number, written


@given(st.decimals(min_value=0, max_value=10**15, places=3, allow_nan=False))
def test_arabic_numerals_read_back(number: Decimal) -> None:
    written = f"{number:f}"
    (numeral,) = find_numerals(written)
    assert numeral.value == number


@given(st.integers(min_value=1000, max_value=10**15))
def test_thousands_separators_read_back(number: int) -> None:
    (numeral,) = find_numerals(f"{number:,}")
    assert numeral.value == number
