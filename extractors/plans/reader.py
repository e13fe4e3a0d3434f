"""Reads a document as a plan: its tables are read, the plan's among them recognised and joined over the pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.documents.document import Document
from extractors.errors import UnreadableError
from extractors.plans.assembly import Assembly, assemble
from extractors.plans.header import Role
from extractors.plans.model import Kind, Notice, Plan, TaskRow
from extractors.plans.tasks import Calendar, cell_notices, fill_down, number_notices, task_rows
from extractors.plans.title import cut_off_of, place_of, title_of, year_of
from extractors.plans.units import says_first_leads
from extractors.plans.years import year_of_rest, year_of_sheets
from extractors.tables.model import PageReading, Reading
from extractors.tables.naming import pages_named
from extractors.tables.reader import read_tables

SCANNED_PAGES = "scanned-pages"
PAGES_BY_OCR = "pages-by-ocr"
BROKEN_PAGES = "broken-pages"
COLUMN_NOT_READ = "column-not-read"
TABLE_SKIPPED = "table-skipped"
PART_LEFT_OUT = "part-left-out"
ROW_LEFT_OUT = "row-left-out"
TITLE_DIFFERS = "title-differs"
ROWS_OUTSIDE = "rows-outside"

# A number and two cells at least, with gaps between: a line of a list (3. 新建 20 所) has none.
_LIKE_ROW = re.compile(r"(\d{1,3})[.、．]?\s+\S+.*\s\S")
# So much of a text is quoted in a notice.
LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a document from elsewhere; it stands where the document's own words do not say it."""

    place: str | None = None
    year: int | None = None


NOTHING = Given()


def read_plan(document: Document, password: str | None = None, given: Given = NOTHING) -> Plan:
    """Give the document's plan: every task with its periods and units, and what a reader should know of the reading.

    Raises UnreadableError where the file can't be read, or none of its tables is a plan.
    """
    return plan_of(read_tables(document, password), document.source, given)


def plan_of(reading: Reading, source: str, given: Given = NOTHING) -> Plan:
    """Give the plan in tables already read; `source` names the file in the error raised where there is none."""
    assembly = assemble(reading)
    if not any(stretch.rows for stretch in assembly.stretches):
        raise UnreadableError(f"{source}: {_what_was_found(reading, assembly)}")
    lines = assembly.above
    title = title_of(lines)
    headers = [column.header for stretch in assembly.stretches for column in stretch.header.columns]
    # of the lines above a table without a year in its title, the nearest knows best
    said = Given(
        place_of([*([title] if title else []), *lines]),
        year_of([*([title] if title else []), *reversed(lines), *headers]) or year_of_sheets(assembly),
    )
    year, of_year = _year(said, given, assembly, source)
    cut_off = cut_off_of([*lines, *_actual_headers(assembly)], year)
    notes = [*lines, *headers, *assembly.below, *(text for _, text in assembly.notes)]
    tasks, notices = _tasks(assembly, Calendar(year, cut_off), first_leads=says_first_leads(notes))
    kind = _kind(assembly, tasks)
    return Plan(
        title=title,
        place=said.place or given.place,
        year=year,
        kind=kind,
        cut_off=cut_off if kind is Kind.ACTUAL else None,
        tasks=tasks,
        page_count=reading.page_count,
        notices=(
            *notices,
            *cell_notices(tasks),
            *_page_notices(reading),
            *_table_notices(assembly),
            *_given_notices(said, given),
            *of_year,
        ),
    )


def _year(said: Given, given: Given, assembly: Assembly, source: str) -> tuple[int | None, Sequence[Notice]]:
    if said.year or given.year:
        return said.year or given.year, ()
    year, notice = year_of_rest(assembly, source)
    return year, (notice,)


def _tasks(
    assembly: Assembly, calendar: Calendar, *, first_leads: bool
) -> tuple[tuple[TaskRow, ...], tuple[Notice, ...]]:
    tasks: list[TaskRow] = []
    notices: list[Notice] = []
    for stretch in assembly.stretches:
        first = len(tasks) + 1
        fill_down(stretch.rows, stretch)
        tasks.extend(task_rows(stretch, calendar, first, first_leads=first_leads))
        notices.extend(number_notices(stretch, first))
    return tuple(tasks), tuple(notices)


def _kind(assembly: Assembly, tasks: Sequence[TaskRow]) -> Kind:
    """A bulletin has a column of what was done, or cells that say so with a label."""
    roles = {column.role for stretch in assembly.stretches for column in stretch.header.columns}
    told = any(period.kind is Kind.ACTUAL for task in tasks for period in task.periods)
    return Kind.ACTUAL if told or Role.ACTUAL in roles else Kind.PLAN


def _actual_headers(assembly: Assembly) -> Iterator[str]:
    """Headers of what was done, the last column first: the latest window is the cut-off."""
    for stretch in assembly.stretches:
        for column in reversed(stretch.header.columns):
            if column.role is Role.ACTUAL:
                yield column.header


