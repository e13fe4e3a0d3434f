"""Deadlines: the words that say by when or in which time something is to be done, and their first and last days."""

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from extractors.plans.numerals import whole_number

_MONTH = r"(?:1[0-2]|0?[1-9](?!\d)|十[一二]?|[一二三四五六七八九元])"
_MACROS = {
    "year": r"(?:(?P<year>20\d\d|今|本|当|明|次)\s?年\s?)",
    "month": rf"(?P<month>{_MONTH})",
    "to_month": rf"(?P<to_month>{_MONTH})",
    "quarter": r"(?P<quarter>[1-4一二三四首])",
    "by": r"(?:之前|以前|前)",
}
_MACRO = re.compile(r"(?<!\?P)<(\w+)>")
# a day up to which a report reaches is no deadline, nor is one of each year, or of one that is past
_FREE = (
    r"(?<![\d.十每去])(?<!截至)(?<!截止)(?<!截至 )(?<!截止 )(?<!截止到)(?<!截至到)(?<!上年)(?<!去年)(?<!每年)(?<!上年 )"
)
_DECADES = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """What a text's dates are read against: the plan's year, and the period its cell is about; null where unknown."""

    year: int | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A form of words for a time; the groups of `pattern` and `since` say which days (deadlines.toml)."""

    name: str
    pattern: re.Pattern[str]
    since: str
    reason: str
    examples: tuple[tuple[str, str, str, str], ...]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time as written, [start, end) in the text, with its days; a `bare` one may be an attribute: 3月的会议."""

    start: int
    end: int
    text: str
    first_day: date | None
    last_day: date | None
    bare: bool


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    """The rules in the order of the file: of two that begin at one place the first counts."""
    source = files("extractors.events").joinpath("deadlines.toml").read_text(encoding="utf8")
    return tuple(
        DeadlineRule(
            name=row["name"],
            pattern=re.compile(_FREE + _expanded(row["pattern"])),
            since=row["since"],
            reason=row["reason"],
            examples=tuple((text, words, first, last) for text, words, first, last in row["examples"]),
            bare=row.get("bare", False),
        )
        for row in tomllib.loads(source)["rule"]
    )


def _expanded(pattern: str) -> str:
    return _MACRO.sub(lambda macro: _MACROS[macro[1]], pattern)


def find_deadlines(text: str, frame: TimeFrame) -> list[Deadline]:
    """The times named in `text`, made uniform, in order and without overlaps."""
    kept: list[Deadline] = []
    for deadline in sorted(_all_matches(text, frame), key=lambda d: d.start):
        if not kept or deadline.start >= kept[-1].end:
            kept.append(deadline)
    return kept


def _all_matches(text: str, frame: TimeFrame) -> Iterator[Deadline]:
    for rule in deadline_rules():
        for match in rule.pattern.finditer(text):
            days = _days(match.groupdict(), rule.since, frame)
            if days is not None:
                yield Deadline(*match.span(), match[0], *days, rule.bare)


def _days(told: dict[str, str | None], since: str, frame: TimeFrame) -> tuple[date | None, date | None] | None:
    """First and last day; both null where the year is not known, no pair where there are no such days."""
    if since == "unknown":
        return None, None
    if since == "cell":
        return _days_of_cell(told.get("day"), frame)
    first, last = _months(told)
    low, high = _days_of_month(told)
    if not (1 <= first <= last <= 12 and 1 <= low <= high <= 31):
        return None
    year = _year(told.get("year"), frame.year)
    if year is None:
        return None, None
    ends = date(year, last, min(high, monthrange(year, last)[1]))
    return (date(year, 1, 1) if since == "january" else date(year, first, min(low, ends.day))), ends


def _days_of_cell(day: str | None, frame: TimeFrame) -> tuple[date | None, date | None]:
    if frame.first_day is None or frame.last_day is None or day is None:
        return frame.first_day, frame.last_day
    longest = monthrange(frame.last_day.year, frame.last_day.month)[1]
    return frame.first_day, frame.last_day.replace(day=min(max(1, int(day)), longest))


def _months(told: dict[str, str | None]) -> tuple[int, int]:
    """First and last month; the whole year where none is told."""
    if told.get("quarter"):
        quarter = _number(told["quarter"])
        return 3 * quarter - 2, 3 * quarter
    if told.get("half"):
        return (1, 6) if told["half"] == "上" else (7, 12)
    last = _number(told.get("to_month") or told.get("month"))
    return (_number(told.get("month")) or last, last) if last else (1, 12)


def _days_of_month(told: dict[str, str | None]) -> tuple[int, int]:
    """The days meant within the first and the last month."""
    decade, day = told.get("decade"), told.get("day")
    if decade:
        return _DECADES[decade]
    return (int(day), int(day)) if day else (1, 31)


def _number(text: str | None) -> int:
    return 1 if text in ("元", "首") else whole_number(text or "") or 0


def _year(told: str | None, year: int | None) -> int | None:
    if told and told.isdecimal():
        return int(told)
    return year + 1 if year and told in ("明", "次") else year
