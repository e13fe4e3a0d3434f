"""Clauses: the text between measures cut into words."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from operator import attrgetter

from extractors.quantities.asides import any_aside
from extractors.quantities.exclusions import silent_exclusions
from extractors.quantities.lexicon import term_set
from extractors.quantities.lexicon import words as known_words
from extractors.quantities.reading import EVENTS, NOMINAL, VERBAL, Measure, Reading, Word
from extractors.quantities.settling import settle
from extractors.quantities.usage import BEFORE_VERBS, SILENT, as_used, is_sought

SENTENCE_MARKS = "。；！？"
CLAUSE_MARKS = "，：" + SENTENCE_MARKS
# what a clause begins behind, and what the verb that opens it has for an object
_BEFORE_CLAUSES = (*SILENT, "mark", "and", "measure")
_OBJECTS = (*NOMINAL, "measure")
# what makes a noun with the 率 behind it
_RATED = (*VERBAL, "light", "reach")
_MARK = re.compile(r"(?=[，：。；！？（）\s“”\"‘’「」『』《》])(?:[，：。；！？（）]|[\s“”\"‘’「」『』《》]+)")
_CLAUSE_ENDS = CLAUSE_MARKS + "（）"
_OPENING_QUOTE = re.compile("[“「『《]")
# a new clause right behind a number: 100%并开挖土方
_GOES_ON = re.compile(r"并(?![网轨入购])|且|其中")
# what a level starts from: 漏损率由年初的 11.8%降至 8.9%
_LEVELS_BEFORE = ("每", "原", "全", "各", "年初", "上年", "去年", "上季", "目前", "不足", "不到")
_QUOTED = re.compile(r"(?<=[“「『《])[^“”「」『』《》，。；：\n]{1,12}(?=[”」』》])")
# one of several nouns that numbers are dealt out to is a noun: 办结率、满意率分别为
_DEALT_OUT = "[、和及与][^，。；]{1,12}分别"
# what a rate moves by is no share of the plan: 网办率提高 10 个百分点
_BY_POINTS = r"[^，。；\d]{0,6}[\d.]+\s?个?百分点"
# nor is what moves to a level, or is held: 网办比例提升至 90%
_MOVED = "(?:均)?(?:提升[至到]|提高[至到]|升至|保持在?|稳定在|由|从)"
# longer runs without a mark are no sentences: they are cut, so that rules stay linear in the length of a text
_LONGEST_CLAUSE = 80
_VERB_LENGTH = 2
_TOTALS = ("共", "累计")
# ends a clause that only says when or of what: 采收季结束后改造水洗站 18 座, 创建任务中已有 10 条通过评审
_ONCE = re.compile(
    r"(?:结束|消融|获批|完毕|[^前先]之|[^今]以|[^通经不超]过)后(?=[一-鿿]{2})|(?<=[任项工])[务目程]中(?=已?有)"
)
# “3 分钟快速处置圈”: a name with the number before it
_NAMED_CIRCLE = re.compile(r"(?:(?<=分钟)|(?<=小时)|(?<=公里))\s?[一-鿿]{2,8}圈(?=[”」』》])")
# particles that words of the lexicon hold too: 产能, 许可
_PARTICLES = frozenset("须应可需能将要了被")


def cut_words(reading: Reading, lexicon_words: Iterable[Word]) -> list[Word]:
    """The whole text as words, in order: measures, marks, lexicon words, and nouns for the rest."""
    text = reading.uniform
    if "共" in text or "累计" in text:
        lexicon_words = [_without_verb(text, word) for word in lexicon_words]
    known = _longest_first(text, (word for word in lexicon_words if not _overlaps(reading.measures, word)))
    taken = _without_overlaps(_words_by_rule(reading, known))
    ends = {word.end for word in known} | {measure.end for measure in reading.measures}
    lexical = [word for word in known if not word.kind.endswith("preposition") or _opens(text, word, ends)]
    if "率" in text:
        lexical = [_with_rate(text, word) for word in lexical]
    if "性" in text or "型" in text:
        lexical = [_with_kind(text, word) for word in lexical]
    marks = [Word(*m.span(), "mark" if m[0][0] in _CLAUSE_ENDS else "aside") for m in _MARK.finditer(text)]
    return _with_nouns(text, _fill(_fill(taken, lexical), marks))


def _words_by_rule(reading: Reading, known: list[Word]) -> list[Word]:
    """The measures, and the words that patterns find, overlaps among them; `known` are those of the lexicon."""
    text = reading.uniform
    taken = [Word(m.start, m.end, "measure") for m in reading.measures]
    for start, end, rule in reading.ignored:
        if rule in silent_exclusions():
            taken.append(Word(start, end, "aside"))
        elif rule == "list-mark":
            taken.append(Word(start, end, "mark"))
    taken += [Word(m.end, end, "aside") for m in reading.measures if (end := _size_end(text, m.end)) > m.end]
    if "圈" in text:
        taken += [Word(*match.span(), "noun") for match in _NAMED_CIRCLE.finditer(text)]
    if "后" in text or "中已" in text or "中有" in text:
        taken += [Word(*match.span(), "mark") for match in _ONCE.finditer(text)]
    more = [match for m in reading.measures if (match := _GOES_ON.match(text, m.end))]
    taken += [Word(*match.span(), "mark") for match in more]
    asides = [Word(*match.span(), "aside") for match in any_aside().finditer(text)]
    # a single sign may be part of a word: 产能 50 吨, not what can be had
    taken += [aside for aside in asides if text[aside.start : aside.end] not in _PARTICLES or not _is_in(known, aside)]
    taken += [Word(at - 1, at, "aside") for at in _daily(text, known)]
    if "率" in text or "比例" in text:
        taken += [Word(*match.span(), "rate") for match in share_rate().finditer(text)]
    if _OPENING_QUOTE.search(text):
        starts = [m.start for m in reading.measures]
        quoted = (match for match in _QUOTED.finditer(text) if not _holds(starts, *match.span()))
        taken += [Word(*match.span(), "noun") for match in quoted if known_words().get(match[0]) not in EVENTS]
    return taken


def _is_in(words: list[Word], sign: Word) -> bool:
    """True where one of the words is longer than the sign and holds it."""
    return any(word.start <= sign.start and sign.end <= word.end and word.end > word.start + 1 for word in words)


def _size_end(text: str, at: int) -> int:
    """Where a word ends that only makes a size of the number before it: 级, 范围内, 内; not of 内装修."""
    match = _size().match(text, at)
    return match.end() if match else at


@cache
def _size() -> re.Pattern[str]:
    return re.compile(f"级|范围内?|内(?![{''.join(term_set('heads.tsv', 'inner'))}])")


def _daily(text: str, words: list[Word]) -> list[int]:
    """Where an event begins that 日 or 年 at a clause's beginning makes a rate: 日处理污水 2 万吨."""
    starts = [word.start for word in words if word.kind in VERBAL and word.start]
    return [at for at in starts if text[at - 1] in "日年" and (at == 1 or text[at - 2] in CLAUSE_MARKS)]


