"""Corrections: what a person says of a record, which outlives every re-extraction; and the fields that one replaced."""

from datetime import UTC, datetime
from typing import ClassVar

from pydantic import Field, field_validator

from schemas.record import Id, Record, Sha256


class Correction(Record):
    """A person's word on one field of a record, a line of the corrections file.

    It names the record by its stable key, and says what it was when it was corrected: it is applied only where that
    still stands there.
    """

    table: ClassVar[str] = "corrections"
    comment: ClassVar[str] = (
        "What a person says a field is (更正), as the file of corrections holds it; the last one counts"
    )

    correction_id: Id = Field(description="Id: random")
    document_id: Id = Field(description="The document")
    record: str = Field(description="The record's table")
    stable_key: Id = Field(description="The record's stable key: it survives new bytes with the same words")
    ordinal: int = Field(ge=1, description="The row of the plan it stood in, counted from 1: to find it, not to match")
    cell: str = Field(
        description="The text (原文) of the goal or milestone that it was read from; white space is ignored"
    )
    text: str = Field(description="The record's own words in it")
    field: str = Field(description="The field that is corrected")
    expected: str | None = Field(description="What had been read, as text; null where that was null")
    value: str | None = Field(description="What it is, as text; null for nothing")
    reason: str = Field(min_length=1, description="Why (理由)")
    who: str = Field(min_length=1, description="Who says so (更正人)")
    made_at: datetime = Field(description="When, in UTC")

    @field_validator("made_at")
    @classmethod
    def _in_utc(cls, moment: datetime) -> datetime:
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


class CorrectedField(Record):
    """A field that a correction replaced in a version, or that follows from one, with what had been read."""

    table: ClassVar[str] = "corrected_fields"
    comment: ClassVar[str] = "A field that a correction replaced (已更正字段), with what had been read"

    corrected_field_id: Id = Field(description="Id: hash of the record's id and the field")
    sha256: Sha256 = Field(description="The version that the record is of")
    correction_id: Id = Field(description="The correction")
    record: str = Field(description="The record's table")
    record_id: Id = Field(description="The record's id in that table")
    field: str = Field(description="The field: the one corrected, or one that follows from it, such as base_value")
    as_read: str | None = Field(description="What had been read (原值), as text; null where that was null")
    value: str | None = Field(description="What the record says now, as text; null likewise")
