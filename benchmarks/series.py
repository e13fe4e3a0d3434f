"""How well goals are linked with their quarters, on a real plan's series annotated by hand.

A prediction is `linked` where unit, goal and all four quarters are the annotator's, of the same task; its verdict and
basis are counted where the annotator is sure of them. Rules were written with these tasks in view, but for a fifth.

Run `python -m benchmarks.series`.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import GOLD as FOLDER
from benchmarks.corpora import ROOT
from benchmarks.machine import machine
from extractors.documents.document import read_document
from extractors.plans.reader import read_plan
from extractors.records import records_of
from schemas import Series, SeriesPoint, Task

GOLD = FOLDER / "series_dev.jsonl"
REAL_PLAN = ROOT.parent / "shared" / "documents" / "lianyungang-2021.txt"
QUARTERS = ("q1", "q2", "q3", "q4")
# every fifth task is only ever scored
HELD_OUT = 3

Line = dict[str, object]


@dataclass(frozen=True)
class Share:
    """How many of how many are right."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """The part that is right; 1 of nothing."""
        return self.right / self.of if self.of else 1.0

    def __str__(self) -> str:
        return f"{self.share:.4f} ({self.right}/{self.of})"


def series_of_plan(path: Path) -> list[Line]:
    """Give the series of a plan, with numbers for each quarter."""
    document = read_document(path)
    records = records_of(document, read_plan(document)).records
    tasks = {task.task_id: task.number for task in records[Task] if isinstance(task, Task)}
    points = [point for point in records[SeriesPoint] if isinstance(point, SeriesPoint)]
    return [
        _line(series, tasks[series.task_id], [point for point in points if point.series_id == series.series_id])
        for series in records[Series]
        if isinstance(series, Series)
    ]


def _line(series: Series, task: str | None, points: Sequence[SeriesPoint]) -> Line:
    stated = {f"q{point.quarter}": float(point.value) for point in points if point.value is not None}
    return {
        "task": task,
        "unit": series.unit,
        "goal": None if series.goal is None else float(series.goal),
        **{quarter: stated.get(quarter) for quarter in QUARTERS},
        "basis": series.basis,
        "verdict": series.verdict,
        "additive": series.additive,
        "not_additive": series.not_additive,
    }


def scored(gold: Sequence[Line], found: Sequence[Line]) -> dict[str, Share]:
    """Score series that have a goal; each prediction is matched once."""
    pairs = list(_pairs([line for line in gold if line["goal"] is not None], list(found)))
    sure = [pair for pair in pairs if pair[0]["basis"] in ("period", "cumulative", "single", None)]
    based = [pair for pair in pairs if pair[0]["basis"] in ("period", "cumulative")]
    return {
        "linked": Share(sum(other is not None for _, other in pairs), len(pairs)),
        "verdict": Share(sum(_same(one, other, "verdict") for one, other in sure), len(sure)),
        "basis": Share(sum(_same(one, other, "basis") for one, other in based), len(based)),
    }


def _pairs(gold: Sequence[Line], found: list[Line]) -> Iterator[tuple[Line, Line | None]]:
    for line in gold:
        other = next((one for one in found if _key(one) == _key(line)), None)
        if other is not None:
            found.remove(other)
        yield line, other


def _key(line: Line) -> tuple[object, ...]:
    return str(line["task"]), line["unit"], line["goal"], *(line[quarter] for quarter in QUARTERS)


def _same(one: Line, other: Line | None, field: str) -> bool:
    return other is not None and one[field] == other[field]


def main() -> None:
    """Print the scores on the rest of the tasks, and on the fifth held out."""
    if not GOLD.exists():
        print("series: the annotated series are not beside this checkout")
        return
    gold: list[Line] = [json.loads(line) for line in GOLD.read_text(encoding="utf8").splitlines()]
    found = series_of_plan(REAL_PLAN)
    print(f"series; {machine()}")
    for name, is_held in (("rest", False), ("hold-out", True)):
        part = [line for line in gold if (int(str(line["task"])) % 5 == HELD_OUT) == is_held]
        told = "  ".join(f"{figure} {share}" for figure, share in scored(part, found).items())
        print(f"  {name:8}  {told}")


if __name__ == "__main__":
    main()