def _with_rate(text: str, word: Word) -> Word:
    """An event and the 率 or 占比 after it as one noun: 入户率, 支出占比."""
    ending = next((ending for ending in ("率", "占比") if text.startswith(ending, word.end)), None)
    if ending and word.kind in _RATED:
        return Word(word.start, word.end + len(ending), "noun")
    return word


def _with_kind(text: str, word: Word) -> Word:
    """An event and the 性 or 型 after it as a modifier: 补贴性培训, 服务型企业."""
    if word.kind in VERBAL and text.startswith(("性", "型"), word.end):
        return Word(word.start, word.end + 1, "modifier")
    return word


def _holds(starts: list[int], start: int, end: int) -> bool:
    """True where one of the sorted `starts` lies in [start, end)."""
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] < end


def _overlaps(measures: list[Measure], word: Word) -> bool:
    """True for a word that reaches into a measure: 人均 in 3,517 人均已落实."""
    at = bisect_left(measures, word.end, key=lambda measure: measure.start)
    return at > 0 and measures[at - 1].end > word.start


def _without_verb(text: str, word: Word) -> Word:
    """共 or 累计 alone where the sign that the word takes with it begins a verb: 共[建成], 累计[达标]."""
    for total in _TOTALS:
        at = word.start + len(total)
        if word.end == at + 1 and text.startswith(total, word.start) and _acts(text[at : at + 2]):
            return Word(word.start, at, "adverb")
    return word


