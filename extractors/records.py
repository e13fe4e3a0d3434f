"""A document's plan as records: every goal and milestone parsed, every record validated, what fails set aside."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from extractors.derived import quarter_of, rounded
from extractors.documents.document import Document as SourceDocument
from extractors.events.deadlines import TimeFrame
from extractors.events.event import Event as FoundEvent
from extractors.events.pipeline import Parsed, parse_all
from extractors.plans.in_charge import InCharge, units_of, unknown_bodies
from extractors.plans.model import Kind, PeriodText, Plan, TaskRow
from extractors.plans.title_count import count_in_title
from extractors.quantities.pipeline import Cell
from extractors.quantities.quantity import Quantity as FoundQuantity
from extractors.series_records import link_series
from extractors.tables.model import Box
from extractors.tables.model import Fragment as CellFragment
from extractors.validation import OWN_KEYS, DocumentRecords, Raw, finding, validated
from schemas import (
    Document,
    Event,
    Fragment,
    Milestone,
    Quantity,
    Reject,
    Responsibility,
    Task,
    Version,
)
from schemas.document import DocumentKind
from schemas.record import make_id

Place = tuple[str | int | date | None, ...]


def records_of(source: SourceDocument, plan: Plan) -> DocumentRecords:
    """Give every record of the plan that `source` holds; those that do not validate are there as rejects."""
    document_id = _document_id(source, plan)
    result = DocumentRecords(document_id, source.sha256)
    rejected: set[object] = set()
    for raw in _raw_records(source, plan, document_id):
        result.extracted += 1
        record = validated(raw, source.sha256, rejected)
        result.records[type(record)].append(record)
        own_key = OWN_KEYS.get(raw.kind)
        if own_key and isinstance(record, Reject):
            rejected.add(raw.values[own_key])
    link_series(result)
    return result


def _document_id(source: SourceDocument, plan: Plan) -> str:
    """What the document is; one without a title is known by its bytes alone."""
    if not plan.title:
        return make_id("document", source.sha256)
    return make_id("document", plan.place, plan.year, _kind(plan).value, plan.cut_off, _normalised(plan.title))


def _normalised(title: str) -> str:
    return re.sub(r"\s", "", title)


def _kind(plan: Plan) -> DocumentKind:
    return DocumentKind.BULLETIN if plan.kind is Kind.ACTUAL else DocumentKind.PLAN


def _raw_records(source: SourceDocument, plan: Plan, document_id: str) -> Iterator[Raw]:
    """Every record as it was found, what a cell says right behind it; all cells are read together."""
    parts = list(_parts(source, plan, document_id))
    cells = [part for part in parts if isinstance(part, _Cell)]
    parsed = parse_all([(Cell(cell.text, cell.goal, cell.header), cell.frame) for cell in cells])
    for part in parts:
        if isinstance(part, _Cell):
            yield from _said(part, next(parsed))
        else:
            yield part


def _parts(source: SourceDocument, plan: Plan, document_id: str) -> Iterator["Raw | _Cell"]:
    document = {"place": plan.place, "year": plan.year, "kind": _kind(plan), "cut_off": plan.cut_off}
    title = _normalised(plan.title) if plan.title else None
    yield Raw(Document, {"document_id": document_id, "title": title, **document})
    version = {"media_type": source.media_type, "pages": plan.page_count, "is_current": True}
    yield Raw(Version, {"sha256": source.sha256, "document_id": document_id, **version})
    for row in plan.tasks:
        yield from _of_task(source.sha256, document_id, row, plan.year)
    units = units_of(plan)
    yield from (_responsibility(source.sha256, one) for one in units)
    for notice in (*plan.notices, *unknown_bodies(units), *count_in_title(plan)):
        yield finding(source.sha256, notice)


def _of_task(sha256: str, document_id: str, row: TaskRow, year: int | None) -> Iterator["Raw | _Cell"]:
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
    box = _first_box(row.goal_fragments)
    yield Raw(Task, values, page, row.goal, box)
    yield from _fragments(task_id, None, row.goal_fragments)
    key = (document_id, row.ordinal)
    yield _Cell(
        task_id,
        None,
        key,
        ("goal",),
        row.goal,
        None,
        row.goal_header,
        _pages(row.goal_fragments),
        page,
        box,
        TimeFrame(year),
    )
    yield from _of_periods(row, task_id, key, year)


def _of_periods(row: TaskRow, task_id: str, key: Place, year: int | None) -> Iterator["Raw | _Cell"]:
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
        box = _first_box(period.fragments)
        frame = TimeFrame(year, period.first_day, period.last_day)
        pages = _pages(period.fragments)
        goal = row.goal or None
        yield _Cell(task_id, milestone_id, key, place, period.text, goal, period.header, pages, page, box, frame)


def _responsibility(sha256: str, one: InCharge) -> Raw:
    task_id = make_id("task", sha256, one.row.ordinal)
    values: dict[str, object] = {
        "responsibility_id": make_id("responsibility", task_id, one.role.value, one.position),
        "task_id": task_id,
        "role": one.role,
        "position": one.position,
        "unit": one.unit,
        "canonical_unit": one.body.name,
        "kind": one.body.kind,
    }
    return Raw(Responsibility, values, one.row.pages[0] if one.row.pages else None)


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
        "pages": _pages(period.fragments),
        "doubt": list(period.doubt),
        "confidence": period.confidence,
    }
    return Raw(Milestone, values, page, period.text, _first_box(period.fragments))


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
        yield Raw(Fragment, values, fragment.page, box=fragment.box)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A goal or milestone that is read: where it stands, its text, and what helps to read it.

    `key` tells its task from all others in whatever version, `place` it from its task's other cells.
    """

    task_id: str
    milestone_id: str | None
    key: Place
    place: Place
    text: str
    goal: str | None
    header: str
    pages: list[int]
    page: int | None
    box: Box | None
    frame: TimeFrame


