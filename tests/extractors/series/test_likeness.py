"""Names of one thing, and of two."""

import pytest

from extractors.series.likeness import likeness
from extractors.series.stages import is_early, stage_in, stage_of
from schemas.event import Stage


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("城乡公办幼儿园", "幼儿园"),
        ("农村公路", "道路"),
        ("职业技能培训", "技能培训"),
        ("省级体育赛事", "省级比赛活动"),
    ],
)
def test_one_thing(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) > 0


@pytest.mark.parametrize(
    ("one", "other"), [("示范社区", "示范学校"), ("困难职工子女", "残疾学生"), ("公厕", None), ("", "公厕")]
)
def test_two_things(one: str | None, other: str | None) -> None:
    assert likeness(one, other) == 0


def test_less_is_not_enough_where_no_goal_tells() -> None:
    assert likeness("农村公路", "道路", strict=True) == 0


@pytest.mark.parametrize(
    ("action", "stage", "early"),
    [
        ("开工建设", Stage.STARTED, True),
        ("改造完工", Stage.COMPLETED, False),
        ("公开遴选", Stage.PREPARATION, True),
        ("新建", None, False),
        (None, None, False),
    ],
)
def test_stages_of_actions(action: str | None, stage: Stage | None, early: bool) -> None:
    assert (stage_of(action), is_early(stage_of(action))) == (stage, early)


def test_a_clause_tells_the_stage_of_a_plain_act() -> None:
    assert stage_in("建设", Stage.STARTED) is Stage.STARTED
    assert stage_in("建设", Stage.COMPLETED) is None
    assert stage_in("竣工", Stage.STARTED) is Stage.COMPLETED
