"""Numerals: written forms, and every number read back from how it is written."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extractors.numerals import in_han, scale
from extractors.quantities.numerals import Numeral, find_numerals
from extractors.quantities.text import uniform

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
    ("1 200", "1200"),
    ("3万4千5百", "34500"),
    ("三 百 二 十", "320"),
    ("百分之 35", "35"),
    ("百分之百", "100"),
    ("千分之三", "0.003"),
    ("9成", "90"),
    ("8.5成", "85"),
    ("九成五", "95"),
    ("翻2番", "4"),
    ("翻了两番", "4"),
    ("一半", "50"),
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


@given(st.integers(min_value=10, max_value=10**16 - 1))
def test_han_numerals_read_back(number: int) -> None:
    written = in_han(number)
    assert only(written).value == number


@given(st.decimals(min_value=0, max_value=10**15, places=3, allow_nan=False))
def test_arabic_numerals_read_back(number: Decimal) -> None:
    assert only(f"{number:f}").value == number


@given(st.integers(min_value=1000, max_value=10**16))
def test_separators_read_back(number: int) -> None:
    assert only(f"{number:,}").value == only(f"{number:,}".replace(",", " ")).value == number


@given(st.integers(min_value=0, max_value=10**16))
def test_full_width_digits_read_back(number: int) -> None:
    wide = str(number).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    assert only(wide).value == number


@given(st.decimals(min_value=0, max_value=9999, places=2), st.sampled_from(["千", "万", "百万", "亿", "万亿"]))
def test_magnitudes_read_back(count: Decimal, magnitude: str) -> None:
    assert only(f"{count}{magnitude}").value == only(f"{count} {magnitude}").value == count * scale(magnitude)


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=10, max_value=9999))
def test_rest_after_a_magnitude_reads_back(ten_thousands: int, rest: int) -> None:
    assert only(f"{ten_thousands}万{rest}").value == ten_thousands * 10**4 + rest


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_fractions_read_back(one: int, other: int) -> None:
    top, bottom = sorted((one, other))
    assume(bottom != 100)  # 百分之 is a percentage
    for written in (f"{bottom}分之{top}", f"{in_han(bottom)}分之{in_han(top)}", f"{top}/{bottom}"):
        assert (only(written).value, only(written).unit) == (round(Decimal(top) / bottom, 10), "ratio")


@given(st.integers(min_value=1, max_value=100))
def test_percentages_in_words_read_back(share: int) -> None:
    for written in (f"百分之{in_han(share)}", f"百分之{share}"):
        assert (only(written).value, only(written).unit) == (Decimal(share), "%")


@given(st.integers(min_value=1, max_value=9), st.sampled_from(["", "半"]))
def test_tenths_read_back(tenths: int, half: str) -> None:
    expected = 10 * tenths + (5 if half else 0)
    assert [only(f"{written}成{half}").value for written in (in_han(tenths), str(tenths))] == [expected, expected]


@pytest.mark.parametrize(
    ("written", "value", "upper"),
    [
        ("两三", 2, 3),
        ("三五", 3, 5),
        ("十七八", 17, 18),
        ("三四百", 300, 400),
        ("七八万", 70_000, 80_000),
        ("百分之二十至三十", 20, 30),
    ],
)
def test_ranges_in_words(written: str, value: int, upper: int) -> None:
    assert (only(written).value, only(written).upper) == (Decimal(value), Decimal(upper))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("110千伏", 110),
        ("一百一十千伏", 110),
        ("3千克", 3),
        ("降低2千分点", 2),
        ("5百货店", 5),
    ],
)
def test_a_unit_keeps_its_first_sign(text: str, value: int) -> None:
    assert find_numerals(text)[0].value == value


def only(text: str) -> Numeral:
    """The one numeral of a text, which must be all of it."""
    (numeral,) = find_numerals(uniform(text))
    assert (numeral.start, numeral.end) == (0, len(text))
    return numeral
