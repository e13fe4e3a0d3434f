"""Sentences whose numbers know what they mean: a phrase is made of words and amounts, and so carries its own truth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

Bound = Literal["eq", "ge", "le", "approx"]


@dataclass(frozen=True)
class Amount:
    """A written number with its meaning; the fields are those of a quantity, without its place in the text.

    `object_alt` and `action_alt` are readings that are as good as `object` and `action`.
    """

    text: str
    value: Decimal
    unit: str
    upper: Decimal | None = None
    per: str | None = None
    bound: Bound = "eq"
    basis: Literal["period", "cumulative"] = "period"
    role: Literal["target", "baseline", "criterion"] = "target"
    measure: Literal["level", "change", "share"] = "level"
    part: bool = False
    object: str | None = None
    action: str | None = None
    component: str | None = None
    object_alt: tuple[str, ...] = ()
    action_alt: tuple[str, ...] = ()


Phrase = tuple[str | Amount, ...]


def join(phrases: Iterable[Phrase], mark: str) -> Phrase:
    """Join phrases with a mark between them, leaving out empty ones."""
    joined: list[str | Amount] = []
    for phrase in filter(None, phrases):
        joined += [*([mark] if joined else []), *phrase]
    return tuple(joined)


def cumulative(phrase: Phrase) -> Phrase:
    """Give the phrase with its targets as running totals, as the word 累计 before them makes it."""
    return tuple(
        replace(part, basis="cumulative") if isinstance(part, Amount) and part.role == "target" else part
        for part in phrase
    )


def within(component: str, phrase: Phrase) -> Phrase:
    """Give the phrase as part of the sub-project or place `component`."""
    return tuple(replace(part, component=component) if isinstance(part, Amount) else part for part in phrase)


def text_of(phrase: Phrase) -> str:
    """Give the phrase as it is written."""
    return "".join(part if isinstance(part, str) else part.text for part in phrase)


def amounts(phrase: Phrase) -> list[Amount]:
    """Give the amounts of a phrase in the order in which they are written."""
    return [part for part in phrase if isinstance(part, Amount)]


def quantities(phrase: Phrase) -> list[dict[str, Any]]:
    """Give the phrase's amounts as records whose span slices the written text."""
    found: list[dict[str, Any]] = []
    start = 0
    for part in phrase:
        text = part if isinstance(part, str) else part.text
        if isinstance(part, Amount):
            found.append({"start": start, "end": start + len(text), **_record(part)})
        start += len(text)
    return found


def number(value: Decimal) -> int | float:
    """Give a decimal as JSON writes it: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


def _record(amount: Amount) -> dict[str, Any]:
    names: Sequence[str] = ("unit", "per", "bound", "basis", "role", "measure", "part", "object", "action", "component")
    record: dict[str, Any] = {"text": amount.text, "value": number(amount.value)}
    record["upper"] = None if amount.upper is None else number(amount.upper)
    record |= {name: getattr(amount, name) for name in names}
    record |= {
        name: list(alternatives) for name in ("object_alt", "action_alt") if (alternatives := getattr(amount, name))
    }
    return record
