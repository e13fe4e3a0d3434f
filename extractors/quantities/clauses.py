"""Clauses: the text between measures cut into words, and each measure's item of a list written as a shape.

A shape has a letter a word: "完成湿地修复 450 亩" is LNEQ: a light verb, a noun, an event, the measure in question.
Rules for object and action are patterns over shapes (meaning.toml).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from operator import attrgetter

from extractors.quantities.asides import any_aside
from extractors.quantities.exclusions import silent_exclusions
from extractors.quantities.lexicon import term_set
from extractors.quantities.reading import Measure, Reading, Word
from extractors.quantities.settling import EVENTS, NOMINAL, settle

LETTERS = {
    "light": "L",
    "verb": "V",
    "event": "E",
    "stage": "S",
    "activity": "T",
    "reach": "R",
    "total": "U",
    "rate": "Z",
    "noun": "N",
    "person": "N",
    "generic": "G",
    "modifier": "M",
    "place": "M",
    "preposition": "P",
    "rate-preposition": "A",
    "of": "D",
    "and": "C",
    "etc": "X",
}
SENTENCE_MARKS = "。；！？"
CLAUSE_MARKS = "，：" + SENTENCE_MARKS
_SILENT = ("adverb", "aside")
_MARK = re.compile(r"(?=[，：。；！？（）\s“”\"‘’「」『』《》])(?:[，：。；！？（）]|[\s“”\"‘’「」『』《》]+)")
_CLAUSE_ENDS = CLAUSE_MARKS + "（）"
_OPENING_QUOTE = re.compile("[“「『《]")
# a new clause right behind a number: 100%并开挖土方
_GOES_ON = re.compile(r"并(?![网轨入购])|且")
_QUOTED = re.compile(r"(?<=[“「『《])[^“”「」『』《》，。；：\n]{1,12}(?=[”」』》])")
# one of several nouns that numbers are dealt out to is a noun: 办结率、满意率分别为
_DEALT_OUT = "[、和及与][^，。；]{1,12}分别"
# longer runs without a mark are no sentences: they are cut, so that rules stay linear in the length of a text
_LONGEST_CLAUSE = 80
_BOUNDS = ("以上", "以下", "以内", "左右")
_DAILY = ("日均", "周均", "月均", "年均")


@dataclass(slots=True)
class Item:
    """The words of one list item around a measure, silent ones left out, and their shape."""

    words: list[Word]
    shape: str


def cut_words(reading: Reading, lexicon_words: Iterable[Word]) -> list[Word]:
    """The whole text as words, in order: measures, marks, lexicon words, and nouns for the rest."""
    text = reading.uniform
    known = _longest_first(lexicon_words)
    taken = _without_overlaps(_words_by_rule(reading) + [Word(at - 1, at, "aside") for at in _daily(text, known)])
    ends = {word.end for word in known} | {measure.end for measure in reading.measures}
    lexical = [word for word in known if not word.kind.endswith("preposition") or _opens(text, word, ends)]
    if "率" in text:
        lexical = [_with_rate(text, word) for word in lexical]
    marks = [Word(*m.span(), "mark" if m[0][0] in _CLAUSE_ENDS else "aside") for m in _MARK.finditer(text)]
    return _with_nouns(text, _fill(_fill(taken, lexical), marks))


def _words_by_rule(reading: Reading) -> list[Word]:
    """The measures, and the words that patterns find, overlaps among them."""
    text = reading.uniform
    taken = [Word(m.start, m.end, "measure") for m in reading.measures]
    for start, end, rule in reading.ignored:
        if rule in silent_exclusions():
            taken.append(Word(start, end, "aside"))
        elif rule == "list-mark":
            taken.append(Word(start, end, "mark"))
    taken += [Word(m.end, m.end + 1, "aside") for m in reading.measures if text.startswith("级", m.end)]
    taken += [Word(m.end, m.end + 1, "mark") for m in reading.measures if _GOES_ON.match(text, m.end)]
    taken += [Word(*match.span(), "aside") for match in any_aside().finditer(text)]
    if "率" in text or "比例" in text:
        taken += [Word(*match.span(), "rate") for match in share_rate().finditer(text)]
    if _OPENING_QUOTE.search(text):
        starts = [m.start for m in reading.measures]
        taken += [Word(*match.span(), "noun") for match in _QUOTED.finditer(text) if not _holds(starts, *match.span())]
    return taken


def _daily(text: str, words: list[Word]) -> list[int]:
    """Where an event begins that 日 or 年 at a clause's beginning makes a rate: 日处理污水 2 万吨."""
    starts = [word.start for word in words if word.kind in (*EVENTS, "verb") and word.start]
    return [at for at in starts if text[at - 1] in "日年" and (at == 1 or text[at - 2] in CLAUSE_MARKS)]


def _with_rate(text: str, word: Word) -> Word:
    """An event and the 率 after it as one noun: 入户率, 成功率."""
    if word.kind in (*EVENTS, "verb", "light", "reach") and text.startswith("率", word.end):
        return Word(word.start, word.end + 1, "noun")
    return word


def _holds(starts: list[int], start: int, end: int) -> bool:
    """True where one of the sorted `starts` lies in [start, end)."""
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] < end


def _opens(text: str, word: Word, ends: set[int]) -> bool:
    """True where a single preposition is one: 对, 由 or 向 inside a run of nouns belongs to them (靶向药)."""
    if word.end - word.start > 1 or word.start == 0:
        return True
    before, after = text[word.start - 1], text[word.end : word.end + 2].lstrip()
    if text[word.start] == "占" and after[:1] in ("地", "用", "道", "补"):
        return False
    if not "一" <= before <= "鿿" or word.start in ends or text[word.start] == "占":
        return True
    return after[:1].isdigit() or after.startswith(("每", "原", "全", "各"))


