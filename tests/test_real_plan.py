"""The real plan, rendered in many ways, is read without a single wrong cell."""

import shutil
from pathlib import Path

import pytest

from extractors.documents.document import read_document
from extractors.plans.model import Kind, Plan
from extractors.plans.reader import read_plan
from extractors.plans.serial import table_lines
from tests.rendering import LAYOUTS, MAKERS, REAL_PLAN, Truth, draw, real_truth, squeezed

pytestmark = pytest.mark.skipif(not REAL_PLAN.exists(), reason="the real plan's text is not beside this checkout")

CELLS = 600


def found(plan: Plan) -> list[Truth]:
    return [
        Truth(
            task.number or "",
            squeezed(task.goal),
            tuple(squeezed(period.text) for period in task.periods),
            tuple(map(squeezed, task.units.lead)),
            tuple(map(squeezed, task.units.support)),
        )
        for task in plan.tasks
    ]


def assert_exact(plan: Plan) -> None:
    truth = real_truth()
    exact = sum(
        one == other
        for read, true in zip(found(plan), truth, strict=False)
        for one, other in zip((read.goal, *read.quarters), (true.goal, *true.quarters), strict=False)
    )
    assert (len(plan.tasks), exact) == (120, CELLS)
    assert found(plan) == truth
    assert (plan.place, plan.year, plan.kind) == ("连云港市", 2021, Kind.PLAN)
    assert squeezed(plan.title or "") == "2021年连云港市50件民生实事序时进度安排方案"
    assert not plan.notices
    pages = [page for task in plan.tasks for page in task.pages]
    assert pages == sorted(pages) and set(pages) == set(range(1, plan.page_count + 1))


def test_the_text_holds_120_rows() -> None:
    truth = real_truth()
    assert [row.number for row in truth] == [str(number) for number in range(1, 121)]
    assert truth[0].lead == ("市教育局",) and truth[0].support[-1] == "各县区"


@pytest.mark.parametrize("name", LAYOUTS)
def test_drawn_by_the_projects_renderer(name: str, tmp_path: Path) -> None:
    draw(LAYOUTS[name], tmp_path / "plan.pdf")
    assert_exact(read_plan(read_document(tmp_path / "plan.pdf")))


@pytest.mark.parametrize("name", ["flow, header once", "flow, header on each page", "portrait, centred, narrow"])
@pytest.mark.parametrize("maker", MAKERS)
def test_printed_by_other_programs(maker: str, name: str, tmp_path: Path) -> None:
    program, make = MAKERS[maker]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    make(LAYOUTS[name], tmp_path / "plan.pdf")
    plan = read_plan(read_document(tmp_path / "plan.pdf"))
    assert_exact(plan)


def test_lines_have_the_fields_of_the_interface(tmp_path: Path) -> None:
    draw(LAYOUTS["flow, header once"], tmp_path / "plan.pdf")
    line = next(table_lines(read_plan(read_document(tmp_path / "plan.pdf"))))
    assert list(line) == ["task", "goal", "periods", "lead", "support", "pages", "name", "group"]
    assert line["periods"][0] == {
        "label": "第一季度",
        "start": "2021-01-01",
        "end": "2021-03-31",
        "kind": "plan",
        "text": line["periods"][0]["text"],
    }
    assert (line["task"], line["name"], line["group"], line["pages"]) == ("1", None, None, [1])
    assert line["lead"] == ["市教育局"]
