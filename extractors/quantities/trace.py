"""Which rule decided each field of a measure, written down while a text is read.

Rules know nothing of it: a traced measure notes who sets its fields. Where signals have been heard that speak for the
new value, they decided; else the function that sets it did (lexicons/deciders.tsv says what each function goes by).
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import MISSING, dataclass, fields
from functools import cache

from extractors.quantities.lexicon import rows
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.rules import meaning_rules
from extractors.quantities.signals import Heard, listening

FIELDS = (
    *("value", "upper", "unit", "per", "bound", "basis", "role", "measure"),
    *("part", "object", "action", "component"),
)
# the one function that applies the rules of meaning.toml
_BY_MEANING_RULE = "_apply_rules"
_DEFAULTS: dict[str, object] = {f.name: f.default for f in fields(Measure) if f.default is not MISSING}


@dataclass(frozen=True, slots=True)
class Decision:
    """The rule that decided a field, why it holds, and the words of the text that it went by, where it names them."""

    rule: str
    reason: str
    words: str = ""


class TracedMeasure(Measure):
    """A measure that remembers in `decided` which rule gave each field its value; fields left as they are have none."""

    __slots__ = ("_heard", "decided")

    def __init__(self, measure: Measure, found_by: str, heard: list[Heard]) -> None:
        self.decided: dict[str, Decision] = {}
        self._heard = heard
        for field in fields(Measure):
            value = getattr(measure, field.name)
            super().__setattr__(field.name, value)
            if field.name in FIELDS and value != _DEFAULTS.get(field.name, MISSING):
                self.decided[field.name] = _by_function(found_by, field.name)

    def __setattr__(self, name: str, value: object) -> None:
        if name in FIELDS:
            self._note(name, value, sys._getframe(1).f_code.co_name)
        super().__setattr__(name, value)

    def _note(self, name: str, value: object, function: str) -> None:
        speaking = _speaking_for(value, self._heard)
        self._heard.clear()
        if speaking is not None:
            self.decided[name] = speaking
        elif value == _DEFAULTS.get(name, MISSING):
            self.decided.pop(name, None)
        elif value != getattr(self, name):
            self.decided[name] = self._by(function, name)

    def _by(self, function: str, name: str) -> Decision:
        if function == _BY_MEANING_RULE:
            return Decision(self.rule, _meaning_reasons()[self.rule])
        return _by_function(function, name)


_tracing: ContextVar[list[Heard] | None] = ContextVar("_tracing", default=None)


@contextmanager
def tracing() -> Iterator[None]:
    """Trace the measures that are read inside the block."""
    with listening() as heard:
        token = _tracing.set(heard)
        try:
            yield
        finally:
            _tracing.reset(token)


def trace(reading: Reading, found_by: Callable[..., object]) -> None:
    """Make the measures that the function `found_by` has found traced ones, if tracing is asked for."""
    heard = _tracing.get()
    if heard is not None:
        reading.measures = [TracedMeasure(measure, found_by.__name__, heard) for measure in reading.measures]


def decisions(measure: Measure) -> dict[str, Decision]:
    """The decisions of a measure that was read inside `tracing`; none for any other."""
    return measure.decided if isinstance(measure, TracedMeasure) else {}


def _speaking_for(value: object, heard: list[Heard]) -> Decision | None:
    """The signals that speak for `value` as one decision, each named once."""
    spoken = {one.signal.name: one for one in heard if one.signal.says == value}
    if not spoken:
        return None
    reasons = dict.fromkeys(one.signal.reason for one in spoken.values())
    words = dict.fromkeys(one.words for one in spoken.values() if one.words)
    return Decision(" + ".join(spoken), "; ".join(reasons), " + ".join(words))


def _by_function(function: str, name: str) -> Decision:
    return _deciders().get((function, name)) or Decision(function.strip("_").replace("_", "-"), "")


@cache
def _deciders() -> dict[tuple[str, str], Decision]:
    return {(function, name): Decision(rule, reason) for function, name, rule, reason in rows("deciders.tsv")}


@cache
def _meaning_reasons() -> dict[str, str]:
    return {rule.name: rule.reason for rule in meaning_rules()}
