"""Units in charge are parted into names, and into those that lead and those that support."""

import pytest

from extractors.plans.model import UnitsInCharge
from extractors.plans.units import unit_names, units_in_charge

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
    "": ([], [], False),
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
