"""Drawn plans with divided tasks, sections and broken rows are read back exactly, in several layouts."""

from random import Random

import pytest

from extractors.documents.document import document_of
from extractors.plans.reader import read_plan
from samples.rendering import pdf_bytes
from samples.tables import Cell, Heading, Layout, Row

HEADER: list[Row] = [
    [Cell("序号", rows=2), Cell("目标任务", rows=2), Cell("序时进度", columns=4), Cell("责任单位", rows=2)],
    [Cell(f"第{quarter}季度") for quarter in "一二三四"],
]
CHARACTERS = "完成新建改造工程前期手续办理并开展项目招标采购推进主体施工建设加快设备安装调试投入使用组织验收评估培训"
NUMBERS = ["", "", " 12 所", "8000 万元", "3.5 公里", "100%"]
LAYOUTS = [
    Layout("top"),
    Layout("each page, middle", header="each page", align="middle", metrics="large", rules="rectangles"),
    Layout("portrait, middle, running", orientation="portrait", align="middle", running=True),
    Layout("whole rows", rows_break=False, rules="rectangles"),
]
TASKS = 30

Found = tuple[str | None, str, tuple[str, ...], tuple[str, ...], str | None]


def sentence(rng: Random, length: int, stop: str) -> str:
    """Give about `length` characters without meaning, with numbers and marks as plans have them."""
    text = ""
    while len(text) < length:
        text += "".join(rng.choices(CHARACTERS, k=rng.randint(4, 10))) + rng.choice(NUMBERS) + rng.choice("，；、")
    return text[:-1] + stop


def quarters(rng: Random, stop: str) -> list[str]:
    return [sentence(rng, rng.randint(8, 90), stop) if rng.random() < 0.9 else "" for _ in range(4)]


def made(kind: str, stop: str, rng: Random) -> tuple[list[Row | Heading], list[Found]]:
    """Give the rows of a plan to draw, and what is to be read from them."""
    rows: list[Row | Heading] = []
    truth: list[Found] = []
    group = None
    for number in range(1, TASKS + 1):
        if kind != "divided" and number % 8 == 1:
            group = "一二三四"[number // 8] + "、" + "".join(rng.choices(CHARACTERS, k=4))
            rows.append(Heading(group) if kind == "headings" else [Cell(group, columns=7)])
        goal, unit = sentence(rng, rng.randint(10, 60), "。"), rng.choice(["市教育局", "市卫健委"])
        parts = rng.randint(2, 3) if kind == "divided" and rng.random() < 0.4 else 1
        for part in range(parts):
            said = quarters(rng, stop)
            whole = [Cell(str(number), rows=parts, centred=True), Cell(goal, rows=parts)] if part == 0 else []
            units = [Cell(f"责任单位：{unit}", rows=parts)] if part == 0 else []
            rows.append([*whole, *[Cell(text) for text in said], *units])
            truth.append((str(number), squeezed(goal), tuple(map(squeezed, said)), (unit,), group))
    return rows, truth


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("stop", ["。", ""], ids=["full stops", "no full stops"])
@pytest.mark.parametrize("kind", ["divided", "headings", "section rows"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_read_back_exactly(layout: Layout, kind: str, stop: str) -> None:
    rows, truth = made(kind, stop, Random(f"{layout.name} 1"))
    plan = read_plan(document_of("drawn.pdf", pdf_bytes("海州市 2023 年民生实事进度表", HEADER, rows, layout)))
    found = [
        (task.number, squeezed(task.goal), tuple(squeezed(p.text) for p in task.periods), task.units.lead, task.group)
        for task in plan.tasks
    ]
    assert found == truth
    assert (plan.place, plan.year) == ("海州市", 2023)
    # a break may be told as unclear although it is read as it is
    assert {notice.rule for notice in plan.notices} <= {"break-unclear"}
