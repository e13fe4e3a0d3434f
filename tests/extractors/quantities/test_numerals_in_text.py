"""Numerals where they stand: ranges in all forms, words for shares and multiples, wraps and stray spaces."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numerals import in_han
from extractors.quantities.pipeline import parse

MARKS = ["-", "--", "—", "–", "－", "~", "～", "至", "到", " - ", " 至 "]


@given(st.integers(min_value=32, max_value=999), st.integers(min_value=1, max_value=999), st.sampled_from(MARKS))
def test_ranges_read_back(low: int, more: int, mark: str) -> None:
    high = low + more
    for text in (f"{low}{mark}{high}家", f"{low}家{mark}{high}家"):
        (quantity,) = parse("培育企业" + text)
        assert (quantity.text, quantity.value, quantity.upper) == (text, Decimal(low), Decimal(high))


@given(st.integers(min_value=11, max_value=9999), st.integers(min_value=1, max_value=9999), st.sampled_from("至到"))
def test_ranges_in_words_read_back(low: int, more: int, mark: str) -> None:
    text = f"{in_han(low)}{mark}{in_han(low + more)}亩"
    (quantity,) = parse("栽种油茶" + text)
    assert (quantity.text, quantity.value, quantity.upper) == (text, Decimal(low), Decimal(low + more))


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=1, max_value=999), st.sampled_from(MARKS))
def test_a_magnitude_after_a_range_holds_for_both_ends(low: int, more: int, mark: str) -> None:
    (quantity,) = parse(f"安排资金 {low}{mark}{low + more}亿元")
    assert (quantity.value, quantity.upper) == (Decimal(low * 10**8), Decimal((low + more) * 10**8))


@pytest.mark.parametrize(
    ("text", "value", "upper", "unit", "bound"),
    [
        ("培育企业3-5家", "3", "5", "家", "eq"),
        ("培育企业两到三家", "2", "3", "家", "eq"),
        ("培育企业三五家", "3", "5", "家", "eq"),
        ("新建亭子十七八个", "17", "18", "个", "eq"),
        ("安排资金 1.5万～2万元", "15000", "20000", "元", "eq"),
        ("覆盖率达到30%—50%", "30", "50", "%", "eq"),
        ("覆盖率达到30-50%", "30", "50", "%", "eq"),
        ("覆盖率达到百分之三十至百分之五十", "30", "50", "%", "eq"),
        ("覆盖率达到百分之三十至五十", "30", "50", "%", "eq"),
        ("培育企业三百余家", "300", None, "家", "ge"),
        ("培育企业30几家", "30", None, "家", "ge"),
        ("走访农户两千三百户", "2300", None, "户", "eq"),
        ("栽种油茶廿亩", "20", None, "亩", "eq"),
        ("投资叁佰伍拾万元整", "3500000", None, "元整", "eq"),
        ("办结九成以上", "90", None, "%", "ge"),
        ("办结8成以上", "80", None, "%", "ge"),
        ("工程过半", "50", None, "%", "ge"),
        ("实现百分百", "100", None, "%", "eq"),
        ("产值翻一番", "2", None, "倍", "eq"),
        ("产值翻了两番", "4", None, "倍", "eq"),
        ("产值占三分之一", "0.3333333333", None, "ratio", "eq"),
        ("投资 1.2\n万元", "12000", None, "元", "eq"),
        ("投资 12\n00 万元", "12000000", None, "元", "eq"),
        ("发放手册 1,\n200 份", "1200", None, "份", "eq"),
        ("安装水表 1 200 只", "1200", None, "只", "eq"),
        ("安装水表 2 4 只", "24", None, "只", "eq"),
        ("安装水表三百\n二十只", "320", None, "只", "eq"),
        ("安装水表三 百 二 十 只", "320", None, "只", "eq"),
        ("安装水表３，２００只", "3200", None, "只", "eq"),
    ],
)
def test_numeral_in_text(text: str, value: str, upper: str | None, unit: str, bound: str) -> None:
    (quantity,) = parse(text)
    assert (quantity.value, quantity.upper) == (Decimal(value), Decimal(upper) if upper else None)
    assert (quantity.unit, quantity.bound) == (unit, bound)
    assert text.endswith(quantity.text) or bound == "ge"


@pytest.mark.parametrize("text", ["走访数十家企业", "走访几十家企业", "走访几百户", "三成立，五成套"])
def test_no_number_is_made_up(text: str) -> None:
    assert parse(text) == []


def test_a_wide_comma_between_half_width_digits_ends_a_clause() -> None:
    assert [quantity.value for quantity in parse("新建公厕3座，200户受益")] == [3, 200]
    assert [quantity.value for quantity in parse("新建公厕 3，200 户受益")] != [3200]
