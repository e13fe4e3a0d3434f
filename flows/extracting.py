"""Reading one file: its records, or the reason why there are none."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.documents.document import Document, document_of, read_document
from extractors.errors import UnreadableError
from extractors.validation import DocumentRecords
from flows.files import File, refuse_link
from flows.rules import rules_version
from schemas import Finding, Milestone, Quantity, Reject, Task, Version


@dataclass(frozen=True, slots=True)
class Staged:
    """Where the records of a version lie as Parquet, a file a table, and how many there are of each.

    `extracted` counts what was read, rejected records among it.
    """

    folder: Path
    document_id: str
    sha256: str
    extracted: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What reading one file brought: its document and records, or the reason why there are none.

    `rules` is the version of the rules that read it, or tried to; `seconds` is how long that took; `staged` says where
    its records lie where a staging folder is set.
    """

    file: File
    seconds: float
    rules: str
    document: Document | None = None
    records: DocumentRecords | None = None
    failure: str | None = None
    staged: Staged | None = None

    @property
    def sha256(self) -> str | None:
        """The hash of the file's bytes; null where they could not be read."""
        return self.document.sha256 if self.document else self.file.sha256

    @property
    def pages(self) -> int:
        """How many pages were read; none of a file that has no pages."""
        versions = self.records.records[Version] if self.records else []
        return sum(version.pages or 0 for version in versions if isinstance(version, Version))

    def summary(self) -> str:
        """One line for a person."""
        if self.records is None:
            return f"not read: {self.failure}"
        counts = ", ".join(
            f"{self.records.count(kind)} {kind.table}" for kind in (Task, Milestone, Quantity, Finding, Reject)
        )
        return f"{self.file.name}: {counts}"


def extract(file: File) -> Extraction:
    """Read one file; what can't be read gives an Extraction that says why."""
    # only here, for they take a second to import and this is called in child processes
    from extractors.plans.reader import read_plan
    from extractors.records import records_of

    started = time.monotonic()
    document, records, failure = None, None, None
    try:
        document = _document(file)
        records = records_of(document, read_plan(document, file.password, file.given))
    except MemoryError:
        raise
    except UnreadableError as error:
        failure = str(error)
    except Exception as error:  # a fault of ours in one file must not keep the rest of the batch from landing
        told = " ".join(f"{type(error).__name__}: {error}".split())
        failure = f"{file.name}: reading it failed ({told}); report it with the file."
    # who gave the bytes has them
    told_of = replace(file, content=None)
    return Extraction(told_of, time.monotonic() - started, rules_version(), document, records, failure)


def _document(file: File) -> Document:
    if file.content is not None:
        return document_of(file.name, file.content)
    refuse_link(file.path)
    return read_document(file.path, file.source)
