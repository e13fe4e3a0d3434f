"""What a warehouse holds, and plans to put into one."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import samples
from extractors.isolation.limits import Limits
from extractors.plans.reader import read_plan
from extractors.records import records_of
from flows.extracting import Extraction, extract
from flows.files import File
from flows.ingesting import ingest_files
from flows.publishing import publish
from flows.summary import Summary
from samples.generate import pdf, plan
from samples.rendering import render_pdf
from samples.tables import Cell, Heading, Layout, Row
from schemas import CONTENT, Run
from schemas.run import RunKind
from warehouse.checksums import content_checksum
from warehouse.database import connect

PLANS = Path(samples.__file__).with_name("plans")
NAMES = sorted(path.stem for path in PLANS.glob("*.pdf"))
SMALL = 20

Rows = list[tuple[Any, ...]]


def truth(name: str) -> dict[str, Any]:
    """What is true of a sample plan."""
    told: dict[str, Any] = json.loads((PLANS / f"{name}.json").read_text(encoding="utf8"))
    return told


def ask(warehouse: Path, query: str) -> Rows:
    """The rows that a query gives."""
    with connect(warehouse) as connection:
        return connection.execute(query).fetchall()


def content(warehouse: Path) -> dict[str, Rows]:
    """All rows of all tables of content, in one order."""
    return {
        kind.table: ask(warehouse, f"SELECT {', '.join(kind.model_fields)} FROM {kind.table} ORDER BY ALL")
        for kind in CONTENT
    }


def load(warehouse: Path, *files: Path) -> Summary:
    """Ingest the files in this process, and read them here too: a child would first have to import all that reads."""
    return ingest_files([File(file) for file in files], warehouse, Limits(), runner=_read_here)


def _read_here(files: Sequence[File], _: int, __: Limits) -> Iterator[Extraction]:
    yield from map(extract, files)


def checksum(warehouse: Path) -> str:
    """The checksum of a warehouse's content."""
    with connect(warehouse) as connection:
        return content_checksum(connection)


def run_of_day(day: int) -> Run:
    """The run of a day, counted from the first of January 2024, from noon to one."""
    noon = datetime(2024, 1, 1, 12) + timedelta(days=day - 1)
    return a_run(f"{day:032x}", noon, noon + timedelta(hours=1))


def a_run(run_id: str, started_at: datetime, finished_at: datetime, kind: RunKind = RunKind.INGEST) -> Run:
    """A run that read one file."""
    return Run(
        run_id=run_id,
        kind=kind,
        started_at=started_at,
        finished_at=finished_at,
        files=1,
        loaded=1,
        failed=0,
        unchanged=0,
        set_aside=0,
    )


def put(warehouse: Path, day: int, *extractions: Extraction) -> None:
    """Load and publish what was read, as the run of a day."""
    publish(warehouse, run_of_day(day), extractions)


def read(path: Path) -> Extraction:
    """Read a plan in this process."""
    extraction = extract(File(path))
    assert extraction.records, extraction.failure
    return extraction


def holed(extraction: Extraction) -> Extraction:
    """The same bytes, read by rules that take the first row for none: it is rejected with all that hangs on it."""
    assert extraction.document
    plan = read_plan(extraction.document)
    broken = replace(plan.tasks[0], ordinal=-1)
    return replace(extraction, records=records_of(extraction.document, replace(plan, tasks=(broken, *plan.tasks[1:]))))


def small_plan(path: Path, *, other_layout: bool = False, layout: str = "broken-rows") -> Path:
    """Write a small plan; in the other layout it has the same words, and new bytes."""
    path.write_bytes(_drawn(layout, other_layout))
    return path


@cache
def _drawn(layout: str, other_layout: bool) -> bytes:
    made = plan(11, place="云溪市", year=2024, size=SMALL, layout=layout)
    if other_layout:
        made = replace(made, layout=replace(made.layout, name="other", font_size=7.5, header="each page", align="top"))
    return pdf(made)


HEADER: list[Row] = [
    [Cell("序号", rows=2), Cell("目标任务", rows=2), Cell("序时进度", columns=4), Cell("责任单位", rows=2)],
    [Cell(f"第{quarter}季度") for quarter in "一二三四"],
]
_WORDS = "帮扶1万人次，帮扶1万人次。"


def repeating_plan(path: Path, *, sections: Sequence[str] = ("",), sub_rows: int = 1) -> Path:
    """Write a plan that says the same in all its cells; its numbering restarts with each section."""
    body: list[Row | Heading] = []
    for section in sections:
        if section:
            body.append(Heading(section))
        for number in ("1", "2"):
            cells = [Cell(_WORDS) for _ in range(5)]
            body.append([Cell(number, rows=sub_rows), *cells, Cell("市民政局", rows=sub_rows)])
            body += [cells] * (sub_rows - 1)
    render_pdf(path, "2024年云溪市民生实事任务分解表", HEADER, body, Layout("repeating", header="table a page"))
    return path
