"""A reviewer's answer: kept and published, unless what it was given on has changed since it was shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.correcting import corrections_of, decision_of, keep_in
from schemas import Correction, Decision
from warehouse.database import Connection, writing
from warehouse.errors import WarehouseError
from warehouse.reviewing import shown_of


class OutdatedError(WarehouseError):
    """A record is not as it was shown any more: another has answered, or it was read again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer says of a record: `shown` is what `shown_of` gave when it was shown, `values` are corrections."""

    record_id: str
    decision: Decision
    reason: str
    who: str
    shown: str
    values: Mapping[str, str | None] = field(default_factory=dict)


def give(warehouse: Path, answer: Answer) -> list[Correction]:
    """Keep an answer, apply it, and publish what comes of it; gives the lines that were kept.

    Raises OutdatedError where the record is not as it was shown, WarehouseError where the answer is none; nothing is
    kept then.
    """
    with writing(warehouse) as connection:
        # no one else writes meanwhile: what is looked at here is what the answer changes
        try:
            is_as_shown = shown_of(connection, answer.record_id) == answer.shown
        except WarehouseError:
            is_as_shown = False
        if not is_as_shown:
            raise OutdatedError(f"{answer.record_id}: is not as it was shown any more; nothing was kept.")
        made = _corrections(connection, answer)
        keep_in(connection, warehouse, made)
    return made


def _corrections(connection: Connection, answer: Answer) -> list[Correction]:
    if answer.decision is not Decision.ACCEPT and not answer.reason.strip():
        raise WarehouseError("The reason is empty; say why.")
    if answer.decision is Decision.CORRECT:
        if not answer.values:
            raise WarehouseError("No field is changed; change one, or accept what was read.")
        return corrections_of(connection, answer.record_id, answer.values, answer.who, answer.reason)
    return [decision_of(connection, answer.record_id, answer.decision, answer.who, answer.reason)]
