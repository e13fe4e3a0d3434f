"""Plans are made from tables: columns by words, rows over pages, sub-rows, sections, periods."""

from dataclasses import replace
from datetime import date

import pytest

from extractors.errors import UnreadableError
from extractors.plans.model import Kind
from extractors.plans.reader import plan_of
from extractors.tables.model import Reading
from tests.extractors.plans.building import HEADER, OF_2021, QUARTERS, Content, Wide, plan, reading, table, task


def test_columns_over_two_header_rows() -> None:
    read = plan(
        table([*HEADER, task("1", "新建 2 所。", "立项。", "", "开工。", "完工。")], above=["2021年海安市民生实事计划"])
    )
    assert (read.title, read.place, read.year, read.kind) == ("2021年海安市民生实事计划", "海安市", 2021, Kind.PLAN)
    first = read.tasks[0]
    assert (first.number, first.name, first.goal) == ("1", None, "新建 2 所。")
    assert [(p.label, p.text) for p in first.periods] == list(
        zip(QUARTERS, ["立项。", "", "开工。", "完工。"], strict=True)
    )
    assert (first.periods[0].first_day, first.periods[3].last_day) == (date(2021, 1, 1), date(2021, 12, 31))


def test_days_are_null_without_a_year() -> None:
    assert plan(table([*HEADER, task("1", "新建。", "立项。")])).tasks[0].periods[0].first_day is None


def test_spaced_headers_and_a_title_row_inside_the_table() -> None:
    rows: list[list[Content]] = [
        [Wide("2022年民生实事进度表", columns=4)],
        ["序 号", "任 务 名 称", "年 度 目 标", "一 季 度"],
        ["1", "托育", "新增 3 个。", "选址。"],
    ]
    read = plan(table(rows))
    assert (read.title, read.year) == ("2022年民生实事进度表", 2022)
    assert (read.tasks[0].name, read.tasks[0].goal, read.tasks[0].periods[0].label) == ("托育", "新增 3 个。", "一季度")


def test_name_and_goal_from_title_and_content() -> None:
    rows: list[list[Content]] = [
        ["项目名称", "主要内容", "6月底前", "年底前"],
        ["托育", "新增 3 个。", "选址。", "建成。"],
    ]
    first = plan(table(rows, above=["2023年实事项目"])).tasks[0]
    assert (first.number, first.name, first.goal) == (None, "托育", "新增 3 个。")
    assert [p.last_day for p in first.periods] == [date(2023, 6, 30), date(2023, 12, 31)]
    assert {p.first_day for p in first.periods} == {date(2023, 1, 1)}


def test_a_bulletin_and_its_cut_off() -> None:
    rows = [
        ["序号", "指标名称", "年度目标", "1-10月完成情况", "占全年计划(%)", "责任单位", "备注"],
        ["1", "新增就业", "5 万人", "完成 4.8 万人。", "96", "市人社局", ""],
    ]
    read = plan(table(rows, above=["2021年民生实事进展情况"]))
    assert (read.kind, read.cut_off) == (Kind.ACTUAL, date(2021, 10, 31))
    assert [(p.kind, p.first_day, p.last_day, p.text) for p in read.tasks[0].periods] == [
        (Kind.ACTUAL, date(2021, 1, 1), date(2021, 10, 31), "完成 4.8 万人。")
    ]


