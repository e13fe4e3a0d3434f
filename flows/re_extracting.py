"""Re-extraction: bytes that were read before are read again by the current rules, and published if little changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from extractors.plans.reader import Given
from flows.exporting import publish_exports
from flows.extracting import Extraction
from flows.files import File
from flows.publishing import Publish, Publisher, load_extractions
from flows.reading import Runner, Watcher, cores, ignore, read_here, read_twice
from flows.refreshing import alone
from flows.rules import rules_version
from flows.settings import Settings
from flows.staging import Staging
from flows.summary import Summary
from schemas import Run
from schemas.run import RunKind
from warehouse.archive import folder_of
from warehouse.database import Connection, connect, writing
from warehouse.errors import HeldError, WarehouseError
from warehouse.gate import ALLOWED, hold_back
from warehouse.ledger import Reading, TableChanges, changed_values, readings, table_changes
from warehouse.publishing import let_go
from warehouse.transactions import transaction

_MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Selection:
    """Which documents to read again: all, or those that meet every condition given.

    `document` is an id, or part of a title or of the file's name; `extracted_before` is a day (UTC).
    """

    place: str | None = None
    year: int | None = None
    document: str | None = None
    rules_not_current: bool = False
    extracted_before: date | None = None

    def why(self, reading: Reading, rules: str) -> str | None:
        """Say why a version is to be read again; null where it is not."""
        is_named = self.document is None or (
            self.document == reading.document_id
            or self.document in (reading.title or "")
            or self.document in Path(reading.source).name
        )
        if not is_named or self.place not in (None, reading.place) or self.year not in (None, reading.year):
            return None
        if self.rules_not_current and reading.rules == rules:
            return None
        if self.extracted_before and reading.read_at >= datetime.combine(self.extracted_before, time.min):
            return None
        return "read by other rules" if reading.rules != rules else f"selected; read {reading.read_at:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Redo:
    """A version to be read again, and why."""

    reading: Reading
    why: str


@dataclass(frozen=True, slots=True)
class Redone:
    """What a re-extraction brought: how many records of which tables changed, the numbers, and whether it is held back.

    `held` is the sentence that says why nothing is public; null where all is.
    """

    run_id: str
    summary: Summary
    changes: tuple[TableChanges, ...]
    values: tuple[dict[str, object], ...]
    held: str | None = None

    def told(self) -> str:
        """One line for a person."""
        counts = "; ".join(
            f"{one.table}: {one.added} added, {one.gone} gone, {one.changed} changed" for one in self.changes
        )
        failed = len(self.summary.failures)
        return f"{self.summary.documents} read again, {failed} failed; {counts or 'nothing changed'}"


def to_redo(warehouse: Path, selection: Selection) -> list[Redo]:
    """Give the versions that are to be read again, in the order of their places, years and titles."""
    rules = rules_version()
    with connect(warehouse) as connection:
        found = readings(connection)
    told = ((reading, selection.why(reading, rules)) for reading in found)
    return [Redo(reading, why) for reading, why in told if why]


def re_extract_documents(
    settings: Settings,
    redo: Sequence[Redo],
    watch: Watcher = ignore,
    *,
    allowed: float | None = ALLOWED,
    runner: Runner = read_here,
) -> Redone:
    """Read the versions again from the bytes that were kept, and publish all at once.

    Where more than `allowed` percent of their quantities would be other than before, nothing is published, and what
    would have been is kept beside the warehouse. What can't be read any more stays as it was. No one else writes
    meanwhile.
    """
    if not redo:
        raise WarehouseError(f"{settings.warehouse}: has no document of that selection; see the view quality.")
    files = [_file(settings, one.reading) for one in redo]
    with alone(settings.warehouse):
        staging = Staging.of(settings)
        staging.tidy(settings.warehouse)
        read = read_twice(files, settings.workers or cores(), settings.limits, runner)
        done = _redone(settings.warehouse, staging.passed(read), watch, allowed)
        # into the lake with what is public, away with what is held
        staging.tidy(settings.warehouse)
        if done.held is None:
            publish_exports(settings)
    return done


def _redone(warehouse: Path, read: Iterable[Extraction], watch: Watcher, allowed: float | None) -> Redone:
    publisher = Publisher(warehouse, RunKind.RE_EXTRACT)
    redone: list[Redone] = []
    try:
        with writing(warehouse) as connection:
            publisher.publish = _into(connection)
            for extraction in read:
                watch(extraction)
                publisher.add(extraction)
            summary = publisher.finish()
            changes = table_changes(connection, publisher.run_id)
            values = changed_values(connection, publisher.run_id, _MOST_SHOWN)
            redone.append(Redone(publisher.run_id, summary, tuple(changes), tuple(values)))
            if allowed is not None:
                hold_back(connection, publisher.run_id, allowed)
    except HeldError as error:
        return replace(redone[0], held=str(error))
    let_go(warehouse)
    return redone[0]


def _into(connection: Connection) -> Publish:
    """Give what loads a batch into a warehouse that is open, instead of publishing it."""

    def load(warehouse: Path, run: Run, extractions: Sequence[Extraction], _: float | None) -> None:
        with transaction(connection):
            load_extractions(connection, warehouse, run, extractions)

    return load


def _file(settings: Settings, reading: Reading) -> File:
    kept = folder_of(settings.warehouse) / reading.sha256
    given = Given(reading.given_place, reading.given_year)
    return File(kept, settings.secret, reading.source, reading.sha256, given)
