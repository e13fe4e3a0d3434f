"""The operations of an ingest, as plain functions: find the files, read each, load what was read."""

import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extractors.documents.document import Document, read_document
from extractors.errors import UnreadableError
from extractors.isolation.isolated import Isolated
from extractors.isolation.limits import Limits
from extractors.plans.reader import read_plan
from extractors.records import DocumentRecords, records_of
from schemas import Finding, Milestone, Quantity, Record, Reject, Run, Sighting, Task
from schemas.run import Outcome
from warehouse import archive
from warehouse.database import writing
from warehouse.loading import load
from warehouse.transactions import transaction

# What a folder is searched for; a file's kind is told from its content. Kinds that can't be read are found too, so that
# each is told what to do about it.
SUFFIXES = frozenset(
    {".pdf", ".docx", ".docm", ".xlsx", ".xlsm", ".html", ".htm", ".txt", ".tsv"}
    | {".doc", ".wps", ".rtf", ".xls", ".et", ".mht", ".mhtml", ".ofd"}
)
# An office program's mark that it has a file open, named after the file.
_LOCK = "~$"

# files read before they are published: a batch is what one Prefect task does, and what a killed run loses at most
BATCH = 20


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, and the password that opens it where it is locked."""

    path: Path
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What reading one file brought: its document and records, or the reason why there are none."""

    path: Path
    seconds: float
    document: Document | None = None
    records: DocumentRecords | None = None
    failure: str | None = None

    def summary(self) -> str:
        """One line for a person."""
        if self.records is None:
            return f"not read: {self.failure}"
        counts = ", ".join(
            f"{self.records.count(kind)} {kind.table}" for kind in (Task, Milestone, Quantity, Finding, Reject)
        )
        return f"{self.path}: {counts}"


@dataclass(frozen=True, slots=True)
class Summary:
    """What an ingest brought, over all its files."""

    files: int = 0
    documents: int = 0
    tasks: int = 0
    milestones: int = 0
    quantities: int = 0
    findings: int = 0
    rejects: int = 0
    failures: tuple[str, ...] = ()
    seconds: float = 0.0

    def with_batch(self, extractions: Sequence[Extraction], seconds: float) -> "Summary":
        """The summary with another batch counted in; `seconds` is the time since the start."""
        read = [extraction.records for extraction in extractions if extraction.records is not None]

        def total(kind: type[Record]) -> int:
            return sum(records.count(kind) for records in read)

        return Summary(
            files=self.files + len(extractions),
            documents=self.documents + len(read),
            tasks=self.tasks + total(Task),
            milestones=self.milestones + total(Milestone),
            quantities=self.quantities + total(Quantity),
            findings=self.findings + total(Finding),
            rejects=self.rejects + total(Reject),
            failures=(*self.failures, *(e.failure for e in extractions if e.failure)),
            seconds=seconds,
        )


Watcher = Callable[[Extraction], None]


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Give the files to read: those named, and those in the folders named, each once, in a fixed order.

    Links that lead out of their folder are among them, to files and to folders: `extract` says why they are not read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_files_in(path) if path.is_dir() and not _leads_out(path) else [path]))
    return list(found)


def _files_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.name.startswith(_LOCK):
            continue
        if path.is_dir():
            # what a link within the folder leads to is found where it stands
            if _leads_out(path):
                yield path
        elif path.suffix.lower() in SUFFIXES and (path.is_file() or path.is_symlink()):
            yield path


def _leads_out(path: Path) -> bool:
    """Whether the path is a link to somewhere outside the folder it stands in."""
    return path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve())


def _refuse_link(path: Path) -> None:
    if _leads_out(path):
        raise UnreadableError(
            f"{path}: is a link that leads out of its folder, to {path.resolve()}; name that instead."
        )


def batches(files: Sequence[File]) -> Iterator[list[File]]:
    """Cut the files into batches."""
    for at in range(0, len(files), BATCH):
        yield list(files[at : at + BATCH])


