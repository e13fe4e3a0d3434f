"""How a record is found again, in other bytes too: its stable key, and the words that it was read from."""

from collections import Counter, defaultdict

from extractors.validation import DocumentRecords
from schemas import Event, Finding, Milestone, Quantity, Record, Responsibility, Task
from schemas.record import make_id

Key = tuple[str, str]
"""A record's table and its stable key."""


class Places:
    """The records of one version that a person may speak of, each with its stable key and where it stands."""

    def __init__(self, version: DocumentRecords) -> None:
        """Look through a version's records, as they were read."""
        self._version = version
        self._document_id = version.document_id
        self._tasks = {one.task_id: one for one in version.records[Task] if isinstance(one, Task)}
        milestones = [one for one in version.records[Milestone] if isinstance(one, Milestone)]
        self._milestones = {one.milestone_id: one for one in milestones}
        self._milestones_of: defaultdict[str, list[Milestone]] = defaultdict(list)
        for one in milestones:
            self._milestones_of[one.task_id].append(one)
        self._turns = _turns(milestones)
        self.records: dict[Key, Record] = {
            (kind.table, self.stable_key(record)): record
            for kind in (Task, Milestone, Quantity, Event, Responsibility)
            for record in version.records[kind]
        }
        """Each record that was read, by its table and its stable key."""

    def findings(self) -> dict[Key, Record]:
        """Give the version's findings as they are now, likewise: they may change with what is corrected."""
        return {(Finding.table, self.stable_key(one)): one for one in self._version.records[Finding]}

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
            case Finding():
                page = record.page if record.ordinal is None else None
                return make_id("finding-key", self._document_id, record.rule, record.ordinal, page, record.message)
            case _:
                raise TypeError(f"{record.table} can't be corrected")

    def ordinal(self, record: Record) -> int | None:
        """The row of the plan that a record stands in; null for a finding that is of none."""
        return record.ordinal if isinstance(record, Finding) else self._task(record).ordinal

    def cell(self, record: Record) -> str:
        """The text of the goal or milestone that the record was read from; of a finding that of its whole row."""
        if isinstance(record, Finding):
            return "\n".join(self._words_of_row(record.ordinal))
        milestone_id = record.model_dump().get("milestone_id")
        return self._task(record).goal if milestone_id is None else self._milestones[milestone_id].text

    def words(self, record: Record) -> str:
        """The record's own words."""
        match record:
            case Quantity() | Event() | Milestone():
                return record.text
            case Responsibility():
                return record.unit
            case Finding():
                return record.message
            case _:
                return self._task(record).goal

    def turn(self, record: Record) -> tuple[int, int, int]:
        """Where a record stands in its plan: row, period (a goal's comes first), and its place there."""
        own = record.model_dump()
        milestone = self._milestones.get(own.get("milestone_id") or "")
        return self._task(record).ordinal, milestone.position if milestone else 0, own.get("span_start", 0)

    def _task(self, record: Record) -> Task:
        """The task that a record belongs to, or is."""
        return self._tasks[str(record.model_dump()["task_id"])]

    def _words_of_row(self, ordinal: int | None) -> list[str]:
        """The goal and the milestones of a row."""
        return [
            words
            for task in self._tasks.values()
            if task.ordinal == ordinal
            for words in (task.goal, *(one.text for one in self._milestones_of[task.task_id]))
        ]

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


def id_of(record: Record) -> str:
    """A record's id: its first field."""
    return str(next(iter(record.model_dump().values())))


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for where their lines are broken."""
    return "".join(one.split()) == "".join(other.split())