def _given_notices(said: Given, given: Given) -> Iterator[Notice]:
    pairs = (("place", said.place, given.place), ("year", said.year, given.year))
    for name, own, other in pairs:
        if own and other and own != other:
            says = f"the document says that its {name} is {own}, its source that it is {other}: the document's stands."
            yield Notice(TITLE_DIFFERS, says)


def _page_notices(reading: Reading) -> Iterator[Notice]:
    scans = [page.number for page in reading.pages if page.is_scan and page.number]
    if scans:
        yield Notice(
            SCANNED_PAGES,
            f'{pages_named(scans)} a scan and was not read; to read scans, pip install "xushi[ocr]".',
            scans[0],
        )
    by_ocr = [page.number for page in reading.pages if page.is_by_ocr and page.number]
    if by_ocr:
        yield Notice(
            PAGES_BY_OCR, f"{pages_named(by_ocr)} a scan, read by OCR; cells it is unsure of are named.", by_ocr[0]
        )
    broken = [page.number for page in reading.pages if page.is_broken and page.number]
    if broken:
        yield Notice(BROKEN_PAGES, f"{pages_named(broken)} damaged and was not read.", broken[0])
    for page in reading.pages:
        yield from _rows_outside(page)
        yield from (Notice(PART_LEFT_OUT, says, page.number) for says in page.left_out)


def _rows_outside(page: PageReading) -> Iterator[Notice]:
    """Give a notice where lines outside a page's tables look like rows: in cells, and numbered one after the other."""
    lines = [*(line for table in page.tables for line in table.above), *page.below]
    found = [(int(like[1]), line) for line in lines if (like := _LIKE_ROW.match(line))]
    if page.number and any(other[0] == one[0] + 1 for one, other in pairwise(found)):
        says = (
            f"page {page.number}: lines outside its tables look like rows, and were not read: {_shortened(found[0][1])}"
        )
        yield Notice(ROWS_OUTSIDE, says, page.number)


_DOUBTS = {
    "characters-lost": "characters inside the table's outline are missing from its cells",
    "text-over-rule": "text runs over the table's lines, so that a cell may be cut wrongly",
    "irregular-cells": "the table's lines leave a cell that is no rectangle",
    "unknown-characters": "the font does not say which characters it shows",
    "columns-by-gaps": "the table has no lines between its columns, which were told by the gaps between words",
    "rows-by-gaps": "the table has no lines between some of its rows, which were told by the white space between them",
    "rows-unclear": "the table may have rows that nothing parts, and which words are a row's could not be told",
    "header-by-words": "the table has no line above its header, which was told by where its words stand",
    "readings-differ": "two readings of the page differ",
    "text-cut-off": "a text on the page is cut off, and only what is seen of it was read",
    "drawing-cut-short": "the page draws too much to be read whole",
}


def _table_notices(assembly: Assembly) -> Iterator[Notice]:
    for place, page, name in dict.fromkeys((table.place, table.page, name) for table, name in assembly.doubts):
        yield Notice(name, f"{place}: {_DOUBTS.get(name, name)}; compare it with the file.", page)
    for table, words in assembly.skipped:
        says = f"{table.place}: a table that is not part of the plan was left out: {words}"
        yield Notice(TABLE_SKIPPED, says, table.page)
    for table, text in assembly.notes:
        says = f"{table.place}: a row over the whole width, or a sum, is no task: {_shortened(text)}"
        yield Notice(ROW_LEFT_OUT, says, table.page)
    for stretch in assembly.stretches:
        for index in stretch.places.unread:
            header = stretch.header.columns[index].header
            yield Notice(COLUMN_NOT_READ, f"the column {header} is neither the tasks' name nor their goal: not read.")
        for index, column in enumerate(stretch.header.columns):
            row = next((row for row in stretch.rows if not row.parts[index].is_empty), None)
            if column.role is None and row is not None:
                name = f"the column {column.header}" if column.header else f"column {index + 1}, which has no header,"
                says = f"{name} is of no known kind, and was not read: {_shortened(row.text(index))}"
                yield Notice(COLUMN_NOT_READ, says, min(row.pages, default=None))


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[:LONGEST_QUOTE] + "…"


def _what_was_found(reading: Reading, assembly: Assembly) -> str:
    scans = [page.number for page in reading.pages if page.is_scan and page.number]
    if not reading.tables and scans:
        return (
            f'{pages_named(scans)} a scan, and no other holds a ruled table; to read scans, pip install "xushi[ocr]".'
        )
    if not reading.tables and not reading.page_count:
        return "holds no table; give a plan whose rows are a table's."
    if not reading.tables:
        pages = "page" if reading.page_count == 1 else "pages"
        return f"holds no ruled table on its {reading.page_count} {pages}; give a plan whose table has drawn lines."
    table, words = next(iter(assembly.skipped), (reading.tables[0], ""))
    count = len(reading.tables)
    found = f"{count} {'table' if count == 1 else 'tables'}, the first on {table.place}: {words or 'no words'}"
    return f"none of its tables has a column of tasks and one of what is due or done (found {found})."
