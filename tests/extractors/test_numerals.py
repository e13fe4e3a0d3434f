"""Chinese numerals: every one that is written is read back, everyday and 大写."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numerals import LONGEST, han_value, in_han, scale

FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (10, "十"),
        (12, "十二"),
        (105, "一百零五"),
        (112, "一百一十二"),
        (1050, "一千零五十"),
        (10_012, "一万零一十二"),
        (100_000, "十万"),
        (200_020_000, "二亿零二万"),
        (300_010_000, "三亿零一万"),
        (10**15 + 1, "一千万亿零一"),
    ],
)
def test_written(number: int, written: str) -> None:
    assert in_han(number) == written


@pytest.mark.parametrize("number", [-1, 10**16])
def test_no_numeral_is_written_beyond_its_range(number: int) -> None:
    with pytest.raises(ValueError, match="between"):
        in_han(number)


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_read_back(number: int) -> None:
    assert han_value(in_han(number)) == number


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_financial_form_reads_back(number: int) -> None:
    assert han_value(in_han(number).translate(FINANCIAL)) == number


@given(st.integers(min_value=0, max_value=10**8 - 1).map(str))
def test_digits_by_place_read_back(digits: str) -> None:
    assert han_value("".join("〇一二三四五六七八九"[int(digit)] for digit in digits)) == int(digits)


@given(
    st.integers(min_value=0, max_value=9999),
    st.text("123456789", min_size=1, max_size=4),
    st.sampled_from(["", "万", "亿", "万亿"]),
)
def test_decimals_read_back(whole: int, digits: str, magnitude: str) -> None:
    written = in_han(whole) + "点" + "".join(in_han(int(digit)) for digit in digits) + magnitude
    assert han_value(written) == Decimal(f"{whole}.{digits}") * scale(magnitude)


@pytest.mark.parametrize(
    ("spoken", "value"),
    [
        ("两千三百", 2300),
        ("三百二", 320),
        ("一万二", 12_000),
        ("一万零二", 10_002),
        ("五亿三", 530_000_000),
        ("廿", 20),
        ("廿五", 25),
        ("卅", 30),
        ("百", 100),
        ("万", 10_000),
        ("一亿亿", 10**16),
        ("二○二一", 2021),
    ],
)
def test_spoken_forms(spoken: str, value: int) -> None:
    assert han_value(spoken) == value


@pytest.mark.parametrize(
    "text", ["", "学", "三千五千", "十百", "两三", "三点", "一百零", "三零万", "点五", "万" * (LONGEST + 1)]
)
def test_no_numeral(text: str) -> None:
    assert han_value(text) is None
