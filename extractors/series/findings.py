"""What a reader should know of a series: goals its periods don't meet, totals that fall, shares beyond the whole."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.plans.model import Notice
from schemas.run import Severity
from schemas.series import DecidedBy, Reading, Reason, Series, SeriesBasis, SeriesPoint, Verdict

NOT_MET = "goal-not-met"
UNSCHEDULED = "goal-unscheduled"
FALLING = "running-total-falls"
BACK_LOADED = "left-to-the-last-quarter"
ABOVE = "number-above-the-goal"
BEYOND_WHOLE = "share-beyond-the-whole"
RULES = frozenset({NOT_MET, UNSCHEDULED, FALLING, BACK_LOADED, ABOVE, BEYOND_WHOLE})
"""All that is told of series: these findings come and go with the series."""

_LAST_QUARTER = 4
_MUCH = Decimal("0.6")
_WHOLE = Decimal(100)
_SHARES = ("%", "％")


def findings_of(series: Series, points: Sequence[SeriesPoint], row: int) -> Iterator[tuple[Notice, Severity]]:
    """Give what is to be told of a series of the plan's row, and how much it matters.

    Only a contradiction that words decide, and a goal that nothing speaks of, matter most: what arithmetic decides a
    department may refute.
    """
    told = [
        *_against_the_goal(series, points),
        *_within_itself(series, [point for point in points if point.value is not None]),
    ]
    for rule, severity, message in told:
        yield Notice(rule, f"{series.name}: {message}", row=row), severity


def _against_the_goal(series: Series, points: Sequence[SeriesPoint]) -> Iterator[tuple[str, Severity, str]]:
    if series.goal is None:
        return
    goal = f"the goal is {_plain(series.goal)} {series.unit}"
    stated = [point.value for point in points if point.value is not None]
    if series.verdict in (Verdict.OVER, Verdict.UNDER):
        numbers = "、".join(_plain(value) for value in stated)
        basis = f"{series.basis} by {series.decided_by}"
        yield NOT_MET, _severity(series, points), f"{goal}, the periods say {numbers} ({basis}; {series.reason})"
    elif series.verdict is Verdict.UNSCHEDULED:
        severity = Severity.HIGH if series.reason is Reason.NOTHING else Severity.INFORMATION
        yield UNSCHEDULED, severity, f"{goal}, and no period has a number for it ({series.reason})"
    beyond = [value for value in stated if value > (series.goal_upper or series.goal)]
    if beyond and series.additive:
        yield ABOVE, Severity.INFORMATION, f"{goal}, one period alone says {_plain(beyond[0])}"


def _severity(series: Series, points: Sequence[SeriesPoint]) -> Severity:
    if series.reason is not Reason.NUMBERS_DIFFER or (
        series.decided_by is DecidedBy.NEITHER and _may_be_met(series, points)
    ):
        return Severity.INFORMATION
    by_words = series.decided_by in (DecidedBy.WORDS, DecidedBy.BOTH)
    return Severity.HIGH if by_words and series.basis is not SeriesBasis.MIXED else Severity.WARNING


def _may_be_met(series: Series, points: Sequence[SeriesPoint]) -> bool:
    """Whether the goal may be met all the same: by another reading, or in a period after the only number."""
    readings = (series.verdict_as_period, series.verdict_as_cumulative)
    return len(points) == 1 or Verdict.MET in readings


def _within_itself(series: Series, stated: Sequence[SeriesPoint]) -> Iterator[tuple[str, Severity, str]]:
    values = [point.value or Decimal(0) for point in stated]
    fall = next(_falls(stated), None) if series.basis is SeriesBasis.MIXED else None
    if fall:
        yield FALLING, Severity.WARNING, f"the running total falls from {_plain(fall[0])} to {_plain(fall[1])}"
    last = sum(point.value or Decimal(0) for point in stated if point.quarter == _LAST_QUARTER)
    if series.additive and len(stated) > 1 and last > _MUCH * sum(values):
        share = last * 100 / sum(values)
        yield BACK_LOADED, Severity.INFORMATION, f"{share:.0f} % of it falls on the last quarter"
    if series.unit in _SHARES and series.measure == "share" and max(values, default=Decimal(0)) > _WHOLE:
        yield BEYOND_WHOLE, Severity.WARNING, f"a plan says {_plain(max(values))} {series.unit} of a whole"


def _falls(stated: Sequence[SeriesPoint]) -> Iterator[tuple[Decimal, Decimal]]:
    """Give each running total that is less than what the periods before it come to, after that."""
    reached = Decimal(0)
    for point in stated:
        value = point.value or Decimal(0)
        is_total = point.reading is Reading.TO_DATE
        if is_total and value < reached:
            yield reached, value
        reached = value if is_total else reached + value


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
