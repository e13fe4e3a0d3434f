"""The views over series and events: each on a made-up task whose rows can be told by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from tests.extractors.series.made import quarters_of
from tests.warehouse.built import plan_of, task_of, warehouse_of

TASKS = [
    ("新建公厕30座。", ("新建公厕10座。", "新建公厕20座。", "", "")),
    ("改造老旧小区40个。", ("", "改造老旧小区15个。", "累计改造老旧小区25个。", "累计改造老旧小区35个。")),
    ("建设充电桩50座。", ("建设充电桩5座。", "", "建设充电桩20座。", "6月底前完成充电桩招标。")),
    ("新建邻里中心3个。", ("制定方案。", "", "", "")),
    ("提高门诊报销比例5个百分点。", ("提高门诊报销比例5个百分点。", "", "", "")),
]


@pytest.fixture(scope="module")
def built() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of one plan."""
    rows = [replace(task_of(at, goal), periods=quarters_of(*quarters)) for at, (goal, quarters) in enumerate(TASKS, 1)]
    with warehouse_of(plan_of(*rows)) as connection:
        yield connection


def ask(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    return connection.execute(query).fetchall()


def test_indicators_lead_to_their_words(built: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT indicator, goal, q1, q2, q3, q4, texts, len(quantity_ids) FROM indicators WHERE number = '1'"
    assert ask(built, query) == [("新建公厕", 30, 10, 20, None, None, ["30座", "10座", "20座"], 3)]


def test_targets_are_amounts_alone(built: duckdb.DuckDBPyConnection) -> None:
    assert ask(built, "SELECT count(*) FROM targets_by_quarter WHERE number = '5'") == [(0,)]
    query = "SELECT goal, cumulative, goal_text, texts FROM targets_by_quarter WHERE number = '2'"
    assert ask(built, query) == [(40, True, "40个", ["15个", "25个", "35个"])]


def test_reconciliation_adds_amounts_and_ends_running_totals(built: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT number, reached, difference, verdict, decided_by FROM reconciliation WHERE number <= '3' ORDER BY 1"
    assert ask(built, query) == [
        ("1", 30, 0, "met", "arithmetic"),
        ("2", 35, -5, "under", "words"),
        ("3", 25, -25, "under", "neither"),
    ]


def test_goals_without_a_number_are_unscheduled(built: duckdb.DuckDBPyConnection) -> None:
    assert ask(built, "SELECT number, goal, unit, reason FROM unscheduled_goals") == [("4", 3, "个", "nothing")]


def test_the_load_adds_what_may_be_added_in_one_unit(built: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT unit, series, q1, q2, q3, q4, len(quantity_ids) FROM quarter_load"
    assert ask(built, query) == [("座", 2, Decimal(15), Decimal(20), Decimal(20), None, 6)]


def test_stages_and_what_falls_due(built: duckdb.DuckDBPyConnection) -> None:
    assert ask(built, "SELECT q4 FROM stages_by_quarter WHERE stage = 'tender'") == [(1,)]
    query = "SELECT due, said, deadline FROM deadlines WHERE stage = 'tender'"
    assert ask(built, query) == [(date(2024, 6, 30), True, "6月底前")]
    assert ask(built, "SELECT count(*) FROM deadlines WHERE due IS NULL") == [(0,)]


def test_findings_and_quality(built: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT tasks, quantities, goals, met, rejects FROM quality"
    counted = "SELECT count(*) FROM quantities"
    ((tasks, quantities, goals, met, rejects),) = ask(built, query)
    assert [(quantities,)] == ask(built, counted)
    assert (tasks, goals, met, rejects) == (5, 5, 2, 0)
    severities = [row[0] for row in ask(built, "SELECT severity FROM findings_open")]
    assert severities == sorted(severities, key=["high", "warning", "information"].index)


NUMBERED = ("indicators", "targets_by_quarter", "reconciliation", "unscheduled_goals", "quarter_load")


@pytest.mark.parametrize("view", NUMBERED)
def test_views_with_numbers_lead_to_the_evidence(view: str, built: duckdb.DuckDBPyConnection) -> None:
    columns = {row[0] for row in ask(built, f"DESCRIBE {view}")}
    assert {"quantity_ids", "texts", "pages", "doubt"} <= columns
    assert ask(built, f"SELECT count(*) > 0, count(*) FILTER (len(quantity_ids) = 0) FROM {view}") == [(True, 0)]