def test_one_schedule_column_is_split_by_its_labels() -> None:
    rows = [
        ["序号", "目标任务", "进度安排"],
        ["1", "新建。", "第一季度：立项；第二季度：开工。"],
        ["2", "改造。", "全年推进。"],
        ["3", "整治。", ""],
    ]
    read = plan(table(rows, above=["2021年实事"]))
    assert [(p.label, p.text) for p in read.tasks[0].periods] == [("第一季度", "立项"), ("第二季度", "开工。")]
    assert [(p.label, p.text) for p in read.tasks[1].periods] == [("进度安排", "全年推进。")]
    assert [(p.label, p.text) for p in read.tasks[2].periods] == [("进度安排", "")]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (task("2", "改造 32 万平", "完成", "开工。"), task("", "方米。", "招标。", "", units="")),
        (task("", "改造 32 万平", "完成", "开工。"), task("2", "方米。", "招标。", "", units="")),
    ],
)
def test_a_row_broken_over_a_page_is_made_whole(upper: list[Content], lower: list[Content]) -> None:
    before, after = task("1", "新建。", "立项。"), task("3", "整治。", "启动。")
    read = plan(table([*HEADER, before, upper]), table([lower, after], page=2), given=OF_2021)
    assert [t.number for t in read.tasks] == ["1", "2", "3"]
    assert (read.tasks[1].goal, read.tasks[1].periods[0].text, read.tasks[1].pages) == (
        "改造 32 万平方米。",
        "完成招标。",
        (1, 2),
    )
    assert [fragment.page for fragment in read.tasks[1].goal_fragments] == [1, 2]
    assert not read.notices


def test_a_wrapped_number_is_put_together() -> None:
    first = table([*HEADER, *[task(str(n), "新建。", "立项。") for n in range(116, 118)], task("11", "改造", "完成")])
    second = table([*HEADER, task("8", "管网。", "招标。"), task("119", "整治。", "启动。")], page=2)
    read = plan(first, second)
    assert [t.number for t in read.tasks] == ["116", "117", "118", "119"]
    assert read.tasks[2].goal == "改造管网。"


def test_sub_rows_repeat_the_task_and_stay_apart_over_a_page() -> None:
    divided: list[list[Content]] = [
        [
            Wide("1", rows=2),
            Wide("新建 3 所。", rows=2),
            Wide("一校立项。", room=4),
            "",
            "",
            "",
            Wide("市教育局", rows=2),
        ],
        [Wide("二校立项。", room=4), Wide("二校开工。", room=4), "", ""],
    ]
    later: list[list[Content]] = [["", "", "三校立项。", "三校开工。", "", "", ""], task("2", "改造。", "完成。")]
    read = plan(table([*HEADER, *divided]), table(later, page=2))
    assert [(t.number, t.goal, t.periods[0].text) for t in read.tasks] == [
        ("1", "新建 3 所。", "一校立项。"),
        ("1", "新建 3 所。", "二校立项。"),
        ("1", "新建 3 所。", "三校立项。"),
        ("2", "改造。", "完成。"),
    ]
    assert [t.units.lead for t in read.tasks[:3]] == [("市教育局",)] * 3
    assert [t.pages for t in read.tasks] == [(1,), (1,), (2,), (2,)]


def test_sub_rows_of_a_file_that_merges_nothing_have_their_tasks_units() -> None:
    rows = [
        task("1", "新建 3 所。", "立项。"),
        task("", "", "开工。", units=""),
        task("", "", "竣工。", units="市住建局"),
    ]
    tasks = plan(table([*HEADER, *rows])).tasks
    assert [(t.number, t.goal, t.units.lead) for t in tasks] == [
        ("1", "新建 3 所。", ("市教育局",)),
        ("1", "新建 3 所。", ("市教育局",)),
        ("1", "新建 3 所。", ("市住建局",)),
    ]


def test_a_break_that_can_be_read_both_ways_is_doubtful() -> None:
    upper: list[Content] = task("1", "新建。", Wide("甲校开工", room=0.0), Wide("乙校立项。", room=5.0))
    read = plan(table([*HEADER, upper]), table([task("", "", "建设。", "完工。", units="")], page=2), given=OF_2021)
    assert [t.doubt for t in read.tasks] == [("break-unclear",)]
    assert [(notice.rule, notice.page, notice.row) for notice in read.notices] == [("break-unclear", 1, 1)]


def test_sections_between_tables_and_as_rows() -> None:
    first = table([*HEADER, task("1", "新建。", "立项。")], above=["2021年实事计划", "一、教育"])
    second = table(
        [[Wide("二、医疗", columns=7)], task("2", "改造。", "立项。"), task("3", "购置。", "招标。")], page=2
    )
    third = table([*HEADER, task("1", "整治。", "启动。")], page=3, above=["（三）环境"])
    assert [(t.number, t.group) for t in plan(first, second, third).tasks] == [
        ("1", "一、教育"),
        ("2", "二、医疗"),
        ("3", "二、医疗"),
        ("1", "（三）环境"),
    ]


