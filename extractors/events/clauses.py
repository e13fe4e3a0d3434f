"""Event clauses: a text's words cut at its marks, and a clause cut again where its stages or its counts part.

"完成 6 所学校立项、4 所学校招标，力争开工" is three: 立项 and 招标 have a count each, 开工 stands behind a comma.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.events.deadlines import Deadline
from extractors.events.stages import StageWord, deciding, differing, stage_of, stage_words
from extractors.quantities.clauses import CLAUSE_MARKS, SENTENCE_MARKS
from extractors.quantities.reading import Measure, Reading, Word

# longer runs without a mark are no sentences: they are cut, so that reading stays linear in the length of a text
_LONGEST_CLAUSE = 80
_JOINS = ("并", "且", "并且", "同时", "再")
_VERBAL = ("verb", "light", "event", "stage", "activity", "reach", "adverb", "preposition", "measure", "total")


@dataclass(slots=True)
class Clause:
    """A stretch of words with the stage word that counts in it, its deadline, and the measures in it.

    `ends_sentence` says that ； or 。 follows; `is_first` that no part of the same clause stands before it.
    """

    words: list[Word]
    measures: list[Measure]
    deadline: Deadline | None = None
    stage_word: StageWord | None = None
    stage: str | None = None
    is_first: bool = True
    ends_sentence: bool = False

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.words[-1].end


def event_clauses(reading: Reading, words: list[Word], deadlines: list[Deadline]) -> Iterator[Clause]:
    """The clauses with a stage or a deadline, in order; a deadline before a comma holds to the end of its sentence."""
    lasting: Deadline | None = None
    for run in _joined_with_next(reading, list(_runs(reading, words)), deadlines):
        deadline, stands_alone = _deadline_in(reading, run, deadlines)
        deadline = deadline or lasting
        if stands_alone:
            lasting = deadline
        for part in _parts(reading, run):
            part.deadline = deadline
            if part.stage or (deadline and (part.is_first or part.measures)):
                yield part
        if run.ends_sentence:
            lasting = None


def _runs(reading: Reading, words: list[Word]) -> Iterator[Clause]:
    """The words between marks; brackets are no such marks."""
    text, measures = reading.uniform, {m.start: m for m in reading.measures}
    run: list[Word] = []
    for word in words:
        is_boundary = _is_boundary(text, word)
        if run and (is_boundary or len(run) == _LONGEST_CLAUSE):
            ends = is_boundary and text[word.start] in SENTENCE_MARKS
            yield Clause(run, _measures(run, measures), ends_sentence=ends)
            run = []
        if not is_boundary:
            run.append(word)
    if run:
        yield Clause(run, _measures(run, measures), ends_sentence=True)


def _is_boundary(text: str, word: Word) -> bool:
    return word.kind == "mark" and (text[word.start] in CLAUSE_MARKS or word.end - word.start > 1)


def _measures(words: list[Word], by_start: dict[int, Measure]) -> list[Measure]:
    return [by_start[word.start] for word in words if word.kind == "measure"]


def _joined_with_next(reading: Reading, runs: list[Clause], deadlines: list[Deadline]) -> Iterator[Clause]:
    """The runs, with one that holds nothing but a deadline put before the next of its sentence."""
    waiting: list[Word] = []
    for run in runs:
        is_bare = not waiting and not run.ends_sentence and _deadline_in(reading, run, deadlines)[1]
        if is_bare:
            waiting = run.words
            continue
        run.words = waiting + run.words
        waiting = []
        yield run


def _deadline_in(reading: Reading, run: Clause, deadlines: list[Deadline]) -> tuple[Deadline | None, bool]:
    """The first deadline of a run, and whether a comma or the end parts it from what is due."""
    for deadline in deadlines:
        if deadline.start >= run.start and deadline.end <= run.end and _is_adverb(reading, run, deadline):
            text = reading.uniform
            after = [word for word in run.words if word.end > deadline.end]
            alone = not any(word.kind not in ("adverb", "aside") for word in _all_but(run, deadline))
            return deadline, alone or (bool(after) and text[deadline.end : deadline.end + 2].lstrip()[:1] == "，")
    return None, False


def _all_but(run: Clause, deadline: Deadline) -> list[Word]:
    return [word for word in run.words if word.end <= deadline.start or word.start >= deadline.end]


def _is_adverb(reading: Reading, run: Clause, deadline: Deadline) -> bool:
    """True where a time says when something is done, not which thing is meant: 上半年的会议, 迎接3月赛事."""
    text = reading.uniform
    after = text[deadline.end : run.end].lstrip()
    if after.startswith(("的", "份的")):
        return False
    if not deadline.bare:
        return True
    if any(done in text[run.start : run.end] for done in ("已", "累计", "同比", "截至", "截止", "实际")):
        return False
    before = [word for word in run.words if word.end <= deadline.start and word.kind not in ("adverb", "aside")]
    following = next((word for word in run.words if word.start >= deadline.end and word.kind != "aside"), None)
    return not before or following is None or following.kind in _VERBAL


def _parts(reading: Reading, run: Clause) -> Iterator[Clause]:
    """The run cut where a conjunction parts two stages, or two counts of one stage; each part with its stage."""
    text = reading.uniform
    named = stage_words(text, run.words)
    staged = [(word, _stage(reading, run, word)) for word in named]
    cuts = [cut for word, following, differ in differing(staged) if (cut := _cut(text, run, word, following, differ))]
    edges = [0, *cuts, len(run.words)]
    for start, end in pairwise(edges):
        words = run.words[start:end]
        measures = [m for m in run.measures if words[0].start <= m.start and m.end <= words[-1].end]
        within = [(word, stage) for word, stage in staged if words[0].start <= word.start < words[-1].end]
        word, stage = deciding(within) or (None, None)
        yield Clause(words, measures, None, word, stage, is_first=start == 0)


def _stage(reading: Reading, run: Clause, word: StageWord) -> str:
    """A word's stage; 完成 reaches over a list (、) but not over a new verb (并)."""
    text = reading.uniform
    joins = [w.end for w in run.words if w.end <= word.start and text[w.start : w.end] in _JOINS]
    start = max(joins, default=run.start)
    ands = [w.start for w in run.words if w.start >= word.end and w.kind == "and"]
    end = min(ands, default=run.end)
    starts = [w.end for w in run.words if w.end <= word.start and w.kind == "and"]
    near = [m for m in run.measures if max(starts, default=start) <= m.start < end]
    return stage_of(word, text[start : word.start], text[word.end : end], near)


def _cut(text: str, run: Clause, word: StageWord, following: StageWord, differ: bool) -> int | None:
    """Where the run is cut between two of its stage words: the first conjunction, if their stages or counts part."""
    for index, between in enumerate(run.words):
        joins = between.kind == "and" or text[between.start : between.end] in _JOINS
        if joins and word.end <= between.start and between.end <= following.start:
            counted = _counts(run, run.start, between.start) and _counts(run, between.end, following.end)
            return index + 1 if differ or counted else None
    return None


def _counts(run: Clause, start: int, end: int) -> bool:
    return any(start <= measure.start < end for measure in run.measures)
