"""What is measured of a warehouse: loading, publishing one document, and the typical query of each view."""

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import quantiles

from benchmarks.warehouse.corpus import copies
from extractors.records import DocumentRecords
from schemas import Document, Run, Sighting
from schemas.run import Outcome, RunKind
from warehouse import views
from warehouse.database import Connection, connect, writing
from warehouse.loading import load
from warehouse.transactions import transaction

# documents that are published together while a corpus is loaded
BATCH = 250
# queries of each view, for as many places in turn; a view that takes longer than this many seconds is asked less often
QUERIES = 20
PATIENCE = 6.0

_START = datetime(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents loaded and published: how many, how many were there then, and the seconds it took."""

    loaded: int
    documents: int
    seconds: float
    copy_seconds: float

    @property
    def rate(self) -> float:
        """Documents a second, without the copy of the file that they are published with."""
        return self.loaded / (self.seconds - self.copy_seconds)


@dataclass(frozen=True, slots=True)
class One:
    """Publishing one document: the seconds for a known one read again, for a new one, and for copying the file."""

    again: float
    new: float
    copy: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A view's typical query: what it asks, the rows it gave, and the milliseconds it took."""

    view: str
    condition: str
    rows: float
    p50: float
    p95: float


def grow(warehouse: Path, plans: Sequence[DocumentRecords], start: int, stop: int) -> Iterator[Batch]:
    """Load documents by their numbers, a batch at a time."""
    for first in range(start, stop, BATCH):
        versions = list(copies(plans, range(first, min(first + BATCH, stop))))
        copied = _seconds(lambda: _copy(warehouse))
        # called before the name is bound anew
        seconds = _seconds(lambda versions=versions, first=first: _publish(warehouse, first, versions))
        yield Batch(len(versions), first + len(versions), seconds, copied)


def publish_one(warehouse: Path, plans: Sequence[DocumentRecords], documents: int) -> One:
    """Publish a known document again, and a new one; each the median of three."""
    (known,) = copies(plans, range(documents // 2, documents // 2 + 1))
    again = [_seconds(lambda: _publish(warehouse, documents + 1, [known])) for _ in range(3)]
    new = []
    for number in range(documents, documents + 3):
        versions = list(copies(plans, range(number, number + 1)))
        new.append(_seconds(lambda versions=versions, number=number: _publish(warehouse, number, versions)))
    copied = [_seconds(lambda: _copy(warehouse)) for _ in range(3)]
    return One(*(sorted(times)[1] for times in (again, new, copied)))


def ask_views(warehouse: Path, places: Sequence[tuple[str, int]]) -> Iterator[Asked]:
    """Ask each view its typical question, about one place and year after the other."""
    with connect(warehouse) as connection:
        for view in views.definitions():
            condition, values = _question(connection, view.name, places)
            times, rows = [], 0
            for value in values:
                started = time.perf_counter()
                rows += len(connection.execute(f"FROM {view.name} {condition}", value).fetchall())
                times.append((time.perf_counter() - started) * 1000)
                if sum(times) > PATIENCE * 1000 and len(times) > 1:
                    break
            # a query's first run reads from the disk what later ones find in memory
            cuts = quantiles(times, n=20, method="inclusive")
            yield Asked(view.name, condition, rows / len(times), cuts[9], cuts[18])


def _question(
    connection: Connection, view: str, places: Sequence[tuple[str, int]]
) -> tuple[str, list[tuple[object, ...]]]:
    """The condition of a view's typical query, and its values: a place and a year, or the head of it all."""
    columns = {name for name, *_ in connection.execute(f"DESCRIBE {view}").fetchall()}
    asked = [places[at % len(places)] for at in range(QUERIES)]
    if {"place", "year"} <= columns:
        return "WHERE place = ? AND year = ?", list(asked)
    return "LIMIT 100", [()] * QUERIES


def _publish(warehouse: Path, number: int, versions: Sequence[DocumentRecords]) -> None:
    started = _START + timedelta(seconds=number)
    count = len(versions)
    run_id = f"{number:032x}"
    run = Run(
        run_id=run_id,
        kind=RunKind.INGEST,
        started_at=started,
        finished_at=started,
        files=count,
        loaded=count,
        failed=0,
        unchanged=0,
        set_aside=0,
    )
    sightings = [_sighting(run_id, one.sha256) for one in versions]
    with writing(warehouse) as connection, transaction(connection):
        load(connection, run, sightings, versions)


def _sighting(run_id: str, sha256: str) -> Sighting:
    return Sighting(
        run_id=run_id,
        source=f"{sha256}.pdf",
        sha256=sha256,
        outcome=Outcome.LOADED,
        reason=None,
        seconds=1.0,
        rules=None,
        given_place=None,
        given_year=None,
    )


def _copy(warehouse: Path) -> None:
    """Copy the file, as publishing does before it writes."""
    if warehouse.exists():
        copy = warehouse.with_name("copied")
        shutil.copyfile(warehouse, copy)
        copy.unlink()


def places_of(versions: Sequence[DocumentRecords]) -> list[tuple[str, int]]:
    """The places and years of documents."""
    found = [one for version in versions for one in version.records[Document]]
    return [(one.place, one.year) for one in found if isinstance(one, Document) and one.place and one.year]


def _seconds(what: Callable[[], object]) -> float:
    started = time.perf_counter()
    what()
    return time.perf_counter() - started
