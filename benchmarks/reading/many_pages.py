"""What a whole plan takes, read from file to tasks, as it grows to 500 pages."""

import time
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from benchmarks.reading.measuring import LIMITS, peak_megabytes
from benchmarks.reading.plans import first_pages, page_count
from extractors.isolation.isolated import Isolated
from samples.generate import LAYOUTS, plan
from samples.pages import body, header
from samples.rendering import render_pdf
from samples.tables import Heading, Row

PAGES = (50, 250, 500)
LAYOUT = "broken-rows"
# More tasks than this never stand on a page.
MOST_TASKS_A_PAGE = 10


@dataclass(frozen=True)
class Taken:
    """What reading a plan of so many pages took, in a process of its own."""

    pages: int
    tasks: int
    seconds: float
    megabytes: float


def taken(folder: Path) -> list[Taken]:
    """Draw one long plan and read its first pages, then more of them, each time in a fresh process."""
    whole = folder / "many-pages.pdf"
    _draw(whole)
    found = []
    for pages in PAGES:
        part = folder / f"{pages}-pages.pdf"
        first_pages(whole, pages, part)
        with Isolated(LIMITS) as process:
            found.append(Taken(pages, *process.call(_read, part, part.name)))
    return found


def _read(path: Path) -> tuple[int, float, float]:
    """Give how many tasks the plan at `path` has, and the seconds and megabytes that reading it took."""
    from xushi import read_plan

    start = time.perf_counter()
    tasks = len(read_plan(path).tasks)
    return tasks, time.perf_counter() - start, peak_megabytes()


def _draw(path: Path) -> None:
    """Draw a plan of more than the most pages: the tasks of one generated plan after another, numbered on."""
    layout, form = LAYOUTS[LAYOUT]
    rows: list[Row] = []
    for seed in count():
        for row in body(plan(seed, layout=LAYOUT)):
            if not isinstance(row, Heading):
                rows.append([replace(row[0], text=str(len(rows) + 1)), *row[1:]])
        if len(rows) >= MOST_TASKS_A_PAGE * PAGES[-1]:
            break
    render_pdf(path, "云溪市2023年民生实事项目序时进度安排", header(form), rows, layout)
    if page_count(path) < PAGES[-1]:
        raise AssertionError(f"only {page_count(path)} pages were drawn")
