"""Units that a text leaves out: taken from the goal, or from the noun that is counted."""

import re

from extractors.quantities.lexicon import units
from extractors.quantities.reading import Measure, Reading

_MONEY_NOUN = re.compile(r"资金|投资|补贴|补助|贷款|奖金|经费|费用|收入|产值|金额|基金")
_PEOPLE_NOUN = re.compile(r"\s?(?:余)?[一-鿿]{0,4}(?:居民|群众|学生|职工|农民|老人|人口|人员|儿童|患者|劳动力|党员|志愿者)")


def supply_units(reading: Reading) -> None:
    """Give each measure without a unit the one a reader supplies; drop those for which there is none."""
    kept = []
    for measure in reading.measures:
        if measure.unit is None:
            measure.unit = _counted_after(reading.uniform, measure)
        if measure.unit is None:
            measure.unit, measure.unit_elided = _unit_for(reading, measure), True
            measure.doubt.append("unit-elided")
        if measure.unit is not None:
            kept.append(measure)
    reading.measures = kept


def _unit_for(reading: Reading, measure: Measure) -> str | None:
    text = reading.uniform
    if _PEOPLE_NOUN.match(text, measure.end):
        return "人"
    start = max(text.rfind(mark, 0, measure.start) for mark in "，。；：") + 1
    if _MONEY_NOUN.search(text[start : measure.start]):
        return "元"
    if reading.goal is not None and reading.goal.measures:
        return reading.goal.measures[0].unit
    return None


def _counted_after(text: str, measure: Measure) -> str | None:
    """户 in 10万低收入户: the classifier that ends the noun right after the number; the span then reaches to it."""
    match = re.match(r"\s?[一-鿿]{1,6}?(?P<unit>户|人次|人|家)(?![一-鿿]?[均庭])", text[measure.end :])
    if match is None or match["unit"] not in units():
        return None
    measure.object = text[measure.end : measure.end + match.end()].strip()
    measure.end += match.end()
    return match["unit"]
