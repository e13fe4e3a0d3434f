"""What the steps of the pipeline pass on: a text under reading, its measures and the words between them."""

from dataclasses import dataclass, field
from decimal import Decimal

# kinds of words that say what is done or comes about, and that name what it is done to
EVENTS = ("event", "activity", "stage")
NOMINAL = ("noun", "person", "modifier", "place")
# the same where they are verbs too, and where several nouns are joined
VERBAL = (*EVENTS, "verb")
JOINED = (*NOMINAL, "and")


@dataclass(slots=True)
class Measure:
    """A number with its unit as it stands in the text: [start, end) is the span of both.

    `unit` is null until one is found or supplied from elsewhere. `subjects` are the nouns of its object where several
    are joined by 和 or 、. `at_least` is true for 余 and 多 inside the span, and for words such as 过半.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    at_least: bool = False
    in_words: bool = False
    unit_elided: bool = False
    bound: str = "eq"
    basis: str = "period"
    role: str = "target"
    measure: str = "level"
    part: bool = False
    object: str | None = None
    action: str | None = None
    component: str | None = None
    object_elided: bool = False
    subjects: tuple[str, ...] = ()
    rule: str = ""
    doubt: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Word:
    """A stretch of text with one part in its clause: the kind of its lexicon row, or noun, mark, measure."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Reading:
    """A text under reading: as written, made uniform, and what has been found in it so far.

    `offsets` are the places of its characters in the cell, where line breaks were left out of it; null where none were.
    `goal` is the goal cell of the same task, `header` the header of the cell's column; null where not known.
    """

    text: str
    uniform: str
    offsets: list[int] | None = None
    goal: "Reading | None" = None
    header: str | None = None
    words: list[Word] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    ignored: list[tuple[int, int, str]] = field(default_factory=list)

    def span_in_cell(self, start: int, end: int) -> tuple[int, int]:
        """The stretch [start, end) of this text as offsets into the cell as it was given."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1
