"""`xushi sql`: a question answered as a table, as CSV and as lines of JSON."""

import csv
import io
import math
from pathlib import Path

from tests.warehouse.content import ask, truth
from tests.xushi.running import xushi

TASKS = "SELECT number, goal, pages, name FROM current_tasks WHERE place = '云溪市' AND year = 2022 ORDER BY ordinal"
VALUES = """
SELECT 1.50::DECIMAL(38,10) AS half, 2::DECIMAL(38,10) AS whole, 123456789012345678::DECIMAL(38,10) AS large,
  NULL AS nothing, true AS yes, DATE '2024-03-31' AS day, [1, 2] AS pages, {'a': 0.5} AS record, 'NaN'::DOUBLE AS nan
"""


def test_lines_of_json_hold_the_rows(samples_warehouse: Path) -> None:
    done = xushi("sql", TASKS, "--jsonl", "--warehouse", samples_warehouse)
    assert (done.code, done.err) == (0, "")
    assert [tuple(line.values()) for line in done.lines] == ask(samples_warehouse, TASKS)
    assert "市" in done.out or "\\u" not in done.out


def test_values_become_the_like_in_json(samples_warehouse: Path) -> None:
    done = xushi("sql", VALUES, "--jsonl", "--warehouse", samples_warehouse)
    assert done.lines == [
        {
            "half": 1.5,
            "whole": 2,
            "large": 123456789012345678,
            "nothing": None,
            "yes": True,
            "day": "2024-03-31",
            "pages": [1, 2],
            "record": {"a": 0.5},
            "nan": None,
        }
    ]
    assert not math.isnan(done.lines[0]["half"]) and "NaN" not in done.out


def test_columns_of_one_name_are_all_there(samples_warehouse: Path) -> None:
    done = xushi("sql", "SELECT 1 AS a, 2 AS a, 3 AS a", "--jsonl", "--warehouse", samples_warehouse)
    assert done.lines == [{"a": 1, "a_1": 2, "a_2": 3}]


def test_csv_holds_the_rows(samples_warehouse: Path) -> None:
    done = xushi("sql", TASKS, "--csv", "--warehouse", samples_warehouse)
    header, *rows = csv.reader(io.StringIO(done.out))
    assert header == ["number", "goal", "pages", "name"]
    goals = [task["goal"] for task in truth("yunxi-2022")["tasks"]]
    assert [row[1] for row in rows] == goals
    assert {row[3] for row in rows} == {""}


def test_csv_quotes_what_needs_it(samples_warehouse: Path) -> None:
    query = "SELECT 'a,b' AS x, 'say \"no\"' AS y, 'two\nlines' AS z, 0.10::DECIMAL(38,10) AS d"
    done = xushi("sql", query, "--csv", "--warehouse", samples_warehouse)
    assert list(csv.reader(io.StringIO(done.out))) == [["x", "y", "z", "d"], ["a,b", 'say "no"', "two\nlines", "0.1"]]


def test_a_person_sees_a_table_that_is_not_cut(samples_warehouse: Path) -> None:
    done = xushi("sql", TASKS, "--warehouse", samples_warehouse)
    assert (done.code, done.err) == (0, "")
    assert all(task["goal"] in done.out for task in truth("yunxi-2022")["tasks"])


def test_an_answer_without_rows(samples_warehouse: Path) -> None:
    for form, out in (("--jsonl", ""), ("--csv", "number\n")):
        done = xushi("sql", "SELECT number FROM tasks WHERE false", form, "--warehouse", samples_warehouse)
        assert (done.code, done.out, done.err) == (0, out, "")
