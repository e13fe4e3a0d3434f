"""Which verbs and events of a clause act as verbs, and which are part of a noun: the 宣传 of 反诈骗宣传中心 is none."""

import re
from functools import cache
from itertools import pairwise

from extractors.quantities.compounds import begins_with_head, makes_a_noun
from extractors.quantities.governing import with_governing_verb
from extractors.quantities.lexicon import term_set
from extractors.quantities.reading import EVENTS, JOINED, NOMINAL, VERBAL, Word

# 12 个乡镇、86 个村: a modifier that is counted is a noun
_COUNTED = ("measure", "and")
# what governs it there, what a modifier stands before, and what a generic word makes one noun with
_GOVERNING = ("verb", "light", *EVENTS)
_PHRASAL = (*JOINED, *EVENTS)
_MEASURED = (*NOMINAL, "event", "activity")
_PLACES_OF_VERBS = ("中心", "基地")
_HEADS_OF_VERBS = ("项目", "资金", "工程", "政策", "计划", "中心", "基地", "机制", "体系")
# with the event before them they are a share of it: 回迁安置占比
_RATIOS = ("占比", "比重")
_ADJECTIVAL = ("级", "型", "性", "化", "式", "以上", "以下", "以内")


def settle(text: str, clause: list[Word]) -> list[Word]:
    """A clause's words with events inside a compound made nouns: the 宣传 of 反诈骗宣传中心 is no verb."""
    settled = [word for index, word in enumerate(clause) if word.kind != "and" or 0 < index < len(clause) - 1]
    settled = _without_manner(text, _after_deeds(text, _without_adjectives(text, settled)))
    settled = _without_place(text, _without_means(text, settled))
    settled = with_governing_verb(text, settled)
    for index in range(len(settled) - 1, -1, -1):
        word = settled[index]
        after = settled[index + 1] if index + 1 < len(settled) else None
        if index and _names_a_level(text, settled[index - 1], word, after):
            settled[index] = word = Word(word.start, word.end, "noun")
        is_modifier = word.kind in ("modifier", "place")
        if is_modifier and index and after and _is_counted(settled[index - 1], word, after, text):
            settled[index] = Word(word.start, word.end, "noun")
        describes = word.kind in VERBAL and after and not _joins_deeds(settled, index)
        if (describes and _belongs_to_next(text, settled, index)) or (
            word.kind in ("modifier", "place") and _stands_as_noun(word, after)
        ):
            settled[index] = Word(word.start, word.end, "noun")
    return settled


def _names_a_level(text: str, before: Word, word: Word, after: Word | None) -> bool:
    """True for a generic word that makes one noun with the word before, which alone is not measured: 供热面积."""
    if word.kind != "generic" or before.kind not in _MEASURED or (after and after.kind in NOMINAL):
        return False
    said = text[word.start : word.end].strip()
    return said in term_set("heads.tsv", "level-noun") or said in term_set("heads.tsv", "extent")


def _without_means(text: str, words: list[Word]) -> list[Word]:
    """Words without the means by which something is done: [通过市场化方式] 处置 车辆 30 辆."""
    if not words or not _means().search(text, words[0].start, words[-1].end):
        return words
    opening = next((i for i, word in enumerate(words) if _names_means(text, word)), None)
    if opening is None:
        return words
    counted = next((i for i in range(opening, len(words)) if words[i].kind in ("measure", "of")), opening)
    governing = (i for i in range(opening + 2, counted) if words[i].kind in ("verb", "event"))
    end = next((i for i in governing if words[i - 1].kind in ("noun", "generic")), None)
    return words if end is None else words[:opening] + words[end:]


def _without_place(text: str, words: list[Word]) -> list[Word]:
    """Words without the place that opens a clause with the verb right before its number: [在便民中心]布放 120 台."""
    if not words or words[0].kind != "preposition" or text[words[0].start] not in "在于":
        return words
    end = next((i for i in range(1, len(words)) if words[i].kind not in NOMINAL), 1)
    deeds = next((i for i in range(end, len(words)) if words[i].kind not in VERBAL), len(words))
    is_elided = end < deeds < len(words) and words[deeds].kind == "measure"
    return words[end:] if is_elided else words


