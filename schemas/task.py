"""Tasks: the rows of a plan."""

from typing import ClassVar

from pydantic import Field

from schemas.record import Id, Record, Sha256


class Task(Record):
    """A row of the plan: a task, or one of the sub-rows that a task is divided into."""

    table: ClassVar[str] = "tasks"
    comment: ClassVar[str] = "A row of the plan (任务): a task, or one of the sub-rows of a divided task"

    task_id: Id = Field(description="Id: hash of the bytes' sha256 and the row's ordinal")
    sha256: Sha256 = Field(description="The version it stands in")
    ordinal: int = Field(ge=1, description="The row's place in the plan, counted from 1")
    number: str | None = Field(description="The number (序号) as written; it may repeat, or be missing (null)")
    name: str | None = Field(description="The task's title (任务名称) where the plan has one beside the goal")
    section: str | None = Field(description="The section or category (类别) it stands under")
    goal: str = Field(description="The year's goal (目标任务), as written")
    pages: list[int] = Field(description="The pages (页) it stands on, counted from 1")
    doubt: list[str] = Field(description="What was uncertain in reading the row; empty when sure")
    confidence: float | None = Field(
        ge=0, le=1, description="OCR's confidence in the goal (识别置信度); null for written text"
    )
