"""A quantity as it is handed on: plain data, ready for a record or a line of JSON."""

from dataclasses import dataclass
from decimal import Decimal

from extractors.quantities.lexicon import units
from extractors.quantities.reading import Measure, Reading


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a text states: how much of what, and how it is meant.

    `text` is the text's [start, end). `value` and `upper` have 千, 万 and 亿 multiplied out; `base_value` is `value` in
    `base_unit`, null where the unit has no fixed factor. The other fields are those of schemas.quantity.
    """

    start: int
    end: int
    text: str
    value: Decimal
    upper: Decimal | None
    unit: str
    per: str | None
    bound: str
    basis: str
    role: str
    measure: str
    part: bool
    object: str | None
    action: str | None
    component: str | None
    unit_elided: bool
    object_elided: bool
    dimension: str | None
    counting_class: str | None
    base_value: Decimal | None
    base_unit: str | None
    rule: str
    doubt: tuple[str, ...]


def quantities_of(cell: str, reading: Reading) -> list[Quantity]:
    """The records of all measures of a reading of `cell`, in order."""
    return [quantity_of(cell, reading, measure) for measure in reading.measures]


def quantity_of(cell: str, reading: Reading, measure: Measure) -> Quantity:
    """The record of a measure that has been read; its span is in `cell`, the text as it was given."""
    start, end = reading.span_in_cell(measure.start, measure.end)
    unit = units().get(measure.unit or "")
    factor = unit.factor if unit else None
    return Quantity(
        start=start,
        end=end,
        text=cell[start:end],
        value=measure.value,
        upper=measure.upper,
        unit=measure.unit or "",
        per=measure.per,
        bound=measure.bound,
        basis=measure.basis,
        role=measure.role,
        measure=measure.measure,
        part=measure.part,
        object=measure.object,
        action=measure.action,
        component=measure.component,
        unit_elided=measure.unit_elided,
        object_elided=measure.object_elided,
        dimension=unit.dimension if unit else None,
        counting_class=unit.counting_class if unit else None,
        base_value=measure.value * factor if factor is not None else None,
        base_unit=unit.base if unit and factor is not None else None,
        rule=measure.rule,
        doubt=tuple(measure.doubt),
    )
