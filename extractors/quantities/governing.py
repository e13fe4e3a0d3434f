"""Which word of a clause governs its number: the verb 改造 of 供销社改造网点 15 个; none where a level is told."""

from functools import cache

from extractors.quantities.compounds import begins_with_head, makes_a_noun
from extractors.quantities.lexicon import term_set
from extractors.quantities.reading import EVENTS, JOINED, NOMINAL, VERBAL, Word
from extractors.quantities.unknown_verbs import with_unknown_predicate, with_unknown_verb

_CLOSING_QUOTES = ("”", "」", "』", "》")
# what the first clause of a sentence stands after
_FIRST_AFTER = "。；！？：\n"
# ends of nouns that have a level, whatever is named before them: of these even a verb that opens the clause is a part
_COUNTED_OFF = ("时间", "用时", "时长", "月数", "次数", "天数")
_NAMING = (*VERBAL, "generic")
_PROJECTS = ("项目", "工程")
_COSTS = ("经费", "服务费")
_LEVELS = ("率", "时限", "浓度", "强度", *_COUNTED_OFF)
# kinds of words that stand in a phrase of nouns and events, in the object of one verb, and in the name of a level
_NOUNS = (*JOINED, *EVENTS)
_OBJECT = (*_NOUNS, "verb")
_DESCRIBED = (*NOMINAL, "activity")
_LEVEL = frozenset((*_OBJECT, "generic"))


def with_governing_verb(text: str, words: list[Word]) -> list[Word]:
    """A clause's words up to its first number with the one that governs it made a verb, and those that can't nouns."""
    at = next((i for i, word in enumerate(words) if word.kind == "measure"), 0)
    if at > 1:
        words = _of_level(text, _with_what_is_handled(text, words))
        words = _under_one_verb(text, _of_a_project(text, words, at), at)
        words = _with_a_verb(text, words, at)
    return with_unknown_predicate(text, with_unknown_verb(text, words, at) if at else words, at)


def _of_level(text: str, words: list[Word]) -> list[Word]:
    """Words with all that stands before a rate made nouns: 消费投诉回访满意率 98%; no verb governs what has a level."""
    at = next((i for i, word in enumerate(words) if word.kind in ("measure", "reach", "total")), 0)
    kinds = {word.kind for word in words[:at]}
    if at < 2 or words[at - 1].kind not in NOMINAL or not kinds <= _LEVEL:
        return words
    opening = next((i for i in range(at) if words[i].kind not in ("modifier", "place")), 0)
    is_verbal = words[opening].kind in ("verb", "event") and opening + 1 < at
    if words[at].kind == "total" and is_verbal and _says_which(text, words[opening]):
        noun = Word(words[opening].start, words[opening].end, "noun")
        return [*words[:opening], noun, *words[opening + 1 :]]
    level = text[words[at - 1].start : words[at - 1].end].rstrip()
    costs_so_much = at == 2 and words[0].kind == "event" and level.endswith(_COSTS)
    is_level = costs_so_much or level.endswith((*_COUNTED_OFF, "率"))
    if words[0].kind == "verb" and not (is_level or _says_which(text, words[0])):
        return words
    if not (is_level or level.endswith(_LEVELS)):
        return words
    return [Word(w.start, w.end, "noun") if w.kind in VERBAL else w for w in words[:at]] + words[at:]


def _of_a_project(text: str, words: list[Word], at: int) -> list[Word]:
    """Words with what only names a project nouns, where another verb has the count: [扩容]项目释放学位 360 个."""
    last = next((i for i in range(1, at) if text.startswith(_PROJECTS, words[i].start)), 0)
    if not last or words[last - 1].kind not in VERBAL or any(word.kind not in _OBJECT for word in words[:last]):
        return words
    has_verb = any(words[i].kind == "verb" and words[i + 1].kind in NOMINAL for i in range(last + 1, at - 1))
    # 供水能力恢复工程已开工 3 处
    is_deed = last > 1 and last + 2 == at and words[last + 1].kind in VERBAL
    if not (has_verb or is_deed):
        return words
    name, rest = words[: last + 1], words[last + 1 :]
    return [Word(w.start, w.end, "noun") if w.kind in _NAMING else w for w in name] + rest


