"""Exports: all rows, no formulas, the same bytes for the same content, a partition a year."""

import csv
import json
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from schemas import CONTENT
from tests.warehouse.built import plan_of, task_of, warehouse_of
from tests.warehouse.content import ask
from tests.xushi.running import xushi
from warehouse.errors import WarehouseError
from warehouse.export import FORMATS, export
from warehouse.export.cells import workbook_value
from warehouse.export.relations import relation

TABLES = {kind.table for kind in CONTENT}
SAME_BYTES = sorted(FORMATS.keys() - {"duckdb"})
FORMULAS = ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"]
PLAIN = ["1=1", "新建幼儿园1所", "", " =1", "'=1"]


@pytest.fixture(scope="module")
def small() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of two years and of one plan without a year, with a goal that begins a formula."""
    plans = [
        plan_of(task_of(1, '=HYPERLINK("x")，投入1.5万元', ["@市教育局"]), task_of(2, "建成3,\n4所", ["市水利局"])),
        plan_of(task_of(1, "-5℃以下开放避寒点20处"), year=2023),
        plan_of(task_of(1, "新建幼儿园7所"), year=None),
    ]
    with warehouse_of(*plans) as connection:
        yield connection


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", SAME_BYTES)
def test_the_same_content_gives_the_same_bytes(form: str, samples_warehouse: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other, one):
        done = xushi("export", "--to", form, folder, "--warehouse", samples_warehouse)
        assert (done.code, done.err) == (0, "")
        # a workbook's own times are in whole seconds
        time.sleep(1.1 if form == "xlsx" else 0)
    assert bytes_in(one) == bytes_in(other) != {}


@pytest.mark.parametrize("form", SAME_BYTES)
def test_the_order_of_loading_does_not_show(form: str, tmp_path: Path) -> None:
    plans = [plan_of(task_of(1, f"新建幼儿园{year}所", ["市教育局"]), year=year) for year in range(2019, 2024)]
    for name, order in (("one", plans), ("other", plans[::-1])):
        with warehouse_of(*order) as connection:
            export(connection, form, ["quantities", "responsibilities"], tmp_path / name)
    assert bytes_in(tmp_path / "one") == bytes_in(tmp_path / "other") != {}


def test_parquet_has_every_row_in_the_partition_of_its_year(small: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    written = export(small, "parquet", [], tmp_path)
    assert {path.name for path in written} == TABLES
    for table in TABLES:
        files = f"read_parquet('{tmp_path}/{table}/*/*.parquet', hive_partitioning = true)"
        columns = list(relation(small, table).columns)
        counted = f"SELECT count(*) FROM (SELECT {', '.join(columns)} FROM {files})"
        assert small.execute(counted).fetchall() == small.execute(f"SELECT count(*) FROM {table}").fetchall()
    goals = f"SELECT year, goal FROM read_parquet('{tmp_path}/tasks/*/*.parquet', hive_partitioning = true)"
    assert dict(small.execute(goals).fetchall()).keys() == {2024, 2023, None}
    assert {path.name for path in (tmp_path / "quantities").iterdir()} == {
        "year=2023",
        "year=2024",
        "year=__HIVE_DEFAULT_PARTITION__",
    }


def test_every_table_of_content_knows_its_year(small: duckdb.DuckDBPyConnection) -> None:
    assert {table for table in TABLES if relation(small, table).year == "NULL"} == set()


def test_a_year_that_is_no_more_leaves_no_partition(small: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "tasks" / "year=1999").mkdir(parents=True)
    (tmp_path / "tasks" / "year=1999" / "tasks.parquet").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    export(small, "parquet", ["tasks"], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"tasks", "mine.txt"}
    assert not (tmp_path / "tasks" / "year=1999").exists()


def test_csv_reads_back_and_holds_no_formula(small: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export(small, "csv", [], tmp_path)
    with (tmp_path / "tasks.csv").open(encoding="utf8", newline="") as file:
        tasks = list(csv.DictReader(file))
    assert [task["task_id"] for task in tasks] == sorted(task["task_id"] for task in tasks)
    goals = {task["goal"] for task in tasks}
    assert goals >= {'\'=HYPERLINK("x")，投入1.5万元', "'-5℃以下开放避寒点20处", "建成3,\n4所", "新建幼儿园7所"}
    assert all(json.loads(task["pages"]) == [1] for task in tasks)
    with (tmp_path / "responsibility.csv").open(encoding="utf8", newline="") as file:
        assert {row["unit"] for row in csv.DictReader(file)} == {"'@市教育局", "市水利局"}
    with (tmp_path / "quantities.csv").open(encoding="utf8", newline="") as file:
        values = {row["value"] for row in csv.DictReader(file)}
    assert values >= {"15000", "20", "7"}


def test_csv_tells_null_from_empty_text_and_keeps_numbers(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (a VARCHAR, b DECIMAL(38,10), c DECIMAL(9,0), d VARCHAR[])")
        connection.execute("INSERT INTO t VALUES ('', -0.5, 100, ['=1']), (NULL, 0, 0, []), ('b', 100, -20, NULL)")
        export(connection, "csv", ["t"], tmp_path)
    lines = (tmp_path / "t.csv").read_text(encoding="utf8").splitlines()
    assert lines[0] == "a,b,c,d"
    assert set(lines[1:]) == {'"",-0.5,100,"[""=1""]"', ",0,0,[]", "b,100,-20,"}


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_a_formula_is_text(text: str, tmp_path: Path) -> None:
    assert workbook_value(text) == "'" + text
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (a VARCHAR)")
        connection.execute("INSERT INTO t VALUES (?)", [text])
        export(connection, "csv", ["t"], tmp_path)
    with (tmp_path / "t.csv").open(encoding="utf8", newline="") as file:
        assert list(csv.reader(file)) == [["a"], ["'" + text]]


@pytest.mark.parametrize("text", PLAIN)
def test_other_text_is_left_alone(text: str) -> None:
    assert workbook_value(text) == text


def test_a_cell_of_a_workbook_holds_what_it_can() -> None:
    assert workbook_value(["=1", "2"]) == "'=1、2"
    assert workbook_value("a\x00b") == "a\ufffdb"
    assert workbook_value(Decimal("-0.5")) == Decimal("-0.5")
    long = workbook_value("长" * 40_000)
    assert isinstance(long, str)
    assert (len(long), long[-1]) == (32_767, "…")


def test_the_workbook_has_a_sheet_a_table(small: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (path,) = export(small, "xlsx", [], tmp_path)
    book = load_workbook(path)
    assert set(book.sheetnames) == TABLES
    rows = list(book["tasks"].iter_rows())
    goals = next(cell.column for cell in rows[0] if cell.value == "goal")
    assert {row[goals - 1].value for row in rows[1:]} >= {"'-5℃以下开放避寒点20处", "新建幼儿园7所"}
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    values = next(cell.column for cell in next(book["quantities"].iter_rows()) if cell.value == "value")
    assert 20 in [row[values - 1].value for row in book["quantities"].iter_rows()]


def test_a_view_can_be_named(samples_warehouse: Path, tmp_path: Path) -> None:
    done = xushi("export", "--to", "csv", "--only", "targets_by_quarter", tmp_path, "--warehouse", samples_warehouse)
    assert done.out == f"{tmp_path / 'targets_by_quarter.csv'}\n"
    with (tmp_path / "targets_by_quarter.csv").open(encoding="utf8", newline="") as file:
        assert [(len(list(csv.DictReader(file))),)] == ask(samples_warehouse, "SELECT count(*) FROM targets_by_quarter")


def test_the_copy_is_a_warehouse(samples_warehouse: Path, tmp_path: Path) -> None:
    done = xushi("export", "--to", "duckdb", tmp_path, "--warehouse", samples_warehouse)
    assert (done.code, done.out) == (0, f"{tmp_path / 'xushi.duckdb'}\n")
    for table in (*TABLES, "runs", "sightings", "responsibilities"):
        query = f"FROM {table} ORDER BY ALL"
        assert ask(tmp_path / "xushi.duckdb", query) == ask(samples_warehouse, query)


def test_what_can_not_be_is_said_in_a_sentence(samples_warehouse: Path, tmp_path: Path) -> None:
    def said(*arguments: str | Path) -> str:
        done = xushi("export", *arguments, "--warehouse", samples_warehouse)
        assert done.code == 2
        return done.sentence

    assert "nothing: there is no such table or view; there are " in said("--to", "csv", "--only", "nothing", tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("")
    assert "can't be written" in said("--to", "csv", tmp_path / "file" / "folder")
    assert "leave --only away" in said("--to", "duckdb", "--only", "tasks", tmp_path)
    assert "--to" in said(tmp_path)


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.export.workbook._MOST_ROWS", 3)
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t AS SELECT unnest(range(3)) AS a")
        with pytest.raises(WarehouseError, match="t: 3 rows are more than a sheet holds"):
            export(connection, "xlsx", ["t"], tmp_path)
    assert list(tmp_path.iterdir()) == []
