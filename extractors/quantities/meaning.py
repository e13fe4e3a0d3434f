"""Object and action: which noun a measure counts, and which verb or event governs it.

"完成 13 所学校施工招标、5 所学校开工建设": the clause is cut at 、 into two items, their shapes are LQNS and QNS, the rule
counted-event gives 学校 with 施工招标 and 学校 with 开工建设. What an item does not say is carried over: from the verb of
the item before, from the verb that ends the list, from the clause before, at last from the goal.
"""

from extractors.quantities.clauses import CLAUSE_MARKS, SENTENCE_MARKS, Item, clauses, items, settle
from extractors.quantities.lexicon import units, word_set
from extractors.quantities.reading import Measure, Reading, Word
from extractors.quantities.rules import MeaningRule, meaning_rules

_LONGEST_OBJECT = 10
_PUNCTUATION = " \n“”\"‘’「」『』《》、，-"


def read_meaning(reading: Reading) -> None:
    """Set object, action and rule of each measure, in place."""
    by_start = {m.start: m for m in reading.measures}
    previous: list[Measure] = []
    for clause in clauses(reading.uniform, reading.words):
        words = settle(reading.uniform, clause)
        if not any(word.kind == "measure" for word in words):
            continue
        found = items(words, by_start)
        for measure, item in found:
            _apply_rules(reading, measure, item)
        _share_last_verb(found)
        _share_first_verb(found)
        for measure, item in found:
            _carry_over(reading, measure, item, previous)
            previous.append(measure)


def _apply_rules(reading: Reading, measure: Measure, item: Item) -> None:
    for rule in meaning_rules():
        match = _match_around(rule, item)
        if match is None:
            continue
        measure.rule = rule.name
        groups = match.groupdict()
        if groups.get("o"):
            measure.object = _noun(reading, item.words[match.start("o") : match.end("o")])
        if groups.get("a"):
            measure.action = _action(reading, item.words[match.start("a") : match.end("a")])
        return


def _match_around(rule: MeaningRule, item: Item):  # type: ignore[no-untyped-def]
    return rule.pattern.search(item.shape)


def _noun(reading: Reading, words: list[Word]) -> str | None:
    """The words as the document writes them, leading modifiers and marks left out."""
    while len(words) > 1 and words[0].kind in ("modifier", "place", "and"):
        words = words[1:]
    while len(words) > 1 and words[-1].end - words[0].start > _LONGEST_OBJECT:
        words = words[1:] if words[1].kind != "and" else words[2:]
    text = reading.text[words[0].start : words[-1].end]
    return text.strip(_PUNCTUATION) or None


def _action(reading: Reading, words: list[Word]) -> str:
    return reading.text[words[0].start : words[-1].end].strip(_PUNCTUATION)


def _share_last_verb(found: list[tuple[Measure, Item]]) -> None:
    """Give items of a list that name no event the one at the list's end: 2 户接户线及 3 台变压器改造."""
    last = found[-1][0]
    for measure, item in found[:-1]:
        if measure.action is None or (item.shape.startswith("L") and item.shape.endswith("N") and last.rule == "counted-event"):
            measure.action = last.action if last.rule.startswith("counted") else measure.action


def _share_first_verb(found: list[tuple[Measure, Item]]) -> None:
    """Give items of a list that name no verb the one that opened it."""
    action = None
    for measure, _ in found:
        if measure.action is None:
            measure.action = action
        action = measure.action


def _carry_over(reading: Reading, measure: Measure, item: Item, previous: list[Measure]) -> None:
    earlier = previous[-1] if previous else None
    if measure.measure in ("share", "change") and measure.object is None and earlier is not None:
        measure.object, measure.action = earlier.object, measure.action or earlier.action
        return
    if measure.action is None and earlier is not None and _same_sentence(reading, earlier, measure):
        measure.action = earlier.action
    if measure.object is None:
        _carry_object(reading, measure, previous)


def _carry_object(reading: Reading, measure: Measure, previous: list[Measure]) -> None:
    """The object of the last measure of the same sentence that counts alike, else the goal's."""
    for earlier in reversed(previous):
        if _same_sentence(reading, earlier, measure) and _alike(earlier, measure):
            measure.object = earlier.object
            return
    if reading.goal is None or measure.unit == "层":
        return
    candidates = [m for m in reading.goal.measures if _alike(m, measure)] or reading.goal.measures
    if candidates and candidates[0].object:
        measure.object, measure.object_elided = candidates[0].object, True


def _same_sentence(reading: Reading, earlier: Measure, measure: Measure) -> bool:
    return not any(mark in SENTENCE_MARKS for mark in reading.uniform[earlier.end : measure.start])


def _alike(one: Measure, other: Measure) -> bool:
    """True where two units count alike: the same word, or classifiers of one counting class."""
    if one.unit == other.unit:
        return True
    first, second = units().get(one.unit or ""), units().get(other.unit or "")
    return bool(first and second and first.counting_class and first.counting_class == second.counting_class)
