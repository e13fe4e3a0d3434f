"""The view targets_by_quarter against what is true of the sample plans."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.warehouse.content import NAMES, ask, truth

CELLS = ("goal", "q1", "q2", "q3", "q4")
LEAST = 30


@dataclass(frozen=True)
class Wanted:
    """A task whose goal and quarters each state one target in one unit; `ordinal` is its row in the plan."""

    place: str
    year: int
    ordinal: int
    unit: str
    values: tuple[Decimal, ...]


def targets(task: dict[str, Any], cell: str, unit: str) -> list[Decimal]:
    """The levels that a cell sets as targets in `unit`, parts of a total aside."""
    return [
        Decimal(str(quantity["value"]))
        for quantity in task["quantities"][cell]
        if (quantity["role"], quantity["measure"], quantity["part"], quantity["unit"])
        == ("target", "level", False, unit)
    ]


def wanted() -> Iterator[Wanted]:
    """The tasks of the samples, undivided ones, of which the truth leaves no doubt."""
    for told in map(truth, NAMES):
        ordinal = 0
        for task in told["tasks"]:
            ordinal += len(task["subrows"]) or 1
            for unit in {quantity["unit"] for quantity in task["quantities"]["goal"]}:
                found = [targets(task, cell, unit) for cell in CELLS]
                if not task["subrows"] and all(len(values) == 1 for values in found):
                    values = tuple(value for (value,) in found)
                    yield Wanted(told["place"], told["year"], ordinal, unit, values)


def test_goal_and_quarters_are_those_of_the_samples(samples_warehouse: Path) -> None:
    columns = ", ".join(CELLS)
    tasks = list(wanted())
    in_one_row = 0
    for task in tasks:
        where = f"place = '{task.place}' AND year = {task.year} AND ordinal = {task.ordinal} AND unit = '{task.unit}'"
        rows = ask(samples_warehouse, f"SELECT {columns} FROM targets_by_quarter WHERE {where}")
        # an action told in other words makes a row of its own, which leaves the other quarters empty
        found = [{row[column] for row in rows} - {None} for column in range(len(CELLS))]
        assert found == [{value} for value in task.values], task
        in_one_row += rows == [task.values]
    assert len(tasks) >= LEAST
    assert in_one_row >= 0.9 * len(tasks)


def test_each_row_leads_to_its_evidence(samples_warehouse: Path) -> None:
    rows = ask(samples_warehouse, "SELECT quantity_ids, pages, texts, goal_text, goal FROM targets_by_quarter")
    known = {key for (key,) in ask(samples_warehouse, "SELECT quantity_id FROM quantities")}
    assert len(rows) > 100
    for ids, pages, texts, goal_text, goal in rows:
        assert ids and set(ids) <= known and pages
        assert len(ids) == len(texts) + (goal is not None)
        assert (goal is None) == (goal_text is None)