def _acts(said: str) -> bool:
    return known_words().get(said) in VERBAL


def _opens(text: str, word: Word, ends: set[int]) -> bool:
    """True where a single preposition is one: 对, 由 or 向 inside a run of nouns belongs to them (靶向药)."""
    if word.end - word.start > 1 or word.start == 0:
        return True
    before, after = text[word.start - 1], text[word.end : word.end + 2].lstrip()
    if text[word.start] == "占" and after[:1] in ("地", "用", "道", "补") and after != "地区":
        return False
    if not "一" <= before <= "鿿" or word.start in ends or text[word.start] == "占":
        return True
    return after[:1].isdigit() or after.startswith(_LEVELS_BEFORE)


@cache
def share_rate() -> re.Pattern[str]:
    """A rate that is the share of a plan already carried out: 竣工率; its stem is the action."""
    stems = "|".join(term_set("heads.tsv", "share-rate"))
    return re.compile(rf"(?<!医生)(?<!人群)(?<!家医)(?P<stem>{stems})(?:率|比例)(?!{_DEALT_OUT}|{_BY_POINTS}|{_MOVED})")


def _without_overlaps(words: list[Word]) -> list[Word]:
    kept: list[Word] = []
    for word in sorted(words, key=lambda w: (w.start, w.kind != "measure", -w.end)):
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
        elif word.kind == "measure" and kept[-1].kind != "measure":
            kept[-1] = word
    return kept


def _longest_first(text: str, words: Iterable[Word]) -> list[Word]:
    """Words left to right; of those that begin at one place the longest, none overlapping."""
    kept: list[Word] = []
    for word in sorted(words, key=attrgetter("start")):
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
        elif word.start == kept[-1].start and word.end > kept[-1].end:
            kept[-1] = word
        elif _cuts(text, kept[-1], word):
            kept[-1:] = [Word(kept[-1].start, word.start, "verb"), word]
    return kept


def _cuts(text: str, verb: Word, word: Word) -> bool:
    """True for a verb that takes the first sign of the word behind a shorter verb: 新增加 of 新增 and 加油站."""
    if verb.kind != "verb" or word.end <= verb.end or word.start < verb.start + 2:
        return False
    return known_words().get(text[verb.start : word.start]) == "verb"


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
            filled += _fillers(text, at, word, filled)
        filled.append(word)
        at = word.end
    if text[at:].strip():
        filled.append(Word(at, len(text), "noun"))
    return filled


def _fillers(text: str, at: int, after: Word, before: list[Word]) -> list[Word]:
    """The words of what no lexicon has: a noun, or a verb, or a verb of one sign and its noun.

    A verb of one sign stands where a clause begins (设 床位, 共 建 12 座, 设 考点), one of two behind 已 (已 离田).
    """
    said = text[at : after.start].strip()
    opens = not before or before[-1].kind in _BEFORE_CLAUSES
    has_object = after.kind in _OBJECTS or not text[after.start : after.end].strip()
    if opens and has_object and len(said) > 1 and said[0] in term_set("heads.tsv", "verb-sign-alone"):
        return [Word(at, at + 1, "verb"), Word(at + 1, after.start, "noun")]
    is_verb = opens and said in term_set("heads.tsv", "verb-sign")
    if before and len(said) == _VERB_LENGTH and text[before[-1].start : before[-1].end] in BEFORE_VERBS:
        is_verb = True
    return [Word(at, after.start, "verb" if is_verb and has_object else "noun")]


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
        elif word.kind not in SILENT or is_sought(text, words, index):
            if len(found[-1]) == _LONGEST_CLAUSE:
                found.append([])
            found[-1].append(as_used(text, words, index))
    if only_counted:
        found = [clause for clause in found if any(word.kind == "measure" for word in clause)]
    return [settle(text, clause) for clause in found if clause]


def _bracket_has_measure(text: str, words: list[Word], opening: int) -> bool:
    for word in words[opening + 1 : opening + _LONGEST_CLAUSE]:
        if word.kind == "measure":
            return True
        if word.kind == "mark" and text[word.start] in "）。；":
            return False
    return False