def _after_deeds(text: str, words: list[Word]) -> list[Word]:
    """Words without a deed and 后, which only say when the next is done: [比对核查后]清退家庭 70 户."""
    if not words or text.find("后", words[0].start, words[-1].end) < 0:
        return words
    for index, (word, after) in enumerate(pairwise(words)):
        if word.kind in VERBAL and text.startswith("后", word.end) and after.kind == "noun" and after.start == word.end:
            rest = Word(after.start + 1, after.end, "noun")
            return words[:index] + ([rest] if text[rest.start : rest.end].strip() else []) + words[index + 2 :]
    return words


def _without_manner(text: str, words: list[Word]) -> list[Word]:
    """Words without a verb that only says how the one right behind it is done: [配套]建设."""
    manner = term_set("heads.tsv", "manner")
    if not words or all(text.find(said, words[0].start, words[-1].end) < 0 for said in manner):
        return words
    return [
        word
        for word, after in zip(words, [*words[1:], None], strict=True)
        if after is None
        or word.kind != "verb"
        or after.kind not in VERBAL
        or after.start != word.end
        or text[word.start : word.end] not in manner
    ]


@cache
def _means() -> re.Pattern[str]:
    """Any of the words that name means; few texts hold one."""
    return re.compile("|".join(sorted(term_set("heads.tsv", "means"))))


def _names_means(text: str, word: Word) -> bool:
    return word.kind != "measure" and text[word.start : word.end].removeprefix("已") in term_set("heads.tsv", "means")


def _is_counted(before: Word, word: Word, after: Word, text: str) -> bool:
    """True for a modifier that is counted itself: 12 个乡镇、86 个村, 20 个社区建设…."""
    if (before.kind, after.kind) == _COUNTED:
        return True
    if before.kind not in ("measure", "modifier") or after.kind not in _GOVERNING:
        return False
    return text[word.start : word.end] in term_set("heads.tsv", "counted-noun")


def _stands_as_noun(word: Word, after: Word | None) -> bool:
    """True for a modifier with nothing to modify: 覆盖社区 140 个; a place before a verb stays one."""
    if after is None or after.kind in ("measure", "of"):
        return True
    return word.kind == "modifier" and after.kind not in _PHRASAL


def _without_adjectives(text: str, words: list[Word]) -> list[Word]:
    """Words without attributes that only say which kind: 镇街级以上的."""
    kept: list[Word] = []
    for word in words:
        if word.kind == "of" and kept and _only_describes(text[max(0, word.start - 8) : word.start], kept):
            kept.pop()
        else:
            kept.append(word)
    return kept


def _only_describes(before: str, words: list[Word]) -> bool:
    """True where the last word before 的 says which kind: 镇街级以上的, 对 2000 年以前建成的."""
    if words[-1].kind in NOMINAL:
        return before.rstrip().endswith(_ADJECTIVAL)
    return words[-1].kind in ("verb", "stage") and _opens_attribute(words)


def _opens_attribute(words: list[Word]) -> bool:
    """True where a preposition waits for what the verb before 的 only describes: 对 2000 年以前建成的 45 个小区."""
    return any(word.kind == "preposition" for word in words[:-1]) and all(word.kind != "measure" for word in words)


def _belongs_to_next(text: str, words: list[Word], index: int) -> bool:
    """True where the event at `index` only describes the noun after it."""
    word, after = words[index], words[index + 1]
    before = words[index - 1].kind if index else ""
    if after.kind in ("generic", "activity"):
        return _describes_no_noun(text, words, index)
    if after.kind not in ("noun", "person", "modifier") or text[word.end : after.start].strip(" “”"):
        return False
    if makes_a_noun(text, word, after):
        return not _opens_a_class(words, index)
    # 开工面积: a stage is what the area has come to
    if before and word.kind != "stage" and text[after.start : after.end].strip() in term_set("heads.tsv", "extent"):
        return True
    if _only_names(text, words, index) or _follows_a_whole_verb(text, words, index):
        return True
    if word.kind == "verb":
        return _is_verb_of_compound(text, before, after)
    if before and begins_with_head(text, after):
        return True
    if _goes_on(text, words, index) or _is_governed(text, words, index):
        return False
    if after.kind == "person" and before not in ("verb", "event"):
        return False
    return before in ("noun", "person", "modifier", "verb", "measure", "event", "activity")


