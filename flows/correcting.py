"""Corrections and other decisions of people: kept in their file, applied to what was read before series are linked."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from extractors.corrections.applying import apply, restore
from extractors.corrections.fields import CORRECTABLE, KINDS, REJECTABLE, with_values
from extractors.corrections.places import Key, Places
from extractors.corrections.reviewing import as_read
from extractors.validation import DocumentRecords
from schemas import CorrectedField, Correction, Decision, Document, Finding, Record, ReviewedRecord, Run
from schemas.record import as_text
from schemas.run import RunKind
from warehouse import corrections as file
from warehouse.database import Connection, writing
from warehouse.errors import WarehouseError
from warehouse.loading import load
from warehouse.rows import id_of
from warehouse.stored import stored_records, version_of, versions_of
from warehouse.transactions import transaction


def corrected(connection: Connection, warehouse: Path, read: Sequence[DocumentRecords]) -> list[DocumentRecords]:
    """Apply the corrections in the file to what was read, and to all else that they are of and were not applied to.

    Gives every version that is to be loaded.
    """
    corrections = file.corrections_in(file.file_of(warehouse))
    of_document: defaultdict[str, list[Correction]] = defaultdict(list)
    for one in corrections:
        of_document[one.document_id].append(one)
    others = versions_of(connection, file.hold(connection, corrections)) - {version.sha256 for version in read}
    versions = [*read, *(_stored(connection, sha256) for sha256 in sorted(others))]
    for version in versions:
        apply(version, of_document[version.document_id])
    return versions


def keep_corrections(warehouse: Path, corrections: Sequence[Correction]) -> None:
    """Add corrections to the file of a warehouse, apply them, and publish what comes of it."""
    with writing(warehouse) as connection:
        keep_in(connection, warehouse, corrections)


def keep_in(connection: Connection, warehouse: Path, corrections: Sequence[Correction]) -> None:
    """Add corrections to the file of a warehouse that is open to be written, and apply them."""
    file.append(warehouse, corrections)
    now = _now()
    run = Run(
        run_id=uuid.uuid4().hex,
        kind=RunKind.CORRECT,
        started_at=now,
        finished_at=now,
        files=0,
        loaded=0,
        failed=0,
        unchanged=0,
        set_aside=0,
    )
    with transaction(connection):
        load(connection, run, [], corrected(connection, warehouse, []))


def corrections_of(
    connection: Connection, record_id: str, values: Mapping[str, str | None], who: str, reason: str
) -> list[Correction]:
    """Give the corrections that set fields of a record, known by its id or its stable key; nothing is written yet.

    Raises WarehouseError where there is no such record, or where it can't have these values.
    """
    version, earlier = _version_with(connection, record_id, KINDS.values())
    places = Places(version)
    record = _known_as(record_id, places.records)
    made = _made(record, earlier.get(id_of(record), {}), values, record_id)
    return [
        _correction(
            places,
            version.document_id,
            record,
            Decision.CORRECT,
            field=name,
            expected=as_text(getattr(record, name)),
            value=as_text(getattr(made, name)),
            reason=reason,
            who=who,
        )
        for name in values
    ]


def decision_of(connection: Connection, record_id: str, decision: Decision, who: str, reason: str) -> Correction:
    """Give what says that a record, or a finding, is right as it was read, or is to be rejected; likewise.

    Raises WarehouseError where there is no such record, or where it can't be rejected.
    """
    version, _ = _version_with(connection, record_id, (*KINDS.values(), Finding))
    places = Places(version)
    record = _known_as(record_id, places.records | places.findings())
    if decision is Decision.REJECT and not isinstance(record, (Finding, *REJECTABLE)):
        raise WarehouseError(f"{record_id}: a row of {record.table} can't be rejected; correct its fields.")
    expected = as_read(record) if decision is Decision.ACCEPT else None
    return _correction(
        places,
        version.document_id,
        record,
        decision,
        field=None,
        expected=expected,
        value=None,
        reason=reason,
        who=who,
    )


def _correction(
    places: Places,
    document_id: str,
    record: Record,
    decision: Decision,
    *,
    field: str | None,
    expected: str | None,
    value: str | None,
    reason: str,
    who: str,
) -> Correction:
    return Correction(
        correction_id=uuid.uuid4().hex,
        document_id=document_id,
        record=record.table,
        stable_key=places.stable_key(record),
        ordinal=places.ordinal(record),
        cell=places.cell(record),
        text=places.words(record),
        decision=decision,
        field=field,
        expected=expected,
        value=value,
        reason=reason,
        who=who,
        made_at=_now().replace(microsecond=0),
    )


def _known_as(record_id: str, records: Mapping[Key, Record]) -> Record:
    """The record with this id, or with this stable key."""
    return next(one for (_, key), one in records.items() if record_id in (key, id_of(one)))


def _version_with(
    connection: Connection, record_id: str, kinds: Iterable[type[Record]]
) -> tuple[DocumentRecords, dict[str, dict[str, str | None]]]:
    """Give the version that holds a record, as it was read; and what was corrected in it, by record and field."""
    # what was rejected is no row of its own table, but it may be taken back
    sha256 = version_of(connection, record_id, (*kinds, ReviewedRecord))
    if sha256 is None:
        told = f"no row of {', '.join(KINDS)} has that id"
        raise WarehouseError(f"{record_id}: {told}; give a quantity_id, event_id, … of the warehouse.")
    version = _stored(connection, sha256)
    fields = {one.correction_id: one.field for one in file.corrections_held(connection)}
    earlier: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
    for one in version.records[CorrectedField]:
        # what follows from a correction is not what was corrected
        if isinstance(one, CorrectedField) and fields[one.correction_id] == one.field:
            earlier[one.record_id][one.field] = one.value
    restore(version)
    return version, earlier


def _made(
    record: Record, earlier: Mapping[str, str | None], values: Mapping[str, str | None], record_id: str
) -> Record:
    """The record with the values, and with those that were corrected before."""
    able = CORRECTABLE[type(record)]
    unable = [name for name in values if name not in able]
    if unable:
        told = f"{', '.join(unable)} can't be corrected in {record.table}"
        raise WarehouseError(f"{record_id}: {told}; of that table, {', '.join(able)} can.")
    try:
        return with_values(record, {**earlier, **values})
    except ValidationError as error:
        [first, *_] = error.errors()
        told = f"{'.'.join(map(str, first['loc'])) or record.table}: {first['msg'].removeprefix('Value error, ')}"
        raise WarehouseError(f"{record_id}: can't be corrected so ({told}).") from error


def _stored(connection: Connection, sha256: str) -> DocumentRecords:
    records = stored_records(connection, sha256)
    document = records[Document][0]
    return DocumentRecords(id_of(document), sha256, records, sum(map(len, records.values())))


def _now() -> datetime:
    """UTC, without a zone, as the warehouse keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)