@cache
def share_rate() -> re.Pattern[str]:
    """A rate that is the share of a plan already carried out: 竣工率; its stem is the action."""
    return re.compile(rf"(?<!医生)(?P<stem>{'|'.join(term_set('heads.tsv', 'share-rate'))})(?:率|比例)(?!{_DEALT_OUT})")


def _without_overlaps(words: list[Word]) -> list[Word]:
    kept: list[Word] = []
    for word in sorted(words, key=lambda w: (w.start, w.kind != "measure", -w.end)):
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
        elif word.kind == "measure" and kept[-1].kind != "measure":
            kept[-1] = word
    return kept


def _longest_first(words: Iterable[Word]) -> list[Word]:
    """Words left to right; of those that begin at one place the longest, none overlapping."""
    kept: list[Word] = []
    for word in sorted(words, key=attrgetter("start")):
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
        elif word.start == kept[-1].start and word.end > kept[-1].end:
            kept[-1] = word
    return kept


def _fill(taken: list[Word], more: list[Word]) -> list[Word]:
    """`taken` with those of `more` that overlap none of it; both sorted."""
    merged: list[Word] = []
    at = 0
    for word in more:
        while at < len(taken) and taken[at].end <= word.start:
            merged.append(taken[at])
            at += 1
        if at == len(taken) or taken[at].start >= word.end:
            merged.append(word)
    return merged + taken[at:]


def _with_nouns(text: str, words: list[Word]) -> list[Word]:
    filled: list[Word] = []
    at = 0
    for word in words:
        if text[at : word.start].strip():
            filled.append(_filler(text, at, word, filled))
        filled.append(word)
        at = word.end
    if text[at:].strip():
        filled.append(Word(at, len(text), "noun"))
    return filled


def _filler(text: str, at: int, after: Word, before: list[Word]) -> Word:
    """A word of what no lexicon has: a noun, or a verb of one sign where a clause begins: 设 床位, 共 建 12 座."""
    opens = not before or before[-1].kind in (*_SILENT, "mark", "and", "measure")
    is_verb = opens and text[at : after.start].strip() in term_set("heads.tsv", "verb-sign")
    has_object = after.kind in (*NOMINAL, "measure") or not text[after.start : after.end].strip()
    return Word(at, after.start, "verb" if is_verb and has_object else "noun")


def clauses(text: str, words: list[Word], only_counted: bool = False) -> list[list[Word]]:
    """Words by clause, silent ones left out; a bracket with a measure is a clause, other brackets are left out.

    With `only_counted` clauses without a measure are left out too.
    """
    found: list[list[Word]] = [[]]
    in_bracket = False
    for index, word in enumerate(words):
        mark = text[word.start] if word.kind == "mark" else ""
        if mark == "（" and not _bracket_has_measure(text, words, index):
            in_bracket = True
        elif mark == "）" and in_bracket:
            in_bracket = False
        elif in_bracket and (not mark or mark not in SENTENCE_MARKS):
            continue
        elif mark:
            in_bracket = False
            found.append([])
        elif word.kind not in _SILENT:
            # what an adverb or a date stands before is done: 分别改造, 7月底前建设
            if word.kind in ("event", "stage") and 0 < index < len(words) - 1 and words[index + 1].kind in NOMINAL:
                adverbial = words[index - 1].kind in _SILENT and _is_adverbial(text, words[index - 1])
                word = Word(word.start, word.end, "verb") if adverbial else word
            if len(found[-1]) == _LONGEST_CLAUSE:
                found.append([])
            found[-1].append(word)
    if only_counted:
        found = [clause for clause in found if any(word.kind == "measure" for word in clause)]
    return [settle(text, clause) for clause in found if clause]


def _is_adverbial(text: str, word: Word) -> bool:
    """True for adverbs and dates, not for quotation marks, nor for 户均 and 每人, which stand before nouns."""
    told = text[word.start : word.end].strip('“”"‘’「」『』《》 \n')
    is_average = told.endswith("均") and told not in _DAILY
    return bool(told) and not told.startswith("每") and not is_average and not told.endswith(_BOUNDS)


def _bracket_has_measure(text: str, words: list[Word], opening: int) -> bool:
    for word in words[opening + 1 : opening + _LONGEST_CLAUSE]:
        if word.kind == "measure":
            return True
        if word.kind == "mark" and text[word.start] in "）。；":
            return False
    return False


def items(clause: list[Word], measures: dict[int, Measure]) -> list[tuple[Measure, Item]]:
    """Each measure of a clause with its item: the list is cut at 、 or 和 between two measures."""
    places = [i for i, word in enumerate(clause) if word.kind == "measure"]
    cuts = [_cut(clause, here, there) for here, there in pairwise(places)]
    edges = [0, *(cut for cut in cuts if cut is not None), len(clause)]
    found = []
    for place in places:
        start = max(edge for edge in edges if edge <= place)
        end = min(edge for edge in edges if edge > place)
        found.append((measures[clause[place].start], _item(clause[start:end], place - start)))
    return found


def _cut(clause: list[Word], here: int, there: int) -> int | None:
    """Where a list is cut between two measures: after the first, before the second, or at the last 和 between."""
    conjunctions = [i for i in range(here + 1, there) if clause[i].kind == "and"]
    if not conjunctions:
        return None
    return conjunctions[0] if conjunctions[0] == here + 1 else conjunctions[-1]


def _item(cut: list[Word], at: int) -> Item:
    if cut[0].kind == "and":
        cut, at = cut[1:], at - 1
    letters = ("Q" if i == at else "q" if word.kind == "measure" else LETTERS[word.kind] for i, word in enumerate(cut))
    return Item(cut, "".join(letters))
