"""A document's plan as records: every goal and milestone parsed, every record validated, what fails set aside."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from pydantic import ValidationError

from extractors.documents.document import Document as SourceDocument
from extractors.plans.bodies import canonical_unit, kind_of_unit
from extractors.plans.model import Kind, Notice, PeriodText, Plan, TaskRow
from extractors.quantities.pipeline import parse
from extractors.tables.model import Fragment as CellFragment
from schemas import (
    CONTENT,
    Document,
    Finding,
    Fragment,
    Milestone,
    Quantity,
    Record,
    Reject,
    Responsibility,
    Task,
    Version,
)
from schemas.document import DocumentKind
from schemas.record import make_id
from schemas.run import Severity
from schemas.task import Role

# a quarter's first month gives its number
_QUARTERS = {1: 1, 4: 2, 7: 3, 10: 4}
_INFORMATION = frozenset({"table-skipped", "row-left-out", "pages-by-ocr"})
# the places that DECIMAL(38,10) keeps: derived values are rounded to them, values as written never
_LAST_PLACE = Decimal("1e-10")

Place = tuple[str | int | date | None, ...]


@dataclass(frozen=True, slots=True)
class Raw:
    """A record before validation: its kind and values, the page it was read from, and the text its span is in."""

    kind: type[Record]
    values: dict[str, object]
    page: int | None = None
    cell: str | None = None


@dataclass(slots=True)
class DocumentRecords:
    """All records of one version of a document; `extracted` counts what was read, rejected records among it."""

    document_id: str
    sha256: str
    records: dict[type[Record], list[Record]] = field(default_factory=lambda: {kind: [] for kind in CONTENT})
    extracted: int = 0

    def count(self, kind: type[Record]) -> int:
        """How many records of a kind there are."""
        return len(self.records[kind])


def records_of(source: SourceDocument, plan: Plan) -> DocumentRecords:
    """Give every record of the plan that `source` holds; those that do not validate are there as rejects."""
    document_id = _document_id(source, plan)
    result = DocumentRecords(document_id, source.sha256)
    rejected: set[object] = set()
    for raw in _raw_records(source, plan, document_id):
        result.extracted += 1
        record = _validated(raw, source.sha256, rejected)
        result.records[type(record)].append(record)
        own_key = _OWN_KEYS.get(raw.kind)
        if own_key and isinstance(record, Reject):
            rejected.add(raw.values[own_key])
    return result


# what others hang on, by the key they name it with: where it is rejected, so are they
_OWN_KEYS: dict[type[Record], str] = {
    Document: "document_id",
    Version: "sha256",
    Task: "task_id",
    Milestone: "milestone_id",
}


def _validated(raw: Raw, sha256: str, rejected: set[object]) -> Record:
    missing = [key for key in _OWN_KEYS.values() if raw.values.get(key) in rejected]
    if missing:
        return _reject(raw, sha256, f"{', '.join(missing)}: the record it belongs to was rejected")
    try:
        return raw.kind.model_validate(raw.values, context={"cell": raw.cell})
    except ValidationError as error:
        told = (f"{'.'.join(map(str, e['loc'])) or 'record'}: {e['msg']}" for e in error.errors())
        return _reject(raw, sha256, "; ".join(told))


def _reject(raw: Raw, sha256: str, reason: str) -> Reject:
    values = json.dumps(raw.values, ensure_ascii=True, default=str, sort_keys=True)
    reject_id = make_id("reject", sha256, raw.kind.table, values)
    return Reject(reject_id=reject_id, sha256=sha256, record=raw.kind.table, raw=values, reason=reason, page=raw.page)


def _document_id(source: SourceDocument, plan: Plan) -> str:
    """What the document is; one without a title is known by its bytes alone."""
    if not plan.title:
        return make_id("document", source.sha256)
    title = re.sub(r"\s", "", plan.title)
    return make_id("document", plan.place, plan.year, _kind(plan).value, plan.cut_off, title)


def _kind(plan: Plan) -> DocumentKind:
    return DocumentKind.BULLETIN if plan.kind is Kind.ACTUAL else DocumentKind.PLAN


def _raw_records(source: SourceDocument, plan: Plan, document_id: str) -> Iterator[Raw]:
    document = {"place": plan.place, "year": plan.year, "kind": _kind(plan), "cut_off": plan.cut_off}
    yield Raw(Document, {"document_id": document_id, "title": plan.title, **document})
    version = {"media_type": source.media_type, "pages": plan.page_count, "is_current": True}
    yield Raw(Version, {"sha256": source.sha256, "document_id": document_id, **version})
    for row in plan.tasks:
        yield from _of_task(source.sha256, document_id, row)
    for notice in plan.notices:
        yield _finding(source.sha256, notice)


def _of_task(sha256: str, document_id: str, row: TaskRow) -> Iterator[Raw]:
    task_id = make_id("task", sha256, row.ordinal)
    page = row.pages[0] if row.pages else None
    values = {
        "task_id": task_id,
        "sha256": sha256,
        "ordinal": row.ordinal,
        "number": row.number,
        "name": row.name,
        "section": row.group,
        "goal": row.goal,
        "pages": list(row.pages),
        "doubt": list(row.doubt),
        "confidence": row.goal_confidence,
    }
    yield Raw(Task, values, page)
    lead_role = Role.LEAD if row.units.lead_is_stated else Role.UNSAID
    for role, units in ((lead_role, row.units.lead), (Role.SUPPORT, row.units.support)):
        yield from (_responsibility(task_id, role, at, unit, page) for at, unit in enumerate(units, start=1))
    yield from _fragments(task_id, None, row.goal_fragments)
    key = (document_id, row.ordinal)
    yield from _quantities(_Cell(task_id, None, ("goal",), row.goal, None, row.goal_header, page), key)
    yield from _of_periods(row, task_id, key)


def _of_periods(row: TaskRow, task_id: str, key: Place) -> Iterator[Raw]:
    equals: Counter[Place] = Counter()
    for position, period in enumerate(row.periods, start=1):
        # without a year the label is all that tells periods apart
        place: Place = (period.first_day or period.label, period.last_day, period.kind.value)
        equals[place] += 1
        place = (*place, equals[place])
        milestone_id = make_id("milestone", task_id, *place)
        page = period.fragments[0].page if period.fragments else (row.pages[0] if row.pages else None)
        yield _milestone(task_id, milestone_id, position, period, page)
        yield from _fragments(task_id, milestone_id, period.fragments)
        cell = _Cell(task_id, milestone_id, place, period.text, row.goal or None, period.header, page)
        yield from _quantities(cell, key)


def _responsibility(task_id: str, role: Role, position: int, unit: str, page: int | None) -> Raw:
    values: dict[str, object] = {
        "responsibility_id": make_id("responsibility", task_id, role.value, position),
        "task_id": task_id,
        "role": role,
        "position": position,
        "unit": unit,
        "canonical_unit": canonical_unit(unit),
        "kind": kind_of_unit(unit),
    }
    return Raw(Responsibility, values, page)


def _milestone(task_id: str, milestone_id: str, position: int, period: PeriodText, page: int | None) -> Raw:
    values: dict[str, object] = {
        "milestone_id": milestone_id,
        "task_id": task_id,
        "position": position,
        "label": period.label,
        "first_day": period.first_day,
        "last_day": period.last_day,
        "quarter": quarter_of(period.first_day, period.last_day),
        "kind": period.kind.value,
        "text": period.text,
        "doubt": list(period.doubt),
        "confidence": period.confidence,
    }
    return Raw(Milestone, values, page)


def quarter_of(first_day: date | None, last_day: date | None) -> int | None:
    """The quarter, 1 to 4, that a period is; null where it is none."""
    if first_day is None or last_day is None or first_day.day != 1:
        return None
    is_month_end = (last_day + timedelta(days=1)).day == 1
    is_quarter = is_month_end and last_day.month == first_day.month + 2 and last_day.year == first_day.year
    return _QUARTERS.get(first_day.month) if is_quarter else None


def _fragments(task_id: str, milestone_id: str | None, fragments: tuple[CellFragment, ...]) -> Iterator[Raw]:
    for position, fragment in enumerate(fragments, start=1):
        values: dict[str, object] = {
            "fragment_id": make_id("fragment", task_id, milestone_id, position),
            "task_id": task_id,
            "milestone_id": milestone_id,
            "position": position,
            "page": fragment.page,
            **(fragment.box._asdict() if fragment.box else dict.fromkeys(("x0", "y0", "x1", "y1"))),
            "place": fragment.place,
            "span_start": fragment.start,
            "span_end": fragment.end,
            "place_offset": fragment.offset,
        }
        yield Raw(Fragment, values, fragment.page)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A goal or milestone whose quantities are read: where it stands, its text, and what helps to read it."""

    task_id: str
    milestone_id: str | None
    place: Place
    text: str
    goal: str | None
    header: str
    page: int | None


