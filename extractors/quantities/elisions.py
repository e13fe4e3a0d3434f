"""Units that a text leaves out: taken from the goal, or from the noun that is counted."""

import re
from decimal import Decimal
from itertools import pairwise

from extractors.quantities.lexicon import units
from extractors.quantities.measures import number_of
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.text import uniform

_HEADER_UNIT = re.compile(r"（(?:单位：)?(?P<scale>[十百千]?万|[十百千]?亿|)(?P<unit>[^（）\d]{1,6})）")
_NUMBER_ALONE = re.compile(r"\s*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?)\s*")
_SCALE = {"": 1} | {
    small + large: factor * scale
    for small, factor in {"": 1, "十": 10, "百": 100, "千": 1000}.items()
    for large, scale in {"万": 10**4, "亿": 10**8}.items()
}
_HEADER_BOUND_WORDS = re.compile(r"(?:不低于|不少于|不小于|至少|低于|不超过|不高于|少于|≥|≤)$")
_HEADER_BOUND = (
    ("ge", re.compile("不低于|不少于|不小于|至少|≥|以上")),
    ("le", re.compile("低于|不超过|不高于|少于|≤|以内|以下")),
)

MONEY_NOUN = re.compile(
    r"资金|投资|捐赠|善款|消费(?![者品券])|营收|补贴|补助|贷款|奖金|经费|费用|收入|产值|金额|基金|租金|房租|税费|保费|学费|税收|津贴|债券|保证金"
    r"|[助抚保慰偿险老]金|罚款|款项|工资|资本|奖补|负担|[额费税款]\s?$|(?<![基冶黄现合])金\s?$"
)
_PEOPLE_BEFORE = re.compile(
    r"(?:人口|人数|居民|群众|学生|职工|农民|老人|儿童|患者|劳动力|游客|观众|读者)(?:达到?|为|已达|超过?|约|近|逾)*\s?$"
)
_PEOPLE_DO = re.compile(r"(?:认定|认证|轮训|集训|培训|就业|创业|体检|筛查|参保|救助|资助|安置|务工|招聘|招收)\s?$")
_AREA_BEFORE = re.compile(r"(?:建筑|违建|面积|土地|用地|绿地|厂房|房屋)(?:达到?|为|约|近)*\s?$")
NEXT_OF_LIST = re.compile(r"\s?、[一-鿿]{1,8}?\s?")
_PEOPLE_NOUN = re.compile(
    r"\s?(?:余)?[一-鿿]{0,4}(?:居民|群众|学生|职工|农民|老人|人口|人员|儿童|患者|劳动力|党员|志愿者|工人|子女|师生|妇女|青年|农户|学员|教师|员工|市民|村民|乘客|旅客|游客|考生)"
)


def supply_units(reading: Reading) -> None:
    """Give each measure without a unit the one a reader supplies; drop those for which there is none."""
    kept = []
    for before, measure in pairwise(reading.measures):
        if before.unit is None:
            _share_with_next(reading.uniform, before, measure)
    for index, measure in enumerate(reading.measures):
        if measure.unit is None:
            following = reading.measures[index + 1 : index + 2]
            _count_after(reading.uniform, measure, following[0].start if following else len(reading.uniform))
        if measure.unit is None:
            measure.unit, measure.unit_elided = _unit_for(reading, measure), True
            measure.doubt.append("unit-elided")
        if measure.unit is not None:
            kept.append(measure)
    reading.measures = kept


def _share_with_next(text: str, measure: Measure, following: Measure) -> None:
    """Take unit and magnitude from the next of a list, where they stand once: 早稻 38.5、油菜 22 万亩."""
    if following.unit is None or not NEXT_OF_LIST.fullmatch(text[measure.end : following.start]):
        return
    magnitude = re.search("[百千万亿]+", number_of(text, following))
    if magnitude and not re.search("[百千万亿]", text[measure.start : measure.end]):
        measure.value *= _SCALE.get(magnitude[0], 1)
    measure.unit, measure.unit_elided = following.unit, True
    measure.doubt.append("unit-elided")


def read_header_unit(reading: Reading) -> None:
    """Make a number alone in its cell a measure, in the unit of its column's header: 投资额（万元）."""
    header = uniform(reading.header or "")
    unit = _HEADER_UNIT.search(header)
    number = _NUMBER_ALONE.fullmatch(reading.uniform)
    if unit is None or number is None or unit["unit"] not in units():
        return
    value = Decimal(number["number"].replace(",", ""))
    measure = Measure(number.start("number"), number.end("number"), value * _SCALE[unit["scale"]])
    measure.unit, measure.unit_elided = unit["unit"], True
    measure.object = _HEADER_BOUND_WORDS.sub("", header[: unit.start()]).strip() or None
    measure.rule = "header"
    reading.measures = [measure]


def header_bound(reading: Reading, measure: Measure) -> None:
    """Take the bound that stands in the header: 城镇登记失业率低于(%)."""
    if measure.bound == "eq" and reading.header:
        measure.bound = next((value for value, pattern in _HEADER_BOUND if pattern.search(reading.header)), "eq")


def _unit_for(reading: Reading, measure: Measure) -> str | None:
    text = reading.uniform
    if _PEOPLE_NOUN.match(text, measure.end):
        return "人"
    start = max(text.rfind(mark, max(0, measure.start - 40), measure.start) for mark in "，。；：") + 1
    if _PEOPLE_BEFORE.search(text[start : measure.start]):
        return "人"
    if not (reading.goal and reading.goal.measures) and _PEOPLE_DO.search(text[start : measure.start]):
        return "人"
    if MONEY_NOUN.search(text[start : measure.start]):
        return "元"
    if _AREA_BEFORE.search(text[start : measure.start]):
        return "平方米"
    if reading.goal is not None and reading.goal.measures:
        return _unit_of_goal(reading.goal, text[start : measure.start])
    return None


def _unit_of_goal(goal: Reading, before: str) -> str | None:
    """The unit of the goal's number whose action or object stands before this one, else of its first that counts."""
    counts = [measure for measure in goal.measures if measure.role != "criterion"]
    named = (m for m in counts if any(name and name in before for name in (m.object, m.action)))
    chosen = next(named, counts[0] if counts else goal.measures[0])
    return chosen.unit


def _count_after(text: str, measure: Measure, end: int) -> None:
    """Take the classifier that ends the noun after the number, 户 in 10万低收入户; the span then reaches to it.

    The noun stands before `end`, where the next number begins.
    """
    after = text[measure.end : min(end, measure.end + 10)]
    match = re.match(r"\s?[一-鿿]{1,6}?(?P<unit>户|人次|人|家)(?![一-鿿]?[均庭]|口)", after)
    if match is not None and match["unit"] in units():
        measure.object, measure.unit = text[measure.end : measure.end + match.end()].strip(), match["unit"]
        measure.end += match.end()
