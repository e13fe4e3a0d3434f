"""planned_shares: what part of a task's year is planned for each quarter."""

from pathlib import Path

import pytest

from samples.rendering import render_pdf
from samples.tables import Cell, Layout, Row
from tests.warehouse.content import HEADER, ask, load

# goal, four quarters, and the shares that they come to
CASES = [
    ("改造泵站20座", ("改造泵站2座", "改造泵站4座", "改造泵站6座", "改造泵站8座"), [0.1, 0.2, 0.3, 0.4]),
    ("改造泵站20座", ("累计改造泵站5座", "累计改造泵站10座", "做好监管", "累计改造泵站20座"), [0.25, 0.25, 0, 0.5]),
    ("做好普查", ("制定方案", "开展培训", "", "总结"), [None, None, None, None]),
    ("绿化覆盖率达到40%以上", ("做好选址", "绿化覆盖率达到30%", "绿化覆盖率达到35%", "绿化覆盖率达到40%"), [None] * 4),
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shares")
    rows: list[Row] = [
        [Cell(str(at)), Cell(goal), *map(Cell, quarters), Cell("市水利局")]
        for at, (goal, quarters, _) in enumerate(CASES, 1)
    ]
    render_pdf(folder / "plan.pdf", "2024年云溪市民生实事任务分解表", HEADER, rows, Layout("plain"))
    load(folder / "x.duckdb", folder / "plan.pdf")
    return folder / "x.duckdb"


@pytest.mark.parametrize("row", range(1, len(CASES) + 1))
def test_shares_of_a_task(warehouse: Path, row: int) -> None:
    told = ask(warehouse, f"SELECT quarter, share, text FROM planned_shares WHERE ordinal = {row} ORDER BY quarter")
    assert [quarter for quarter, _, _ in told] == [1, 2, 3, 4]
    wanted = CASES[row - 1][2]
    # a quarter in which nothing is planned has no share, as one of which nothing is known
    assert [share or 0 for _, share, _ in told] == pytest.approx([share or 0 for share in wanted])
    assert [text for _, _, text in told] == list(CASES[row - 1][1])


def test_shares_of_each_task_come_to_a_whole(samples_warehouse: Path) -> None:
    totals = ask(samples_warehouse, "SELECT sum(share) FROM planned_shares GROUP BY task_id HAVING count(share) > 0")
    assert len(totals) > 50
    assert [total for (total,) in totals] == pytest.approx([1.0] * len(totals))
