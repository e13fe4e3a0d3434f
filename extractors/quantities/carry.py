"""What one item leaves to another: verbs over a list, 分别 over several nouns, and subjects over clauses."""

import re
from bisect import bisect_left
from itertools import pairwise

from extractors.quantities.clauses import SENTENCE_MARKS, Item
from extractors.quantities.lexicon import term_set, units, words
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.surroundings import between_marks

_SHARE_OF_PLAN = re.compile(
    r"\s?(?:(?:占|为|是|完成|达|相当于|达到)了?[^，。；：\d]{0,10}"
    r"(?:任务|计划|目标|进度|总数|总量|总额|投资|年度|全年)[^，。；：\d]{0,5}的?"
    r"|(?:占|占比|占全部|约占|比重)(?:为|达|达到|约)?"
    r"|约?占[^，。；：\d]{1,12}的(?:比重|比例)?约?为?"
    r"|(?:年度|全年)?(?:目标)?任务完成率?(?:了|为|达到?)?"
    r"|超\S{0,6}(?:任务|计划|目标|进度|序时)\S{0,3}|[较比]\S{0,4}进度(?:[快慢]|滞后|落后|超前|提前)约?)\s?$"
)
_PAYMENT = re.compile("补贴|补助|奖励|奖补|津贴|资助金?|救助金|慰问金|资金|贷款")
# 超 stands no more signs before its number: 超年度目标任务 52 个
_LONGEST_OVER = 20
_SHARES = ("%", "ratio", "个百分点", "百分点", "倍")

# 增加到 720 元: nothing but the level that the subject before reaches
_REACHED = re.compile(r"M*[RU]P?Q")
# A list whose last item names what is done with all of it, and an item that a preposition opens.
_ENDS_LIST = ("counted-event", "counted-verb", "counted-does-event", "for-counted-do-event", "for-counted-verb")
_PREPOSED = ("PQN", "PMQN", "PMQMN", "PQMN")
# rules whose action stands before its object
_VERB_FIRST = (
    *("verb-object", "light-object", "verb-counted", "light-counted", "light-verb-object", "verb-verbal-object"),
    *("activity-counted", "verb-event-counted", "counted-of-activity", "verb-occasions", "visits-of-event", "object"),
    *("counted", "carried-over", "verb-object-total", "relative-object", "change-object", "verb"),
)
_SETS_BOUND = re.compile(
    r"[^，。；\s](?:均|都|应|须)?(?:不少于|不低于|不小于|不高于|不超过|≥|≤|低于|高于|小于|大于)\s?$"
)
_PLACE_NAME = re.compile("[一-鿿]{1,6}(?:县|区|镇|乡|市|街道)(?<![园社片库景学校住灌牧]区)")
_LISTED = re.compile("[、和及与]")
_BEFORE_NAME = re.compile("^(?:[全本我各][市县区省]|去年|今年|上年)")
_AFTER_NAMES = re.compile(r"(?:已|均|要|应|同比|环比)\s?$")
_NAME = re.compile("[一-鿿]{2,10}")
# how many measures back a subject is looked for
_NEAR = 8


def is_share_of_plan(reading: Reading, measure: Measure) -> bool:
    """True for 占年度计划的 81.8%, 为任务的 109%, 超序时进度 6 个百分点: they speak of the number before."""
    if (
        measure.unit not in _SHARES
        and "超" not in reading.uniform[max(0, measure.start - _LONGEST_OVER) : measure.start]
    ):
        return False
    before = _clause_before(reading, measure)
    if measure.unit not in _SHARES and not before.lstrip().startswith("超"):
        return False
    if _SHARE_OF_PLAN.match(before) is None:
        return False
    sentence, _ = between_marks(reading.uniform, measure.start, SENTENCE_MARKS)
    at = bisect_left(reading.measures, measure.start, key=lambda m: m.start)
    return at > 0 and reading.measures[at - 1].start >= sentence


