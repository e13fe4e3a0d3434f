"""How the numbers of a series stand to each other, and what they come to against the goal.

Words decide where there are any (累计); else the arithmetic: period amounts add up to the goal, running totals end on
it and never fall. What is decided so is told, for a verdict that rests on the basis that meets the goal proves little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from schemas.quantity import Bound
from schemas.series import DecidedBy, SeriesBasis, Verdict

_HUNDRED = Decimal(100)
# a goal "about" so much is met within this share of it
_ABOUT = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Goal:
    """What a series works towards."""

    value: Decimal
    upper: Decimal | None
    bound: Bound


@dataclass(frozen=True, slots=True)
class Number:
    """What one period states: the amount, whether words make it a running total, or the year's total."""

    value: Decimal
    is_running_total: bool = False
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The basis of a series, what decided it, and the rule that did."""

    basis: SeriesBasis
    by: DecidedBy
    rule: str


def decide(numbers: Sequence[Number], goal: Goal | None, *, is_share: bool = False) -> Decision:
    """Give the basis of one number or more; `is_share` for shares of a whole, which is 100."""
    if any(number.is_running_total for number in numbers):
        return _by_words(numbers, goal)
    if len(numbers) == 1:
        return _of_one(numbers[0], goal)
    if goal is None and is_share:
        goal = Goal(_HUNDRED, None, Bound.EQ)
    return _by_arithmetic(numbers, goal)


def _by_words(numbers: Sequence[Number], goal: Goal | None) -> Decision:
    if not _rises(numbers):
        return Decision(SeriesBasis.MIXED, DecidedBy.WORDS, "running-total-beside-amounts")
    ends_on_goal = goal is not None and verdict(numbers[-1].value, goal) is Verdict.MET
    return Decision(SeriesBasis.CUMULATIVE, DecidedBy.BOTH if ends_on_goal else DecidedBy.WORDS, "running-total-said")


def _of_one(number: Number, goal: Goal | None) -> Decision:
    if number.is_total:
        is_met = goal is not None and verdict(number.value, goal) is Verdict.MET
        return Decision(SeriesBasis.CUMULATIVE, DecidedBy.BOTH if is_met else DecidedBy.WORDS, "total-said")
    if goal is None:
        return Decision(SeriesBasis.SINGLE, DecidedBy.NEITHER, "one-number")
    if verdict(number.value, goal) is Verdict.MET:
        return Decision(SeriesBasis.SINGLE, DecidedBy.ARITHMETIC, "one-number-meets-the-goal")
    return Decision(SeriesBasis.PERIOD, DecidedBy.NEITHER, "one-number-of-its-period")


def _by_arithmetic(numbers: Sequence[Number], goal: Goal | None) -> Decision:
    total, last, rises = _total(numbers), numbers[-1].value, _rises(numbers)
    period = Decision(SeriesBasis.PERIOD, DecidedBy.ARITHMETIC, "amounts-add-up-to-the-goal")
    running = Decision(SeriesBasis.CUMULATIVE, DecidedBy.ARITHMETIC, "last-number-is-the-goal")
    if not rises:
        rule = period.rule if goal and total == goal.value else "a-running-total-never-falls"
        return Decision(SeriesBasis.PERIOD, DecidedBy.ARITHMETIC, rule)
    if goal is None:
        return Decision(SeriesBasis.UNCLEAR, DecidedBy.NEITHER, "no-goal-decides")
    if total == goal.value:
        return period
    if last == goal.value:
        return running
    if total > (goal.upper or goal.value) and last <= (goal.upper or goal.value):
        return Decision(SeriesBasis.CUMULATIVE, DecidedBy.ARITHMETIC, "amounts-would-exceed-the-goal")
    if last > goal.value:
        return Decision(SeriesBasis.UNCLEAR, DecidedBy.NEITHER, "last-number-exceeds-the-goal")
    return Decision(SeriesBasis.PERIOD, DecidedBy.NEITHER, "amounts-stay-within-the-goal")


def _rises(numbers: Sequence[Number]) -> bool:
    return all(one.value <= other.value for one, other in pairwise(numbers))


def _total(numbers: Sequence[Number]) -> Decimal:
    return sum((number.value for number in numbers), Decimal(0))


def verdict(reached: Decimal, goal: Goal) -> Verdict:
    """Give what an amount comes to against a goal: more is right for at least, less for at most."""
    low, high = goal.value, goal.upper or goal.value
    if goal.bound is Bound.APPROX:
        low, high = low * (1 - _ABOUT), high * (1 + _ABOUT)
    if reached < low:
        return Verdict.MET if goal.bound is Bound.LE else Verdict.UNDER
    if reached > high:
        return Verdict.MET if goal.bound is Bound.GE else Verdict.OVER
    return Verdict.MET


def verdict_as(basis: SeriesBasis | None, numbers: Sequence[Number], goal: Goal | None) -> Verdict:
    """Give the verdict under a reading of the numbers."""
    if goal is None:
        return Verdict.NO_GOAL
    if not numbers:
        return Verdict.UNSCHEDULED
    if basis is SeriesBasis.PERIOD:
        return verdict(_total(numbers), goal)
    if basis is SeriesBasis.MIXED:
        return verdict(_to_date(numbers), goal)
    return verdict(numbers[-1].value, goal)


def _to_date(numbers: Sequence[Number]) -> Decimal:
    """Give what amounts and running totals come to together: a running total counts what came before it."""
    reached = Decimal(0)
    for number in numbers:
        reached = number.value if number.is_running_total else reached + number.value
    return reached
