"""A reading explained: tokens, the words of the clauses, the rule behind each field, and what was left out and why."""

from dataclasses import dataclass
from functools import cache

from extractors.quantities import trace
from extractors.quantities.exclusions import exclusions
from extractors.quantities.lexicon import rows
from extractors.quantities.measures import why_left_out
from extractors.quantities.numerals import find_numerals
from extractors.quantities.pipeline import read
from extractors.quantities.quantity import Quantity, quantity_of
from extractors.quantities.reading import Reading
from extractors.quantities.trace import FIELDS, Decision, decisions, tracing

COMPILED = "These rules are compiled, and do not tell what decided: ask an xushi that was installed from its sources."
_FIXED_WORD = "fixed-word"
_MARKS = ("mark", "aside")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text, [start, end), and what it was taken for."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class LeftOut(Stretch):
    """A numeral that is no quantity: `kind` says what it is instead, `rule` and `reason` by what and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a quantity as it was decided; `decision` is null where nothing was said and the default stands."""

    name: str
    value: object
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A quantity with the decision behind each of its fields."""

    quantity: Quantity
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that was seen in a text; places are those of the text as it was given."""

    text: str
    tokens: tuple[str, ...]
    words: tuple[Stretch, ...]
    quantities: tuple[Explained, ...]
    left_out: tuple[LeftOut, ...]


def explain(text: str, goal: str | None = None, header: str | None = None) -> Explanation:
    """Read a text as pipeline.parse does, and keep what decided it.

    Raises RuntimeError where the rules are compiled: a field is then set by no function that could be told.
    """
    if is_compiled():
        raise RuntimeError(COMPILED)
    with tracing():
        doc, reading = read(text, goal, header)
    explained = []
    for measure in reading.measures:
        quantity, decided = quantity_of(text, reading, measure), decisions(measure)
        fields = tuple(Field(name, getattr(quantity, name), decided.get(name)) for name in FIELDS)
        explained.append(Explained(quantity, fields))
    return Explanation(
        text=text,
        tokens=tuple(token.text for token in doc if not token.is_space),
        words=tuple(_words(text, reading)),
        quantities=tuple(explained),
        left_out=tuple(_left_out(text, reading)),
    )


def is_compiled() -> bool:
    """True where the rules are machine code."""
    return not str(trace.__file__).endswith(".py")


def _words(text: str, reading: Reading) -> list[Stretch]:
    """The words of the clauses, those left aside and punctuation apart."""
    return [_stretch(text, reading, w.start, w.end, w.kind) for w in reading.words if w.kind not in _MARKS]


def _stretch(text: str, reading: Reading, start: int, end: int, kind: str) -> Stretch:
    while start < end - 1 and reading.uniform[start].isspace():
        start += 1
    while start < end - 1 and reading.uniform[end - 1].isspace():
        end -= 1
    first, last = reading.span_in_cell(start, end)
    return Stretch(first, last, text[first:last], kind)


def _left_out(text: str, reading: Reading) -> list[LeftOut]:
    """What exclusions took out, the widest of overlapping ones, and the numerals that made no measure; in order."""
    found: list[tuple[int, int, str]] = []
    for one in sorted(reading.ignored, key=lambda ignored: (ignored[0], -ignored[1])):
        if not found or one[0] >= found[-1][1]:
            found.append(one)
    taken = [(start, end) for start, end, _ in reading.ignored] + [(m.start, m.end) for m in reading.measures]
    found += [
        (numeral.start, *why_left_out(reading.uniform, numeral))
        for numeral in find_numerals(reading.uniform)
        if not any(start < numeral.end and numeral.start < end for start, end in taken)
    ]
    return [_told(text, reading, *one) for one in sorted(found)]


def _told(text: str, reading: Reading, start: int, end: int, rule: str) -> LeftOut:
    kind, reason = _fixed_words()[reading.uniform[start:end]] if rule == _FIXED_WORD else _reasons()[rule]
    first, last = reading.span_in_cell(start, end)
    return LeftOut(first, last, text[first:last], kind, rule, reason)


@cache
def _fixed_words() -> dict[str, tuple[str, str]]:
    return {term: (kind, comment) for kind, terms, comment in rows("names.tsv") for term in terms.split(" ")}


@cache
def _reasons() -> dict[str, tuple[str, str]]:
    """The kind and reason of each way to be no quantity."""
    leavings = {rule: (kind, comment) for rule, kind, comment in rows("leavings.tsv")}
    return leavings | {exclusion.name: (exclusion.kind, exclusion.reason) for exclusion in exclusions()}
