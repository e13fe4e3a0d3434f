"""Units in charge have one name and one kind, whatever level or short form they are written with."""

import pytest

from extractors.plans.bodies import Home, body_of, home_of
from extractors.plans.in_charge import units_of, unknown_bodies
from extractors.plans.lexicon import words
from extractors.plans.model import Kind, Plan, TaskRow, UnitsInCharge
from schemas.responsibility import UnitKind

CITY = Home("云溪市", "市")
LEAST = 120

SAME = {
    "市市场监督管理局": ["市场监管局", "市市场监管局", "云溪市市场监管局", "云溪市场监管局", "市 市场监管局"],
    "市发展和改革委员会": ["发改委", "市发改委", "市发展改革委", "云溪市发展和改革委员会"],
    "共青团市委": ["团市委", "共青团云溪市委", "市团委", "团委"],
    "市委宣传部": ["宣传部", "市委宣传部", "市宣传部"],
    "市人民政府办公室": ["市政府办", "市政府办公室", "市政府办(市外办)"],
    "市供电公司": ["供电公司", "国网云溪供电公司", "国网云溪市供电公司", "云溪供电公司"],
    "中国人民银行市中心支行": ["人行市中心支行", "人行云溪市中心支行", "中国人民银行云溪市中心支行"],
    "市卫生健康委员会（市健康促进中心）": ["市卫健委（市健康促进中心）"],
    "霖东区教育局": ["霖东区教育局", "霖东区教体局"],
    "省药品监督管理局": ["省药监局"],
    "霖东区": ["霖东区", "霖东区政府", "霖东区人民政府"],
    "高新区": ["高新区管委会"],
}

KINDS = {
    UnitKind.DEPARTMENT: ["市教育局", "市人民政府", "市委政法委", "军分区", "市第三水文站"],
    UnitKind.COUNTY: ["霖东区", "溪口县", "溪口县人民政府", "开发区管委会", "城关街道办事处", "市开发区"],
    UnitKind.ENTERPRISE: ["供电公司", "市交通控股集团", "云溪农商银行", "市供电局"],
    UnitKind.GROUP: ["各县区", "各县（市、区）政府", "市各有关部门", "相关部门", "县区", "各乡镇街道", "有关企业"],
}


@pytest.mark.parametrize(("name", "units"), SAME.items())
def test_spellings_of_a_body_are_one_name(name: str, units: list[str]) -> None:
    assert {body_of(unit, CITY).name for unit in units} == {name}
    assert all(body_of(unit, CITY).is_known for unit in units)


@pytest.mark.parametrize(("kind", "units"), KINDS.items())
def test_kinds(kind: UnitKind, units: list[str]) -> None:
    assert {unit: body_of(unit, CITY).kind for unit in units} == dict.fromkeys(units, kind)


def test_a_group_word_is_never_expanded() -> None:
    assert body_of("各县（市、区）", CITY).name == "各县（市、区）"


def test_every_spelling_in_the_file_is_known_at_every_level() -> None:
    bodies = words("bodies.tsv")
    assert len({body for body, _ in bodies}) == len(bodies) >= LEAST
    for body, aliases in bodies:
        for level in ("市", "县", "区"):
            spelled = [one.replace("*", level) if "*" in one else level + one for one in (body, *aliases.split("、"))]
            assert {body_of(unit, Home(None, level)).name for unit in spelled} == {spelled[0]}


def test_the_level_of_a_plan() -> None:
    assert home_of("栖霖县", ["市教育局"]) == Home("栖霖县", "县")
    assert home_of("云山省云溪市", []).level == "市"
    assert home_of(None, ["教育局", "县发改委", "县财政局", "市水利局"]) == Home(None, "县")
    assert home_of(None, ["教育局"]) == Home(None, "")
    assert body_of("水利局", Home(None, "县")).name == "县水利局"
    assert body_of("宣传部", Home()).name == "宣传部"
    assert body_of("云山省云溪市教育局", home_of("云山省云溪市", [])).name == "市教育局"


def test_an_unknown_name_is_kept_and_told_once_with_its_first_row() -> None:
    plan = Plan("云溪市计划", "云溪市", 2024, Kind.PLAN, None, (row(1, "市教育局"), *rows("市观星办")), 1)
    units = units_of(plan)
    assert [one.body.name for one in units] == ["市教育局", "市观星办", "市观星办"]
    (notice,) = unknown_bodies(units)
    assert (notice.rule, notice.row, notice.page) == ("unknown-body", 2, 3)
    assert "市观星办" in notice.message


def row(ordinal: int, unit: str) -> TaskRow:
    return TaskRow(ordinal, None, None, None, "新建幼儿园1所", "目标任务", (), UnitsInCharge((unit,)), (3,))


def rows(unit: str) -> list[TaskRow]:
    return [row(2, unit), row(3, unit)]
