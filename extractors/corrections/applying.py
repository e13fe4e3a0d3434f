"""Applies corrections to a version's records, before its series are linked, so that they count with what is correct.

What was read stays: a field that is replaced is kept as a CorrectedField. What can't be applied, because the words or
the value are others now, is told as a finding.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from pydantic import ValidationError

from extractors.corrections.fields import CORRECTABLE, KINDS, with_values
from extractors.corrections.places import Places
from extractors.series.findings import RULES as OF_SERIES
from extractors.series_records import link_series
from extractors.validation import DocumentRecords
from schemas import CorrectedField, Correction, Finding, Record, Reject, Series, SeriesPoint
from schemas.record import as_text, make_id
from schemas.run import Severity

NOT_APPLIED = "correction-not-applied"
NOT_NEEDED = "correction-not-needed"
_RULES = frozenset({NOT_APPLIED, NOT_NEEDED})
_LINKED: tuple[type[Record], ...] = (Series, SeriesPoint)

_Key = tuple[str, str]


def apply(version: DocumentRecords, corrections: Sequence[Correction]) -> None:
    """Correct a version's records; of several corrections of a field the last one counts.

    What was corrected before is first put back as it was read, so that the outcome is the same whenever it is done.
    """
    had = len(version.records[CorrectedField])
    restore(version)
    _drop(version, Finding, lambda record: isinstance(record, Finding) and record.rule in _RULES)
    if corrections:
        places = Places(version)
        for key, wanted in _last(corrections).items():
            _correct(version, places, key, wanted)
    if had or version.records[CorrectedField]:
        _link_anew(version)


def restore(version: DocumentRecords) -> None:
    """Put back what had been read in place of what corrections made of it; series stay as they are."""
    read: defaultdict[_Key, dict[str, str | None]] = defaultdict(dict)
    for one in version.records[CorrectedField]:
        if isinstance(one, CorrectedField):
            read[one.record, one.record_id][one.field] = one.as_read
    for (table, record_id), values in read.items():
        records = version.records[KINDS[table]]
        at = next(at for at, record in enumerate(records) if _id(record) == record_id)
        records[at] = KINDS[table].model_validate(records[at].model_dump() | values)
    _drop(version, CorrectedField, lambda _: True)


def _last(corrections: Iterable[Correction]) -> dict[_Key, list[Correction]]:
    """The corrections that count, by the record they are of."""
    last = {(one.record, one.stable_key, one.field): one for one in corrections}
    by_record: defaultdict[_Key, list[Correction]] = defaultdict(list)
    for one in last.values():
        by_record[one.record, one.stable_key].append(one)
    return by_record


def _correct(version: DocumentRecords, places: Places, key: _Key, wanted: list[Correction]) -> None:
    record = places.records.get(key)
    if record is None or any(not _same_words(one.cell, places.cell(record)) for one in wanted):
        for one in wanted:
            _tell(version, one, NOT_APPLIED, "these words no longer stand there")
        return
    read = {name: as_text(value) for name, value in record.model_dump().items()}
    fitting = list(_fitting(version, read, wanted))
    try:
        corrected = with_values(record, {one.field: one.value for one in fitting}) if fitting else record
    except ValidationError as error:
        for one in fitting:
            _tell(version, one, NOT_APPLIED, error.errors()[0]["msg"].removeprefix("Value error, "))
        return
    _replace(version, record, corrected, fitting)


def _fitting(
    version: DocumentRecords, read: dict[str, str | None], wanted: Iterable[Correction]
) -> Iterator[Correction]:
    """Give the corrections of what is still read as it was; the others are told."""
    for one in wanted:
        if one.field not in CORRECTABLE[KINDS[one.record]]:
            _tell(version, one, NOT_APPLIED, "this field can't be corrected")
        elif read[one.field] == one.expected:
            yield one
        elif read[one.field] == one.value:
            _tell(version, one, NOT_NEEDED, "that is what is read now", Severity.INFORMATION)
        else:
            _tell(version, one, NOT_APPLIED, f"what is read now is {_quoted(read[one.field])}")


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
            corrected_field_id=make_id("corrected-field", _id(record), name),
            sha256=version.sha256,
            correction_id=of_field.get(name, by[0].correction_id),
            record=record.table,
            record_id=_id(record),
            field=name,
            as_read=as_text(read[name]),
            value=as_text(now[name]),
        )
        _add(version, field)


def _tell(version: DocumentRecords, one: Correction, rule: str, why: str, severity: Severity = Severity.HIGH) -> None:
    """Add a finding: a correction that is dropped without a word would be believed to hold."""
    change = f"{one.field} of {_quoted(one.text)} from {_quoted(one.expected)} to {_quoted(one.value)}"
    message = f"{one.who}'s correction of {change} is not applied: {why} ({one.reason})"
    finding = Finding(
        finding_id=make_id("finding", version.sha256, rule, one.correction_id),
        sha256=version.sha256,
        rule=rule,
        severity=severity,
        message=message,
        page=None,
        ordinal=one.ordinal,
    )
    _add(version, finding)


def _link_anew(version: DocumentRecords) -> None:
    """Link the series of a version again, from its quantities as they are now."""
    for kind in _LINKED:
        _drop(version, kind, lambda _: True)
    tables = {kind.table for kind in _LINKED}
    _drop(version, Reject, lambda record: isinstance(record, Reject) and record.record in tables)
    _drop(version, Finding, lambda record: isinstance(record, Finding) and record.rule in OF_SERIES)
    link_series(version)


def _add(version: DocumentRecords, record: Record) -> None:
    version.records[type(record)].append(record)
    version.extracted += 1


def _drop(version: DocumentRecords, kind: type[Record], leaves: Callable[[Record], bool]) -> None:
    kept = [record for record in version.records[kind] if not leaves(record)]
    version.extracted -= version.count(kind) - len(kept)
    version.records[kind] = kept


def _same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for where their lines are broken."""
    return "".join(one.split()) == "".join(other.split())


def _id(record: Record) -> str:
    """A record's id: its first field."""
    return str(next(iter(record.model_dump().values())))


def _quoted(value: str | None) -> str:
    return "nothing" if value is None else f"“{value}”"
