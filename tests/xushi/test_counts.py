"""Each quantity is a row: the warehouse holds as many as `xushi parse` finds in the plan's cells, each with its id."""

from pathlib import Path

import pytest

from tests.warehouse.content import NAMES, PLANS, ask, repeating_plan, small_plan
from tests.xushi.counting import assert_one_row_for_each_quantity


@pytest.mark.parametrize("name", NAMES)
def test_in_sample_plans(name: str, tmp_path: Path) -> None:
    assert assert_one_row_for_each_quantity(PLANS / f"{name}.pdf", tmp_path / "w.duckdb") > 100


def test_in_a_plan_with_sub_rows(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    assert_one_row_for_each_quantity(small_plan(tmp_path / "plan.pdf", layout="divided-tasks"), warehouse)
    assert ask(warehouse, "SELECT count(*) > count(DISTINCT number) FROM tasks") == [(True,)]


def test_in_a_plan_whose_numbering_restarts(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    assert_one_row_for_each_quantity(small_plan(tmp_path / "plan.pdf", layout="table-a-page"), warehouse)
    assert ask(warehouse, "SELECT count(*) > 1 FROM tasks WHERE number = '1'") == [(True,)]


def test_in_a_plan_that_says_the_same_everywhere(tmp_path: Path) -> None:
    file = repeating_plan(tmp_path / "plan.pdf", sections=("一、教育", "二、医疗"), sub_rows=2)
    assert assert_one_row_for_each_quantity(file, tmp_path / "w.duckdb") == 2 * 5 * 2 * 2 * 2