def _clause_before(reading: Reading, measure: Measure) -> str:
    start, _ = between_marks(reading.uniform, measure.start, "，：（" + SENTENCE_MARKS)
    return reading.uniform[start : measure.start]


def share_verbs(found: list[tuple[Measure, Item]]) -> None:
    """Give items of a list without a verb the one that ends the list, or the one that opened it.

    "2 户接户线及 3 台变压器改造": both are 改造; "修建防火道路 12 公里、蓄水池 8 座": both are 修建.
    """
    if not found:
        return
    ending = found[-1][0].action if found[-1][0].rule in _ENDS_LIST else None
    for (measure, item), (following, _) in reversed(list(pairwise(found))):
        if following.rule in _ENDS_LIST:
            ending = following.action
        if ending and (measure.rule in ("light-counted", "counted") or item.shape in ("Q", *_PREPOSED)):
            measure.action = ending
        else:
            ending = None
        if measure.object is None and measure.action and following.object and _alike(measure, following):
            # 推进 3 个、完成 2 个平台建设: the noun stands once
            measure.object = following.object
    action = None
    for measure, _ in found:
        measure.action = measure.action or (action if not _has_level(measure) else None)
        action = measure.action


def distribute(reading: Reading, found: list[tuple[Measure, Item]], previous: list[Measure]) -> None:
    """Deal out several nouns to as many numbers: 水稻、油菜…分别达到 98%和 76%; or those of the numbers before."""
    measures = [measure for measure, _ in found]
    if len(measures) < 2 or not (_is_distributed(reading, measures) or _goes_on(measures, previous)):
        return
    first = measures[0]
    subjects = list(first.subjects)
    if first.object and first.rule in ("verb-object", "light-verb-object"):
        subjects = [first.object] * len(measures)
    if len(subjects) != len(measures) and len(previous) >= len(measures):
        subjects = [m.object or "" for m in previous[-len(measures) :]]
    if len(subjects) != len(measures):
        subjects = _named_before(reading, first, len(measures))
    if len(subjects) != len(measures):
        return
    for measure, subject in zip(measures, subjects, strict=True):
        measure.object, measure.action = subject or None, first.action
        measure.rule = "distributed"


def _is_distributed(reading: Reading, measures: list[Measure]) -> bool:
    return "分别" in _clause_before(reading, measures[0])


def _named_before(reading: Reading, first: Measure, count: int) -> list[str]:
    """The nouns of the clause before 分别, if they are as many as the numbers after it."""
    said, dealt, _ = _clause_before(reading, first).partition("分别")
    named = [_BEFORE_NAME.sub("", name.strip()) for name in _LISTED.split(_AFTER_NAMES.sub("", said))] if dealt else []
    are_names = len(named) == count and all(_NAME.fullmatch(name) and not _is_place(name) for name in named)
    return named if are_names else []


def _goes_on(measures: list[Measure], previous: list[Measure]) -> bool:
    """True where as many numbers without a subject follow dealt-out ones: 分别提升 0.4 和 0.9，达到 5.2%和 7.8%."""
    before = previous[-len(measures) :]
    return measures[0].object is None and [m.rule for m in before] == ["distributed"] * len(measures)


def carry_over(reading: Reading, measure: Measure, item: Item, previous: list[Measure]) -> None:
    """Fill in object and action from the measures before, at last the object from the goal."""
    earlier = previous[-1] if previous else None
    near = earlier is not None and _same_sentence(reading, earlier, measure)
    if earlier is not None and near:
        if is_share_of_plan(reading, measure) or ("qQ" in item.shape and not measure.object):
            _take_over(reading, measure, earlier)
            return
        if measure.action is None and not _has_level(measure) and _verb_goes_on(reading, measure, earlier):
            measure.action = earlier.action
    _name_place(measure, previous)
    if measure.object is None and item.shape == "Q":
        measure.object = _before_bracket(reading, measure, earlier)
    if earlier is not None and near and _is_elided(measure.object) and _alike(earlier, measure):
        measure.object = earlier.object
    if measure.object is None:
        if earlier is not None and near and _REACHED.match(item.shape) and _alike(earlier, measure):
            measure.per = measure.per or earlier.per
        _carry_object(reading, measure, previous)
    if measure.object is None and measure.unit in term_set("heads.tsv", "counted-noun"):
        measure.object = measure.unit


