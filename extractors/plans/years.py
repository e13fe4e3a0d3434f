"""The year of a plan that has no title: what else of the file names it.

Asked in this order: the names of sheets, which stand where a workbook has no title and were written with it; the file's
name, which may have been given later, but names the document as a whole; the years of its cells' dates, of which some
may lie before or after the plan's own. What a manifest says comes before the last two.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from extractors.plans.assembly import Assembly
from extractors.plans.model import Notice
from extractors.plans.moments import years_in
from extractors.plans.numerals import squeezed
from extractors.plans.title import year_of

YEAR_UNKNOWN = "year-unknown"
YEAR_INFERRED = "year-inferred"

_GIVE_IT = "to give it, ingest a manifest with the columns source and year"
# A year alone, as names have it; digits beside it are those of a number or a time of day (20240315103000).
_BARE = re.compile(r"(?<!\d)20\d\d(?!\d)")


def year_of_sheets(assembly: Assembly) -> int | None:
    """Give the year that the names of the plan's sheets name; None where they name none, or several."""
    return _only(_year_of_name(name) for name in assembly.names)


def year_of_rest(assembly: Assembly, source: str) -> tuple[int | None, Notice]:
    """Give the year that the file's name or the cells' dates name, with the notice of it; None where none does."""
    name = _file_name(source)
    year, where = _year_of_name(name), f"the file's name, {name}"
    if year is None:
        year, where = _most(assembly), "the dates in its cells"
    if year is None:
        says = f"no words of the document say its year, so that its periods have no days; {_GIVE_IT}."
        return None, Notice(YEAR_UNKNOWN, says)
    says = f"no title or header says the year; {year} is that of {where}. If it is another: {_GIVE_IT}."
    return year, Notice(YEAR_INFERRED, says)


def _file_name(source: str) -> str:
    path = unquote(urlsplit(source).path) if "://" in source else source
    return PurePath(path.replace("\\", "/")).stem


def _year_of_name(name: str) -> int | None:
    """Give the only year in a name; a name with several (2023年总结和2024年计划) says none."""
    plain = squeezed(name)
    return _only([*map(int, _BARE.findall(plain)), year_of([plain])])


def _only(years: Iterable[int | None]) -> int | None:
    found = {year for year in years if year is not None}
    return found.pop() if len(found) == 1 else None


def _most(assembly: Assembly) -> int | None:
    """Give the year that more than half of the dates in schedule cells name, or else of those in all cells."""
    for texts in (_schedule(assembly), _all(assembly)):
        counts = Counter(year for text in texts for year in years_in(text))
        for year, count in counts.most_common(1):
            if 2 * count > counts.total():
                return year
    return None


def _schedule(assembly: Assembly) -> Iterator[str]:
    for stretch in assembly.stretches:
        yield from (row.text(index) for row in stretch.rows for index in stretch.places.periods)


def _all(assembly: Assembly) -> Iterator[str]:
    yield from (part.text for stretch in assembly.stretches for row in stretch.rows for part in row.parts)
