"""How right the quantities are: number, unit, record and full F1 against annotated texts.

number: span overlaps, value and upper agree. unit: also the unit. record: also bound, basis, role, per, measure and
part. full: also the exact span, and object and action, where an annotation may accept several readings, and a reading
may be longer by up to eight characters.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.quantities.quantity import Quantity

FIGURES = ("number", "unit", "record", "full")
_RECORD = ("bound", "basis", "role", "per", "measure", "part")
_SLACK = 8

Gold = Mapping[str, object]


@dataclass
class Score:
    """Counts of what was annotated, found and right by figure; `misses` tells each annotation not fully met."""

    figures: tuple[str, ...] = FIGURES
    annotated: int = 0
    found: int = 0
    right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def f1(self, figure: str) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right[figure] / max(self.annotated + self.found, 1)

    def __str__(self) -> str:
        figures = "  ".join(f"{figure} {self.f1(figure):.4f}" for figure in self.figures)
        return f"{self.annotated} annotated, {self.found} found  F1: {figures}"


Parser = Callable[[str, str | None], Sequence[Quantity]]


def score(texts: Iterable[tuple[str, str | None, Sequence[Gold]]], parser: Parser) -> Score:
    """Score `parser` on (text, goal, annotated quantities); an annotation has start and end, or text and nth."""
    total = Score()
    for text, goal, annotated in texts:
        left = list(parser(text, goal))
        total.annotated += len(annotated)
        total.found += len(left)
        for gold in annotated:
            start, end = place(text, gold)
            match = next((q for q in left if q.start < end and q.end > start and _same_number(gold, q)), None)
            if match is None:
                total.misses.append(f"{text}\n  missed {gold['text']}")
                continue
            left.remove(match)
            _judge(total, text, gold, match, (start, end))
        total.misses += [f"{text}\n  spurious {quantity.text}" for quantity in left]
    return total


def _judge(total: Score, text: str, gold: Gold, got: Quantity, place: tuple[int, int]) -> None:
    wrong = [name for name in _RECORD if (name in gold or name == "per") and gold.get(name) != getattr(got, name)]
    unit = _squeezed(gold["unit"]) == _squeezed(got.unit)
    if not unit:
        wrong.append("unit")
    record = not wrong
    wrong += [name for name in ("object", "action") if not alike(gold, name, getattr(got, name))]
    if place != (got.start, got.end):
        wrong.append("span")
    total.right["number"] += 1
    total.right["unit"] += unit
    total.right["record"] += record
    total.right["full"] += not wrong
    if wrong:
        told = ", ".join(f"{name}: {gold.get(name)} got {getattr(got, name, got.text)}" for name in wrong)
        total.misses.append(f"{text}\n  {gold['text']} [{got.rule}] {told}")


def place(text: str, gold: Gold) -> tuple[int, int]:
    """Where an annotation stands in its text: its start and end, or the nth occurrence of its words."""
    if "start" in gold:
        return int(str(gold["start"])), int(str(gold["end"]))
    words, at = str(gold["text"]), -1
    for _ in range(int(str(gold.get("nth", 0))) + 1):
        at = text.find(words, at + 1)
    return at, at + len(words)


def _same_number(gold: Gold, got: Quantity) -> bool:
    return _close(gold["value"], got.value) and _close(gold["upper"], got.upper)


def _close(one: object, other: Decimal | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return abs(float(str(one)) - float(other)) <= 1e-6 * max(1.0, abs(float(str(one))))


def alike(gold: Gold, name: str, got: str | None) -> bool:
    """True where a field is what the annotation says, or one of the other readings that it accepts."""
    others = gold.get(f"{name}_alt") or []
    readings = [gold[name], *(others if isinstance(others, list) else [])]
    told = _squeezed(got)
    return any(_reads_as(_squeezed(reading), told) for reading in readings)


def _reads_as(reading: str, told: str) -> bool:
    if reading == told:
        return True
    if min(len(reading), len(told)) < 2:
        return False
    return told in reading or (reading in told and len(told) <= len(reading) + _SLACK)


def _squeezed(value: object) -> str:
    return "".join(str(value).split()) if value is not None else ""
