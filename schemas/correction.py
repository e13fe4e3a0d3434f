"""Corrections: what a person says of a record, which outlives every re-extraction; and what came of it in a version."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, field_validator, model_validator

from schemas.record import Id, Record, Sha256


class Decision(StrEnum):
    """What a person says of a record: right as it was read, another value in a field, or not what it was taken for."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"


class Correction(Record):
    """A person's word on a record, or on one field of it: a line of the corrections file.

    It names the record by its stable key, and says what it was when it was looked at: it holds only where that still
    stands there.
    """

    table: ClassVar[str] = "corrections"
    comment: ClassVar[str] = (
        "What a person says of a record (更正、确认、否定), as the file of corrections holds it; the last one counts"
    )

    correction_id: Id = Field(description="Id: random")
    document_id: Id = Field(description="The document")
    record: str = Field(description="The record's table")
    stable_key: Id = Field(description="The record's stable key: it survives new bytes with the same words")
    ordinal: int | None = Field(
        ge=1, description="The row of the plan it stood in, counted from 1: to find it, not to match; null for no row"
    )
    cell: str = Field(
        description="The text (原文) of the goal or milestone that it was read from, of a finding its whole row's;"
        " white space is ignored"
    )
    text: str = Field(description="The record's own words in it; of a finding its message")
    # lines that were written before there were other decisions have none
    decision: Decision = Field(
        default=Decision.CORRECT,
        description="accept: right as read; correct: `field` is `value`; reject: no such thing (no quantity), or wrong",
    )
    field: str | None = Field(description="The field that is corrected; null where the whole record is meant")
    expected: str | None = Field(
        description="What had been read, as text; null where that was null. Of a record that is accepted, its fields as"
        " JSON; null for one that is rejected"
    )
    value: str | None = Field(description="What it is, as text; null for nothing")
    reason: str = Field(description="Why (理由); '' only where it was accepted without a word")
    who: str = Field(min_length=1, description="Who says so (更正人)")
    made_at: datetime = Field(description="When, in UTC")

    @field_validator("made_at")
    @classmethod
    def _in_utc(cls, moment: datetime) -> datetime:
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment

    @model_validator(mode="after")
    def _says_what_and_why(self) -> Self:
        if (self.decision is Decision.CORRECT) != (self.field is not None):
            raise ValueError("who corrects names a field, who accepts or rejects means the whole record")
        if self.field is None and self.value is not None:
            raise ValueError("only a field has a value")
        if self.decision is not Decision.ACCEPT and not self.reason.strip():
            raise ValueError("the reason is empty; say why")
        return self


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


class ReviewedRecord(Record):
    """A record of a version of which a person has said something that holds."""

    table: ClassVar[str] = "reviewed_records"
    comment: ClassVar[str] = "A record that a person has reviewed (已审阅), and what was decided"

    reviewed_record_id: Id = Field(description="Id: hash of the record's table and id")
    sha256: Sha256 = Field(description="The version that the record is of")
    correction_id: Id = Field(description="The correction that decided it: the last one")
    record: str = Field(description="The record's table; a quantity or event that was rejected is in `rejects`")
    record_id: Id = Field(description="The record's id in that table")
    decision: Decision = Field(description="accept, correct or reject")
