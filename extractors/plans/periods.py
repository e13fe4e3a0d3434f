"""Periods as plans name them: 第一季度, Q1, 上半年, 6月底前, 1-10月, 3月, 全年, made into first and last days."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from extractors.plans.numerals import whole_number

# A month's number, and what stands between the first and the last of a run.
MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
TO = r"[-—–~～至到－―]+"
_Q = r"[1-4一二三四首]"
_BY = r"(?:底前|末前|底之前|底以前|底|末|前|之前|以前|份前)"


@dataclass(frozen=True, slots=True)
class Span:
    """Months of a year, first to last (1 to 12), with the day the last one ends on where it is said."""

    first: int
    last: int
    last_day: int | None = None
    year: int | None = None

    def days(self, year: int | None) -> tuple[date | None, date | None]:
        """First and last day in the span's own year, or else in `year`; both None where neither is known."""
        in_year = self.year or year
        if in_year is None:
            return None, None
        longest = monthrange(in_year, self.last)[1]
        return date(in_year, self.first, 1), date(in_year, self.last, min(self.last_day or longest, longest))


WHOLE_YEAR = Span(1, 12)

_Made = Callable[[re.Match[str]], Span | None]


def _number(text: str) -> int:
    return 1 if text == "首" else whole_number(text) or 0


def _quarters(first: int, last: int) -> Span | None:
    return Span(3 * first - 2, 3 * last) if 1 <= first <= last <= 4 else None


def _months(first: int, last: int, day: int | None = None) -> Span | None:
    return Span(first, last, day) if 1 <= first <= last <= 12 else None


# In this order: what begins like a shorter form stands before it. A deadline and a running window count from January.
_FORMS: tuple[tuple[str, _Made], ...] = (
    (rf"第?({_Q}){TO}第?({_Q})季度", lambda m: _quarters(_number(m[1]), _number(m[2]))),
    (r"前([二三2-3])个?季度", lambda m: _quarters(1, _number(m[1]))),
    (rf"第?({_Q})个?季度{_BY}", lambda m: _quarters(1, _number(m[1]))),
    (rf"第?({_Q})个?季度", lambda m: _quarters(_number(m[1]), _number(m[1]))),
    (r"[Qq]([1-4])", lambda m: _quarters(int(m[1]), int(m[1]))),
    (r"([1-4])[Qq]", lambda m: _quarters(int(m[1]), int(m[1]))),
    (rf"上半年{_BY}?", lambda _: Span(1, 6)),
    (r"下半年", lambda _: Span(7, 12)),
    (rf"({MONTH})月?(?:份)?{TO}({MONTH})月(?:份|底|末)?", lambda m: _months(_number(m[1]), _number(m[2]))),
    (rf"截[至止]到?({MONTH})月(\d{{1,2}})日", lambda m: _months(1, _number(m[1]), int(m[2]))),
    (rf"({MONTH})月(\d{{1,2}})日(?:前|之前|以前)", lambda m: _months(1, _number(m[1]), int(m[2]))),
    (rf"截[至止]到?({MONTH})月(?:份|底|末)?", lambda m: _months(1, _number(m[1]))),
    (rf"({MONTH})月(?:份)?{_BY}", lambda m: _months(1, _number(m[1]))),
    (rf"前({MONTH})个?月", lambda m: _months(1, _number(m[1]))),
    (rf"({MONTH})月份?", lambda m: _months(_number(m[1]), _number(m[1]))),
    (r"(?:年底|年末|年终|全年)(?:前|之前|以前)?", lambda _: WHOLE_YEAR),
)
_YEAR = re.compile(r"20\d\d")
_COMPILED = tuple(
    (re.compile(rf"(?:(?<!\d)(?<!\d\.)|(?!\d))(?:20\d\d年?度?)?(?:{form})"), made) for form, made in _FORMS
)
_SPACE = re.compile(r"\s+")


def find_period(text: str, at: int = 0) -> tuple[int, int, Span] | None:
    """Give the first period named in `text` from `at` on: where its name begins and ends, and its months, or None."""
    best: tuple[int, int, Span] | None = None
    for pattern, made in _COMPILED:
        found = pattern.search(text, at)
        if found is not None and (best is None or found.start() < best[0]):
            span = made(found)
            best = (found.start(), found.end(), _with_year(span, found)) if span else best
    return best


def period_at(text: str, start: int) -> tuple[int, Span] | None:
    """Where the name of the period that begins exactly at `start` ends, and its months; None without one."""
    for pattern, made in _COMPILED:
        found = pattern.match(text, start)
        span = made(found) if found else None
        if found and span:
            return found.end(), _with_year(span, found)
    return None


def period_of(label: str) -> Span | None:
    """Give the period that a header names, white space ignored; None without one."""
    found = find_period(_SPACE.sub("", label))
    return found[2] if found else None


def _with_year(span: Span, found: re.Match[str]) -> Span:
    year = _YEAR.match(found[0])
    return Span(span.first, span.last, span.last_day, int(year[0])) if year else span
