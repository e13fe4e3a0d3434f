"""Which verbs and events of a clause act as verbs, and which are part of a noun: the 宣传 of 反诈骗宣传中心 is none."""

from functools import cache

from extractors.quantities.lexicon import term_set
from extractors.quantities.lexicon import words as lexicon_words
from extractors.quantities.reading import Word

EVENTS = ("event", "activity", "stage")
NOMINAL = ("noun", "person", "modifier", "place")
# 12 个乡镇、86 个村: a modifier that is counted is a noun
_COUNTED = ("measure", "and")
_HEADS_OF_VERBS = ("项目", "资金", "工程", "政策", "计划", "中心", "基地", "机制", "体系")
_CLOSING_QUOTES = ("”", "」", "』", "》")
# what the first clause of a sentence stands after
_FIRST_AFTER = "。；！？：\n"
# ends of nouns that have a level, whatever is named before them: of these even a verb that opens the clause is a part
_COUNTED_OFF = ("时间", "用时", "时长", "月数", "次数", "天数")
_LEVELS = ("率", "时限", "浓度", *_COUNTED_OFF)
# with the event before them they are a share of it: 回迁安置占比
_RATIOS = ("占比", "比重")
_ADJECTIVAL = ("级", "型", "性", "化", "式", "以上", "以下", "以内")


def settle(text: str, clause: list[Word]) -> list[Word]:
    """A clause's words with events inside a compound made nouns: the 宣传 of 反诈骗宣传中心 is no verb."""
    settled = [word for index, word in enumerate(clause) if word.kind != "and" or 0 < index < len(clause) - 1]
    settled = _without_adjectives(text, settled)
    settled = _without_means(text, settled)
    at = next((i for i, word in enumerate(settled) if word.kind == "measure"), 0)
    if at > 1:
        settled = _with_a_verb(text, _under_one_verb(text, _of_level(text, settled), at), at)
    if at:
        settled = _with_an_unknown_verb(text, settled, at)
    for index in range(len(settled) - 1, -1, -1):
        word = settled[index]
        after = settled[index + 1] if index + 1 < len(settled) else None
        if index and _names_a_level(text, settled[index - 1], word, after):
            settled[index] = word = Word(word.start, word.end, "noun")
        is_modifier = word.kind in ("modifier", "place")
        if is_modifier and index and after and _is_counted(settled[index - 1], word, after, text):
            settled[index] = Word(word.start, word.end, "noun")
        if (word.kind in (*EVENTS, "verb") and after and _belongs_to_next(text, settled, index)) or (
            word.kind in ("modifier", "place") and _stands_as_noun(word, after)
        ):
            settled[index] = Word(word.start, word.end, "noun")
    return settled


def _names_a_level(text: str, before: Word, word: Word, after: Word | None) -> bool:
    """True for a generic word that makes one noun with the word before, which alone is not measured: 供热面积."""
    if (
        word.kind != "generic"
        or before.kind not in (*NOMINAL, "event", "activity")
        or (after and after.kind in NOMINAL)
    ):
        return False
    said = text[word.start : word.end].strip()
    return said in term_set("heads.tsv", "level-noun") or said in term_set("heads.tsv", "extent")


def _without_means(text: str, words: list[Word]) -> list[Word]:
    """Words without the means by which something is done: [通过市场化方式] 处置 车辆 30 辆."""
    opening = next((i for i, word in enumerate(words) if _names_means(text, word)), None)
    if opening is None:
        return words
    counted = next((i for i in range(opening, len(words)) if words[i].kind in ("measure", "of")), opening)
    governing = (i for i in range(opening + 2, counted) if words[i].kind in ("verb", "event"))
    end = next((i for i in governing if words[i - 1].kind in ("noun", "generic")), None)
    return words if end is None else words[:opening] + words[end:]


def _names_means(text: str, word: Word) -> bool:
    return word.kind != "measure" and text[word.start : word.end].removeprefix("已") in term_set("heads.tsv", "means")