def _describes_no_noun(text: str, words: list[Word], index: int) -> bool:
    """True for an event before its share (回迁[安置]占比), and for what kind of activity is held: 开展[招引]活动."""
    word, after = words[index], words[index + 1]
    if after.kind == "activity":
        return _follows_a_whole_verb(text, words, index)
    return word.kind in EVENTS and text[after.start : after.end] in _RATIOS


def _follows_a_whole_verb(text: str, words: list[Word], index: int) -> bool:
    """True right behind a verb that takes no second one on the same thing: 安装[切断]装置, 新增[上云]企业."""
    word, before = words[index], words[index - 1] if index else None
    if before is None or before.end != word.start or word.kind not in ("verb", "event"):
        return False
    is_whole = before.kind == "reach" or text[before.start : before.end] in term_set("heads.tsv", "whole-verb")
    return is_whole and text[word.start : word.end] not in term_set("heads.tsv", "deed")


def _only_names(text: str, words: list[Word], index: int) -> bool:
    """True for an activity before its rate, and for what opens a later item of a list: 温室 5 座、[养殖]暖棚 3 座."""
    word, after = words[index], words[index + 1]
    if word.kind in ("activity", "event") and text[after.start : after.end].endswith("率"):
        return True
    opens_an_item = [one.kind for one in words[max(0, index - 2) : index]] == ["measure", "and"]
    return opens_an_item and text[word.start : word.end] in term_set("heads.tsv", "nominal")


def _is_verb_of_compound(text: str, before: str, after: Word) -> bool:
    """True for a verb that makes one noun with the word after it: 清运[车], 移民扶持[项目], 3 座拆解[中心]."""
    if before == "measure":
        return text.startswith(_PLACES_OF_VERBS, after.start)
    is_head = after.end - after.start == 1 or text.startswith(_HEADS_OF_VERBS, after.start)
    return is_head and before in ("noun", "person", "modifier", "verb", "light")


def _opens_a_class(words: list[Word], index: int) -> bool:
    """True for what opens the clause and governs those of which a class is told: [培育]产值亿元以上企业."""
    following = [word.kind for word in words[2:4]]
    return index == 0 and len(following) > 1 and following[0] == "measure" and following[1] in NOMINAL


def _joins_deeds(words: list[Word], index: int) -> bool:
    """True for the second of two deeds on one thing: 新建和[改造提升]服务站 60 个."""
    return index > 1 and words[index - 1].kind == "and" and words[index - 2].kind in VERBAL


def _goes_on(text: str, words: list[Word], index: int) -> bool:
    """True for an event that says what else is done: the second of two on one thing (整治[提升]), or after a count."""
    is_second = index > 0 and words[index - 1].kind in EVENTS
    if is_second and text[words[index].start : words[index].end] in term_set("heads.tsv", "deed"):
        return True
    return _parts_counts(words, index)


def _parts_counts(words: list[Word], index: int) -> bool:
    """True for an event between two counts with nouns of their own: 危房 310 栋[拆除]旧房 24 栋, a comma lost."""
    before = words[max(0, index - 2) : index]
    after = words[index + 1 : index + 4]
    return (
        [word.kind in NOMINAL for word in before] == [True, False]
        and before[-1].kind == "measure"
        and any(word.kind == "measure" for word in after)
    )


def _is_governed(text: str, words: list[Word], index: int) -> bool:
    """True where the clause still waits for its verb: 为 300 户家庭 [改造] 住房."""
    kinds = [word.kind for word in words]
    opening = next((at for at, kind in enumerate(kinds[:index]) if kind.endswith("preposition")), None)
    if opening is None:
        return False
    if any(kind in ("verb", "light") for kind in kinds[opening:]):
        return False
    # 为 300 户家庭改造住房, 为女生接种疫苗 2 万剂: the last event before what is counted
    reached = "measure" in kinds[opening:index]
    to_measure = kinds[index + 1 : kinds.index("measure", index)] if "measure" in kinds[index:] else kinds
    is_for = text[words[opening].start] in "为给向" and kinds[index - 1] in ("noun", "person")
    return reached or (is_for and all(kind in JOINED for kind in to_measure))
