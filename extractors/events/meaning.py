"""Object and action of an event: from its numbers where one has the stage for its action, else from its words."""

from extractors.events.clauses import Clause
from extractors.events.lexicon import stage_terms
from extractors.events.stages import StageWord
from extractors.quantities.clauses import clauses
from extractors.quantities.lexicon import term_set
from extractors.quantities.meaning import noun_phrase
from extractors.quantities.reading import EVENTS, NOMINAL, Measure, Reading, Word

# what may stand inside a noun phrase or between it and the action
_WITHIN = ("and", "of", "etc", "generic", "event", "activity")
# they say where in a thing, and which, not the thing itself
_WHERE = ("modifier", "place", "and")
_WHEN = ("后", "前", "以后", "之后")
_ACTS = ("verb", "event", "stage", "activity", "reach")


def read_meaning(reading: Reading, clause: Clause) -> tuple[str | None, str | None]:
    """Object and action of a clause; null for what it does not say."""
    due = clause.deadline
    told = [word for word in clause.words if due is None or word.end <= due.start or word.start >= due.end]
    told = [word for word in told if reading.uniform[word.start : word.end] not in _WHEN]
    words = [word for part in clauses(reading.uniform, told) for word in part]
    counted = next((m for m in clause.measures if _is_of(m, reading, clause.stage_word)), None)
    if counted is not None and counted.object is not None:
        return counted.object, counted.action
    if clause.stage_word is not None and clause.stage_word.term.word == "noun":
        return _handled(reading, words, clause.stage_word)
    at = _anchor(words, clause.stage_word)
    if at is None:
        first = clause.measures[0] if clause.measures else None
        return (first.object, first.action) if first else (None, None)
    start, action = _action(reading, words, at, clause.stage_word)
    found = _object(reading, words, start, at)
    return found or next((m.object for m in clause.measures if m.object), None), action


def _is_of(measure: Measure, reading: Reading, word: StageWord | None) -> bool:
    """True for a number whose action is the stage that its clause is about."""
    if measure.action is None:
        return False
    return word is None or word.term.term in measure.action or measure.action in word.term.term


def _anchor(words: list[Word], stage_word: StageWord | None) -> int | None:
    """Which word is the action: the stage word, or else the last that acts."""
    if stage_word is not None:
        return next((i for i, word in enumerate(words) if word.start <= stage_word.start < word.end), None)
    verbs = (i for i, word in enumerate(words) if word.kind == "verb")
    return next(verbs, max((i for i, word in enumerate(words) if word.kind in _ACTS), default=None))


def _handled(reading: Reading, words: list[Word], stage_word: StageWord) -> tuple[str | None, str | None]:
    """A permit or report with the nouns before it, and the verb before those, or after it: 办理 施工许可证."""
    told = [word for word in words if word.end <= stage_word.start]
    around = next((word for word in words if word.start <= stage_word.start < word.end), None)
    last = Word(around.start if around else stage_word.start, stage_word.end, "noun")
    first = len(told)
    while first and told[first - 1].kind in (*NOMINAL, "and", "of"):
        first -= 1
    before = [word for word in told if word.kind in ("verb", "light")][-1:]
    after = [word for word in words if word.start >= stage_word.end and word.kind in _ACTS][:1]
    verbs = after if after and all(word.kind == "light" for word in before) else before
    action = reading.text[verbs[0].start : verbs[0].end] if verbs else None
    return noun_phrase(reading, [*_trimmed(told[first:]), last], keeps_first=False), action


def _action(reading: Reading, words: list[Word], at: int, stage_word: StageWord | None) -> tuple[int, str]:
    """Where the action begins among the words, and its text; stages in a row, or joined by 、, are one: 勘察、设计."""
    start = at
    while stage_word and start and _is_one_step(reading, words[start - 1], words[start]):
        start -= 1
    while stage_word and start >= 2 and words[start - 1].kind == "and" and words[start - 2].kind == "stage":
        start -= 2
    begin = words[start].start
    end = stage_word.end if stage_word else words[at].end
    return start, reading.text[begin:end].strip()


def _is_one_step(reading: Reading, before: Word, word: Word) -> bool:
    """True for two preparations that are written as one: 勘察设计."""
    if not before.kind == word.kind == "stage" or before.end != word.start:
        return False
    said = (reading.uniform[w.start : w.end] for w in (before, word))
    return all((term := stage_terms().get(one)) and (term.stage, term.rank) == ("preparation", "plain") for one in said)


def _object(reading: Reading, words: list[Word], start: int, at: int) -> str | None:
    """The noun phrase before the action, else the subject of the verb that carries it, else the phrase behind it."""
    before = _nominal_start(words, start)
    phrase = _before_action(reading, words[before:start])
    if all(word.kind in _WHERE for word in phrase):
        phrase = _subject(reading, words, before) or phrase
    if not phrase and start == before and start and _is_parted(reading, words[start - 1], words[start]):
        phrase = words[start - 1 : start]
    if not phrase:
        after = at + 1
        while after < len(words) and words[after].kind in (*NOMINAL, *EVENTS, "and", "measure"):
            after += 1
        phrase = _trimmed([word for word in words[at + 1 : after] if word.kind != "measure"])
    return noun_phrase(reading, phrase, keeps_first=False) if phrase else None


def _nominal_start(words: list[Word], end: int) -> int:
    """Where the noun phrase begins that ends before `end`; what 和 or 、 joins to another deed is none of it."""
    start = end
    while start and words[start - 1].kind in (*NOMINAL, *_WITHIN):
        start -= 1
        if words[start].kind == "and" and start and words[start - 1].kind in EVENTS:
            return start
    return start


def _subject(reading: Reading, words: list[Word], end: int) -> list[Word]:
    """The noun phrase before a verb that only carries the action behind it: 运动场 in 运动场完成土方回填."""
    while end > 1 and words[end - 1].kind in (*NOMINAL, *_WITHIN, "stage"):
        end -= 1
    if end < 2 or reading.uniform[words[end - 1].start : words[end - 1].end] not in term_set("heads.tsv", "carrier"):
        return []
    return _before_action(reading, words[_nominal_start(words, end - 1) : end - 1])


def _is_parted(reading: Reading, before: Word, word: Word) -> bool:
    """True for works with an adverb between them and their stage: 主体工程已封顶."""
    between = reading.uniform[before.end : word.start].strip()
    return before.kind in EVENTS and bool(between) and between not in _WHEN


def _before_action(reading: Reading, words: list[Word]) -> list[Word]:
    """The noun phrase at the end of `words`: a noun with the works it is for, or works that are called 工程 or 项目."""
    names_works = bool(words) and reading.uniform[words[-1].start : words[-1].end] in ("工程", "项目")
    if not names_works:
        return _trimmed(words)
    first = next((i for i, word in enumerate(words) if word.kind not in ("and", "of", "etc")), 0)
    return words[first:]


def _trimmed(words: list[Word]) -> list[Word]:
    """The words from the first noun to the last."""
    nominal = [i for i, word in enumerate(words) if word.kind in NOMINAL]
    return words[nominal[0] : nominal[-1] + 1] if nominal else []