def _verb_goes_on(reading: Reading, measure: Measure, earlier: Measure) -> bool:
    """True where the verb of the number before governs this one too, which has none of its own.

    新建公厕 3 座，驿站 5 座: a verb before its noun goes on over a comma. A verb behind its noun, or one of a level,
    does not reach a noun with a bound, nor one that is counted otherwise: 候车时间缩短至 8 分钟，发车间隔不超过 6 分钟.
    """
    if measure.rule == "amount-of-event":
        return False
    between = reading.uniform[earlier.end : measure.start]
    if between.rstrip().endswith(("为", "是")):
        return False
    if measure.part and measure.unit in _SHARES and earlier.unit not in _SHARES and measure.object:
        return False
    if measure.object is None or measure.part or "，" not in between:
        return True
    if _SETS_BOUND.search(between) or (measure.unit in _SHARES and earlier.unit not in _SHARES):
        return False
    if measure.rule == "activity":
        return earlier.rule in _VERB_FIRST
    return _alike(earlier, measure) or earlier.rule in _VERB_FIRST


def _take_over(reading: Reading, measure: Measure, earlier: Measure) -> None:
    """Give a share of a plan, or the second of two counts in a row, what the number before it speaks of."""
    if measure.rule == "distributed":
        return
    measure.rule = measure.rule or "carried-over"
    measure.object = measure.object or earlier.object
    # 完成年度任务的 99%: what is done with a task is to complete it
    done = "完成" if "完成" in _clause_before(reading, measure) else earlier.action
    measure.action = measure.action or done


def _name_place(measure: Measure, previous: list[Measure]) -> None:
    """Make a place that stands for the object the component: 其中东城 3 所; 北山县完成 71%."""
    name = measure.object or ""
    is_named = _PLACE_NAME.fullmatch(name) is not None and name not in words()
    if measure.unit in _SHARES[:1] and not measure.part and is_named:
        measure.component, measure.object = measure.component or measure.object, None
    if measure.part and _is_place(measure.object):
        measure.component = measure.object
        measure.object = next((m.object for m in reversed(previous[-_NEAR:]) if not m.part), None)


def _is_place(name: str | None) -> bool:
    return name is not None and (
        words().get(name) in ("place", "modifier")
        or name.endswith(("区", "县", "镇", "乡", "市", "街道", "周边", "片区", "城区"))
    )


def _before_bracket(reading: Reading, measure: Measure, earlier: Measure | None) -> str | None:
    """The noun that a number alone in brackets tells the size of: 门诊楼（3.2 万平方米）."""
    at = bisect_left(reading.words, measure.start, key=lambda word: word.start)
    while at and reading.words[at - 1].kind in ("adverb", "aside"):
        at -= 1
    if at < 2 or reading.uniform[reading.words[at - 1].start] != "（":
        return None
    if reading.words[at - 2].kind not in ("noun", "person"):
        return None
    first = last = at - 2
    while first > 0 and reading.words[first - 1].kind in ("noun", "person"):
        first -= 1
    is_first = earlier is None or earlier.end < reading.words[first].start
    return reading.text[reading.words[first].start : reading.words[last].end].strip() if is_first else None


def _payment_before(reading: Reading, measure: Measure) -> str | None:
    """What an amount alone in its clause is paid as: 给予补贴，每户 8000 元."""
    unit = units().get(measure.unit or "")
    if unit is None or unit.dimension != "money":
        return None
    sentence, _ = between_marks(reading.uniform, measure.start, SENTENCE_MARKS)
    paid = _PAYMENT.findall(reading.uniform, sentence, measure.start)
    return paid[-1] if paid else None


