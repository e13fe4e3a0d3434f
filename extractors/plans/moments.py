"""Cells that say when: what a column of deadlines (完成时限) holds, made into first and last days."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from extractors.plans.numerals import squeezed, whole_number
from extractors.plans.periods import MONTH, TO, WHOLE_YEAR, find_period

Days = tuple[date | None, date | None]

# Headers of columns whose cells say when, as 完成时限, 时间节点, 开竣工时间, 起止年限 (headers.tsv has their words).
_WHEN = re.compile(r"时限|时间|期限|日期|周期|工期|年限|节点$")
# Dates as spreadsheets show them (2024/6/30, 2024.6, 2024-06-30, 20240630), and short ones that a deadline's mark ends.
_NUMERIC = re.compile(
    r"(?<!\d)(20\d\d)(?:[./-](0?[1-9]|1[0-2])(?:[./-](\d{1,2}))?|(0[1-9]|1[0-2])([0-3]\d))(?![\d月个])"
)
_SHORT = re.compile(r"(?<![\d.])(0?[1-9]|1[0-2])[./](\d{1,2})(?=前|之前|以前)")
# A third of a month ends on its tenth, twentieth or last day.
_THIRDS = (("上旬", "10日"), ("中旬", "20日"), ("下旬", "底"))
# A day alone is a deadline, with or without 前.
_DAY = re.compile(rf"({MONTH}月\d{{1,2}})[日号](?!之?前|以前|{TO})")

_MOMENT = rf"(?:(20\d\d)年)?({MONTH})月份?(?:(\d{{1,2}})[日号])?[底末初]?"
_FROM_TO = re.compile(rf"(?<!\d){_MOMENT}{TO}{_MOMENT}")
_DAY_TO_DAY = re.compile(rf"(?<!\d)(?:(20\d\d)年)?({MONTH})月(\d{{1,2}})[日号]?{TO}(\d{{1,2}})[日号]")
_YEARS = re.compile(rf"(?<!\d)(20\d\d)年?{TO}(20\d\d)(?:年|(?!\d))")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年度?")
# What ends with the year, or not at all: 全年, 年内, 长期坚持.
_ALWAYS = re.compile(r"全年|年[内底终末]|当年|本年|长期|常年|常态|持续|每[月季周日旬]|贯穿")
# What adds nothing to a time: 力争于6月底前完成.
_AROUND = re.compile(r"力争|争取|确保|预计|计划|于|在|之?前|以前|底|内|全[部面]|完成|竣工|建成|办结|[(（)）。；;，,、]")


class _Time(NamedTuple):
    start: int
    end: int
    days: Days


def says_when(header: str) -> bool:
    """Whether a column's header says that its cells hold times."""
    return bool(_WHEN.search(squeezed(header)))


def days_of(text: str, year: int | None, *, among_words: bool) -> Days | None:
    """Give the first and last day that a cell names, in `year` where it says none of its own; None where it names none.

    A deadline counts from January, as in headers; several times make days from the first to the last. Times `among`
    other `words` count only where the column says that its cells hold times: else those words are what the cell says.
    """
    plain = _uniform(text)
    times = list(_times(plain, year))
    if not among_words and not (times and _is_nothing_else(plain, times)):
        return None
    if times:
        firsts, lasts = [one.days[0] for one in times if one.days[0]], [one.days[1] for one in times if one.days[1]]
        return (min(firsts), max(lasts)) if firsts and lasts else (None, None)
    own = _YEAR.search(plain)
    return WHOLE_YEAR.days(int(own[1]) if own else year) if own or _ALWAYS.search(plain) else None


def years_in(text: str) -> Iterator[int]:
    """Give each year that a text's dates name."""
    return (int(found[1]) for found in _YEAR.finditer(_uniform(text)))


def _uniform(text: str) -> str:
    """Give the text without white space; dates in digits alone, thirds of months and single days as words say them."""
    plain = _SHORT.sub(r"\1月\2日", _NUMERIC.sub(_in_words, squeezed(text)))
    for third, day in _THIRDS:
        plain = plain.replace("月" + third, "月" + day)
    return _DAY.sub(r"\1日前", plain)


def _in_words(found: re.Match[str]) -> str:
    month, day = found[2] or found[4], found[3] or found[5]
    return f"{found[1]}年{int(month)}月" + (f"{int(day)}日" if day else "")


def _times(plain: str, year: int | None) -> Iterator[_Time]:
    """Give the times named, in their order; a run from one to another is one."""
    at = 0
    while True:
        found = [time for time in (*_runs(plain, at, year), _period(plain, at, year)) if time is not None]
        if not found:
            return
        # of those that begin together the longest
        first = min(found, key=lambda time: (time.start, -time.end))
        yield first
        at = first.end


def _period(plain: str, at: int, year: int | None) -> _Time | None:
    found = find_period(plain, at)
    return _Time(found[0], found[1], found[2].days(year)) if found else None


def _runs(plain: str, at: int, year: int | None) -> Iterator[_Time]:
    found = _FROM_TO.search(plain, at)
    if found:
        first_year, last_year = _number(found[1]) or year, _number(found[4]) or _number(found[1]) or year
        first, last = _day(first_year, found[2], found[3] or "1"), _day(last_year, found[5], found[6])
        if first is None or last is None or first <= last:
            yield _Time(*found.span(), (first, last))
    found = _DAY_TO_DAY.search(plain, at)
    if found:
        own = _number(found[1]) or year
        yield _Time(*found.span(), (_day(own, found[2], found[3]), _day(own, found[2], found[4])))
    found = _YEARS.search(plain, at)
    if found:
        yield _Time(*found.span(), (WHOLE_YEAR.days(int(found[1]))[0], WHOLE_YEAR.days(int(found[2]))[1]))


def _is_nothing_else(plain: str, times: list[_Time]) -> bool:
    words = list(plain)
    for time in times:
        words[time.start : time.end] = [""] * (time.end - time.start)
    return not _AROUND.sub("", "".join(words))


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _day(year: int | None, month: str, day: str | None) -> date | None:
    """Give the day, or the month's last one; None where the year is unknown, or there is no such month."""
    number = whole_number(month) or 0
    if year is None or not 1 <= number <= 12:
        return None
    longest = monthrange(year, number)[1]
    return date(year, number, min(max(int(day), 1), longest) if day else longest)
