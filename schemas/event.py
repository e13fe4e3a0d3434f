"""Events: the clauses of goals and milestones that say which stage a work reaches, or by when."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, ValidationInfo, model_validator

from schemas.record import Id, Record


class Stage(StrEnum):
    """How far a work has come: from steps before it is let (立项, 用地) to use (运营) and upkeep (日常管护)."""

    PREPARATION = "preparation"
    TENDER = "tender"
    STARTED = "started"
    STRUCTURE_COMPLETE = "structure_complete"
    COMPLETED = "completed"
    ACCEPTED = "accepted"
    IN_USE = "in_use"
    ONGOING = "ongoing"


class Event(Record):
    """A clause with a stage or a deadline, whether or not a number stands in it.

    Validate with {"cell": text} as context: the span must slice to `text`.
    """

    table: ClassVar[str] = "events"
    comment: ClassVar[str] = "A clause of a goal or milestone with a stage (阶段) or a deadline (时限), numbers or none"

    event_id: Id = Field(description="Id: hash of the cell and the span; new bytes give new ids")
    stable_key: Id = Field(description="Hash of document, row, cell, text and its occurrence: survives new bytes")
    task_id: Id = Field(description="The task")
    milestone_id: Id | None = Field(description="The milestone it stands in, or null for the task's goal")
    span_start: int = Field(ge=0, description="Where it begins in the cell's text, in characters from 0")
    span_end: int = Field(ge=1, description="Where it ends, exclusive: text = cell[span_start:span_end]")
    text: str = Field(min_length=1, description="The clause as written")
    action: str | None = Field(description="What is done (动作): 施工招标; null where no word says it")
    stage: Stage | None = Field(description="The stage (阶段) it reaches; null where only a deadline is said")
    object: str | None = Field(description="What it is done to (对象); null where none was found")
    component: str | None = Field(description="The sub-project the sentence is about (子项目); null where not divided")
    deadline: str | None = Field(
        description="The time (时限) as written, such as 6月底前; it may stand before the span"
    )
    deadline_first_day: date | None = Field(description="First day of that time; null where no calendar tells it")
    deadline_last_day: date | None = Field(description="Last day of that time; null where no calendar tells it")
    certainty: str | None = Field(
        description="How sure the plan is (确定程度), as written: 力争, 计划; null for a bare fact"
    )
    quantity_ids: list[str] = Field(description="The quantities in the clause, in order; empty where it has no number")

    @model_validator(mode="after")
    def _span_slices_to_text(self, info: ValidationInfo) -> Self:
        cell = (info.context or {}).get("cell")
        if cell is not None and cell[self.span_start : self.span_end] != self.text:
            raise ValueError(f"the span {self.span_start}:{self.span_end} does not hold the text {self.text!r}")
        return self

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.stage is None and self.deadline is None:
            raise ValueError("an event has a stage or a deadline")
        return self

    @model_validator(mode="after")
    def _deadline_is_one(self) -> Self:
        first, last = self.deadline_first_day, self.deadline_last_day
        if (first is None) != (last is None) or (first is not None and self.deadline is None):
            raise ValueError("a deadline has its words, and both days or neither")
        if first is not None and last is not None and first > last:
            raise ValueError("the deadline ends before it begins")
        return self
