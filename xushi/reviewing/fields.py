"""The fields of a record that may be corrected, as a form shows them and as it gives them back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Literal, Union, get_args, get_origin

from extractors.corrections.fields import CORRECTABLE, KINDS
from schemas.record import as_text

Sort = Literal["choice", "flag", "day", "number", "text"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field in a form: its value as text, what it may be, what it means, and what had been read if that is other.

    `is_corrected` tells whether `as_read` is told; it may be null, for nothing had been read.
    """

    name: str
    value: str | None
    sort: Sort
    choices: tuple[str, ...]
    is_required: bool
    meaning: str
    is_corrected: bool
    as_read: str | None


def fields_of(table: str, row: Mapping[str, object], as_read: Mapping[str, str | None]) -> tuple[Field, ...]:
    """Give the fields of a row of a table that may be corrected; none where nothing of it may."""
    kind = KINDS.get(table)
    return () if kind is None else tuple(_field(table, name, row[name], as_read) for name in CORRECTABLE[kind])


def changed(fields: tuple[Field, ...], given: Mapping[str, str]) -> dict[str, str | None]:
    """Give the fields that a form gives back otherwise than it had them; null for those that were emptied.

    A form's field holds no line ends and no control characters, so these tell nothing.
    """
    told = {field.name: given[field.name].strip() or None for field in fields if field.name in given}
    return {
        field.name: told[field.name] for field in fields if field.name in told and _differs(field, told[field.name])
    }


def _field(table: str, name: str, value: object, as_read: Mapping[str, str | None]) -> Field:
    info = KINDS[table].model_fields[name]
    plain, is_nullable = _plain(info.annotation)
    sort, choices = _sort(plain)
    return Field(
        name, as_text(value), sort, choices, not is_nullable, info.description or "", name in as_read, as_read.get(name)
    )


def _differs(field: Field, told: str | None) -> bool:
    return _squeezed(field.value) != _squeezed(told)


def _squeezed(text: str | None) -> str:
    return "".join(sign for sign in text or "" if sign.isprintable() and not sign.isspace())


def _sort(plain: object) -> tuple[Sort, tuple[str, ...]]:
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return "choice", tuple(member.value for member in plain)
    if plain is bool:
        return "flag", ("True", "False")
    if plain is date:
        return "day", ()
    return ("number", ()) if plain is Decimal else ("text", ())


def _plain(annotation: object) -> tuple[object, bool]:
    """A field's type without null and constraints, and whether it may be null."""
    is_nullable = False
    if get_origin(annotation) in (Union, UnionType):
        members = get_args(annotation)
        is_nullable = type(None) in members
        annotation = next(member for member in members if member is not type(None))
    while hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    return annotation, is_nullable