def _is_counted(before: Word, word: Word, after: Word, text: str) -> bool:
    """True for a modifier that is counted itself: 12 个乡镇、86 个村, 20 个社区建设…."""
    if (before.kind, after.kind) == _COUNTED:
        return True
    if before.kind not in ("measure", "modifier") or after.kind not in ("verb", "light", *EVENTS):
        return False
    return text[word.start : word.end] in term_set("heads.tsv", "counted-noun")


def _stands_as_noun(word: Word, after: Word | None) -> bool:
    """True for a modifier with nothing to modify: 覆盖社区 140 个; a place before a verb stays one."""
    if after is None or after.kind in ("measure", "of"):
        return True
    return word.kind == "modifier" and after.kind not in (*NOMINAL, *EVENTS, "and")


def _of_level(text: str, words: list[Word]) -> list[Word]:
    """Words with all that stands before a rate made nouns: 消费投诉回访满意率 98%; no verb governs what has a level."""
    at = next((i for i, word in enumerate(words) if word.kind in ("measure", "reach", "total")), 0)
    kinds = {word.kind for word in words[:at]}
    if at < 2 or words[at - 1].kind not in NOMINAL or not kinds <= {*NOMINAL, *EVENTS, "and", "verb", "generic"}:
        return words
    opening = next((i for i in range(at) if words[i].kind not in ("modifier", "place")), 0)
    is_verbal = words[opening].kind in ("verb", "event") and opening + 1 < at
    if words[at].kind == "total" and is_verbal and _says_which(text, words[opening]):
        noun = Word(words[opening].start, words[opening].end, "noun")
        return [*words[:opening], noun, *words[opening + 1 :]]
    is_counted_off = text[words[at - 1].start : words[at - 1].end].rstrip().endswith(_COUNTED_OFF)
    if words[0].kind == "verb" and not (is_counted_off or _says_which(text, words[0])):
        return words
    if not text[words[at - 1].start : words[at - 1].end].rstrip().endswith(_LEVELS):
        return words
    return [Word(w.start, w.end, "noun") if w.kind in (*EVENTS, "verb") else w for w in words[:at]] + words[at:]


def _says_which(text: str, word: Word) -> bool:
    return text[word.start : word.end] in term_set("heads.tsv", "attributive")


def _with_a_verb(text: str, words: list[Word], at: int) -> list[Word]:
    """Words of a sentence's first clause with its only event made a verb: 供销社[改造]网点 15 个.

    In later clauses a verb may be carried over, and the event be a part of the noun; not where a quoted name opens
    them: “寒窗助学”[资助]新生 900 名.
    """
    opens = not words[0].start or text[words[0].start - 1] in _FIRST_AFTER
    if at < 3 or not (opens or text[words[0].end : words[1].start].strip() in _CLOSING_QUOTES):
        return words
    if words[at - 1].kind in EVENTS or any(word.kind not in (*NOMINAL, *EVENTS, "and") for word in words[:at]):
        return words
    if words[0].kind == "event" and words[0].end - words[0].start > 1 and words[1].kind in NOMINAL:
        # the event that opens the clause is the verb
        return words
    events = [i for i in range(1, at - 1) if words[i].kind in EVENTS and _may_govern(text, words, i)]
    if len(events) != 1:
        return words
    (index,) = events
    return [Word(w.start, w.end, "verb") if i == index else w for i, w in enumerate(words)]


def _with_an_unknown_verb(text: str, words: list[Word], at: int) -> list[Word]:
    """Words with the verb that no lexicon has, told by its signs, parted from its object: 增划 车道 22 公里."""
    first, said = words[0], text[words[0].start : words[0].end].rstrip()
    if first.kind != "noun" or any(word.kind not in (*NOMINAL, "and") for word in words[:at]):
        return words
    if not _looks_like_a_verb(said):
        return words
    if len(said) == 2 and (at > 1 or said not in lexicon_words()):
        return [Word(first.start, first.end, "verb"), *words[1:]]
    if len(said) + (at > 1) < 4 or said in lexicon_words():
        return words
    end = first.start + 2
    return [Word(first.start, end, "verb"), Word(end, first.end, "noun"), *words[1:]]