def _quantities(cell: _Cell, key: Place) -> Iterator[Raw]:
    occurrences: Counter[str] = Counter()
    for quantity in parse(cell.text, cell.goal, cell.header):
        occurrences[quantity.text] += 1
        values = asdict(quantity)
        values["span_start"], values["span_end"] = values.pop("start"), values.pop("end")
        values |= {
            "quantity_id": make_id("quantity", cell.task_id, *cell.place, quantity.start, quantity.end),
            "stable_key": make_id("key", *key, *cell.place, quantity.text, occurrences[quantity.text]),
            "task_id": cell.task_id,
            "milestone_id": cell.milestone_id,
            "base_value": _rounded(quantity.base_value),
            "doubt": list(quantity.doubt),
        }
        yield Raw(Quantity, values, cell.page, cell.text)


def _rounded(derived: Decimal | None) -> Decimal | None:
    """A derived value to the places that are kept: 12.5 亩 at 666.6666666667 square metres would have eleven."""
    if derived is None:
        return None
    *_, exponent = derived.as_tuple()
    return derived.quantize(_LAST_PLACE) if isinstance(exponent, int) and exponent < -10 else derived


def _finding(sha256: str, notice: Notice) -> Raw:
    severity = Severity.INFORMATION if notice.rule in _INFORMATION else Severity.WARNING
    values: dict[str, object] = {
        "finding_id": make_id("finding", sha256, notice.rule, notice.page, notice.row, notice.message),
        "sha256": sha256,
        "rule": notice.rule,
        "severity": severity,
        "message": notice.message,
        "page": notice.page,
        "ordinal": notice.row,
    }
    return Raw(Finding, values, notice.page)
