"""Object and action: which noun a measure counts, and which verb or event governs it.

"完成 9 所学校施工招标、4 所学校开工建设": the clause is cut at 、 into two items of the shapes LQNS and QNS; the rule
counted-event gives 学校 with 施工招标 and 学校 with 开工建设. What an item does not say, its list
or what stands before does: see lists.py and carry.py.
"""

import re
from functools import cache, lru_cache

from extractors.quantities.carry import carry_over
from extractors.quantities.clauses import clauses
from extractors.quantities.items import Item, items
from extractors.quantities.lexicon import term_set, units, words
from extractors.quantities.lists import distribute, share_verbs
from extractors.quantities.quoting import quoted_whole
from extractors.quantities.reading import JOINED, NOMINAL, Measure, Reading, Word
from extractors.quantities.relations import is_share_of_plan
from extractors.quantities.rules import MeaningRule, meaning_rules

# ends of words for people, which no thing has
_ENDS_OF_PEOPLE = ("人员", "对象", "群众", "劳动者", "工作者", "从业者", "患者", "家庭")
_LONGEST = 10
_SHORT = 6
# what classifiers of these count is never people
_THINGS = frozenset(("piece", "machine", "occasion"))
_LIMITS = ("以上", "及以上", "以下")
_REACHED = re.compile(r"^(?:总数|累计)(?=达|突破)")


def read_meaning(reading: Reading) -> None:
    """Set object, action and rule of each measure, in place."""
    by_start = {m.start: m for m in reading.measures}
    previous: list[Measure] = []
    for clause in clauses(reading.uniform, reading.words, only_counted=True):
        counted: list[Word] = []
        dropped = False
        for index, word in enumerate(clause):
            if word.kind == "measure" and by_start[word.start].role == "criterion":
                _read_criterion(reading, by_start[word.start], clause[index + 1 :])
                counted = _without_attribute(reading, counted, clause[index + 1 : index + 2])
                dropped = True
            elif dropped and (_does_before_people(clause, index) or _is_limited(reading, word)):
                continue
            elif not (word.kind == "and" and dropped and (not counted or counted[-1].kind == "measure")):
                counted.append(word)
                dropped = False
        found = items(reading.uniform, counted, by_start) if any(word.kind == "measure" for word in counted) else []
        for measure, item in found:
            if not is_share_of_plan(reading, measure):
                _apply_rules(reading, measure, item)
        share_verbs(reading, found)
        distribute(reading, found, previous)
        for measure, item in found:
            carry_over(reading, measure, item, previous)
            _count_what_is_done(measure)
            previous.append(measure)


def _count_what_is_done(measure: Measure) -> None:
    """Count the deed where the noun is people and the unit counts pieces: 为儿童实施窝沟封闭 2 万颗.

    No annotation has people counted in pieces.
    """
    unit = units().get(measure.unit or "")
    if unit is None or unit.counting_class != "piece" or not _names_people(measure.object):
        return
    if words().get(measure.action or "") in ("event", "activity"):
        measure.object, measure.object_elided = measure.action, False


def _names_people(name: str | None) -> bool:
    if name is None:
        return False
    return name.endswith(_ENDS_OF_PEOPLE) or any(words().get(name[at:]) == "person" for at in range(len(name)))


def _without_attribute(reading: Reading, words: list[Word], after: list[Word]) -> list[Word]:
    """The words without those that go with a criterion: 2 座 [日处理] 600 吨的厂, 3 个 [投资超] 10 亿元的项目."""
    if len(words) > 1 and after and after[0].kind in NOMINAL and _is_attribute(reading, words[-1]):
        # 培育 [产值] 亿元以上企业 5 家
        return words[:-1]
    last = max((index for index, word in enumerate(words) if word.kind == "measure"), default=None)
    if last is not None and [word.kind for word in after] == ["of"]:
        return words[: last + 1]
    spoken = reading.uniform[words[-2].start : words[-2].end].strip() if len(words) > 1 else ""
    return words[:-2] if spoken in ("日", "年") and words[-1].kind in ("event", "verb") else words