def test_a_group_column_merged_over_a_page_stays_open() -> None:
    header = ["类别", "序号", "目标任务", "第一季度"]
    first = table(
        [header, [Wide("教育", rows=2), "1", "新建。", "立项。"], ["2", "改造。", "立项。"]], above=["2021年实事"]
    )
    second = table(
        [[Wide("", rows=2), "3", "扩建。", "立项。"], ["4", "修缮。", "立项。"], ["医疗", "5", "购置。", "招标。"]],
        page=2,
    )
    assert [t.group for t in plan(first, second).tasks] == ["教育"] * 4 + ["医疗"]


def test_gaps_and_repeats_of_numbers_are_noticed() -> None:
    read = plan(table([*HEADER, *[task(n, "新建。", "立项。") for n in ("1", "2", "4", "4", "1")]]), given=OF_2021)
    assert [(notice.rule, notice.row) for notice in read.notices] == [("number-gap", 3), ("number-repeated", 4)]


def test_other_tables_are_left_out_and_named() -> None:
    contacts = table([["姓名", "电话"], ["张三", "123"]], page=2)
    read = plan(table([*HEADER, task("1", "新建。", "立项。")]), contacts, given=OF_2021)
    assert len(read.tasks) == 1
    assert [notice.rule for notice in read.notices] == ["table-skipped"]


def test_a_cell_over_two_periods_is_doubtful() -> None:
    rows: list[list[Content]] = [*HEADER, ["1", "新建。", Wide("上半年立项。", columns=2), "", "", "市教育局"]]
    read = plan(table(rows)).tasks[0]
    assert [p.text for p in read.periods] == ["上半年立项。", "上半年立项。", "", ""]
    assert read.doubt == ("cell-over-periods",)


@pytest.mark.parametrize(
    "rows", [[["姓名", "电话"], ["张三", "123"]], [["序号", "目标任务", "责任单位"], ["1", "新建。", "市教育局"]]]
)
def test_no_plan_is_said_in_one_sentence(rows: list[list[Content]]) -> None:
    with pytest.raises(
        UnreadableError, match=r"built\.pdf: none of its tables .* .found 1 table, the first on page 1"
    ) as error:
        plan(table(rows))
    assert "\n" not in str(error.value)


def test_labels_in_a_cell_tell_plan_from_actual() -> None:
    header: list[Content] = ["序号", "目标任务", "推进情况"]
    rows: list[list[Content]] = [header, ["1", "新建 3 所。", "序时进度：完成招标。进展情况：已开工 2 所。"]]
    read = plan(table(rows, above=["2021年海安市民生实事1-10月进展情况"]))
    periods = read.tasks[0].periods
    assert [(p.label, p.kind, p.text) for p in periods] == [
        ("序时进度", Kind.PLAN, "完成招标。"),
        ("进展情况", Kind.ACTUAL, "已开工 2 所。"),
    ]
    assert periods[1].last_day == date(2021, 10, 31)


def test_a_note_in_the_table_is_told_and_heeded() -> None:
    rows: list[list[Content]] = [
        *HEADER,
        task("1", "新建。", "立项。", units="市教育局、市财政局"),
        [Wide("注：责任单位排在首位的为牵头单位。", columns=7)],
    ]
    read = plan(table(rows), given=OF_2021)
    assert (read.tasks[0].units.lead, read.tasks[0].units.support) == (("市教育局",), ("市财政局",))
    assert [(n.rule, n.page) for n in read.notices] == [("row-left-out", 1)]


def test_sums_are_told_and_are_no_tasks() -> None:
    rows: list[list[Content]] = [
        *HEADER,
        task("1", "新建 3 所学校。", "立项。", units="市教育局"),
        task("", "合 计", "3 所", units=""),
        task("总计", "4 项", "", units=""),
    ]
    read = plan(table(rows), given=OF_2021)
    assert [row.goal for row in read.tasks] == ["新建 3 所学校。"]
    assert [n.rule for n in read.notices] == ["row-left-out", "row-left-out"]
    assert "合 计 | 3 所" in read.notices[0].message


