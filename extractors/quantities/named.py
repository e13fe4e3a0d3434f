"""Nouns that stand around a measure's clause, not in it: at a bracket, in a label, as a criterion, payment or place."""

import re
from bisect import bisect_left
from itertools import chain

from extractors.quantities.clauses import SENTENCE_MARKS
from extractors.quantities.lexicon import term_set, units, words
from extractors.quantities.reading import NOMINAL, Measure, Reading, Word
from extractors.quantities.relations import NEAR, SHARES, is_place, same_sentence
from extractors.quantities.surroundings import between_marks

# no label is looked for further back, so that reading stays linear
_FARTHEST_LABEL = 200
_PAYMENT = re.compile("补贴|补助|奖励|奖补|津贴|助学金|奖学金|养老金|生活费|资助金|救助金|慰问金|资金|贷款")
# 项目 and the like name nothing
_SHORTEST_NAME = 3
_OF_ALL = re.compile(
    "(?:(?:、[^，。；：]{2,20})?，(?:目前|现)?|[^，。；：（）]{0,12}（[^，。；：）]{2,20}）)已?(?:全部|均|都)已?(?P<deed>[一-鿿]{2,4})(?=[，。；]|$)"
)
_DEALT_TO_EACH = re.compile(r"（每个?[一-鿿]{1,6}[各约]?\s?")
_DEEDS = ("event", "verb", "stage")
_SAID_OF_ALL = (*_DEEDS, "reach")
_PLACE_NAME = re.compile("[一-鿿]{1,6}(?:县|区|镇|乡|市|街道)(?<![园社片库景学校住灌牧]区)")


def name_place(reading: Reading, measure: Measure, previous: list[Measure]) -> None:
    """Make a place that stands for the object the component: 其中东城 3 所; 北山县完成 71%; 95 座（信丰 40 座）."""
    name = measure.object or ""
    is_named = _PLACE_NAME.fullmatch(name) is not None and name not in words()
    if measure.unit in SHARES[:1] and not measure.part and is_named:
        measure.component, measure.object = measure.component or measure.object, None
    if _deals_out(reading, measure, previous):
        part = reading.uniform[previous[-1].end : measure.start].strip("（、 ")
        measure.component = measure.component or (part if measure.part else None)
        measure.object, measure.action = previous[-1].object, previous[-1].action
        return
    if measure.part and (is_place(measure.object) or _is_where(measure)):
        measure.component = measure.object
        measure.object = next((m.object for m in reversed(previous[-NEAR:]) if not m.part), None)


def _is_where(measure: Measure) -> bool:
    """True for an institution in a unit that counts none: 母婴室 21 间，其中交通枢纽 5 间."""
    may_count = measure.unit in SHARES or measure.unit in term_set("heads.tsv", "institution-unit")
    return not may_count and (measure.object or "").endswith(tuple(term_set("heads.tsv", "institution")))


def _deals_out(reading: Reading, measure: Measure, previous: list[Measure]) -> bool:
    """True in a bracket that says where the count before it falls: 56 场（每个乡镇 2 场）, 95 座（信丰 40 座）."""
    before = previous[-1] if previous else None
    if before is None or before.unit != measure.unit or measure.rule != "object":
        return False
    between = reading.uniform[before.end : measure.start]
    if _DEALT_TO_EACH.fullmatch(between):
        return True
    # the next of the list goes by the first
    goes_on = before.component is not None and before.part and between.startswith("、")
    opens = between.startswith("（") and measure.part
    name = measure.object or ""
    ends = (term_set("heads.tsv", kind) for kind in ("head", "suffix", "institution"))
    is_thing = name in words() or name.endswith(tuple(chain.from_iterable(ends)))
    return (goes_on or opens) and len(name) <= _SHORTEST_NAME and not is_thing


def name_by_label(reading: Reading, measure: Measure) -> None:
    """The noun, and where there is no other the verb, of a label that says what is done: 危房改造：计划 168 户."""
    label = measure.component or ""
    start = reading.uniform.rfind(label, max(0, measure.start - _FARTHEST_LABEL), measure.start)
    first, end = (bisect_left(reading.words, at, key=lambda word: word.start) for at in (start, start + len(label)))
    inside = reading.words[first:end]
    deeds = [word for word in inside if word.kind in ("event", "verb", "stage")]
    things = [word for word in inside if word.kind in ("noun", "person")]
    if not deeds and things and _stands_for_noun(reading, measure, label):
        measure.object = label
    if start < 0 or len(deeds) != 1 or not things or len(deeds) + len(things) != len(inside):
        return
    if deeds[0] not in (inside[0], inside[-1]):
        # 残疾人托养中心: a name
        return
    if deeds[0] is inside[0] and things[-1].end - things[0].start == 1:
        # 收集点: a name too
        measure.object = label
        return
    measure.object = reading.text[things[0].start : things[-1].end].strip()
    measure.action = measure.action or reading.text[deeds[0].start : deeds[0].end].strip()


def _stands_for_noun(reading: Reading, measure: Measure, label: str) -> bool:
    """True for a label that is a plain noun, where nothing else is named: 收集点：新增 500 个."""
    at = bisect_left(reading.measures, measure.start, key=lambda m: m.start)
    before = reading.measures[at - 1] if at else None
    is_first = before is None or before.object is None or not same_sentence(reading, before, measure)
    return is_first and reading.goal is None and words().get(label) == "noun"


