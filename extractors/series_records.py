"""A document's series as records, linked from what validated, with what is to be told of them."""

from collections import defaultdict
from dataclasses import replace
from typing import TypeVar

from extractors.series.findings import findings_of
from extractors.series.records import series_of
from extractors.validation import DocumentRecords, Raw, finding, validated
from schemas import Event, Milestone, Quantity, Record, Series, SeriesPoint, Task

_Hanging = TypeVar("_Hanging", Milestone, Quantity, Event)


def link_series(result: DocumentRecords) -> None:
    """Link the quantities that validated, task by task, with what is to be told of each series."""
    milestones, quantities, events = (_by_task(result, Milestone), _by_task(result, Quantity), _by_task(result, Event))
    known: set[str] = set()
    for task in result.records[Task]:
        if not isinstance(task, Task):
            continue
        for found in series_of(task, milestones[task.task_id], quantities[task.task_id], events[task.task_id]):
            raws = [Raw(Series, found.series), *(Raw(SeriesPoint, values) for values in found.points)]
            records = [validated(raw, result.sha256) for raw in raws]
            told = {_identity(one): one for one in _told_of(records, result.sha256, task)}
            # two goals in the same words are told of once
            records += [one for identity, one in told.items() if identity not in known]
            known.update(told)
            result.extracted += len(records)
            for record in records:
                result.records[type(record)].append(record)


def _identity(record: Record) -> str:
    """A record's id: its first field."""
    return str(next(iter(record.model_dump().values())))


def _told_of(records: list[Record], sha256: str, task: Task) -> list[Record]:
    """Give the findings on a series and its points."""
    points = [record for record in records if isinstance(record, SeriesPoint)]
    page = task.pages[0] if task.pages else None
    return [
        validated(finding(sha256, replace(notice, page=page), severity), sha256)
        for series in records
        if isinstance(series, Series)
        for notice, severity in findings_of(series, points, task.ordinal)
    ]


def _by_task(result: DocumentRecords, kind: type[_Hanging]) -> defaultdict[str, list[_Hanging]]:
    found: defaultdict[str, list[_Hanging]] = defaultdict(list)
    for record in result.records[kind]:
        if isinstance(record, kind):
            found[record.task_id].append(record)
    return found
