"""Which records of a version a person has reviewed: the last decision on each, where it holds."""

import json
from collections.abc import Iterable, Mapping

from extractors.corrections.fields import CORRECTABLE
from extractors.corrections.places import Key, Places, id_of, same_words
from extractors.validation import DocumentRecords
from schemas import Correction, Decision, Record, ReviewedRecord
from schemas.record import as_text, make_id


def last_decisions(corrections: Iterable[Correction]) -> dict[Key, Correction]:
    """Give the decision that counts on each record: the last one."""
    return {(one.record, one.stable_key): one for one in corrections}


def as_read(record: Record) -> str | None:
    """What an accepted record says, as JSON: the fields that might have been corrected; null where it has none."""
    names = CORRECTABLE.get(type(record), ())
    return as_text({name: as_text(getattr(record, name)) for name in names}) if names else None


def review(version: DocumentRecords, places: Places, decided: Mapping[Key, Correction]) -> None:
    """Note which records were reviewed; where words or values are others now they were not, and are open again."""
    records = places.records | places.findings()
    for key, one in decided.items():
        record = records.get(key)
        if record is None or not same_words(one.cell, places.cell(record)) or not _is_read_so(record, one):
            continue
        reviewed = ReviewedRecord(
            reviewed_record_id=make_id("reviewed", record.table, id_of(record)),
            sha256=version.sha256,
            correction_id=one.correction_id,
            record=record.table,
            record_id=id_of(record),
            decision=one.decision,
        )
        version.add(reviewed)


def _is_read_so(record: Record, one: Correction) -> bool:
    """Whether the record, as read now, is still what the person decided on."""
    match one.decision:
        case Decision.ACCEPT:
            told: dict[str, str | None] = json.loads(one.expected or "{}")
            return all(as_text(getattr(record, name, None)) == value for name, value in told.items())
        case Decision.CORRECT:
            return as_text(getattr(record, one.field or "", None)) in (one.expected, one.value)
        case Decision.REJECT:
            return True
