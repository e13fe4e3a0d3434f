"""How a record is found again, in other bytes too: its stable key, and the words that it was read from."""

from collections import Counter

from extractors.validation import DocumentRecords
from schemas import Event, Milestone, Quantity, Record, Responsibility, Task
from schemas.record import make_id


class Places:
    """The records of one version that may be corrected, each with its stable key and where it stands."""

    def __init__(self, version: DocumentRecords) -> None:
        """Look through a version's records, as they were read."""
        self._document_id = version.document_id
        self._tasks = {one.task_id: one for one in version.records[Task] if isinstance(one, Task)}
        milestones = [one for one in version.records[Milestone] if isinstance(one, Milestone)]
        self._milestones = {one.milestone_id: one for one in milestones}
        self._turns = _turns(milestones)
        self.records: dict[tuple[str, str], Record] = {
            (kind.table, self.stable_key(record)): record
            for kind in (Task, Milestone, Quantity, Event, Responsibility)
            for record in version.records[kind]
        }
        """Each record by its table and its stable key."""

    def stable_key(self, record: Record) -> str:
        """What the record is known by in all bytes of its document."""
        match record:
            case Quantity() | Event():
                return record.stable_key
            case Milestone():
                return make_id("milestone-key", *self._row(record.task_id), *self._turns[record.milestone_id])
            case Task():
                return make_id("task-key", *self._row(record.task_id))
            case Responsibility():
                return make_id("responsibility-key", *self._row(record.task_id), record.role.value, record.position)
            case _:
                raise TypeError(f"{record.table} can't be corrected")

    def task(self, record: Record) -> Task:
        """The task that a record belongs to, or is."""
        return self._tasks[str(record.model_dump()["task_id"])]

    def cell(self, record: Record) -> str:
        """The text of the goal or milestone that the record was read from."""
        milestone_id = record.model_dump().get("milestone_id")
        return self.task(record).goal if milestone_id is None else self._milestones[milestone_id].text

    def words(self, record: Record) -> str:
        """The record's own words."""
        match record:
            case Quantity() | Event() | Milestone():
                return record.text
            case Responsibility():
                return record.unit
            case _:
                return self.task(record).goal

    def _row(self, task_id: str) -> tuple[str, int]:
        return self._document_id, self._tasks[task_id].ordinal


def _turns(milestones: list[Milestone]) -> dict[str, tuple[str | int | None, ...]]:
    """What tells each milestone of a task apart: period and kind, and its turn among those that are alike."""
    turns: dict[str, tuple[str | int | None, ...]] = {}
    equals = Counter[tuple[str | None, ...]]()
    for one in milestones:
        first, last = (day.isoformat() if day else None for day in (one.first_day, one.last_day))
        period = (first or one.label, last, one.kind.value)
        equals[(one.task_id, *period)] += 1
        turns[one.milestone_id] = (*period, equals[(one.task_id, *period)])
    return turns
