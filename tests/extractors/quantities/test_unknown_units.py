"""Units that no lexicon has: taken where only a unit can stand, and told as a doubt."""

import pytest

from extractors.quantities.lexicon import units
from extractors.quantities.pipeline import parse


@pytest.mark.parametrize(
    ("text", "measure", "unit"),
    [
        ("整修茶园 35 畛，年底前完工", "35 畛", "畛"),
        ("育苗 1.2 万畛。", "1.2 万畛", "畛"),
        ("育苗三百畛，", "三百畛", "畛"),
        ("育苗 3-5 畛", "3-5 畛", "畛"),
        ("育苗 30 余畛", "30 余畛", "畛"),
        ("修补 12 畛绿地", "12 畛", "畛"),
        ("培育竹荪 300 菌棒。", "300 菌棒", "菌棒"),
        ("甲醛 5 xyz/L", "5 xyz/L", "xyz"),
    ],
)
def test_unknown_unit_is_taken_with_a_doubt(text: str, measure: str, unit: str) -> None:
    (quantity,) = parse(text)
    assert unit not in units()
    assert (quantity.text, quantity.unit, quantity.dimension, quantity.base_value) == (measure, unit, None, None)
    assert "unknown-unit" in quantity.doubt


def test_what_is_counted_stays_the_object() -> None:
    (quantity,) = parse("修缮 12 畛绿地")
    assert (quantity.object, quantity.action) == ("绿地", "修缮")


@pytest.mark.parametrize(
    "text",
    [
        "新建 12 花园",  # the noun after a verb is the object
        "培训 500 孤儿",
        "修补 12 菜地，",
        "学校 12 未开工",  # verbs
        "管网 12 受阻，",
        "项目 30 完成",
        "迎接 2026 春",  # a year
        "建设 2 VR体验馆",  # Latin letters that belong to the noun
        "6 大行动",
        "12 子项目",
        "完成管网建设 12 员工，",
        "95 后青年",
        "占比 30 左右",
        "三畛，",  # a single Chinese numeral is too often part of a word
    ],
)
def test_what_is_no_unit(text: str) -> None:
    assert [quantity.unit for quantity in parse(text) if "unknown-unit" in quantity.doubt] == []


def test_known_units_are_no_doubt() -> None:
    (quantity,) = parse("整修茶园 35 畦，年底前完工")
    assert (quantity.unit, quantity.doubt) == ("畦", ())
