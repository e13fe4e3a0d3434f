"""Findings and rejects (content); runs, sightings and changes (observations)."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from schemas.record import Id, Record, Sha256


class Severity(StrEnum):
    """How much a finding matters to who uses the numbers."""

    INFORMATION = "information"
    WARNING = "warning"
    HIGH = "high"


class Finding(Record):
    """Something a reader of the document's numbers should know."""

    table: ClassVar[str] = "findings"
    comment: ClassVar[str] = "Something a reader should know (提示): a doubtful page, a gap in the numbering"

    finding_id: Id = Field(description="Id: hash of version, rule, place and message")
    sha256: Sha256 = Field(description="The version it is about")
    rule: str = Field(min_length=1, description="The rule that found it")
    severity: Severity = Field(description="information, warning or high")
    message: str = Field(min_length=1, description="What was found, in a sentence")
    page: int | None = Field(ge=1, description="The page, counted from 1; null where it is about none in particular")
    ordinal: int | None = Field(ge=1, description="The row of the plan, counted from 1; null likewise")


class Reject(Record):
    """A record that did not validate, with its reason: what was read never vanishes."""

    table: ClassVar[str] = "rejects"
    comment: ClassVar[str] = "A record that did not validate (未入库记录), raw, with the reason"

    reject_id: Id = Field(description="Id: hash of version, record kind and raw record")
    sha256: Sha256 = Field(description="The version it was read from")
    record: str = Field(description="The table it would have gone to")
    raw: str = Field(description="The record as it was read, as JSON")
    reason: str = Field(description="Why it was rejected: the validator's words")
    errors: str = Field(description="The validator's errors as a JSON list of type, loc and msg; [] where it has none")
    text: str | None = Field(description="The cell's text (原文) it was read from; null where it is of no cell")
    page: int | None = Field(ge=1, description="The page it was read from, counted from 1")
    x0: float | None = Field(description="Left edge, in PDF points, of where the cell begins; null without a page")
    y0: float | None = Field(description="Bottom edge, likewise")
    x1: float | None = Field(description="Right edge, likewise")
    y1: float | None = Field(description="Top edge, likewise")


class RunKind(StrEnum):
    """What a run was for."""

    INGEST = "ingest"
    REFRESH = "refresh"
    RE_EXTRACT = "re-extract"
    CORRECT = "correct"


class Run(Record):
    """One run: when it ran and what it brought. Written in the same transaction as the data."""

    table: ClassVar[str] = "runs"
    comment: ClassVar[str] = "One run (运行): when it ran, over how many files, with what outcome"

    run_id: Id = Field(description="Id: random")
    kind: RunKind = Field(
        description="ingest: files that were named; refresh: what is new or changed in the sources; re-extract: known"
        " bytes read again; correct: what people say"
    )
    started_at: datetime = Field(description="When it started, in UTC")
    finished_at: datetime = Field(description="When its data were written, in UTC")
    files: int = Field(ge=0, description="Files looked at")
    loaded: int = Field(ge=0, description="Files loaded")
    failed: int = Field(ge=0, description="Files that could not be read")
    unchanged: int = Field(ge=0, description="Files whose bytes were known, and not read again")
    set_aside: int = Field(ge=0, description="Files that the same rules had failed on before, and not tried again")


class Outcome(StrEnum):
    """What became of a file in a run."""

    LOADED = "loaded"
    FAILED = "failed"


class Sighting(Record):
    """A file that a run looked at."""

    table: ClassVar[str] = "sightings"
    comment: ClassVar[str] = "A file that a run looked at (来源), and what became of it"

    run_id: Id = Field(description="The run")
    source: str = Field(description="The file's path or address as given")
    sha256: Sha256 | None = Field(description="The hash of its bytes; null where it could not be opened")
    outcome: Outcome = Field(description="loaded or failed")
    reason: str | None = Field(description="Why it failed, in a sentence; null where it did not")
    seconds: float = Field(ge=0, description="How long reading it took")
    rules: Sha256 | None = Field(
        description="The version of the rules that read it, or tried to; null of runs before versions were kept"
    )
    given_place: str | None = Field(description="The place that the source told for it; null where it told none")
    given_year: int | None = Field(description="The year that the source told for it; null likewise")


class ChangeKind(StrEnum):
    """What a re-extraction did to a record."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


class Change(Record):
    """What reading the same bytes again changed: one field of a record, or a record as a whole."""

    table: ClassVar[str] = "changes"
    comment: ClassVar[str] = "What reading the same bytes again changed (变更), field by field"

    run_id: Id = Field(description="The run that read them again")
    sha256: Sha256 = Field(description="The version that was read again")
    record: str = Field(description="The record's table")
    record_id: str = Field(min_length=1, description="The record's id in that table")
    kind: ChangeKind = Field(description="added, gone, or changed")
    field: str | None = Field(description="The field that changed; null where the whole record was added or is gone")
    old: str | None = Field(description="What it was, as text; a whole record as JSON; null where it was null or new")
    new: str | None = Field(description="What it is now, likewise; null where it is null or gone")
