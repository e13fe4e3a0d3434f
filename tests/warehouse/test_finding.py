"""Goals and milestones are found by their words: all of them, as they are, in current documents."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest

from extractors.plans.model import Kind, PeriodText
from extractors.tables.model import Box, Fragment
from tests.warehouse.built import plan_of, task_of, warehouse_of
from warehouse.finding import COLUMNS, find

PLACE = (Fragment(3, Box(0, 0, 10, 10)), Fragment(4, Box(0, 0, 10, 10)))


@pytest.fixture(scope="module")
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of a plan of two tasks, one with a quarter."""
    quarter = PeriodText("第一季度", None, None, Kind.PLAN, "3所幼儿\n园开工，WiFi覆盖率98.5%", "", PLACE)
    rows = (
        replace(task_of(1, "新建幼儿园7所", ["市教育局"]), periods=(quarter,)),
        task_of(2, "建成公园_甲，WIFI覆盖率9805户，路径C:\\园"),
    )
    with warehouse_of(plan_of(*rows)) as connection:
        yield connection


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        (["幼儿园"], [("1", "goal"), ("1", "第一季度")]),
        (["幼儿园", "开工"], [("1", "第一季度")]),
        (["开工", "幼儿园"], [("1", "第一季度")]),
        (["幼儿园", "公园"], []),
        (["98.5%"], [("1", "第一季度")]),
        (["98%"], []),
        (["公园_"], [("2", "goal")]),
        (["新建_"], []),
        ([":\\"], [("2", "goal")]),
        (["wifi"], [("1", "第一季度"), ("2", "goal")]),
        (["幼儿 园"], [("1", "goal"), ("1", "第一季度")]),
        (["' OR true --"], []),
    ],
)
def test_all_words_are_found_as_they_are(
    words: list[str], cells: list[tuple[str, str]], warehouse: duckdb.DuckDBPyConnection
) -> None:
    found = [dict(zip(COLUMNS, row, strict=True)) for row in find(warehouse, words)]
    assert [(row["number"], row["cell"]) for row in found] == cells


def test_what_is_found_leads_to_its_page_and_rows(warehouse: duckdb.DuckDBPyConnection) -> None:
    (row,) = (dict(zip(COLUMNS, row, strict=True)) for row in find(warehouse, ["开工"]))
    assert (row["place"], row["year"], row["pages"], row["ordinal"]) == ("云溪市", 2024, [3, 4], 1)
    assert row["text"] == "3所幼儿\n园开工，WiFi覆盖率98.5%"
    milestones = warehouse.execute("SELECT milestone_id, task_id FROM milestones").fetchall()
    assert milestones == [(row["milestone_id"], row["task_id"])]


def test_documents_that_are_no_longer_current_are_not_found() -> None:
    with warehouse_of(plan_of(task_of(1, "新建幼儿园7所"))) as connection:
        assert len(find(connection, ["幼儿园"])) == 1
        connection.execute("UPDATE versions SET is_current = false")
        assert find(connection, ["幼儿园"]) == []
