"""The view responsibilities: tasks by body, as lead and in support, and the lines that are no single body."""

from pathlib import Path

from tests.warehouse.built import plan_of, task_of, warehouse_of
from tests.warehouse.content import ask

GOAL = "新建幼儿园1所"
COUNTS = "lead_tasks, lead_share, support_tasks, unsaid_tasks"


def test_tasks_are_counted_by_body() -> None:
    plan = plan_of(
        task_of(1, GOAL, ["市教育局"], ["市发改委", "各县区"]),
        task_of(2, GOAL, ["教育局", "发改委", "霖东区政府"], ["各县区", "霖东区"]),
        task_of(3, GOAL, ["市教育局", "市残联"], said=False),
        task_of(4, GOAL),
        task_of(5, GOAL, [], ["市残联"]),
    )
    with warehouse_of(plan) as connection:
        found = connection.execute(f"SELECT canonical_unit, kind, {COUNTS} FROM responsibilities").fetchall()
        written = connection.execute(
            "SELECT written FROM responsibilities WHERE canonical_unit = '市教育局'"
        ).fetchall()
    third = 1 / 3
    assert {(unit, kind): counts for unit, kind, *counts in found} == {
        ("市教育局", "department"): [2, 1 + third, 0, 1],
        ("市发展和改革委员会", "department"): [1, third, 1, 0],
        # who leads and is named again in support is counted as leading alone
        ("霖东区", "county"): [1, third, 0, 0],
        ("各县区", "group"): [0, 0, 2, 0],
        ("市残疾人联合会", "department"): [0, 0, 1, 1],
        (None, "no-lead"): [3, 3, 0, 0],
    }
    assert round(sum(share for *_, share, _, _ in found), 9) == 5
    assert written == [(["市教育局", "教育局"],)]


def test_the_same_name_of_two_places_is_two_lines() -> None:
    plans = [plan_of(task_of(1, GOAL, ["市教育局"]), place=place) for place in ("云溪市", "澄湾市")]
    with warehouse_of(*plans) as connection:
        found = connection.execute("SELECT place, lead_tasks FROM responsibilities ORDER BY place").fetchall()
    assert found == [("云溪市", 1), ("澄湾市", 1)]


def test_every_task_of_the_samples_is_counted_once(samples_warehouse: Path) -> None:
    ((tasks,),) = ask(samples_warehouse, "SELECT count(*) FROM current_tasks")
    ((shares, unknown),) = ask(
        samples_warehouse,
        "SELECT sum(lead_share), (SELECT count(*) FROM findings WHERE rule = 'unknown-body') FROM responsibilities",
    )
    assert (round(shares, 9), unknown) == (tasks, 0)
    leads = "SELECT sum(lead_tasks) FROM responsibilities WHERE canonical_unit = '市教育局' AND year = 2022"
    written = (
        "SELECT count(*) FROM responsibility JOIN current_tasks USING (task_id)"
        " WHERE unit = '市教育局' AND role = 'lead' AND year = 2022"
    )
    assert ask(samples_warehouse, leads) == ask(samples_warehouse, written) != [(0,)]
