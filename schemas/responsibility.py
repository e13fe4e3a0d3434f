"""Responsibilities: the units in charge of tasks."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from schemas.record import Id, Record


class Role(StrEnum):
    """What a unit does for a task; unsaid where the plan does not tell who leads."""

    LEAD = "lead"
    SUPPORT = "support"
    UNSAID = "unsaid"


class UnitKind(StrEnum):
    """What kind of body a unit in charge is; a group word (各县区) stands for several and is never expanded."""

    DEPARTMENT = "department"
    COUNTY = "county"
    ENTERPRISE = "enterprise"
    GROUP = "group"


class Responsibility(Record):
    """A unit in charge of a task."""

    table: ClassVar[str] = "responsibility"
    comment: ClassVar[str] = "A unit in charge of a task (责任单位)"

    responsibility_id: Id = Field(description="Id: hash of task, role and position")
    task_id: Id = Field(description="The task")
    role: Role = Field(description="lead (牵头单位), support (共同责任单位, 配合单位), or unsaid")
    position: int = Field(ge=1, description="Its place among the units of that role, counted from 1")
    unit: str = Field(min_length=1, description="The unit's name (责任单位) as written")
    canonical_unit: str = Field(
        min_length=1,
        description="The body (规范名称): level and full name, such as 市市场监督管理局; as written where not known",
    )
    kind: UnitKind = Field(description="department, county or district, enterprise, or a group word such as 各县区")
