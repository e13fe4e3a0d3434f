"""Takes out what a person says is no quantity or no event: it is kept among the rejects, so that nothing vanishes."""

import json
from collections.abc import Mapping

from extractors.corrections.fields import KINDS, REJECTABLE
from extractors.corrections.places import Key, Places, id_of, same_words
from extractors.corrections.telling import NOT_APPLIED, OTHER_WORDS, tell
from extractors.validation import DocumentRecords
from schemas import CorrectedField, Correction, Decision, Event, Fragment, Quantity, Record, Reject, ReviewedRecord
from schemas.record import as_text, make_id

_TABLES = frozenset(kind.table for kind in REJECTABLE)


def reject(version: DocumentRecords, places: Places, decided: Mapping[Key, Correction]) -> None:
    """Move what people reject to the rejects, and have events name it no more; what isn't there any more is told."""
    rejected: dict[str, Correction] = {}
    for key, one in decided.items():
        if one.decision is not Decision.REJECT or one.record not in _TABLES:
            continue
        record = places.records.get(key)
        if record is None or not same_words(one.cell, places.cell(record)):
            tell(version, one, NOT_APPLIED, OTHER_WORDS)
            continue
        rejected[id_of(record)] = one
        version.add(_reject(version, places, record, one))
    for kind in REJECTABLE:
        version.drop(kind, lambda record: id_of(record) in rejected)
    _name_no_more(version, rejected)


def put_back(version: DocumentRecords) -> None:
    """Put what people rejected back among the records, in its place."""
    rejected = {
        _reject_id(one.record_id): KINDS[one.record]
        for one in version.records[ReviewedRecord]
        if isinstance(one, ReviewedRecord) and one.decision is Decision.REJECT and one.record in _TABLES
    }
    if not rejected:
        return
    found = [one for one in version.records[Reject] if isinstance(one, Reject) and one.reject_id in rejected]
    version.drop(Reject, lambda record: id_of(record) in rejected)
    for one in found:
        version.add(rejected[one.reject_id].model_validate(json.loads(one.raw)))
    places = Places(version)
    for kind in {*rejected.values()}:
        version.records[kind].sort(key=places.turn)


def _reject(version: DocumentRecords, places: Places, record: Record, one: Correction) -> Reject:
    fragment = next(
        (
            each
            for each in version.records[Fragment]
            if isinstance(each, Fragment) and isinstance(record, Quantity | Event) and _same_cell(each, record)
        ),
        None,
    )
    x0, y0, x1, y1 = (fragment.x0, fragment.y0, fragment.x1, fragment.y1) if fragment else (None,) * 4
    return Reject(
        reject_id=_reject_id(id_of(record)),
        sha256=version.sha256,
        record=record.table,
        raw=as_text(record.model_dump()) or "",
        reason=f"{one.who} rejects it: {one.reason}",
        errors="[]",
        text=places.cell(record),
        page=fragment.page if fragment else None,
        x0=x0,
        y0=y0,
        x1=x1,
        y1=y1,
    )


def _same_cell(fragment: Fragment, record: Quantity | Event) -> bool:
    return (fragment.task_id, fragment.milestone_id) == (record.task_id, record.milestone_id)


def _name_no_more(version: DocumentRecords, rejected: Mapping[str, Correction]) -> None:
    """Take rejected quantities out of the events that name them; what these named is kept as any corrected field."""
    events = version.records[Event]
    for at, event in enumerate(events):
        if not isinstance(event, Event) or not rejected.keys() & {*event.quantity_ids}:
            continue
        kept = [each for each in event.quantity_ids if each not in rejected]
        events[at] = event.model_copy(update={"quantity_ids": kept})
        by = next(rejected[each] for each in event.quantity_ids if each in rejected)
        field = CorrectedField(
            corrected_field_id=make_id("corrected-field", event.event_id, "quantity_ids"),
            sha256=version.sha256,
            correction_id=by.correction_id,
            record=event.table,
            record_id=event.event_id,
            field="quantity_ids",
            as_read=as_text(event.quantity_ids),
            value=as_text(kept),
        )
        version.add(field)


def _reject_id(record_id: str) -> str:
    return make_id("rejected", record_id)
