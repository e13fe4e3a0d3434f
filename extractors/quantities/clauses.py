"""Clauses: the text between measures cut into words, and each measure's item of a list written as a shape.

A shape has a letter a word: "完成湿地修复 300 亩" is LNEQ: a light verb, a noun, an event, the measure in question.
Rules for object and action are patterns over shapes (rules.py).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.quantities.reading import Measure, Reading, Word

LETTERS = {
    "light": "L",
    "verb": "V",
    "event": "E",
    "stage": "S",
    "activity": "T",
    "reach": "R",
    "rate": "Z",
    "noun": "N",
    "generic": "G",
    "modifier": "M",
    "place": "M",
    "preposition": "P",
    "of": "D",
    "and": "C",
    "etc": "X",
}
SENTENCE_MARKS = "。；！？"
CLAUSE_MARKS = "，：" + SENTENCE_MARKS
_SILENT = {"adverb", "aside"}
_MARK = re.compile(r"[，：。；！？（）]|[\s“”\"‘’「」『』《》]+")
_RATE_WORDS = "完成 开工 竣工 完工 办结 到位 整改 拨付 支付 兑现 投产 交付 签约 落地 销号 复工 入库 转化 执行 验收 达标 建成 发放 开通 安装 实施".split()
_RATE = re.compile(rf"(?P<stem>{'|'.join(_RATE_WORDS)})(?:率|比例)")
_PER = re.compile(
    r"(?:平均)?每[一]?(?:[十百千万]*)(?:\d+)?(?:名|个|所|户|家|座|亩|吨|斤|处|张|台|件|公里|平方米|平方公里|立方米)?(?:行政村|老年人|人口|人|户|村|学校|学生|生|床位|床)?(?:每(?:年|月|日|天|学期|次|人))?|(?:人|户)均(?=[^一-鿿]|[\u4e00-\u9fff])"
)

# heads that draw the event before them into one noun: 培训中心, 改造项目
_HEADS = re.compile(
    r"(?:中心|项目|机构|基地|系统|平台|设施|设备|装置|人员|人才|站|点|室|班|区|圈|院|所|馆|厂|库|网|井|线|管|资金|经费|标准|服务|车|岗位|示范|企业|单位|村|社区|小区|家庭|对象|率|量|能力|水平|比例|收入|覆盖)"
)


@dataclass(slots=True)
class Item:
    """The words of one list item around a measure, silent ones left out, and their shape."""

    words: list[Word]
    shape: str
    at: int


def cut_words(reading: Reading, lexicon_words: Iterable[Word]) -> list[Word]:
    """The whole text as words, in order: measures, marks, lexicon words, and nouns for the rest."""
    text = reading.uniform
    taken = [Word(m.start, m.end, "measure") for m in reading.measures]
    taken += [Word(s, e, "aside") for s, e, reason in reading.ignored if reason in ("date", "list-mark")]
    taken += [Word(*match.span(), "aside") for match in _PER.finditer(text) if len(match[0]) > 1]
    taken += [Word(*match.span(), "rate") for match in _RATE.finditer(text)]
    taken = _without_overlaps(taken)
    lexical = _longest_first(lexicon_words)
    words = _fill(taken, lexical)
    marks = [Word(*m.span(), "mark" if m[0][0] in "，：。；！？（）" else "aside") for m in _MARK.finditer(text)]
    words = _fill(words, marks)
    return _with_nouns(text, words)


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
    for word in sorted(words, key=lambda w: (w.start, -w.end)):
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
    return kept


def _fill(taken: list[Word], more: list[Word]) -> list[Word]:
    """`taken` with those of `more` that overlap none of it; both sorted."""
    merged: list[Word] = []
    at = 0
    for word in more:
        while at < len(taken) and taken[at].end <= word.start:
            at += 1
        if at == len(taken) or taken[at].start >= word.end:
            merged.append(word)
    return sorted(taken + merged, key=lambda w: w.start)


def _with_nouns(text: str, words: list[Word]) -> list[Word]:
    filled: list[Word] = []
    at = 0
    for word in words:
        if text[at : word.start].strip():
            filled.append(Word(at, word.start, "noun"))
        filled.append(word)
        at = word.end
    if text[at:].strip():
        filled.append(Word(at, len(text), "noun"))
    return filled


def clauses(text: str, words: list[Word]) -> list[list[Word]]:
    """Words by clause; a bracket that holds a measure is a clause of its own, other brackets are left out."""
    found: list[list[Word]] = [[]]
    depth_start: int | None = None
    for index, word in enumerate(words):
        mark = text[word.start] if word.kind == "mark" else ""
        if mark == "（":
            depth_start = index if not _bracket_has_measure(text, words, index) else None
            if depth_start is None:
                found.append([])
        elif mark == "）":
            if depth_start is None:
                found.append([])
            depth_start = None
        elif depth_start is not None and not (mark and mark in SENTENCE_MARKS):
            continue
        elif mark:
            depth_start = None
            found.append([])
        elif word.kind not in _SILENT:
            found[-1].append(word)
    return [clause for clause in found if clause]


def _bracket_has_measure(text: str, words: list[Word], opening: int) -> bool:
    for word in words[opening + 1 :]:
        if word.kind == "measure":
            return True
        if word.kind == "mark" and text[word.start] in "）。；":
            return False
    return False


def settle(text: str, clause: list[Word]) -> list[Word]:
    """A clause's words with events inside a compound made nouns: the 宣传 of 反诈骗宣传中心 is no verb."""
    settled = [word for index, word in enumerate(clause) if word.kind != "and" or 0 < index < len(clause) - 1]
    for index in range(len(settled) - 2, -1, -1):
        word = settled[index]
        if word.kind in _ABSORBED and _belongs_to_next(text, settled, index):
            settled[index] = Word(word.start, word.end, "noun")
    return settled


_ABSORBED = ("event", "activity", "stage")
_NOMINAL = ("noun", "modifier")


def _belongs_to_next(text: str, words: list[Word], index: int) -> bool:
    """True where the event at `index` only describes the noun after it."""
    word, after = words[index], words[index + 1]
    before = words[index - 1].kind if index else ""
    if after.kind not in _NOMINAL or text[word.end : after.start].strip(" “”"):
        return False
    if before in ("noun", "modifier", "verb", "measure", "event", "activity"):
        return True
    return bool(_HEADS.match(text, after.start))


def items(clause: list[Word], measures: dict[int, Measure]) -> list[tuple[Measure, Item]]:
    """Each measure of a clause with its item: the list is cut at 、 or 和 between two measures."""
    places = [i for i, word in enumerate(clause) if word.kind == "measure"]
    cuts = [_cut(clause, here, there) for here, there in zip(places, places[1:], strict=False)]
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


def _item(words: list[Word], at: int) -> Item:
    if words[0].kind == "and":
        words, at = words[1:], at - 1
    letters = ["Q" if i == at else "q" if word.kind == "measure" else LETTERS[word.kind] for i, word in enumerate(words)]
    return Item(words, "".join(letters), at)
