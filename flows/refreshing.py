"""Refreshing: what is new or changed in the sources is read and published, and nothing else is touched."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.exporting import publish_exports
from flows.extracting import Extraction
from flows.fetching import Fetching
from flows.files import File
from flows.publishing import Publish, Publisher, publish
from flows.reading import Runner, Watcher, cores, ignore, read_here, read_twice
from flows.rules import rules_version
from flows.settings import Settings
from flows.sources import Found, Sources, Unreached
from flows.staging import Staging
from flows.summary import Summary
from schemas import Finding, Quantity, Run
from schemas.run import RunKind
from warehouse.database import connect
from warehouse.errors import WarehouseError
from warehouse.ledger import failed_on, read_by
from warehouse.locking import lock


@dataclass(frozen=True, slots=True)
class Work:
    """What a refresh has to do: files to read, and why the others are not.

    `unchanged` counts files whose bytes were read before, `other_rules` those of them that other rules read;
    `set_aside` names files that these rules failed on before.
    """

    to_read: tuple[File, ...]
    unreached: tuple[Unreached, ...] = ()
    unchanged: int = 0
    other_rules: int = 0
    set_aside: tuple[str, ...] = ()

    @property
    def files(self) -> int:
        """How many files were found or named."""
        return len(self.to_read) + len(self.unreached) + self.unchanged + len(self.set_aside)


@dataclass(frozen=True, slots=True)
class FileTold:
    """What is told of a file that was read or tried: counts, and why it failed, if it did."""

    name: str
    pages: int
    quantities: int
    findings: int
    seconds: float
    failure: str | None


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: its work, what came of it, and of each file; `run_id` is null if there was nothing."""

    work: Work
    summary: Summary = field(default_factory=Summary)
    run_id: str | None = None
    files: tuple["FileTold", ...] = ()

    def told(self) -> str:
        """One line for a person."""
        parts = [
            f"{self.summary.documents} read" if self.summary.documents else "nothing new",
            f"{self.work.unchanged} unchanged",
        ]
        if self.work.other_rules:
            parts.append(f"{self.work.other_rules} of them by other rules (xushi re-extract)")
        if self.summary.failures:
            parts.append(f"{len(self.summary.failures)} failed")
        if self.work.set_aside:
            parts.append(f"{len(self.work.set_aside)} set aside that failed before (--retry-failed)")
        return f"{self.work.files} files: {', '.join(parts)}"


@contextmanager
def alone(warehouse: Path) -> Iterator[None]:
    """Be the only refresh or re-extraction of a warehouse; raises WarehouseError where another one runs."""
    try:
        warehouse.parent.mkdir(parents=True, exist_ok=True)
        with lock(warehouse, patience=0, what="refreshed"):
            yield
    except OSError as error:
        raise WarehouseError(f"{warehouse}: can't be written ({error.strerror or error}); check the folder.") from error


def refresh_sources(
    settings: Settings,
    watch: Watcher = ignore,
    *,
    retry_failed: bool = False,
    runner: Runner = read_here,
    publish: Publish = publish,
    begin: Callable[[Work], None] | None = None,
) -> Refreshed:
    """Look at the sources, and read and publish what is new or changed by the hash of its bytes.

    `begin` is told of the work before it begins. What can't be had is in the ledger as failed, and what fails twice.
    Where something was read, the exports that are set follow.
    """
    may_fetch = Fetching(
        settings.allowed_hosts, settings.allow_private_hosts, settings.fetch_megabytes, settings.fetch_seconds
    )
    with alone(settings.warehouse), Sources(settings.sources, may_fetch, settings.secret) as sources:
        Staging.of(settings).tidy(settings.warehouse)
        work = work_for(sources.look(), settings.warehouse, retry_failed=retry_failed)
        if begin:
            begin(work)
        done = _done(work, settings, watch, runner, publish)
        if done.summary.documents:
            publish_exports(settings)
        return done


def work_for(found: Found, warehouse: Path, *, retry_failed: bool = False) -> Work:
    """Say which of the files that are there have to be read."""
    read: dict[str, str | None] = {}
    failed: frozenset[str] = frozenset()
    rules = rules_version()
    if warehouse.exists():
        with connect(warehouse) as connection:
            read = dict(read_by(connection))
            failed = frozenset() if retry_failed else failed_on(connection, rules)
    to_read: dict[str, File] = {}
    set_aside: list[str] = []
    unchanged = other_rules = 0
    for file in found.files:
        sha256 = file.sha256 or ""
        if sha256 in read or sha256 in to_read:
            unchanged += 1
            other_rules += read.get(sha256, rules) != rules
        elif sha256 in failed:
            set_aside.append(file.name)
        else:
            to_read[sha256] = file
    return Work(tuple(to_read.values()), found.unreached, unchanged, other_rules, tuple(set_aside))


def _done(work: Work, settings: Settings, watch: Watcher, runner: Runner, publish: Publish) -> Refreshed:
    staging = Staging.of(settings)

    def publish_and_settle(warehouse: Path, run: Run, extractions: Sequence[Extraction], allowed: float | None) -> None:
        publish(warehouse, run, extractions, allowed)
        staging.settle(extractions)

    publisher = Publisher(
        settings.warehouse,
        RunKind.REFRESH,
        publish_and_settle,
        # it reads no bytes that are known
        allowed=100.0,
        unchanged=work.unchanged,
        set_aside=len(work.set_aside),
    )
    told: list[FileTold] = []
    for extraction in staging.passed(_extractions(work, settings, runner)):
        watch(extraction)
        publisher.add(extraction)
        told.append(_told_of(extraction))
    summary = publisher.finish()
    return Refreshed(work, summary, publisher.run_id if told else None, tuple(told))


def _extractions(work: Work, settings: Settings, runner: Runner) -> Iterator[Extraction]:
    for one in work.unreached:
        yield Extraction(one.file, 0.0, rules_version(), failure=one.reason)
    yield from read_twice(work.to_read, settings.workers or cores(), settings.limits, runner)


def _told_of(extraction: Extraction) -> FileTold:
    records = extraction.records
    return FileTold(
        extraction.file.name,
        extraction.pages,
        records.count(Quantity) if records else 0,
        records.count(Finding) if records else 0,
        extraction.seconds,
        extraction.failure,
    )