def _is_elided(name: str | None) -> bool:
    """True for a grade that stands for the noun before it: 国家级示范区 1 个、省级 2 个."""
    return name is not None and name.endswith("级") and words().get(name) == "modifier"


def _has_level(measure: Measure) -> bool:
    """True where the object is an attribute with a level, which no verb need govern: 均价 1.42 元, 失业率低于 4%."""
    return measure.object is not None and measure.object.endswith(tuple(term_set("heads.tsv", "attribute")))


def _carry_object(reading: Reading, measure: Measure, previous: list[Measure]) -> None:
    """The object of the last measure of the same sentence, one that counts alike first; else the goal's."""
    near = [m for m in reversed(previous[-_NEAR:]) if _same_sentence(reading, m, measure) and m.object]
    if not measure.part:
        # what is said after the parts of a total is of the total
        near = [m for m in near if not m.part] or near
    if near and measure.measure == "change" and measure.unit in _SHARES[:1]:
        # 同比改善 7.1%: said of the number right before
        measure.object = near[0].object
        return
    alike = next((m for m in near if _alike(m, measure)), None)
    if alike is not None:
        measure.object = alike.object
        return
    same = previous[-1] if previous and previous[-1].unit == measure.unit in _SHARES[:2] else None
    if same is not None and same.object and "。" not in reading.uniform[same.end : measure.start]:
        # 二季度完成总工程量的 30%；三季度完成 75%
        measure.object = same.object
        return
    if near and _is_of_something_else(reading, measure, near[0]):
        return
    if reading.goal is not None and reading.goal.measures and measure.unit != "层":
        candidates = [m for m in reading.goal.measures if _alike(m, measure) and m.object]
        labelled = (m for m in candidates if m.object and m.object.endswith(measure.component or "\n"))
        chosen = next(labelled, candidates[0] if candidates else reading.goal.measures[0])
        measure.object, measure.object_elided = chosen.object, chosen.object is not None
        measure.doubt.append("object-from-goal")
    elif near and measure.unit != "层":
        measure.object = near[0].object
        measure.doubt.append("object-of-another-unit")
    elif not near and measure.component and measure.action:
        _carry_over_labels(reading, measure, previous)
    elif not measure.rule:
        measure.object = _payment_before(reading, measure)


def _carry_over_labels(reading: Reading, measure: Measure, previous: list[Measure]) -> None:
    """The object that the part with another label names: 北山县：补植林带 3 亩；南川县：补植 2 亩."""
    earlier = next((m for m in reversed(previous[-_NEAR:]) if m.object and _alike(m, measure)), None)
    if earlier is not None and "。" not in reading.uniform[earlier.end : measure.start]:
        measure.object = earlier.object


def _is_of_something_else(reading: Reading, measure: Measure, earlier: Measure) -> bool:
    """True for people or money with a verb of their own after a comma: 改造厨房 300 间，户均投入 4000 元."""
    unit = units().get(measure.unit or "")
    counted = units().get(earlier.unit or "")
    is_money = unit is not None and unit.dimension == "money" and counted is not None and counted.dimension == "count"
    if unit is None or not (measure.per or is_money or unit.counting_class in ("people", "visit")):
        return False
    if earlier.object and earlier.object.endswith(tuple(term_set("words.tsv", "person"))):
        return False
    is_deed = measure.rule == "verb" and words().get((measure.action or "")[-2:]) in ("verb", "event")
    return is_deed and "，" in reading.uniform[earlier.end : measure.start]


def _same_sentence(reading: Reading, earlier: Measure, measure: Measure) -> bool:
    return not any(mark in SENTENCE_MARKS for mark in reading.uniform[earlier.end : measure.start])


def _alike(one: Measure, other: Measure) -> bool:
    """True where two units count alike: the same word, or classifiers of one counting class."""
    if one.unit == other.unit:
        return True
    first, second = units().get(one.unit or ""), units().get(other.unit or "")
    return bool(first and second and first.counting_class and first.counting_class == second.counting_class)