def _says_which(text: str, word: Word) -> bool:
    return text[word.start : word.end] in term_set("heads.tsv", "attributive")


def _with_what_is_handled(text: str, words: list[Word]) -> list[Word]:
    """Words with events before counts made the nouns that an office handles: 受理加梯[申请] 45 件."""
    opening = next((word for word in words if word.kind not in ("place", "modifier")), words[0])
    if text[opening.start : opening.end] not in term_set("heads.tsv", "handling"):
        return words
    return [
        Word(word.start, word.end, "noun")
        if word.kind in VERBAL
        and before.kind not in ("measure", "and")
        and after.kind == "measure"
        and word is not opening
        else word
        for before, word, after in zip([words[0], *words], words, [*words[1:], words[0]], strict=False)
    ]


def _with_a_verb(text: str, words: list[Word], at: int) -> list[Word]:
    """Words of a sentence's first clause with its only event made a verb: 供销社[改造]网点 15 个.

    In later clauses a verb may be carried over, and the event be a part of the noun; not where a quoted name opens
    them: “寒窗助学”[资助]新生 900 名.
    """
    opens = not words[0].start or text[words[0].start - 1] in _FIRST_AFTER
    if at < 3:
        return words
    opens = opens or text[words[0].end : words[1].start].strip() in _CLOSING_QUOTES
    if words[at - 1].kind in EVENTS or any(word.kind not in _NOUNS for word in words[:at]):
        return words
    if words[0].kind == "event" and words[0].end - words[0].start > 1 and words[1].kind in NOMINAL:
        # the event that opens the clause is the verb
        return words
    events = [i for i in range(1, at - 1) if words[i].kind in EVENTS and _may_govern(text, words, i)]
    if len(events) != 1 or not (opens or _is_agent(text, words[events[0] - 1])):
        return words
    (index,) = events
    return [Word(w.start, w.end, "verb") if i == index else w for i, w in enumerate(words)]


def _is_agent(text: str, word: Word) -> bool:
    """True for a place or an institution, which does the one event behind it: 图书馆[配送]藏书 3.1 万册."""
    return text.endswith(_agents(), 0, word.end)


@cache
def _agents() -> tuple[str, ...]:
    return tuple(term_set("heads.tsv", "agent"))


def _may_govern(text: str, words: list[Word], index: int) -> bool:
    """True for an event between nouns that is no part of the one behind it: not 社区[服务]窗口."""
    word, after = words[index], words[index + 1]
    if words[index - 1].kind not in NOMINAL or after.kind not in NOMINAL:
        return False
    is_nominal = text[word.start : word.end] in term_set("heads.tsv", "nominal")
    if (is_nominal and not _is_agent(text, words[index - 1])) or makes_a_noun(text, word, after):
        return False
    return not begins_with_head(text, after)


def _under_one_verb(text: str, words: list[Word], at: int) -> list[Word]:
    """Words with the verbs inside the object of the one that opens the clause made nouns: 新增直接结算药店 42 家.

    Verbs that leave the clause to another (heads.tsv: pivot) govern no such object: 支持企业购置设备.
    """
    opening = next((i for i, word in enumerate(words[:at]) if word.kind not in NOMINAL), at)
    if at - opening < 3 or words[opening].kind != "verb" or words[opening + 1].kind not in NOMINAL:
        return words
    if text[words[opening].start : words[opening].end] in term_set("heads.tsv", "pivot"):
        return words
    if makes_a_noun(text, words[opening], words[opening + 1]):
        return words
    if any(word.kind not in _OBJECT for word in words[opening + 1 : at]):
        return words
    inside = range(opening + 1, at - 1)
    return [
        Word(w.start, w.end, "noun") if i in inside and w.kind == "verb" and words[i + 1].kind in _DESCRIBED else w
        for i, w in enumerate(words)
    ]
