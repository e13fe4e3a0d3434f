"""Which fields a person may correct, and what follows from them."""

from collections.abc import Mapping, Set

from extractors.derived import quarter_of, rounded
from extractors.quantities.lexicon import units
from schemas import Event, Milestone, Quantity, Record, Responsibility, Task

CORRECTABLE: dict[type[Record], tuple[str, ...]] = {
    Quantity: (
        *("value", "upper", "unit", "per", "bound", "basis", "role", "measure", "part"),
        *("object", "action", "component"),
    ),
    Event: ("action", "stage", "object", "component", "deadline_first_day", "deadline_last_day", "certainty"),
    Milestone: ("first_day", "last_day", "kind"),
    Task: ("number", "name", "section"),
    Responsibility: ("role", "canonical_unit", "kind"),
}
"""The fields that may be corrected, by record: never the words as written, for spans lead to them."""

KINDS: dict[str, type[Record]] = {kind.table: kind for kind in CORRECTABLE}
"""The records that may be corrected, by their table."""

REJECTABLE: tuple[type[Record], ...] = (Quantity, Event)
"""The records that a person may say are none, beside findings. Rows and cells are there, whatever is in them."""


def with_values(record: Record, values: Mapping[str, str | None]) -> Record:
    """Give the record with other values, and what follows from them; raises ValidationError where they can't be."""
    kind = type(record)
    made = kind.model_validate(record.model_dump() | dict(values))
    return kind.model_validate(made.model_dump() | _following(made, values.keys()))


def _following(record: Record, changed: Set[str]) -> dict[str, object]:
    """The fields that follow from those that changed."""
    match record:
        case Quantity() if changed & {"value", "unit"}:
            unit = units().get(record.unit)
            factor = unit.factor if unit else None
            return {
                "dimension": unit.dimension if unit else None,
                "counting_class": unit.counting_class if unit else None,
                "base_value": None if factor is None else rounded(record.value * factor),
                "base_unit": unit.base if unit and factor is not None else None,
            }
        case Milestone() if changed & {"first_day", "last_day"}:
            return {"quarter": quarter_of(record.first_day, record.last_day)}
        case _:
            return {}
