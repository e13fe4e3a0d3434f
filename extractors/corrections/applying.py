"""Applies corrections to a version's records, before its series are linked, so that they count with what is correct.

What was read stays: a field that is replaced is kept as a CorrectedField, a record that is rejected as a Reject. What
can't be applied, because the words or the value are others now, is told as a finding.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pydantic import ValidationError

from extractors.corrections.fields import CORRECTABLE, KINDS, with_values
from extractors.corrections.places import Key, Places, id_of, same_words
from extractors.corrections.rejecting import put_back, reject
from extractors.corrections.reviewing import last_decisions, review
from extractors.corrections.telling import NOT_APPLIED, NOT_NEEDED, OTHER_WORDS, forget_told, quoted, tell
from extractors.series.findings import RULES as OF_SERIES
from extractors.series_records import link_series
from extractors.validation import DocumentRecords
from schemas import (
    CorrectedField,
    Correction,
    Decision,
    Finding,
    Record,
    Reject,
    ReviewedRecord,
    Series,
    SeriesPoint,
)
from schemas.record import as_text, make_id
from schemas.run import Severity

_LINKED: tuple[type[Record], ...] = (Series, SeriesPoint)


def apply(version: DocumentRecords, corrections: Sequence[Correction]) -> None:
    """Correct a version's records; of several decisions on a record or a field the last one counts.

    What was corrected before is first put back as it was read, so that the outcome is the same whenever it is done.
    """
    had = bool(version.records[CorrectedField] or version.records[ReviewedRecord])
    if not had and not corrections:
        return
    restore(version)
    forget_told(version)
    places, decided = Places(version), last_decisions(corrections)
    for key, wanted in _last(corrections).items():
        if decided[key].decision is not Decision.REJECT:
            _correct(version, places, key, wanted)
    reject(version, places, decided)
    _link_anew(version)
    review(version, places, decided)


def restore(version: DocumentRecords) -> None:
    """Put back what had been read in place of what corrections made of it; series stay as they are."""
    put_back(version)
    read: defaultdict[Key, dict[str, str | None]] = defaultdict(dict)
    for one in version.records[CorrectedField]:
        if isinstance(one, CorrectedField):
            read[one.record, one.record_id][one.field] = one.as_read
    for (table, record_id), values in read.items():
        records = version.records[KINDS[table]]
        at = next(at for at, record in enumerate(records) if id_of(record) == record_id)
        was = {name: _untold(getattr(records[at], name), value) for name, value in values.items()}
        records[at] = KINDS[table].model_validate(records[at].model_dump() | was)
    version.drop(CorrectedField, lambda _: True)
    version.drop(ReviewedRecord, lambda _: True)


def _untold(now: object, told: str | None) -> object:
    """A value from its text: lists are told as JSON, all else is read by the record itself."""
    return json.loads(told) if isinstance(now, list) and told else told


def _last(corrections: Iterable[Correction]) -> dict[Key, list[Correction]]:
    """The corrections of fields that count, by the record they are of."""
    of_fields = (one for one in corrections if one.decision is Decision.CORRECT)
    last = {(one.record, one.stable_key, one.field): one for one in of_fields}
    by_record: defaultdict[Key, list[Correction]] = defaultdict(list)
    for one in last.values():
        by_record[one.record, one.stable_key].append(one)
    return by_record


def _correct(version: DocumentRecords, places: Places, key: Key, wanted: list[Correction]) -> None:
    record = places.records.get(key)
    if record is None or any(not same_words(one.cell, places.cell(record)) for one in wanted):
        for one in wanted:
            tell(version, one, NOT_APPLIED, OTHER_WORDS)
        return
    read = {name: as_text(value) for name, value in record.model_dump().items()}
    fitting = list(_fitting(version, read, wanted))
    try:
        corrected = with_values(record, {one.field: one.value for one in fitting if one.field}) if fitting else record
    except ValidationError as error:
        for one in fitting:
            tell(version, one, NOT_APPLIED, error.errors()[0]["msg"].removeprefix("Value error, "))
        return
    _replace(version, record, corrected, fitting)


def _fitting(
    version: DocumentRecords, read: dict[str, str | None], wanted: Iterable[Correction]
) -> Iterator[Correction]:
    """Give the corrections of what is still read as it was; the others are told."""
    for one in wanted:
        if one.field is None or one.field not in CORRECTABLE[KINDS[one.record]]:
            tell(version, one, NOT_APPLIED, "this field can't be corrected")
        elif read[one.field] == one.expected:
            yield one
        elif read[one.field] == one.value:
            tell(version, one, NOT_NEEDED, "that is what is read now", Severity.INFORMATION)
        else:
            tell(version, one, NOT_APPLIED, f"what is read now is {quoted(read[one.field])}")


def _replace(version: DocumentRecords, record: Record, corrected: Record, by: Sequence[Correction]) -> None:
    """Put the corrected record in the place of the one that was read, and keep each field that is another now."""
    read, now = record.model_dump(), corrected.model_dump()
    of_field = {one.field: one.correction_id for one in by}
    changed = [name for name in read if read[name] != now[name]]
    if not changed:
        return
    records = version.records[type(record)]
    records[records.index(record)] = corrected
    for name in changed:
        field = CorrectedField(
            corrected_field_id=make_id("corrected-field", id_of(record), name),
            sha256=version.sha256,
            correction_id=of_field.get(name, by[0].correction_id),
            record=record.table,
            record_id=id_of(record),
            field=name,
            as_read=as_text(read[name]),
            value=as_text(now[name]),
        )
        version.add(field)


def _link_anew(version: DocumentRecords) -> None:
    """Link the series of a version again, from its quantities as they are now."""
    for kind in _LINKED:
        version.drop(kind, lambda _: True)
    tables = {kind.table for kind in _LINKED}
    version.drop(Reject, lambda record: isinstance(record, Reject) and record.record in tables)
    version.drop(Finding, lambda record: isinstance(record, Finding) and record.rule in OF_SERIES)
    link_series(version)
