"""The real plan in the warehouse: each of its numbers is a row, and targets stand against quarters."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.rendering import LAYOUTS, REAL_PLAN, draw
from tests.warehouse.content import ask, content, load
from tests.xushi.counting import assert_one_row_for_each_quantity
from tests.xushi.running import xushi

pytestmark = pytest.mark.skipif(not REAL_PLAN.exists(), reason="the real plan's text is not beside this checkout")

YI = Decimal(100_000_000)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real plan as a PDF whose rows flow over pages."""
    path = tmp_path_factory.mktemp("real") / "plan.pdf"
    draw(LAYOUTS["flow, header once"], path)
    return path


@pytest.fixture(scope="module")
def warehouse(plan: Path) -> Path:
    """A warehouse that holds it."""
    path = plan.with_name("real.duckdb")
    done = xushi("ingest", plan, "--warehouse", path)
    assert done.code == 0, done.err
    assert done.out.startswith("1 document, 120 tasks, 480 milestones, ")
    return path


def test_each_quantity_is_a_row(plan: Path, tmp_path: Path) -> None:
    assert assert_one_row_for_each_quantity(plan, tmp_path / "w.duckdb") > 500


def test_it_is_the_plan_of_its_place_and_year(warehouse: Path) -> None:
    assert ask(warehouse, "SELECT place, year, kind FROM documents") == [("连云港市", 2021, "plan")]
    assert ask(warehouse, "SELECT count(*) FROM milestones WHERE quarter IS NULL") == [(0,)]
    units = "SELECT role, unit FROM responsibility JOIN tasks USING (task_id) WHERE number = '55' ORDER BY role"
    assert ask(warehouse, units) == [("lead", "市人社局"), ("support", "各县区")]


def test_tasks_by_body(warehouse: Path) -> None:
    led = (
        "SELECT number FROM responsibility JOIN tasks USING (task_id) WHERE role = 'lead' GROUP BY ALL HAVING count(*)"
    )
    two = ["51", "73", "82", "87", "92", "105", "110", "119", "120"]
    assert sorted(ask(warehouse, f"{led} = 2"), key=lambda row: int(row[0])) == [(number,) for number in two]
    nobody = (
        "SELECT number FROM tasks JOIN (SELECT unnest(task_ids) AS task_id FROM responsibilities"
        " WHERE kind = 'no-lead') USING (task_id) ORDER BY number"
    )
    assert ask(warehouse, nobody) == [("25",), ("79",)]
    counts = "SELECT sum(lead_share), sum(lead_tasks), sum(support_tasks) FILTER (kind = 'group') FROM responsibilities"
    assert ask(warehouse, counts) == [(120, 129, 85)]
    # a name with a letter left out is no body that is known
    unknown = "SELECT count(*) FROM findings WHERE rule = 'unknown-body'"
    assert ask(warehouse, unknown) == [(1,)]
    one = "SELECT written FROM responsibilities WHERE canonical_unit = '市市场监督管理局'"
    assert ask(warehouse, one) == [(["市场监管局", "市市场监管局"],)]


def test_social_insurance_fees_by_quarter(warehouse: Path) -> None:
    # 中小微企业社保费: who pays it may stand before it
    columns = "right(object, 3) AS object, unit, goal, q1, q2, q3, q4"
    query = f"SELECT {columns} FROM targets_by_quarter WHERE number = '55' AND unit = '元'"
    done = xushi("sql", query, "--jsonl", "--warehouse", warehouse)
    assert done.lines == [
        {
            "object": "社保费",
            "unit": "元",
            "goal": 4 * YI,
            "q1": Decimal("0.7") * YI,
            "q2": Decimal("0.9") * YI,
            "q3": Decimal("1.1") * YI,
            "q4": Decimal("1.3") * YI,
        }
    ]


def test_a_second_ingest_changes_nothing(warehouse: Path, plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(warehouse.read_bytes())
    before = content(copy)
    load(copy, plan)
    assert content(copy) == before


def test_stable_keys_outlive_another_rendering(warehouse: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(warehouse.read_bytes())
    draw(LAYOUTS["large ascent, centred, rules as rectangles"], tmp_path / "other.pdf")
    load(copy, tmp_path / "other.pdf")
    assert ask(copy, "SELECT count(*), count(*) FILTER (is_current) FROM versions") == [(2, 1)]
    versions = "quantities JOIN tasks USING (task_id) JOIN versions USING (sha256)"
    keys = f"SELECT stable_key, value, unit, object FROM {versions}"
    old = ask(copy, f"{keys} WHERE NOT is_current ORDER BY ALL")
    assert ask(copy, f"{keys} WHERE is_current ORDER BY ALL") == old
    assert len({key for key, *_ in old}) == len(old)
