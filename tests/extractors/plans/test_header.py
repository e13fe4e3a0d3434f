"""Headers are told by their words, wherever they stand."""

import pytest

from extractors.plans.header import Role, column_of, find_header, known_role
from extractors.plans.lexicon import words
from tests.extractors.plans.building import HEADER, table, task

ROLES = {
    "序 号": Role.NUMBER,
    "类别": Role.GROUP,
    "实事项目名称": Role.TITLE,
    "目标任务": Role.TASK,
    "2021年度目标任务": Role.TASK,
    "全年目标任务": Role.GOAL,
    "2021年目标": Role.GOAL,
    "一季度目标": Role.SCHEDULE,
    "第二季度": Role.SCHEDULE,
    "6月底前": Role.SCHEDULE,
    "工作进度安排": Role.SCHEDULE,
    "1-10月推进情况": Role.ACTUAL,
    "第一季度完成情况": Role.ACTUAL,
    "占全年计划（%）": Role.RATE,
    "完成比例(%)": Role.RATE,
    "责任单位": Role.UNITS,
    "牵头单位": Role.LEAD,
    "责任主体与协同单位": Role.SUPPORT,
    "分管领导": Role.PERSON,
    "备注": Role.OTHER,
    "完善配合机制，开展进展情况通报。": None,
    "新建 3 所学校": None,
}


@pytest.mark.parametrize("text", ROLES)
def test_role(text: str) -> None:
    assert known_role(text)[0] is ROLES[text]


def test_levels_add_to_each_other() -> None:
    column = column_of(("第一季度", "完成情况"))
    assert (column.role, column.label) == (Role.ACTUAL, "第一季度")
    column = column_of(("完成情况", "第一季度"))
    assert (column.role, column.label) == (Role.ACTUAL, "第一季度")
    assert column_of(("序时进度", "第一季度")).role is Role.SCHEDULE
    assert column_of(("责任单位", "牵头单位")).role is Role.LEAD


def test_rows_of_the_header() -> None:
    header = find_header(table([*HEADER, task("1", "新建。", "立项。")]))
    assert header is not None and (header.top, header.bottom, header.is_plan) == (0, 2, True)


def test_a_row_of_a_task_is_no_header() -> None:
    assert find_header(table([task("1", "新建学校。", "完成立项。", "开工。")])) is None


def test_every_word_of_the_lexicon_has_a_known_role() -> None:
    assert {role for role, _ in words("headers.tsv")} == {str(role) for role in Role}
    assert {role for role, _ in words("unit_labels.tsv")} == {"lead", "support", "units"}
    listed = [word for _, word in words("headers.tsv")]
    assert len(listed) == len(set(listed))
