"""The text around a measure: its clause on both sides, and its sentence."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from extractors.quantities.clauses import CLAUSE_MARKS, SENTENCE_MARKS
from extractors.quantities.lexicon import units
from extractors.quantities.reading import Measure, Reading

# no sentence is longer; keeps the reading of a text without marks linear
_WINDOW = 400
_FULL_STOPS = "。！？"
_MARK = re.compile(f"[{CLAUSE_MARKS}（]")


@dataclass(slots=True)
class Surroundings:
    """What stands around the `measure` at `index`: `before` and `after` it in its clause (up to ，。；：).

    `said_before` is what its sentence says before it, over ；, and `sentence` the whole of it. `dimension`
    is what its unit measures; '' for an unknown unit.
    """

    reading: Reading
    index: int
    measure: Measure
    dimension: str
    before: str
    after: str
    said_before: str
    sentence: str

    def up_to_next(self) -> str | None:
        """The text up to the next measure; null after the last."""
        if self.index + 1 == len(self.reading.measures):
            return None
        return self.reading.uniform[self.measure.end : self.reading.measures[self.index + 1].start]

    def since_last(self) -> str:
        """The text since the measure before, or since the beginning."""
        start = self.reading.measures[self.index - 1].end if self.index else 0
        return self.reading.uniform[start : self.measure.start]


def surroundings(reading: Reading, index: int) -> Surroundings:
    """Look around a measure; a clause ends at ，。；： and at most 400 characters away."""
    text, measure = reading.uniform, reading.measures[index]
    start, _ = between_marks(text, measure.start, "，：" + SENTENCE_MARKS)
    _, end = between_marks(text, measure.end, "，" + SENTENCE_MARKS)
    unit = units().get(measure.unit or "")
    sentence_start, sentence_end = between_marks(text, measure.start, _FULL_STOPS)
    return Surroundings(
        reading=reading,
        index=index,
        measure=measure,
        dimension=unit.dimension if unit else "",
        before=text[start : measure.start],
        after=text[measure.end : end],
        said_before=text[sentence_start : measure.start],
        sentence=text[sentence_start:sentence_end],
    )


def between_marks(text: str, at: int, marks: str) -> tuple[int, int]:
    """The stretch around a place up to the next of `marks` on both sides, at most _WINDOW characters each way."""
    places = _places(text, marks)
    following = bisect_left(places, at)
    start = places[following - 1] + 1 if following else 0
    end = places[following] if following < len(places) else len(text)
    return max(start, at - _WINDOW), min(end, at + _WINDOW)


# one text is read at a time, with a few sets of marks
@lru_cache(maxsize=16)
def _places(text: str, marks: str) -> list[int]:
    """Where any of `marks` stands in the text."""
    return [at for at, mark in _marks(text) if mark in marks]


@lru_cache(maxsize=1)
def _marks(text: str) -> list[tuple[int, str]]:
    """Every mark of the text with its place."""
    return [(match.start(), match[0]) for match in _MARK.finditer(text)]
