"""Series: the quantities of a task that are one indicator, over its periods and against its goal."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from schemas.event import Stage
from schemas.quantity import Bound, Measure
from schemas.record import Amount, Id, Record


class SeriesBasis(StrEnum):
    """How the numbers of a series stand to each other: each period's own, running totals, some of both, or open.

    `single` is one number that reads alike both ways.
    """

    PERIOD = "period"
    CUMULATIVE = "cumulative"
    MIXED = "mixed"
    UNCLEAR = "unclear"
    SINGLE = "single"


class Verdict(StrEnum):
    """What the periods come to against the goal, under the series' basis and the goal's bound."""

    MET = "met"
    OVER = "over"
    UNDER = "under"
    UNSCHEDULED = "unscheduled"
    NO_GOAL = "no-goal"


class DecidedBy(StrEnum):
    """What decided the basis: the words (累计), the arithmetic against the goal, both alike, or neither."""

    WORDS = "words"
    ARITHMETIC = "arithmetic"
    BOTH = "both"
    NEITHER = "neither"


class Reason(StrEnum):
    """Why a verdict is what it is, where it is not plainly met."""

    NUMBERS_DIFFER = "numbers-differ"
    LAST_STAGE = "last-stage"
    LAST_PERIOD_IN_WORDS = "last-period-in-words"
    GOAL_SHARED = "goal-shared"
    ONE_OF_SEVERAL = "one-of-several"
    PART_WITHOUT_NUMBER = "part-without-number"
    SHARES_ONLY = "shares-only"
    WORDS_ONLY = "words-only"
    OTHER_UNIT = "other-unit"
    OUTCOME = "outcome"
    NOTHING = "nothing"


class NotAdditive(StrEnum):
    """Why the values of a series or a point must not be added up."""

    STANDARD = "standard"
    STOCK = "stock"
    RUNNING_TOTAL = "running-total"
    SNAPSHOT = "snapshot"
    SHARE = "share"
    CHANGE = "change"
    PART = "part"
    RESTATED = "restated"
    BASELINE = "baseline"
    CRITERION = "criterion"
    BASIS_OPEN = "basis-open"


class Reading(StrEnum):
    """What a point's number says: the period's own amount, the total to date, or how many are at a stage just then."""

    PERIOD = "period"
    TO_DATE = "to-date"
    SNAPSHOT = "snapshot"


class Series(Record):
    """The quantities of one task that count the same thing, at the same stage, in one unit."""

    table: ClassVar[str] = "series"
    comment: ClassVar[str] = "An indicator (指标) of a task over its periods and against its goal"

    series_id: Id = Field(description="Id: hash of the task and the quantities; new bytes give new ids")
    stable_key: Id = Field(description="Hash of document, row and the stable keys of its quantities")
    task_id: Id = Field(description="The task")
    position: int = Field(ge=1, description="Its place among the task's series, counted from 1")
    name: str = Field(min_length=1, description="The indicator (指标) as the text names it: action and object")
    object: str | None = Field(description="The noun that is counted (对象); null where none was found")
    action: str | None = Field(description="What happens to it (动作); null where none is said")
    component: str | None = Field(description="The sub-project (子项目); null where not divided")
    stage: Stage | None = Field(description="The stage (阶段) that the action names; null where it names none")
    unit: str = Field(min_length=1, description="The unit (单位) of the goal, else of the first point, as written")
    per: str | None = Field(description="What a rate is for; null for plain amounts")
    dimension: str | None = Field(description="What the unit measures; null for unknown units")
    counting_class: str | None = Field(description="The class of a classifier, in which units were linked")
    base_unit: str | None = Field(description="The unit that units of this dimension are compared in")
    measure: Measure = Field(description="level, change, or share")
    goal: Amount | None = Field(description="The year's goal (全年目标) in `unit`; null where none is stated")
    goal_upper: Amount | None = Field(description="The upper end where the goal is a range, else null")
    goal_bound: Bound | None = Field(description="The goal's bound; null where there is no goal")
    goal_base_value: Amount | None = Field(description="The goal in `base_unit`; null where there is no factor")
    goal_quantity_ids: list[str] = Field(description="The goal's quantities: none, one, or several that add up")
    basis: SeriesBasis | None = Field(description="How its numbers stand to each other; null where it has no point")
    decided_by: DecidedBy = Field(description="What decided the basis: words, arithmetic, both, or neither")
    basis_rule: str = Field(description="The rule that decided the basis; '' where it has no point")
    verdict: Verdict = Field(description="What the periods come to against the goal")
    verdict_as_period: Verdict = Field(description="The verdict if each number were its period's own")
    verdict_as_cumulative: Verdict = Field(description="The verdict if the numbers were running totals")
    reason: Reason | None = Field(description="Why the verdict is not plainly met; null where it is")
    snapshot: bool = Field(description="True where stages add up to the goal in each period: counts just then")
    additive: bool = Field(description="True where its points may be added to each other and to others of one unit")
    not_additive: NotAdditive | None = Field(description="Why its points must not be added; null where they may")
    quantity_ids: list[str] = Field(description="All its quantities: the goal's, then the points' in order")
    texts: list[str] = Field(description="The words of these quantities, likewise")
    pages: list[int] = Field(description="The pages (页) that they stand on, counted from 1")
    doubt: list[str] = Field(description="What is uncertain, from its quantities and from linking; empty when sure")

    @model_validator(mode="after")
    def _reasons_are_given(self) -> Self:
        if self.additive != (self.not_additive is None):
            raise ValueError("a series is additive, or has a reason why not")
        if (self.goal is None) != (self.goal_bound is None) or (self.goal is None) != (not self.goal_quantity_ids):
            raise ValueError("a goal has its bound and its quantities")
        if (self.goal is None) != (self.verdict is Verdict.NO_GOAL):
            raise ValueError("a series without a goal has the verdict no-goal, and no other has it")
        return self


class SeriesPoint(Record):
    """What one milestone says of a series: a number as stated, or one that a share or snapshot implies."""

    table: ClassVar[str] = "series_points"
    comment: ClassVar[str] = "What one period (阶段) says of an indicator, as stated or implied"

    point_id: Id = Field(description="Id: hash of the series and the milestone")
    series_id: Id = Field(description="The series")
    milestone_id: Id = Field(description="The milestone that says it")
    position: int = Field(ge=1, description="Its place among the series' points, counted from 1")
    first_day: date | None = Field(description="First day of the period; null where the year is unknown")
    last_day: date | None = Field(description="Last day of the period, or of a deadline within it; null likewise")
    quarter: int | None = Field(ge=1, le=4, description="The quarter (季度) it falls due in; null where there is none")
    value: Amount | None = Field(description="The number as stated, in the series' unit, several of a cell added up")
    upper: Amount | None = Field(description="The upper end where a range is stated, else null")
    bound: Bound | None = Field(description="The number's bound; null where only an implied amount stands here")
    base_value: Amount | None = Field(description="The value in the series' `base_unit`; null where there is no factor")
    reading: Reading | None = Field(description="period, to-date or snapshot; null where the basis is not decided")
    stated: bool = Field(description="True for a number that the text states; false where a share or words imply it")
    implied_value: Amount | None = Field(description="What a share of the goal comes to, in its unit; else null")
    snapshot_value: Amount | None = Field(description="How many stand at this stage just then, where that is its sense")
    additive: bool = Field(description="True where it may be added to the series' other points")
    not_additive: NotAdditive | None = Field(description="Why it must not be added; null where it may")
    quantity_ids: list[str] = Field(description="The quantities that say it, in order")
    texts: list[str] = Field(description="The words of these quantities, likewise")
    pages: list[int] = Field(description="The pages (页) that they stand on, counted from 1")
    doubt: list[str] = Field(description="What is uncertain; empty when sure")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and self.implied_value is None and self.snapshot_value is None:
            raise ValueError("a point has a value, stated or implied")
        if self.stated == (self.value is None and self.snapshot_value is None):
            raise ValueError("a stated point has a number of its own, an implied one has none")
        if self.additive != (self.not_additive is None):
            raise ValueError("a point is additive, or has a reason why not")
        return self
