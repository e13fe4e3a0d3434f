"""Quantities: the numbers that goals and milestones state, each with what it means and where it stands."""

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, ValidationInfo, model_validator

from schemas.record import Amount, Id, Record, as_text


class Bound(StrEnum):
    """How the value bounds what is meant: exactly, at least (以上), at most (以内), about (约)."""

    EQ = "eq"
    GE = "ge"
    LE = "le"
    APPROX = "approx"


class Basis(StrEnum):
    """Whether the words make the number a running total (累计) or leave it the period's own."""

    PERIOD = "period"
    CUMULATIVE = "cumulative"


class QuantityRole(StrEnum):
    """What the number is for: to be reached, reached, the level before, or only a mark of which kind is meant."""

    TARGET = "target"
    ACTUAL = "actual"
    BASELINE = "baseline"
    CRITERION = "criterion"


class Measure(StrEnum):
    """A level or amount, a change of it, or a share of a plan or total."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"


class Quantity(Record):
    """A number with its unit, and what it means.

    Validate with {"cell": text} as context: the span must slice to `text`.
    """

    table: ClassVar[str] = "quantities"
    comment: ClassVar[str] = "A number stated in a goal or milestone (数量), with its meaning and its place in the text"

    quantity_id: Id = Field(description="Id: hash of the cell and the span; new bytes give new ids")
    stable_key: Id = Field(description="Hash of document, row, cell, text and its occurrence: survives new bytes")
    task_id: Id = Field(description="The task")
    milestone_id: Id | None = Field(description="The milestone it stands in, or null for the task's goal")
    span_start: int = Field(ge=0, description="Where it begins in the cell's text, in characters from 0")
    span_end: int = Field(ge=1, description="Where it ends, exclusive: text = cell[span_start:span_end]")
    text: str = Field(min_length=1, description="The words of number and unit as written")
    value: Amount = Field(description="The number (数值), 千, 万 and 亿 multiplied out, in `unit`")
    upper: Amount | None = Field(description="The upper end where a range (区间) is given, else null")
    unit: str = Field(min_length=1, description="The unit or classifier (单位) as written, without magnitude")
    per: str | None = Field(description="What a rate is for: 人月 in 每人每月173元; else null")
    bound: Bound = Field(description="eq exactly, ge at least (以上), le at most (以内), approx about (约)")
    basis: Basis = Field(description="cumulative where the words say so (累计), else period")
    role: QuantityRole = Field(description="target, actual (已完成), baseline (由…), or criterion (65岁以上)")
    measure: Measure = Field(description="level, change (提高2个百分点), or share (占年度计划的)")
    part: bool = Field(description="True for a part of a total that is also stated (其中)")
    object: str | None = Field(description="The noun that is counted or measured (对象); null where none was found")
    action: str | None = Field(description="What happens to it (动作); null where none is said")
    component: str | None = Field(description="The sub-project the sentence is about (子项目); null where not divided")
    unit_elided: bool = Field(description="True where the unit was supplied from elsewhere")
    object_elided: bool = Field(description="True where the object comes from the goal")
    dimension: str | None = Field(description="What the unit measures: count, money, area, …; null for unknown units")
    counting_class: str | None = Field(description="Classifiers: units of one class may count the same thing")
    base_value: Amount | None = Field(description="`value` in `base_unit`; null where the unit has no fixed factor")
    base_unit: str | None = Field(description="The unit that units of this dimension are compared in")
    rule: str = Field(description="The rule that decided object and action; '' for none")
    doubt: list[str] = Field(description="What is uncertain; empty when sure")
    pages: list[int] = Field(description="The pages (页) that its cell stands on, counted from 1; empty in other files")

    @model_validator(mode="after")
    def _span_slices_to_text(self, info: ValidationInfo) -> Self:
        cell = (info.context or {}).get("cell")
        if cell is not None and cell[self.span_start : self.span_end] != self.text:
            raise ValueError(f"the span {self.span_start}:{self.span_end} does not hold the text {self.text!r}")
        return self

    @model_validator(mode="after")
    def _range_ascends(self) -> Self:
        if self.upper is not None and self.upper < self.value:
            raise ValueError(f"the range falls: {as_text(self.value)} to {as_text(self.upper)}")
        return self

    @model_validator(mode="after")
    def _base_is_whole(self) -> Self:
        if (self.base_value is None) != (self.base_unit is None):
            raise ValueError("base_value and base_unit come together")
        return self
