"""What a page break does to a cell's text: whether it certainly goes on, and what is put together then."""

import pytest

from extractors.plans.rows import Part
from tests.extractors.plans.building import HEADER, QUARTERS, Content, Wide, plan, table


@pytest.mark.parametrize(
    ("upper", "lower", "is_open"),
    [
        ("完成选址、", "设计", True),
        ("完成选址", "，开工建设。", True),
        ("市财政局、各镇（街", "道）", True),
        ("市财政局（市国资委）", "（市金融局）", False),
        ("建成学校（含幼儿园。", "新建公园", False),
        ("1.建成学校。2.新建公园。", "3.改造道路。", True),
        ("1.建成学校。2.新建公园。", "1.改造道路。", False),
        ("完成选址。", "开工建设。", False),
        ("开展检查11", "次；整改", True),
        ("25", "个", False),
    ],
)
def test_a_text_that_certainly_goes_on(upper: str, lower: str, is_open: bool) -> None:
    assert Part(upper).is_open_before(Part(lower)) is is_open


def test_a_unit_whose_bracket_is_cut_stays_one_name() -> None:
    first = [
        ["1", "完成选址。", "", "开工。", "", "竣工。", "市民政局"],
        ["2", "新建公园。", "设计", "招标", "开工", "竣工", "各镇（街"],
    ]
    later = [["", "改造道路。", "勘察。", "", "", "", "道）"]]
    read = plan(table([*HEADER, *first]), table(later, page=2))
    assert [task.units.lead for task in read.tasks][1] == ("各镇（街道）",)


@pytest.mark.parametrize("names", [("市教育局、市水", "利局"), ("市教育局、市水利局", "、市体育局"), ("市教育", "局")])
def test_units_merged_over_sub_rows_stay_one_cell_over_the_break(names: tuple[str, str]) -> None:
    upper: list[list[Content]] = [["1", Wide("新建公园", room=3), Wide("设计", room=5), "", "", "", names[0]]]
    lower: list[list[Content]] = [
        [Wide("", rows=2), "新建步道。", "招标。", "", "", "", Wide(names[1], rows=2)],
        ["新建驿站。", "选址。", "", "", ""],
        ["2", "新建学校。", "", "", "", "", "市教育局"],
    ]
    tasks = plan(table([*HEADER, *upper]), table(lower, page=2)).tasks
    assert [task.number for task in tasks] == ["1", "1", "1", "2"]
    whole = tuple("".join(names).split("、"))
    assert [task.units.lead for task in tasks] == [whole, whole, whole, ("市教育局",)]


def test_a_header_run_together_with_a_broken_row_is_taken_out() -> None:
    upper = [["1", "新建学校，配套", "设计，并", "招标，并", "开工，并", "竣工，并", "市教育局、"]]
    lower: list[list[Content]] = [
        [
            Wide("序号", rows=2),
            Wide("目标任务操场。", rows=2),
            Wide("序时进度", columns=4),
            Wide("责任单位市体育局", rows=2),
        ],
        [f"{quarter}审批。" for quarter in map(str, QUARTERS)],
        ["2", "新建公园。", "设计", "招标", "开工", "竣工", "市城管局"],
    ]
    tasks = plan(table([*HEADER, *upper]), table(lower, page=2)).tasks
    assert [task.goal for task in tasks] == ["新建学校，配套操场。", "新建公园。"]
    assert [period.text for period in tasks[0].periods] == [
        f"{step}，并审批。" for step in ("设计", "招标", "开工", "竣工")
    ]
    assert tasks[0].units.lead == ("市教育局", "市体育局")
    assert tasks[0].pages == (1, 2)


@pytest.mark.parametrize(
    ("cells", "lead"), [(["市教育局、市财政局", "各县区"], ("市教育局", "市财政局")), (["万元", "公里"], ())]
)
def test_a_column_headed_unit_is_known_by_its_cells(cells: list[str], lead: tuple[str, ...]) -> None:
    header = [*HEADER[0][:-1], Wide("单位", rows=2)]
    rows = [[str(i), "新建公园。", "设计", "招标", "开工", "竣工", cell] for i, cell in enumerate(cells, 1)]
    assert plan(table([header, QUARTERS, *rows])).tasks[0].units.lead == lead