def test_units_behind_the_goal_where_no_column_holds_them() -> None:
    header: list[Content] = ["序号", "目标任务", "第一季度"]
    read = plan(table([header, ["1", "新建 2 所（市教育局牵头，各县区配合）。", "立项。"]]))
    assert (read.tasks[0].units.lead, read.tasks[0].units.support) == (("市教育局",), ("各县区",))


def test_a_column_of_deadlines_gives_each_row_its_own_period() -> None:
    header: list[Content] = ["序号", "目标任务", "完成时限", "责任单位"]
    cells = ["2024年6月底前", "6月", "全年", "12月31日前", "上半年", "", "按计划推进"]
    rows = [[str(n), "新建。", cell, "市教育局"] for n, cell in enumerate(cells, 1)]
    read = plan(table([header, *rows], above=["2024年海安市民生实事"]))
    days = [(p.first_day, p.last_day) for task in read.tasks for p in task.periods]
    year = (date(2024, 1, 1), date(2024, 12, 31))
    june = date(2024, 6, 30)
    assert days == [(year[0], june), (date(2024, 6, 1), june), year, year, (year[0], june), year, year]
    assert [p.text for task in read.tasks for p in task.periods] == cells
    assert [(notice.rule, notice.row) for notice in read.notices] == [("time-not-read", 7)]


def test_words_of_a_schedule_stay_those_of_the_whole_year() -> None:
    header: list[Content] = ["序号", "目标任务", "进度安排"]
    rows = [["1", "新建。", "完成招标，6月底前开工。"], ["2", "改建。", "6月底前完成"]]
    read = plan(table([header, *rows], above=["2024年海安市民生实事"]))
    assert [task.periods[0].last_day for task in read.tasks] == [date(2024, 12, 31), date(2024, 6, 30)]


def test_a_label_that_parts_nothing_is_a_doubt_of_its_cell() -> None:
    header: list[Content] = ["序号", "目标任务", "进度安排"]
    read = plan(table([header, ["1", "新建。", "新建 5 所四 季 度：完成验收"]], above=["2024年海安市民生实事"]))
    assert read.tasks[0].periods[0].doubt == ("label-inside",)
    assert [(notice.rule, notice.row) for notice in read.notices] == [("label-inside", 1)]


def test_columns_of_no_known_kind_that_hold_words_are_told() -> None:
    header: list[Content] = ["序号", "目标任务", "第一季度", "群众评议", ""]
    rows: list[list[Content]] = [
        header,
        ["1", "新建。", "立项。", "满意", ""],
        ["2", "改建。", "招标。", "", "另行安排"],
    ]
    told = [notice for notice in plan(table(rows), given=OF_2021).notices if notice.rule == "column-not-read"]
    assert ["群众评议" in notice.message or "column 5" in notice.message for notice in told] == [True, True]
    assert plan(table([[*header[:3], "备注", ""], ["1", "新建。", "立项。", "无", ""]]), given=OF_2021).notices == ()


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (("3 新建公园 完成选址 市城管局", "4 改造小区 完成招标 市住建局"), ["rows-outside"]),
        (("3. 新建公园 20 个。", "附件 2 完成 选址"), []),
        (("联系人 张三", "2024 3 1"), []),
    ],
)
def test_rows_outside_tables_are_told(lines: tuple[str, ...], rules: list[str]) -> None:
    whole = reading(table([*HEADER, task("1", "新建。", "立项。")]))
    read = plan_of(Reading((replace(whole.pages[0], below=lines),)), "built.pdf", OF_2021)
    assert [notice.rule for notice in read.notices] == rules


@pytest.mark.parametrize("width", [2, 7])
def test_the_name_of_a_section_below_the_header_is_none_of_its_words(width: int) -> None:
    section: list[Content] = [Wide("一、教育类实事项目", columns=width), *[""] * (7 - width)]
    read = plan(table([*HEADER, section, task("1", "新建。", "立项。")]), given=OF_2021)
    assert [(t.number, t.group, t.goal_header) for t in read.tasks] == [("1", "一、教育类实事项目", "目标任务")]
