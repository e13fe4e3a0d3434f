"""What a task may be about: a kind says which thing, in which unit, how much of it, and whose work it is."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from samples.words import NATURES, entries


@dataclass(frozen=True)
class Kind:
    """A kind of task. `nature` says how it is told; fields that a nature doesn't know keep their defaults."""

    nature: str
    theme: str
    name: str
    lead: str
    support: tuple[str, ...]
    noun: str = ""
    long: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    step: int = 1
    factor: int = 1
    places: int = 0
    parts: tuple[str, ...] = ()
    plain: bool = False
    gain: dict[str, Any] | None = None
    grant: dict[str, Any] | None = None
    service: str = ""
    action: str = ""
    criterion: dict[str, Any] | None = None
    unit: str = ""
    per: str | None = None
    said: str = ""
    suffix: str = ""
    rising: bool = True
    standard: bool = False
    named: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the year is an amount that quarters can share out."""
        return self.nature in {"works", "amounts", "services"}


@dataclass(frozen=True)
class Thing:
    """What one task counts: a kind with its full noun, its unit and its size chosen.

    A nominal verb can stand as a noun (完成…建设), one that is applied can be done to a thing (对…实施改造).
    """

    kind: Kind
    long: str
    unit: str
    verb: str
    nominal: bool
    applied: bool
    total: Decimal

    @property
    def grain(self) -> Decimal:
        """The smallest amount by which this thing is counted."""
        return Decimal(self.kind.factor) / Decimal(10**self.kind.places)


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Give every kind that the data files name."""
    return tuple(_kind(nature, entry) for nature in NATURES for entry in entries(nature))


def _kind(nature: str, entry: dict[str, Any]) -> Kind:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Kind(nature=nature, **fields)
