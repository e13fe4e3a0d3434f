"""Stages: which words of a clause name one, and which of them counts.

"做好招标准备" is preparation though it names a tender; "完成施工" is a completed work, "继续施工" one that has started;
"验收后投入使用" is in use. What a word says is in stages.tsv, how words get on with each other here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extractors.events.lexicon import StageTerm, phrase_rules, stage_terms
from extractors.quantities.reading import Measure, Word

_DONE = re.compile(r"完成(?!的(?!\s?\d)|率|情况|度|进度|时限|时间)|完毕|结束|到位")
_NOT_YET = re.compile(r"(?:未能?|不能?|免|无需|暂缓|[未没]有|对[^，。；]{0,10}已)\s?$")
# 对 2022 年度已竣工项目开展评价: as far back as a preposition is looked for
_FARTHEST = 16
# what describes a noun or comes before what is due: 验收的标准, 招标后; 竣工的任务 is due itself
_ATTRIBUTE = re.compile(
    r"\s?(?:的(?!\s?(?:\S{0,4}任务|工作|手续|目标|程序))|后|之后|以后|前(?!期)|之前|以前|单位(?!\s?$)|面积|标准|情况"
    r"|流程|参数|期间|责任|\S{0,2}机制|商(?!业)|管理办法|保障工作|合同|协议|条件)"
)
# works that no stage is named for, and that 完成 finishes like any others
_WORKS = ("event", "activity")
_SHARES = ("%", "‰", "ratio")


@dataclass(frozen=True, slots=True)
class StageWord:
    """A word for a stage as it stands in the text, [start, end)."""

    start: int
    end: int
    term: StageTerm


class StageMatcher:
    """Finds the words of stages.tsv in a Doc, overlaps among them."""

    def __init__(self, nlp: Language) -> None:
        self.matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        for kind in ("event", "noun", "stage"):
            terms = [nlp.make_doc(term.term) for term in stage_terms().values() if term.word == kind]
            self.matcher.add(kind, terms)

    def __call__(self, doc: Doc) -> Iterator[Word]:
        """The words found, each with its kind in a clause: event, noun or stage."""
        for key, start, end in self.matcher(doc):
            span = doc[start:end]
            yield Word(span.start_char, span.end_char, doc.vocab.strings[key])


def stage_words(text: str, words: list[Word]) -> list[StageWord]:
    """Those of a clause's words that name a stage which is due, 竣工率 as 竣工; `text` is the whole uniform text."""
    found = []
    for index, word in enumerate(words):
        said = text[word.start : word.end].strip()
        term = stage_terms().get(said.removesuffix("率").lower()) or _works(said, words[index:])
        if term is not None and _is_due(text, word.start, word.end):
            found.append(StageWord(word.start, word.end, term))
    staged = [word for word in found if word.term.stage]
    phrases = [p for p in _phrases(text, words) if not any(w.start < p.end and p.start < w.end for w in staged)]
    return sorted([*found, *phrases], key=lambda word: word.start)


def _works(said: str, words: list[Word]) -> StageTerm | None:
    """A term for the works that the first of `words` names: an event, or a verb with nothing behind it to govern."""
    word, *after = words
    is_last = not after or after[0].kind in ("measure", "light", "aside")
    if word.kind in _WORKS or (word.kind == "verb" and is_last and len(said) > 1):
        return StageTerm(said, "", "completed", "yields", "event")
    return None


def _phrases(text: str, words: list[Word]) -> Iterator[StageWord]:
    start, end = words[0].start, words[-1].end
    for rule in phrase_rules():
        for match in rule.pattern.finditer(text, start, end):
            if _is_due(text, *match.span("word")):
                yield StageWord(*match.span("word"), rule.term)


def _is_due(text: str, start: int, end: int) -> bool:
    """True where no word before denies the stage, and none after makes it an attribute or a condition."""
    return not _NOT_YET.search(text, max(0, start - _FARTHEST), start) and not _ATTRIBUTE.match(text, end)


def stage_of(word: StageWord, before: str, after: str, measures: Iterable[Measure]) -> str:
    """The stage that `word` says with the words `before` and `after` it in its clause; '' for none."""
    is_done = word.term.done and bool(_DONE.search(before) or _DONE.match(after.lstrip()))
    if is_done and any(map(_is_unfinished, measures)):
        return word.term.stage or "started"
    return word.term.done if is_done else word.term.stage


def _is_unfinished(measure: Measure) -> bool:
    """True for a share below the whole, and for a storey reached: the work goes on."""
    if measure.unit in _SHARES:
        return measure.value < (1 if measure.unit == "ratio" else 100)
    return measure.unit == "层"


def deciding(words: list[tuple[StageWord, str]]) -> tuple[StageWord, str] | None:
    """Of a clause's words with their stages the one that counts: by rank, then the last."""
    for rank in ("decides", "plain", "yields"):
        of_rank = [(word, stage) for word, stage in words if stage and word.term.rank == rank]
        if of_rank:
            return of_rank[-1]
    return None


def differing(words: list[tuple[StageWord, str]]) -> Iterator[tuple[StageWord, StageWord, bool]]:
    """Each two neighbours among words that have a stage, and whether their stages differ."""
    staged = [(word, stage) for word, stage in words if stage]
    for (word, stage), (following, next_stage) in pairwise(staged):
        yield word, following, stage != next_stage
