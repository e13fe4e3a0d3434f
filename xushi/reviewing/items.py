"""What the page shows of one record: where it was written, its words, its fields, and those of the numbers in it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.corrections.fields import KINDS, REJECTABLE
from schemas import Finding, Record
from warehouse.database import Connection
from warehouse.evidence import Evidence, Words, evidence_of
from warehouse.reviewing import Decided, decision_on, row_of, shown_of
from xushi.reviewing.fields import Field, fields_of

_KINDS: tuple[type[Record], ...] = (*REJECTABLE, Finding)
_REJECTABLE = frozenset(kind.table for kind in _KINDS)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a cell's text; where it is a quantity's words, which, and whether the record shown is about it."""

    text: str
    quantity_id: str | None = None
    is_meant: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A goal or milestone that is shown: its label, where it stands, and its text in parts."""

    label: str
    places: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that may be answered: what it is called, its fields, and what an answer must find as it was shown."""

    record_id: str
    table: str
    label: str
    fields: tuple[Field, ...]
    shown: str
    is_rejectable: bool
    decided: Decided | None


@dataclass(frozen=True, slots=True)
class Item:
    """A record on the page of its own: `own` is itself, `others` are the records that it is made of or about."""

    evidence: Evidence
    cells: tuple[Cell, ...]
    own: Entry
    others: tuple[Entry, ...]
    details: Mapping[str, object]


def item_of(connection: Connection, record_id: str) -> Item:
    """Give what is shown of a record; raises WarehouseError where there is no such record, or none to be reviewed."""
    evidence = evidence_of(connection, record_id)
    table, row = row_of(connection, evidence.kind, record_id)
    own = _entry(connection, table, evidence.told, row)
    spans = _spans(connection, evidence)
    meant = [span.record_id for words in evidence.words for span in words.spans]
    others = [one for one in meant if one != record_id and one in spans.ids]
    labels = {span_id: f"{words.label}：{told}" for words in evidence.words for span_id, told in spans.told(words)}
    entries = [_entry(connection, "quantities", labels[one], row_of(connection, "quantity", one)[1]) for one in others]
    if table == Finding.table and not entries and evidence.words:
        task = row_of(connection, "task", evidence.words[0].task_id)[1]
        entries.append(_entry(connection, "tasks", str(task["goal"]), task))
    cells = tuple(_cell(words, spans.of(words), frozenset(meant)) for words in evidence.words)
    return Item(evidence, cells, own, tuple(entries), row)


def _entry(connection: Connection, table: str, label: str, row: Mapping[str, object]) -> Entry:
    record_id = str(next(iter(row.values())))
    found = connection.execute("SELECT as_read FROM corrected_records WHERE record_id = $id", {"id": record_id})
    as_read: dict[str, str | None] = next(iter(found.fetchall()), ({},))[0]
    return Entry(
        record_id=record_id,
        table=table,
        label=label,
        fields=fields_of(table, row, as_read) if table in KINDS else (),
        shown=shown_of(connection, record_id),
        is_rejectable=table in _REJECTABLE,
        decided=decision_on(connection, record_id),
    )


class _Spans:
    """Where the quantities of some tasks stand in their cells."""

    def __init__(self, rows: Sequence[tuple[str, str | None, int, int, str]]) -> None:
        self._of_cell: defaultdict[tuple[str, str | None], list[tuple[int, int, str]]] = defaultdict(list)
        for task_id, milestone_id, start, end, quantity_id in rows:
            self._of_cell[task_id, milestone_id].append((start, end, quantity_id))
        self.ids = frozenset(row[-1] for row in rows)

    def of(self, words: Words) -> list[tuple[int, int, str]]:
        """The spans of all quantities in a cell, in order."""
        return sorted(self._of_cell[words.task_id, words.milestone_id])

    def told(self, words: Words) -> Iterator[tuple[str, str]]:
        """Each quantity of a cell with its words."""
        return ((quantity_id, words.text[start:end]) for start, end, quantity_id in self.of(words))


def _spans(connection: Connection, evidence: Evidence) -> _Spans:
    tasks = sorted({words.task_id for words in evidence.words})
    query = """
        SELECT task_id, milestone_id, span_start, span_end, quantity_id FROM quantities
        WHERE task_id IN (SELECT unnest($tasks))
    """
    return _Spans(connection.execute(query, {"tasks": tasks}).fetchall())


def _cell(words: Words, spans: Sequence[tuple[int, int, str]], meant: frozenset[str]) -> Cell:
    parts, at = [], 0
    for start, end, quantity_id in spans:
        if start >= at:
            parts += [Part(words.text[at:start]), Part(words.text[start:end], quantity_id, quantity_id in meant)]
            at = end
    parts.append(Part(words.text[at:]))
    places = dict.fromkeys(place.name or f"page {place.page}" for place in words.places)
    return Cell(words.label, ", ".join(places), tuple(part for part in parts if part.text))
