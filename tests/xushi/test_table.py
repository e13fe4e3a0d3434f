"""`xushi table` reads the sample plans, and one of each other form, as they are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from samples.generate import pdf, plan
from samples.pages import ordinal
from samples.truth import record
from tests.rendering import squeezed as squeezed_text
from tests.warehouse.content import NAMES, PLANS, truth
from tests.xushi.running import xushi

FIELDS = ["task", "goal", "periods", "lead", "support", "pages", "name", "group"]


def squeezed(value: object) -> object:
    """The value with white space taken out of all its texts."""
    if isinstance(value, dict):
        return {key: squeezed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [squeezed(item) for item in value]
    return squeezed_text(value) if isinstance(value, str) else value


def lines_of(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lines that a plan's truth stands for, without pages: one for each row, sections with their numbers."""
    groups = list(dict.fromkeys(task["group"] for task in told["tasks"] if task["group"]))
    for task in told["tasks"]:
        whole = [task["goal"], *(period["text"] for period in task["periods"])]
        for goal, *texts in task["subrows"] or [whole]:
            yield {
                "task": task["task"],
                "goal": goal,
                "periods": [{**period, "text": text} for period, text in zip(task["periods"], texts, strict=True)],
                "lead": task["lead"] or task["unsaid"],
                "support": task["support"],
                "name": task["name"],
                "group": f"{ordinal(groups.index(task['group']) + 1)}、{task['group']}" if task["group"] else None,
            }


def assert_read(file: Path, told: dict[str, Any]) -> None:
    done = xushi("table", file, "--jsonl")
    assert (done.code, done.err) == (0, "")
    found = done.lines
    assert all(list(line) == FIELDS for line in found)
    pages = [line.pop("pages") for line in found]
    assert squeezed(found) == squeezed(list(lines_of(told)))
    # each row stands on one page or more, all rows in order, no page without a row
    flat = [page for numbers in pages for page in numbers]
    assert all(pages) and flat == sorted(flat) and set(flat) == set(range(1, flat[-1] + 1))


@pytest.mark.parametrize("name", NAMES)
def test_sample_plans_are_read_as_they_are(name: str) -> None:
    assert_read(PLANS / f"{name}.pdf", truth(name))


def test_a_plan_whose_units_do_not_say_who_leads(tmp_path: Path) -> None:
    made = plan(5, layout="portrait", size=25)
    (tmp_path / "plan.pdf").write_bytes(pdf(made))
    told = record(made)
    assert told["tasks"][0]["unsaid"] and told["tasks"][0]["group"]
    assert_read(tmp_path / "plan.pdf", told)


def test_the_samples_hold_sub_rows_sections_and_numbers_that_restart() -> None:
    tasks = [task for name in NAMES for task in truth(name)["tasks"]]
    assert sum(bool(task["subrows"]) for task in tasks) > 5
    assert sum(task["task"] == "1" and bool(task["group"]) for task in tasks) > 3


def test_a_person_sees_every_row() -> None:
    shown = xushi("table", PLANS / "yunxi-2022.pdf")
    assert (shown.code, shown.err) == (0, "")
    for task in truth("yunxi-2022")["tasks"]:
        for text in (task["goal"], *(period["text"] for period in task["periods"])):
            assert squeezed_text(text) in squeezed_text(shown.out)


def test_doubts_go_to_the_error_stream(tmp_path: Path) -> None:
    rows = ["序号\t目标任务\t第一季度\t责任单位", "1\t新建公园。\t招标。\t市城管局", "3\t新建学校。\t招标。\t市教育局"]
    (tmp_path / "plan.txt").write_text("\n".join(["2023年海州市民生实事安排表", *rows]), encoding="utf-8")
    told = xushi("table", tmp_path / "plan.txt", "--jsonl")
    assert (told.code, [line["task"] for line in told.lines]) == (0, ["1", "3"])
    assert told.err.startswith("number-gap: table 1, row 2: number 3 follows 1")


TWO_KINDS = """<table><tr><td rowspan=2>序号</td><td rowspan=2>目标任务</td><td colspan=2>第一季度</td></tr>
<tr><td>序时进度</td><td>完成情况</td></tr><tr><td>1</td><td>新建 3 所</td><td>立项</td><td>已开工</td></tr></table>"""


def test_plan_and_actual_of_one_period_stand_side_by_side(tmp_path: Path) -> None:
    file = tmp_path / "plan.html"
    file.write_text(f"<h1>2024年海安市民生实事</h1>{TWO_KINDS}", "utf8")
    told = xushi("table", file).out
    assert all(words in told for words in ("第一季度 (plan)", "第一季度 (actual)", "立项", "已开工"))