def _said(cell: _Cell, parsed: Parsed) -> Iterator[Raw]:
    """The quantities and events of a cell."""
    yield from _quantities(cell, parsed.quantities)
    ids = [_quantity_id(cell, quantity) for quantity in parsed.quantities]
    yield from _events(cell, parsed.events, ids)


def _quantity_id(cell: _Cell, quantity: FoundQuantity) -> str:
    return make_id("quantity", cell.task_id, *cell.place, quantity.start, quantity.end)


def _quantities(cell: _Cell, quantities: list[FoundQuantity]) -> Iterator[Raw]:
    occurrences: Counter[str] = Counter()
    for quantity in quantities:
        occurrences[quantity.text] += 1
        values = asdict(quantity)
        values["span_start"], values["span_end"] = values.pop("start"), values.pop("end")
        values |= {
            "quantity_id": _quantity_id(cell, quantity),
            "stable_key": make_id("key", *cell.key, *cell.place, quantity.text, occurrences[quantity.text]),
            "task_id": cell.task_id,
            "milestone_id": cell.milestone_id,
            "base_value": rounded(quantity.base_value),
            "doubt": list(quantity.doubt),
            "pages": cell.pages,
        }
        yield Raw(Quantity, values, cell.page, cell.text, cell.box)


def _events(cell: _Cell, events: list[FoundEvent], quantity_ids: list[str]) -> Iterator[Raw]:
    occurrences: Counter[str] = Counter()
    for event in events:
        occurrences[event.text] += 1
        deadline = event.deadline
        values: dict[str, object] = {
            "event_id": make_id("event", cell.task_id, *cell.place, event.start, event.end),
            "stable_key": make_id("event-key", *cell.key, *cell.place, event.text, occurrences[event.text]),
            "task_id": cell.task_id,
            "milestone_id": cell.milestone_id,
            "span_start": event.start,
            "span_end": event.end,
            "text": event.text,
            "action": event.action,
            "stage": event.stage,
            "object": event.object,
            "component": event.component,
            "deadline": deadline.text if deadline else None,
            "deadline_first_day": deadline.first_day if deadline else None,
            "deadline_last_day": deadline.last_day if deadline else None,
            "certainty": event.certainty,
            "quantity_ids": [quantity_ids[at] for at in event.quantities],
        }
        yield Raw(Event, values, cell.page, cell.text, cell.box)


def _pages(fragments: tuple[CellFragment, ...]) -> list[int]:
    return sorted({fragment.page for fragment in fragments if fragment.page is not None})


def _first_box(fragments: tuple[CellFragment, ...]) -> Box | None:
    return fragments[0].box if fragments else None
