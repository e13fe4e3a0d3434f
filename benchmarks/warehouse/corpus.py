"""Records of any number of documents, without files: a few hundred invented plans, each again for other places.

Reading a plan costs more than loading it, so each is read once; its copies get places, titles and ids of their own.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from hashlib import md5, sha256
from typing import Any

from extractors.documents.document import Document as Source
from extractors.plans.model import Kind, PeriodText, Plan, TaskRow, UnitsInCharge
from extractors.records import DocumentRecords, records_of
from extractors.tables.model import Box, Fragment
from samples.generate import truths
from schemas import CONTENT, Document, Record

DISTINCT = 200

_MEDIA_TYPE = "application/pdf"
_BOX = Box(72.0, 500.0, 300.0, 540.0)
# rows on a page
_PAGE = 6


def distinct(count: int) -> list[DocumentRecords]:
    """Give the records of as many plans as are different from each other."""
    return [_read(truth) for truth in truths(range(count))]


def copies(plans: Sequence[DocumentRecords], numbers: range) -> Iterator[DocumentRecords]:
    """Give documents by their numbers: each plan in turn, then each again for another place."""
    for number in numbers:
        turn, at = divmod(number, len(plans))
        yield _copy(plans[at], number, turn)


def place_of(place: str, turn: int) -> str:
    """What a place is called in a copy."""
    return f"{place}{turn}区" if turn else place


def _read(truth: dict[str, Any]) -> DocumentRecords:
    rows = tuple(_row(task, ordinal) for ordinal, task in enumerate(truth["tasks"], start=1))
    pages = len(rows) // _PAGE + 1
    plan = Plan(truth["title"], truth["place"], truth["year"], Kind.PLAN, None, rows, pages)
    digest = sha256(truth["title"].encode()).hexdigest()
    return records_of(Source("plan.pdf", b"", digest, _MEDIA_TYPE), plan)


def _row(task: dict[str, Any], ordinal: int) -> TaskRow:
    page = (ordinal - 1) // _PAGE + 1
    units = UnitsInCharge(tuple(task["lead"]), tuple(task["support"]), lead_is_stated=bool(task["lead"]))
    periods = tuple(_period(period, page) for period in task["periods"])
    goal, place = task["goal"], _place(page, task["goal"])
    return TaskRow(
        ordinal,
        task["task"],
        task["name"],
        task["group"],
        goal,
        "目标任务",
        periods,
        units,
        (page,),
        place,
    )


def _period(period: dict[str, Any], page: int) -> PeriodText:
    first, last = date.fromisoformat(period["start"]), date.fromisoformat(period["end"])
    text = period["text"]
    return PeriodText(period["label"], first, last, Kind.PLAN, text, "", _place(page, text))


def _place(page: int, text: str) -> tuple[Fragment, ...]:
    return (Fragment(page, _BOX, start=0, end=len(text)),)


def _copy(plan: DocumentRecords, number: int, turn: int) -> DocumentRecords:
    def own(name: str) -> str:
        return md5(f"{name}{number}".encode(), usedforsecurity=False).hexdigest()

    digest = sha256(str(number).encode()).hexdigest()
    records: dict[type[Record], list[Record]] = {}
    for kind in CONTENT:
        ids, lists = _references(kind)
        records[kind] = []
        for record in plan.records[kind]:
            values = record.__dict__
            changed: dict[str, object] = {name: own(values[name]) for name in ids if values[name]}
            changed |= {name: [own(one) for one in values[name]] for name in lists}
            if "sha256" in values:
                changed["sha256"] = digest
            if kind is Document:
                place, title = place_of(values["place"], turn), f"{values['title']}（{number}）"
                changed |= {"place": place, "title": title}
            records[kind].append(record.model_copy(update=changed))
    return DocumentRecords(own(plan.document_id), digest, records, plan.extracted)


@cache
def _references(kind: type[Record]) -> tuple[list[str], list[str]]:
    """The fields of a record that hold ids, and those that hold lists of them."""
    names = list(kind.model_fields)
    ids = [name for name in names if name.endswith("_id") or name == "stable_key"]
    return ids, [name for name in names if name.endswith("_ids")]
