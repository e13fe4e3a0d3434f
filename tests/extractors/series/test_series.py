"""Series of made-up tasks: what is linked, how its numbers stand to each other, what they come to."""

from decimal import Decimal

import pytest

from schemas import Series, SeriesPoint
from schemas.series import DecidedBy, NotAdditive, Reading, Reason, SeriesBasis, Verdict
from tests.extractors.series.made import linked, quarters_of

Numbers = dict[int, int]


def of_goal(goal: str, *quarters: str) -> tuple[Series, Numbers]:
    """The first series of a task, and the numbers it has for quarters."""
    series, points = linked(goal, quarters_of(*quarters))[0]
    return series, numbers(points)


def numbers(points: list[SeriesPoint]) -> Numbers:
    """What quarters state."""
    return {point.quarter: int(point.value) for point in points if point.quarter and point.value is not None}


CASES = {
    "amounts that add up": (
        (
            "培训家政服务员900人。",
            "培训家政服务员200人。",
            "培训家政服务员300人。",
            "培训家政服务员250人。",
            "培训150人。",
        ),
        ({1: 200, 2: 300, 3: 250, 4: 150}, SeriesBasis.PERIOD, DecidedBy.ARITHMETIC, Verdict.MET, None),
    ),
    "running totals that are said": (
        (
            "改造老旧小区40个。",
            "改造老旧小区5个。",
            "累计改造15个。",
            "累计改造老旧小区28个。",
            "累计改造老旧小区40个。",
        ),
        ({1: 5, 2: 15, 3: 28, 4: 40}, SeriesBasis.CUMULATIVE, DecidedBy.BOTH, Verdict.MET, None),
    ),
    "numbers that end on the goal": (
        ("改造老旧小区40个。", "改造老旧小区10个。", "改造老旧小区20个。", "改造老旧小区30个。", "改造老旧小区40个。"),
        ({1: 10, 2: 20, 3: 30, 4: 40}, SeriesBasis.CUMULATIVE, DecidedBy.ARITHMETIC, Verdict.MET, None),
    ),
    "a last period in words": (
        ("改造老旧小区40个。", "改造老旧小区5个。", "改造老旧小区8个。", "改造老旧小区12个。", "全面完成改造任务。"),
        ({1: 5, 2: 8, 3: 12}, SeriesBasis.PERIOD, DecidedBy.NEITHER, Verdict.UNDER, Reason.LAST_PERIOD_IN_WORDS),
    ),
    "a goal that only words serve": (
        ("新建公厕30座。", "制定方案。", "公厕选址。", "公厕施工。", "公厕验收。"),
        ({}, None, DecidedBy.NEITHER, Verdict.UNSCHEDULED, Reason.WORDS_ONLY),
    ),
    "a goal that nothing serves": (
        ("新建公厕30座。", "制定方案。", "", "", ""),
        ({}, None, DecidedBy.NEITHER, Verdict.UNSCHEDULED, Reason.NOTHING),
    ),
    "two goals counted together": (
        ("举办群众演出200场次、放映公益演出500场次。", "组织演出300场次。", "组织演出400场次。", "", ""),
        ({}, None, DecidedBy.NEITHER, Verdict.UNSCHEDULED, Reason.GOAL_SHARED),
    ),
    "at least": (
        ("发放创业贷款2亿元以上。", "", "发放创业贷款1.5亿元。", "发放创业贷款1亿元。", ""),
        (
            {2: 150_000_000, 3: 100_000_000},
            SeriesBasis.PERIOD,
            DecidedBy.ARITHMETIC,
            Verdict.MET,
            None,
        ),
    ),
    "one total": (
        ("改善农房700户。", "", "", "", "全面完成700户农房改善。"),
        ({4: 700}, SeriesBasis.CUMULATIVE, DecidedBy.BOTH, Verdict.MET, None),
    ),
    "one number short of the goal": (
        ("资助困难学生500名。", "", "", "资助困难学生400名。", ""),
        ({3: 400}, SeriesBasis.PERIOD, DecidedBy.NEITHER, Verdict.UNDER, Reason.NUMBERS_DIFFER),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_goal_and_its_quarters(case: str) -> None:
    texts, (stated, basis, by, verdict, reason) = CASES[case]
    series, found = of_goal(*texts)
    told = (found, series.basis, series.decided_by, series.verdict, series.reason)
    assert told == (stated, basis, by, verdict, reason)


def test_stages_before_the_work_is_there_are_series_of_their_own() -> None:
    texts = ("新改建农村公路80公里。", "道路开工20公里。", "道路开工80公里。", "道路完工50公里。", "道路完工80公里。")
    found = {
        series.name: (series.verdict, numbers(points)) for series, points in linked(texts[0], quarters_of(*texts[1:]))
    }
    assert found == {
        "新改建农村公路": (Verdict.MET, {3: 50, 4: 80}),
        "道路开工": (Verdict.NO_GOAL, {1: 20, 2: 80}),
    }


def test_stages_that_add_up_to_the_goal_are_snapshots() -> None:
    found = linked(
        "新建学校10所。",
        quarters_of(
            "2所学校前期准备，5所学校招标，3所学校开工。",
            "4所学校招标，3所学校开工，3所学校主体完工。",
            "2所学校开工，5所学校主体完工，3所学校竣工。",
            "1所学校主体完工，9所学校竣工。",
        ),
    )
    goal, points = found[0]
    assert (goal.verdict, goal.reason, numbers(points)) == (Verdict.UNDER, Reason.LAST_STAGE, {3: 3, 4: 9})
    assert len(found) == 5 and all(series.snapshot and not series.additive for series, _ in found)
    counts = [point for _, points in found[1:] for point in points]
    assert all(point.value is None and point.reading is Reading.SNAPSHOT for point in counts)
    assert sum(point.snapshot_value or 0 for point in counts if point.quarter == 1) == 10


def test_shares_of_the_task_imply_amounts_that_are_not_stated() -> None:
    found = linked("新建公厕30座。", quarters_of("制定方案。", "完成任务的40%。", "完成任务的80%。", "全面完成。"))
    (goal, implied), (shares, stated) = found
    assert (goal.verdict, goal.reason, goal.basis) == (Verdict.UNSCHEDULED, Reason.SHARES_ONLY, None)
    assert [(point.stated, point.value, point.implied_value) for point in implied] == [
        (False, None, Decimal(12)),
        (False, None, Decimal(24)),
    ]
    assert (shares.unit, shares.verdict, numbers(stated)) == ("%", Verdict.NO_GOAL, {2: 40, 3: 80})
    assert set(goal.quantity_ids).isdisjoint(shares.quantity_ids)


def test_a_total_beside_the_periods_own_amount_is_restated() -> None:
    found = linked(
        "发放助学金900万元。",
        quarters_of("", "发放助学金500万元。", "", "发放助学金400万元，全年累计发放助学金900万元。"),
    )
    assert [(series.verdict, series.not_additive, numbers(points)) for series, points in found] == [
        (Verdict.MET, None, {2: 5_000_000, 4: 4_000_000}),
        (Verdict.NO_GOAL, NotAdditive.RESTATED, {4: 9_000_000}),
    ]


@pytest.mark.parametrize(
    ("goal", "quarter", "reason"),
    [
        ("每人每月发放护理补贴120元。", "每人每月发放护理补贴120元。", NotAdditive.STANDARD),
        ("门诊报销比例提高5个百分点。", "门诊报销比例提高5个百分点。", NotAdditive.CHANGE),
        ("知识库储备量达到800条。", "知识库储备量达到800条。", NotAdditive.STOCK),
        ("新建公厕30座。", "新建公厕30座。", None),
    ],
)
def test_what_may_be_added(goal: str, quarter: str, reason: NotAdditive | None) -> None:
    series, _ = of_goal(goal, "", "", "", quarter)
    assert (series.not_additive, series.additive) == (reason, reason is None)


def test_what_is_there_and_what_comes_are_two_indicators() -> None:
    series, found = of_goal("建成充电桩500个。", "充电桩存量600个。", "建成充电桩200个。", "", "建成充电桩300个。")
    assert (found, series.verdict) == ({2: 200, 4: 300}, Verdict.MET)


def test_a_row_without_planned_periods_has_no_series() -> None:
    assert linked("新建公厕30座。", ()) == []


def test_a_stage_beside_a_later_one_is_a_series_of_its_own() -> None:
    found = linked(
        "新建停车场24座。",
        quarters_of("", "8座停车场竣工。", "16座停车场竣工，8座停车场投入使用。", "16座停车场投入使用。"),
    )
    goal, points = found[0]
    assert (goal.stage, goal.basis, goal.verdict, numbers(points)) == ("in_use", "period", "met", {3: 8, 4: 16})
    assert [(series.name, numbers(points)) for series, points in found[1:]] == [("停车场竣工", {2: 8, 3: 16})]


def test_what_is_begun_is_no_amount_of_the_goal() -> None:
    series, found = of_goal("建设书房8座。", "启动建设书房8座。", "建成书房3座。", "建成书房5座。", "")
    assert (found, series.verdict) == ({2: 3, 3: 5}, Verdict.MET)


def test_the_last_number_of_a_level_counts() -> None:
    series, found = of_goal(
        "平均办理时限压缩至4个工作日。", "平均办理时限压缩至9个工作日。", "", "", "平均办理时限压缩至4个工作日。"
    )
    told = (found, series.basis, series.decided_by, series.basis_rule, series.verdict)
    assert told == ({1: 9, 4: 4}, SeriesBasis.CUMULATIVE, DecidedBy.WORDS, "a-level-is-how-it-stands", Verdict.MET)
