"""Series of tasks that tests make up: a goal and four quarters in, what was linked out."""

from datetime import date
from hashlib import sha256

from extractors.documents.document import Document
from extractors.plans.model import Kind, PeriodText, Plan, TaskRow, UnitsInCharge
from extractors.records import records_of
from schemas import Reject, Series, SeriesPoint

_NAMES = ("第一季度", "第二季度", "第三季度", "第四季度")
_LAST_DAYS = (date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31))


def quarters_of(*texts: str) -> tuple[PeriodText, ...]:
    """The four quarters of 2024, with what each says."""
    return tuple(
        PeriodText(name, date(2024, last.month - 2, 1), last, Kind.PLAN, text, name)
        for name, last, text in zip(_NAMES, _LAST_DAYS, texts, strict=True)
    )


def linked(goal: str, periods: tuple[PeriodText, ...]) -> list[tuple[Series, list[SeriesPoint]]]:
    """The series of a task, each with its points; that all of them validate is seen to."""
    row = TaskRow(1, "1", None, None, goal, "目标任务", periods, UnitsInCharge(), (1,))
    plan = Plan("云溪市2024年民生实事", "云溪市", 2024, Kind.PLAN, None, (row,), 1)
    source = Document("made.pdf", b"", sha256(repr(plan).encode()).hexdigest(), "application/pdf")
    records = records_of(source, plan).records
    assert records[Reject] == []
    points = [point for point in records[SeriesPoint] if isinstance(point, SeriesPoint)]
    found = [series for series in records[Series] if isinstance(series, Series)]
    return [(series, [point for point in points if point.series_id == series.series_id]) for series in found]