def _does_before_people(words: list[Word], index: int) -> bool:
    """True for what people do who are of a class: 60 周岁以上[参保]老人."""
    return words[index].kind == "event" and [word.kind for word in words[index + 1 : index + 2]] == ["person"]


def _is_limited(reading: Reading, word: Word) -> bool:
    """True for what a class has so many of: 300 张[床位]以上养老院."""
    return word.kind in NOMINAL and reading.uniform.startswith(_LIMITS, word.end)


def _is_attribute(reading: Reading, word: Word) -> bool:
    """True for a noun that names what a class of things has so much of: 产值, 床位数, 投资额."""
    said = reading.uniform[word.start : word.end].strip()
    return word.kind == "noun" and said.endswith(tuple(term_set("heads.tsv", "attribute")))


def _read_criterion(reading: Reading, measure: Measure, after: list[Word]) -> None:
    """The object of a criterion is the noun after it; nothing is done to it."""
    measure.rule = "criterion"
    if measure.unit in term_set("heads.tsv", "counted-noun"):
        measure.object = measure.unit
        return
    nouns: list[Word] = []
    after = [word for word in after if not _is_limited(reading, word)]
    for index, word in enumerate(after):
        if word.kind in NOMINAL or (nouns and word.kind == "activity"):
            nouns.append(word)
        elif nouns and word.kind == "and" and _leads_to_people(nouns, after[index + 1 :]):
            # 独居、空巢老人
            nouns = []
        elif nouns or not (word.kind in ("of", "measure", "and") or _does_before_people(after, index)):
            break
    if nouns:
        measure.object = noun_phrase(reading, nouns, keeps_first=True)


def _leads_to_people(nouns: list[Word], after: list[Word]) -> bool:
    """True for what only describes the people that a list ends with."""
    end = next((i for i, word in enumerate(after) if word.kind not in JOINED), len(after))
    return nouns[-1].kind != "person" and any(word.kind == "person" for word in after[:end])


def _apply_rules(reading: Reading, measure: Measure, item: Item) -> None:
    unit = units().get(measure.unit or "")
    classes = frozenset((unit.dimension, unit.counting_class or "")) if unit else frozenset()
    for rule, match in _matching(item.shape, classes):
        if not _fits(reading, rule, match, item, classes):
            continue
        measure.rule = rule.name
        groups = match.groupdict()
        if groups.get("o") and measure.object is None and measure.unit != "层":
            phrase = item.words[match.start("o") : match.end("o")]
            if unit and unit.counting_class and _names_works(reading, item, match.end("o")):
                phrase = item.words[match.start("o") : match.end("o") + 1]
            measure.subjects = _subjects(reading, phrase)
            if rule.name == "counted" and "q" in item.shape[match.end("o") :]:
                phrase = _without_level(reading, phrase)
            if "people" in classes and match.start("o") > item.shape.index("Q"):
                phrase = _up_to_people(phrase)
            measure.object = noun_phrase(reading, phrase, rule.keeps_first and not _ends_in_head(reading, phrase))
        if groups.get("a"):
            measure.action = _action(reading, item.words[match.start("a") : match.end("a")], rule)
        return


def _without_level(reading: Reading, words: list[Word]) -> list[Word]:
    """A counted noun without the level that the next number tells of it: 8 个断面[水质达标率] 100%."""
    return words[:-1] if len(words) > 1 and _is_attribute(reading, words[-1]) else words


def _names_works(reading: Reading, item: Item, at: int) -> bool:
    """True for works right before their count, which they are then counted as: 供水[工程] 84 处."""
    said = reading.uniform[item.words[at].start : item.words[at].end].strip() if item.shape[at : at + 2] == "GQ" else ""
    return said in term_set("heads.tsv", "works")


def _fits(reading: Reading, rule: MeaningRule, match: re.Match[str], item: Item, classes: frozenset[str]) -> bool:
    """False where people should be the object and are not, or are and cannot be counted so: 39 件群众反映的问题."""
    if "o" not in match.groupdict() or match["o"] is None:
        return True
    is_person = _is_person(reading, item.words[match.end("o") - 1])
    if is_person and classes & _THINGS and item.shape[match.start("o") - 1 : match.start("o")] == "Q":
        return "D" not in item.shape[match.end("o") :]
    if not rule.needs_people:
        return True
    # 签约重点人群 5.2 万人: the people right before their number are those who are counted
    at = item.shape.index("Q")
    return is_person and (match.end("o") == at or not at or not _is_person(reading, item.words[at - 1]))