def _looks_like_a_verb(said: str) -> bool:
    """True for a word whose first two signs are those that verbs begin and go on with: 增划, 培树."""
    return said[:1] in term_set("heads.tsv", "verb-first") and said[1:2] in term_set("heads.tsv", "verb-second")


def _may_govern(text: str, words: list[Word], index: int) -> bool:
    """True for an event between nouns that is no part of the one behind it: not 社区[服务]窗口."""
    word, after = words[index], words[index + 1]
    if words[index - 1].kind not in NOMINAL or after.kind not in NOMINAL:
        return False
    if text[word.start : word.end] in term_set("heads.tsv", "nominal") or _makes_a_noun(text, word, after):
        return False
    return not _begins_with_head(text, after)


def _begins_with_head(text: str, word: Word) -> bool:
    """True for a noun that begins with a plain one (项目), or is one of a single sign: 站, not 站台."""
    said = text[word.start : word.end].strip()
    return said in term_set("heads.tsv", "head") or said.startswith(_long_heads())


@cache
def _long_heads() -> tuple[str, ...]:
    return tuple(head for head in term_set("heads.tsv", "head") if len(head) > 1)


def _under_one_verb(text: str, words: list[Word], at: int) -> list[Word]:
    """Words with the verbs inside the object of the one that opens the clause made nouns: 新增直接结算药店 42 家.

    Verbs that leave the clause to another (heads.tsv: pivot) govern no such object: 支持企业购置设备.
    """
    opening = next((i for i, word in enumerate(words[:at]) if word.kind not in NOMINAL), at)
    if at - opening < 3 or words[opening].kind != "verb" or words[opening + 1].kind not in NOMINAL:
        return words
    if text[words[opening].start : words[opening].end] in term_set("heads.tsv", "pivot"):
        return words
    if _makes_a_noun(text, words[opening], words[opening + 1]):
        return words
    if any(word.kind not in (*NOMINAL, *EVENTS, "verb", "and") for word in words[opening + 1 : at]):
        return words
    inside = range(opening + 1, at - 1)
    return [
        Word(w.start, w.end, "noun") if i in inside and w.kind == "verb" and words[i + 1].kind in NOMINAL else w
        for i, w in enumerate(words)
    ]


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
    if after.kind == "generic" and text[after.start : after.end] in _RATIOS:
        return word.kind in EVENTS
    if after.kind not in ("noun", "person", "modifier") or text[word.end : after.start].strip(" “”"):
        return False
    if _makes_a_noun(text, word, after):
        return not _opens_a_class(words, index)
    # 开工面积: a stage is what the area has come to
    if before and word.kind != "stage" and text[after.start : after.end].strip() in term_set("heads.tsv", "extent"):
        return True
    if word.kind == "activity" and text[after.start : after.end].endswith("率"):
        return True
    if word.kind == "verb":
        # a verb and a single character are a noun: 清运车; and a verb in a compound: 移民扶持项目
        is_head = text.startswith(_HEADS_OF_VERBS, after.start)
        return before in ("noun", "person", "modifier", "verb") and (after.end - after.start == 1 or is_head)
    if before and _begins_with_head(text, after):
        return True
    if _goes_on(text, words, index) or _is_governed(text, words, index):
        return False
    if after.kind == "person" and before not in ("verb", "event"):
        return False
    return before in ("noun", "person", "modifier", "verb", "measure", "event", "activity")


def _opens_a_class(words: list[Word], index: int) -> bool:
    """True for what opens the clause and governs those of which a class is told: [培育]产值亿元以上企业."""
    following = [word.kind for word in words[2:4]]
    return index == 0 and len(following) > 1 and following[0] == "measure" and following[1] in NOMINAL


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


def _makes_a_noun(text: str, word: Word, after: Word) -> bool:
    """True where an event and what follows are one noun wherever they stand: 助餐点, 回迁房, 处理能力."""
    said = text[after.start : after.end].strip()
    if (
        word.kind in (*EVENTS, "verb", "reach")
        and word.end - word.start > 1
        and said in term_set("heads.tsv", "suffix")
    ):
        return True
    return said in term_set("heads.tsv", "level-noun")


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
    return reached or (is_for and all(kind in (*NOMINAL, "and") for kind in to_measure))
