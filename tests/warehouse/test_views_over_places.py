"""The long view of targets, money by unit in charge, and indicators compared: each on rows that can be told by hand."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import duckdb
import pytest

from extractors.plans.model import TaskRow
from tests.extractors.series.made import quarters_of
from tests.warehouse.built import plan_of, task_of, warehouse_of
from warehouse import indicators

Told = tuple[object, ...]

TASKS = [
    ("新建公厕30座。", ("新建公厕10座。", "", "制定方案。", "新建公厕20座。"), ["市城管局"]),
    ("改造公厕40座。", ("", "累计改造公厕15座。", "累计改造公厕25座。", "累计改造公厕40座。"), ["市城管局"]),
    ("发放助学金300万元。", ("发放助学金100万元。", "发放助学金200万元。", "", ""), ["市教育局", "市财政局"]),
    ("发放创业担保贷款2亿元。", ("", "累计发放创业担保贷款5000万元。", "", "累计发放创业担保贷款2亿元。"), []),
    ("建成高标准农田1200亩。", ("", "", "", "建成高标准农田1200亩。"), ["市农业农村局"]),
]
OTHER = [("建成高标准农田2平方公里。", ("", "", "", "建成高标准农田2平方公里。"), ["市农业农村局"])]


@pytest.fixture(scope="module")
def built() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of the plans of two places."""
    with warehouse_of(plan_of(*rows(TASKS)), plan_of(*rows(OTHER), place="栖霖县")) as connection:
        yield connection


def rows(tasks: list[tuple[str, tuple[str, ...], list[str]]]) -> list[TaskRow]:
    """The rows of a plan."""
    return [
        replace(task_of(at, goal, units), periods=quarters_of(*quarters))
        for at, (goal, quarters, units) in enumerate(tasks, 1)
    ]


def ask(connection: duckdb.DuckDBPyConnection, query: str) -> list[Told]:
    """The rows of a query."""
    return connection.execute(query).fetchall()


def targets(connection: duckdb.DuckDBPyConnection, number: str) -> list[Told]:
    """What is planned in each quarter of a task, and to date."""
    columns = "in_period, in_period_is, to_date, to_date_is, periods_without"
    return ask(
        connection, f"SELECT {columns} FROM targets WHERE place = '云溪市' AND number = '{number}' ORDER BY quarter"
    )


def test_amounts_are_added_up_and_nothing_is_carried_forward(built: duckdb.DuckDBPyConnection) -> None:
    assert targets(built, "1") == [
        (10, "stated", 10, "derived", 0),
        (None, "empty-cell", None, "empty-cell", 0),
        (None, "no-number", None, "no-number", 1),
        (20, "stated", 30, "derived", 2),
    ]


def test_running_totals_are_subtracted_where_nothing_is_missing_between(built: duckdb.DuckDBPyConnection) -> None:
    assert targets(built, "2") == [
        (None, "empty-cell", None, "empty-cell", 0),
        (None, "gap-before", 15, "stated", 1),
        (10, "derived", 25, "stated", 1),
        (15, "derived", 40, "stated", 1),
    ]


def test_base_units_stand_beside(built: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT unit, base_unit, base_in_period FROM targets WHERE place = '栖霖县' AND in_period IS NOT NULL"
    assert ask(built, query) == [("平方公里", "平方米", 2_000_000)]


def test_money_is_told_under_who_leads(built: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT canonical_unit, unit, goal, planned, goal_share, planned_share FROM money ORDER BY goal, 1"
    million = Decimal(10**6)
    assert ask(built, query) == [
        ("市教育局", "元", 3 * million, 3 * million, million * 3 / 2, million * 3 / 2),
        ("市财政局", "元", 3 * million, 3 * million, million * 3 / 2, million * 3 / 2),
        (None, "元", 200 * million, 200 * million, 200 * million, 200 * million),
    ]


def test_places_are_compared_in_base_units(built: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT place, goal, unit, written_goal, written_unit FROM comparable WHERE key = 'farmland-improved'"
    assert sorted(ask(built, query)) == [
        ("云溪市", Decimal("800000.0000000000"), "平方米", 1200, "亩"),
        ("栖霖县", Decimal(2_000_000), "平方米", 2, "平方公里"),
    ]


def test_each_goal_is_compared_or_told_to_have_no_key(built: duckdb.DuckDBPyConnection) -> None:
    keys = [row[0] for row in ask(built, "SELECT key FROM comparable WHERE place = '云溪市' ORDER BY ordinal")]
    assert keys == ["public-toilets-built", "public-toilets-improved", "loans-for-founders", "farmland-improved"]
    assert ask(built, "SELECT object, action, goals FROM unmapped_indicators") == [("助学金", "发放", 1)]


def test_bodies_answer_for_the_indicators_of_their_tasks(built: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT lead_series, lead_series_share FROM responsibilities WHERE canonical_unit = '市财政局'"
    assert ask(built, query) == [(1, 0.5)]
    assert ask(built, "SELECT lead_series, lead_series_share FROM responsibilities WHERE kind = 'no-lead'") == [(1, 1)]


def test_quarters_have_their_part_of_the_year(built: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT share FROM planned_shares WHERE place = '云溪市' AND number = '2' ORDER BY quarter"
    assert ask(built, query) == [(0,), (0.375,), (0.25,), (0.375,)]


def test_no_two_keys_take_the_same_words() -> None:
    taken: dict[tuple[str, str, str, str], str] = {}
    for one in indicators.indicators():
        assert one.objects and one.name and one.gloss
        for thing in one.objects:
            for action in one.actions or ("",):
                for stage in one.stages:
                    place = (thing, action, stage, one.unit)
                    assert taken.setdefault(place, one.key) == one.key, place
