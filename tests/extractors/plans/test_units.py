"""Units in charge are parted into names, and into those that lead and those that support."""

import pytest

from extractors.plans.brackets import units_in_brackets
from extractors.plans.model import UnitsInCharge
from extractors.plans.units import says_first_leads, unit_names, units_in_charge

CASES = {
    "牵头单位：市教育局；共同责任单位：市发改委、市财政局，各县区": (
        ["市教育局"],
        ["市发改委", "市财政局", "各县区"],
        True,
    ),
    "牵头单位: 市水利局、交通控股集团 ; 配合单位 : 市国资委": (["市水利局", "交通控股集团"], ["市国资委"], True),
    "责任单位：市民政局；配合单位：市财政局": (["市民政局"], ["市财政局"], True),
    "责任单位:市卫健委、市人社局": (["市卫健委", "市人社局"], [], False),
    "牵头部门：市人社局配合部门：市住建局": (["市人社局"], ["市住建局"], True),
    "市教育局、市财政局": (["市教育局", "市财政局"], [], False),
    "市教育局（牵头）、市财政局": (["市教育局"], ["市财政局"], True),
    "市教育局\n市财政局": (["市教育局", "市财政局"], [], False),
    "各县区（海州区、连云区）、市住建局": (["各县区（海州区、连云区）", "市住建局"], [], False),
    "市 12345 公共服务中心。": (["市 12345 公共服务中心"], [], False),
    "市体育局市住建局、团市委": (["市体育局", "市住建局", "团市委"], [], False),
    "市政府办（市外办）国网云州供电公司": (["市政府办（市外办）", "国网云州供电公司"], [], False),
    "各县\n（市、区）政府\n市妇联": (["各县（市、区）政府", "市妇联"], [], False),
    "市市场监管局、市委市政府督查室、市政府办公室": (["市市场监管局", "市委市政府督查室", "市政府办公室"], [], False),
    "": ([], [], False),
    "——": ([], [], False),
    "牵头单位：市民政局；配合单位：无": (["市民政局"], [], True),
}


@pytest.mark.parametrize("text", CASES)
def test_one_cell(text: str) -> None:
    lead, support, stated = CASES[text]
    assert units_in_charge([("units", text)]) == UnitsInCharge(tuple(lead), tuple(support), stated)


def test_columns_of_their_own() -> None:
    assert units_in_charge([("lead", "市教育局"), ("support", "市财政局、市人社局")]) == UnitsInCharge(
        ("市教育局",), ("市财政局", "市人社局"), lead_is_stated=True
    )
    assert units_in_charge([("units", "市教育局"), ("support", "市财政局")]).lead == ("市教育局",)


def test_a_bracket_left_open_does_not_swallow_the_list() -> None:
    assert unit_names("市教育局（牵头、市财政局、市人社局") == ("市教育局（牵头", "市财政局", "市人社局")


@pytest.mark.parametrize(
    "note", ["注：责任单位中排在首位的为牵头单位。", "责任单位（第一个为牵头单位）", "备注：列第一位的单位为牵头单位"]
)
def test_the_first_may_lead(note: str) -> None:
    assert says_first_leads(["2021年民生实事", note])
    cells = [("units", "市教育局、市财政局")]
    assert units_in_charge(cells, first_leads=True) == UnitsInCharge(("市教育局",), ("市财政局",), lead_is_stated=True)
    # what is said of one row goes before what is said of all
    marked = [("units", "配合单位：市教育局；牵头单位：市财政局")]
    assert units_in_charge(marked, first_leads=True).lead == ("市财政局",)


def test_an_ordinary_note_makes_nobody_lead() -> None:
    assert not says_first_leads(["注：第一季度由各单位开展前期工作。", "各牵头单位要高度重视"])


BRACKETS = {
    "新建幼儿园3所（责任单位：市教育局）": (["市教育局"], [], False),
    "新建幼儿园3所。（牵头单位：市教育局；配合单位：市财政局）": (["市教育局"], ["市财政局"], True),
    "新建幼儿园3所（市教育局牵头，市财政局、市住建局配合）。": (["市教育局"], ["市财政局", "市住建局"], True),
    "新建幼儿园3所（市教育局负责）": (["市教育局"], [], False),
    "新建幼儿园3所【市教育局、各县区】": (["市教育局", "各县区"], [], False),
    "新建幼儿园3所（含改扩建）": ([], [], False),
    "新建幼儿园3所（其中市区1所、县区2所）": ([], [], False),
    "新建幼儿园（市教育局）3所": ([], [], False),
}


@pytest.mark.parametrize("text", BRACKETS)
def test_brackets_behind_the_sentence(text: str) -> None:
    lead, support, stated = BRACKETS[text]
    assert units_in_brackets([text]) == UnitsInCharge(tuple(lead), tuple(support), stated)