def within_event(measure: Measure) -> str | None:
    """The noun that a compound event names itself: 完成[土地]征收 86 亩, 补充[耕地] 1500 亩."""
    action, known, unit = measure.action or "", words(), units().get(measure.unit or "")
    if unit is None or measure.rule != "verb" or known.get(action) not in ("event", "stage", "verb", "activity"):
        return None
    parts = [(action[:at], action[at:]) for at in range(len(action) - 2, 1, -1)]
    if unit.dimension in ("area", "length", "volume", "mass"):
        noun_first = (noun for noun, deed in parts if known.get(noun, "noun") == "noun" and known.get(deed) in _DEEDS)
        if (named := next(noun_first, None)) is not None:
            return named
    return next((noun for deed, noun in parts if known.get(deed) == "verb" and known.get(noun) == "noun"), None)


def done_before(reading: Reading, measure: Measure) -> str | None:
    """What the same was said to be done to earlier in the sentence: 分批搬迁[馆藏档案]，首批搬迁 28 万卷."""
    if measure.rule not in ("verb", "verb-generic") or measure.action is None:
        return None
    sentence, _ = between_marks(reading.uniform, measure.start, SENTENCE_MARKS)
    clause, _ = between_marks(reading.uniform, measure.start, "，" + SENTENCE_MARKS)
    said = reading.uniform.rfind(measure.action, sentence, max(sentence, clause - 1))
    first = last = bisect_left(reading.words, said + len(measure.action), key=lambda word: word.start)
    while last < len(reading.words) and reading.words[last].kind in NOMINAL:
        last += 1
    if said < 0 or reading.words[first - 1].start != said:
        return None
    if first == last and measure.rule == "verb-generic":
        # 推进管网改造，改造任务 760 公里
        first, last = _nominal_start(reading.words, first - 1), first - 1
    if first == last or reading.words[first].start < sentence or reading.words[last - 1].end > clause:
        return None
    name = reading.text[reading.words[first].start : reading.words[last - 1].end].strip()
    return name if len(name) >= _SHORTEST_NAME or measure.rule == "verb-generic" else None


def _nominal_start(words: list[Word], end: int) -> int:
    """Where the nouns begin that end right before the word at `end`."""
    start = end
    while start and words[start - 1].kind in NOMINAL:
        start -= 1
    return start


def before_bracket(reading: Reading, measure: Measure, earlier: Measure | None) -> str | None:
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


def criterion_before(reading: Reading, measure: Measure) -> str | None:
    """The kind of thing that the clause before names by a size: 对 65 蒸吨以上锅炉实施改造，改造 3 台."""
    at = bisect_left(reading.measures, measure.start, key=lambda m: m.start)
    before = reading.measures[at - 1] if at else None
    if before is None or before.role != "criterion" or not same_sentence(reading, before, measure):
        return None
    return before.object


def level_before(reading: Reading, measure: Measure) -> str | None:
    """The level that the clause before names, where this one only tells its change: 下调保险费率，由 0.9%降至 0.6%."""
    at = bisect_left(reading.words, measure.start, key=lambda word: word.start)
    while at and reading.words[at - 1].kind in ("adverb", "aside"):
        at -= 1
    opens = at > 2 and reading.uniform[reading.words[at - 1].start : measure.start].strip() in ("由", "从")
    if not opens or reading.uniform[reading.words[at - 2].start] != "，":
        return None
    last = first = at - 3
    while first and reading.words[first - 1].kind in ("noun", "person", "modifier"):
        first -= 1
    name = reading.text[reading.words[first].start : reading.words[last].end].strip()
    return name if name.endswith(tuple(term_set("heads.tsv", "attribute"))) else None


def people_before(reading: Reading, measure: Measure) -> str | None:
    """Those whom the sentence names before a number of people: 对高校毕业生给予补贴，计划发放 800 人."""
    unit = units().get(measure.unit or "")
    if unit is None or unit.counting_class != "people":
        return None
    sentence, _ = between_marks(reading.uniform, measure.start, SENTENCE_MARKS)
    clause, _ = between_marks(reading.uniform, measure.start, "，" + SENTENCE_MARKS)
    first, last = (bisect_left(reading.words, at, key=lambda word: word.start) for at in (sentence, clause))
    people = next((i for i in range(last - 1, first - 1, -1) if reading.words[i].kind == "person"), None)
    return None if people is None else reading.text[reading.words[people].start : reading.words[people].end].strip()


def said_of_all(reading: Reading, measure: Measure) -> str | None:
    """What the clause behind a list says of all of it: 改造项目 356 个，已全部[开工]."""
    match = _OF_ALL.match(reading.uniform, measure.end)
    return match["deed"] if match and words().get(match["deed"]) in _SAID_OF_ALL else None


def payment_before(reading: Reading, measure: Measure) -> tuple[str | None, str | None]:
    """What an amount alone in its clause is paid as, and the verb that gives it: 给予补贴，每户 8000 元."""
    unit = units().get(measure.unit or "")
    if unit is None or unit.dimension != "money":
        return None, None
    sentence, _ = between_marks(reading.uniform, measure.start, SENTENCE_MARKS)
    paid = list(_PAYMENT.finditer(reading.uniform, sentence, measure.start))
    if not paid:
        return None, None
    at = bisect_left(reading.words, paid[-1].start(), key=lambda word: word.start)
    while at and reading.words[at - 1].kind in ("adverb", "noun", "modifier", "event"):
        at -= 1
    while at > 1 and reading.words[at - 2].kind == reading.words[at - 1].kind == "verb":
        # 兑付烘干补贴: the verb next to the payment only says what for
        at -= 1
    given = reading.words[at - 1] if at and reading.words[at - 1].kind == "verb" else None
    return paid[-1][0], reading.text[given.start : given.end].strip() if given else None