def _is_person(reading: Reading, word: Word) -> bool:
    """True for people, also those whose name the lexicon knows as one noun: 登记失业人员."""
    return word.kind == "person" or (word.kind == "noun" and reading.uniform.endswith(_ENDS_OF_PEOPLE, 0, word.end))


# few shapes make up most of a plan
@lru_cache(maxsize=4096)
def _matching(shape: str, classes: frozenset[str]) -> list[tuple[MeaningRule, re.Match[str]]]:
    """The rules that a shape matches for such a unit, with their matches, up to the first that must fit (_fits)."""
    found = []
    kinds = frozenset(shape)
    for rule in _rules_for(classes):
        match = rule.pattern.search(shape) if rule.needs <= kinds else None
        if match is not None:
            found.append((rule, match))
            if not rule.needs_people and not ("D" in shape and classes & _THINGS):
                break
    return found


@cache
def _rules_for(classes: frozenset[str]) -> tuple[MeaningRule, ...]:
    return tuple(rule for rule in meaning_rules() if rule.is_for(classes))


def noun_phrase(reading: Reading, words: list[Word], keeps_first: bool) -> str | None:
    """The words as the document writes them; leading modifiers go, and of a long phrase one end stays."""
    while len(words) > 1 and words[0].kind == "and":
        words = words[1:]
    while len(words) > 1 and words[0].kind in ("modifier", "place") and _length(words) > _SHORT:
        words = words[1:]
    if _length(words) > _LONGEST and not keeps_first:
        words = _up_to_purpose(words)
    while len(words) > 1 and _length(words) > _LONGEST:
        words = words[:-1] if keeps_first or words[-2].kind == words[-1].kind == "activity" else words[1:]
        if len(words) > 1 and words[-1 if keeps_first else 0].kind == "and":
            words = words[:-1] if keeps_first else words[1:]
    start, end = quoted_whole(reading.uniform, words[0].start, words[-1].end, keeps_first)
    return reading.text[start:end] or None


def _subjects(reading: Reading, words: list[Word]) -> tuple[str, ...]:
    """The nouns that 和 and 、 join in a phrase."""
    groups: list[list[Word]] = [[]]
    for word in words:
        if word.kind == "and":
            groups.append([])
        else:
            groups[-1].append(word)
    return tuple(noun_phrase(reading, group, keeps_first=False) or "" for group in groups if group)


def _up_to_people(words: list[Word]) -> list[Word]:
    """The phrase up to the people in it: a number of people counts them, not what befalls them."""
    last = max((i for i, word in enumerate(words) if word.kind == "person"), default=len(words) - 1)
    return words[: last + 1]


def _up_to_purpose(words: list[Word]) -> list[Word]:
    """A long phrase up to what is done with the thing for people: 公益性岗位 [托底安置就业困难人员]."""
    for index in range(1, len(words) - 1):
        if words[index].kind in ("event", "verb") and words[-1].kind == "person" and words[0].kind == "noun":
            first = index - 1 if words[index - 1].kind == "noun" and index > 1 else index
            return words[:first]
    return words


def _ends_in_head(reading: Reading, words: list[Word]) -> bool:
    """True for a compound that ends in a plain noun (培养项目): what is counted stands last in it."""
    if any(word.kind == "and" for word in words):
        return False
    return reading.uniform.endswith(tuple(term_set("heads.tsv", "head")), 0, words[-1].end)


def _length(words: list[Word]) -> int:
    return words[-1].end - words[0].start


def _action(reading: Reading, words: list[Word], rule: MeaningRule) -> str:
    start, end = quoted_whole(reading.uniform, words[0].start, words[-1].end)
    text = reading.text[start:end]
    if rule.name == "share-rate":
        return text.removesuffix("率").removesuffix("比例")
    # 总数达: the action is to reach
    return _REACHED.sub("", text)