def extract(file: File) -> Extraction:
    """Read one file; what can't be read gives an Extraction that says why."""
    path, started = file.path, time.monotonic()
    document = None
    try:
        _refuse_link(path)
        document = read_document(path)
        records = records_of(document, read_plan(document, file.password))
    except MemoryError:
        raise
    except UnreadableError as error:
        return Extraction(path, time.monotonic() - started, document, failure=str(error))
    except Exception as error:  # a fault of ours in one file must not keep the rest of the batch from landing
        told = " ".join(f"{type(error).__name__}: {error}".split())
        failure = f"{path}: reading it failed ({told}); report it with the file."
        return Extraction(path, time.monotonic() - started, document, failure=failure)
    return Extraction(path, time.monotonic() - started, document, records)


def publish(warehouse: Path, run: Run, extractions: Sequence[Extraction]) -> None:
    """Load what was read, with the run that read it, in one transaction, and publish it; the files' bytes are kept."""
    with writing(warehouse) as connection, transaction(connection):
        for extraction in extractions:
            if extraction.document is not None and extraction.records is not None:
                archive.keep(warehouse, extraction.document.sha256, extraction.document.content)
        sightings = [_sighting(run.run_id, extraction) for extraction in extractions]
        load(connection, run, sightings, [each.records for each in extractions if each.records is not None])


def _sighting(run_id: str, extraction: Extraction) -> Sighting:
    return Sighting(
        run_id=run_id,
        source=str(extraction.path),
        sha256=extraction.document.sha256 if extraction.document else None,
        outcome=Outcome.FAILED if extraction.failure else Outcome.LOADED,
        reason=extraction.failure,
        seconds=extraction.seconds,
    )


def run_ingest(
    files: Sequence[File],
    warehouse: Path,
    limits: Limits,
    watch: Watcher,
    extract_batch: Callable[[list[File], Isolated, Watcher], list[Extraction]],
    publish_batch: Callable[[Path, Run, list[Extraction]], None],
) -> Summary:
    """Read the files a batch at a time, and publish each batch; the two steps are given, plain or as Prefect tasks.

    Files are read in a child process within `limits`. `watch` is called with each file's Extraction as it is done.
    Where nothing could be read and there is no warehouse yet, none is made.
    """
    run_id, started, clock = uuid.uuid4().hex, _now(), time.monotonic()
    summary = Summary()
    unpublished: list[Extraction] = []
    with Isolated(limits) as child:
        for batch in batches(files):
            extractions = extract_batch(batch, child, watch)
            unpublished += extractions
            summary = summary.with_batch(extractions, time.monotonic() - clock)
            if summary.documents or warehouse.exists():
                run = Run(
                    run_id=run_id,
                    started_at=started,
                    finished_at=_now(),
                    files=summary.files,
                    loaded=summary.documents,
                    failed=len(summary.failures),
                )
                publish_batch(warehouse, run, unpublished)
                unpublished = []
    return summary


def _now() -> datetime:
    """UTC, without a zone, as the ledger keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def extract_apart(file: File, child: Isolated) -> Extraction:
    """Read one file in a child process; a hang, a crash or a bomb gives an Extraction that says so."""
    started = time.monotonic()
    try:
        return child.call(extract, file, str(file.path))
    except UnreadableError as error:
        return Extraction(file.path, time.monotonic() - started, failure=str(error))


def extract_files(files: list[File], child: Isolated, watch: Watcher) -> list[Extraction]:
    """Read each file of a batch."""
    extractions = []
    for file in files:
        extraction = extract_apart(file, child)
        watch(extraction)
        extractions.append(extraction)
    return extractions


def ingest_files(files: Sequence[File], warehouse: Path, limits: Limits, watch: Watcher) -> Summary:
    """Read the files and load them into the warehouse, without Prefect."""
    return run_ingest(files, warehouse, limits, watch, extract_files, publish)
