"""Milestones: what a task's row says for one period; and where its cells stand in the file."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from schemas.record import Id, Record


class MilestoneKind(StrEnum):
    """Whether a milestone says what is due or what was done."""

    PLAN = "plan"
    ACTUAL = "actual"


class Milestone(Record):
    """A period's cell of a task; an empty cell is a milestone with text ''."""

    table: ClassVar[str] = "milestones"
    comment: ClassVar[str] = "What a task's row says for one period (序时进度); an empty cell has text ''"

    milestone_id: Id = Field(description="Id: hash of the task, the period, the kind and its ordinal among equals")
    task_id: Id = Field(description="The task")
    position: int = Field(ge=1, description="The period's place in the row, counted from 1")
    label: str = Field(description="The period's label (阶段) as written, such as 第一季度")
    first_day: date | None = Field(description="First day of the period; null where the year is unknown")
    last_day: date | None = Field(description="Last day of the period; null where the year is unknown")
    quarter: int | None = Field(ge=1, le=4, description="1 to 4 where the period is a quarter (季度), else null")
    kind: MilestoneKind = Field(description="plan (计划) or actual (完成情况)")
    text: str = Field(description="The cell's text as written")
    pages: list[int] = Field(description="The pages (页) it stands on, counted from 1; empty in a file without pages")
    doubt: list[str] = Field(description="What was uncertain in reading the cell; empty when sure")
    confidence: float | None = Field(ge=0, le=1, description="OCR's confidence (识别置信度); null for written text")

    @model_validator(mode="after")
    def _period_is_one(self) -> Self:
        if (self.first_day is None) != (self.last_day is None):
            raise ValueError("a period has both days or neither")
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise ValueError("the period ends before it begins")
        return self


class Fragment(Record):
    """Where a cell stands in the file; a cell broken over pages has several fragments."""

    table: ClassVar[str] = "fragments"
    comment: ClassVar[str] = "Where a goal or milestone stands in the file (出处): page and box, or sheet and cell"

    fragment_id: Id = Field(description="Id: hash of the cell and the position")
    task_id: Id = Field(description="The task")
    milestone_id: Id | None = Field(description="The milestone, or null for the task's goal")
    position: int = Field(ge=1, description="Its place among the cell's fragments, in reading order")
    page: int | None = Field(ge=1, description="The page (页), counted from 1; null in a file without pages")
    x0: float | None = Field(description="Left edge in PDF points; the origin is the turned page's bottom left")
    y0: float | None = Field(description="Bottom edge in PDF points")
    x1: float | None = Field(description="Right edge in PDF points")
    y1: float | None = Field(description="Top edge in PDF points")
    place: str | None = Field(description="In a file without pages: sheet and cell, element path, or line and field")
    span_start: int = Field(ge=0, description="First character of the goal or milestone that stands there, from 0")
    span_end: int = Field(ge=0, description="Behind the last character that stands there")
    place_offset: int = Field(ge=0, description="Which character of what the place holds that first one is, from 0")

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        if (self.page is None) == (self.place is None):
            raise ValueError("a fragment has either a page or a place")
        if (self.page is None) != (self.x0 is None):
            raise ValueError("a page and a box go together")
        if self.span_start > self.span_end:
            raise ValueError("the span ends before it begins")
        return self
