"""Units: every word of the lexicon is read after a number, with its dimension and what it is in base units."""

from decimal import Decimal
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.quantities.exclusions import Exclusion, exclusions
from extractors.quantities.lexicon import Unit, longer_words, rows, units
from extractors.quantities.pipeline import parse

ROWS = rows("units.tsv")
# 37 级 is a grade wherever no count follows it, and a grade is no quantity
GRADES = {"级"}
READ = [unit for term, unit in sorted(units().items()) if term not in GRADES]
CLASSES = {"bed", "container", "dwelling", "household", "institution", "labour"}
CLASSES |= {"machine", "occasion", "people", "piece", "place", "visit"}
# some units of these have no factor that always holds
LOOSE = {
    "money",
    "area",
    "area or volume",
    "length",
    "traffic",
    "tonnage",
    "power",
    "coal equivalent",
    "time",
    "computing",
}


def test_the_lexicon_is_large() -> None:
    assert len(units()) >= 350


@given(st.sampled_from(READ), st.integers(min_value=32, max_value=999), st.sampled_from(["", " "]))
def test_every_unit_is_read_after_a_number(unit: Unit, number: int, gap: str) -> None:
    assert_read(unit, number, gap)


@pytest.mark.parametrize("dimension", sorted({unit.dimension for unit in READ}))
def test_every_unit_of_a_dimension_is_read(dimension: str) -> None:
    for unit in READ:
        if unit.dimension == dimension:
            assert_read(unit, 37, "")


def assert_read(unit: Unit, number: int, gap: str) -> None:
    # a stretch of time is a quantity only where it is a level to reach
    before = "审批用时压缩到" if unit.dimension == "time" else "全部计划安排"
    (quantity,) = parse(f"{before}{number}{gap}{unit.term}，请按时办妥。")
    assert (quantity.text, quantity.value, quantity.unit) == (f"{number}{gap}{unit.term}", Decimal(number), unit.term)
    assert (quantity.dimension, quantity.counting_class) == (unit.dimension, unit.counting_class)
    assert quantity.doubt.count("unknown-unit") == 0


@pytest.mark.parametrize("row", [row for row in ROWS if row[6]], ids=lambda row: row[0].split(" ")[0])
def test_example_is_read_with_a_unit_of_its_row(row: list[str]) -> None:
    assert {quantity.unit for quantity in parse(row[6])} & set(row[0].split(" "))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].split(" ")[0])
def test_row_says_what_its_units_are(row: list[str]) -> None:
    terms, dimension, base, factor, counting_class, comment, example = row
    assert dimension
    assert comment
    assert example
    assert bool(base) == bool(factor)
    assert (dimension == "count") == bool(counting_class)
    assert base or counting_class in CLASSES or dimension in LOOSE, terms


def test_a_term_stands_once() -> None:
    terms = [term for row in ROWS for term in row[0].split(" ")]
    assert [term for term, same in groupby(sorted(terms)) if len(list(same)) > 1] == []


def test_units_of_a_dimension_have_one_base() -> None:
    bases = {(unit.dimension, unit.base) for unit in units().values() if unit.base}
    assert {dimension for dimension, _ in bases if sum(d == dimension for d, _ in bases) > 1} == {
        "time",
        "volume",
        "age",
    }


@pytest.mark.parametrize(
    ("text", "base_value", "base_unit"),
    [
        ("流转土地 2000 亩", "1333333.3333333333", "平方米"),
        ("流转土地 3 亩", "2000", "平方米"),
        ("水渠长 3 丈", "10", "米"),
        ("供热 3.6 兆焦", "1", "千瓦时"),
        ("供热 9 吉焦", "2500", "千瓦时"),
        ("节能 2 吨标准煤", "16282", "千瓦时"),
        ("修路 1.2 公里", "1200", "米"),
        ("供水 3 万立方米", "30000", "立方米"),
        ("收茶 60 担", "3000", "千克"),
        ("归集数据 3 PB", "3000000000", "MB"),
        ("利率下降 25 个基点", "0.25", "%"),
        ("水价下调 3 角", "0.3", "元"),
    ],
)
def test_base_values(text: str, base_value: str, base_unit: str) -> None:
    (quantity,) = parse(text)
    assert quantity.base_value is not None
    assert (round(quantity.base_value, 10), quantity.base_unit) == (Decimal(base_value), base_unit)


@pytest.mark.parametrize("text", ["引进外资 3 万美元", "挖运土石 5 方", "整地 30 垧", "新建驿站 6 座"])
def test_no_base_value_is_made_up(text: str) -> None:
    (quantity,) = parse(text)
    assert (quantity.base_value, quantity.base_unit) == (None, None)


@pytest.mark.parametrize(
    ("text", "unit", "per"),
    [
        ("处理能力 300 t/d", "t", "d"),
        ("制水能力 2 万 m³/d", "m³", "d"),
        ("补贴 30 元/盏", "元", "盏"),
        ("租金 18 元/平方米·月", "元", "平方米月"),
        ("资助 900 元/生·学期", "元", "生学期"),
        ("电价 0.6 元/千瓦时", "元", "千瓦时"),
        ("流量 30 立方米/秒", "立方米", "秒"),
        ("奖励 3 万元/村", "元", "村"),
    ],
)
def test_rates(text: str, unit: str, per: str) -> None:
    (quantity,) = parse(text)
    assert (quantity.unit, quantity.per) == (unit, per)
    assert text.endswith(quantity.text)


@pytest.mark.parametrize("word", sorted(longer_words()))
def test_a_longer_word_does_not_begin_with_a_unit(word: str) -> None:
    beginnings = [word[:length] for length in range(1, len(word)) if word[:length] in units()]
    assert beginnings, "the word stands in longer.tsv for nothing"
    assert beginnings[-1] not in {quantity.unit for quantity in parse(f"已经走访 37 {word}。")}


@pytest.mark.parametrize(
    ("text", "unit"), [("12 项目标任务", "项"), ("30 家长期经营企业", "家"), ("900 人群众", "人"), ("12 支队伍", "支")]
)
def test_a_unit_that_leaves_a_whole_noun_behind_is_one(text: str, unit: str) -> None:
    assert [quantity.unit for quantity in parse(f"落实 {text}。")] == [unit]


@pytest.mark.parametrize("text", ["新建 12 乡镇卫生院", "新建 12 社区服务中心"])
def test_a_place_in_a_longer_name_is_no_unit(text: str) -> None:
    assert not {quantity.unit for quantity in parse(text)} & {"乡镇", "社区"}


@pytest.mark.parametrize("rule", exclusions(), ids=lambda rule: rule.name)
def test_no_unit_makes_a_quantity_of_what_is_excluded(rule: Exclusion) -> None:
    for example in rule.examples:
        taken = [match.span() for match in rule.pattern.finditer(example)]
        for quantity in parse(example):
            assert not any(start <= quantity.start < quantity.end <= end for start, end in taken), quantity.text
