"""Tables and views are those that the records declare: columns, types, constraints and comments."""

import types
from enum import StrEnum
from pathlib import Path
from typing import Union, get_args, get_origin

import duckdb
import pytest
from pydantic.fields import FieldInfo

from schemas import CONTENT, OBSERVATIONS, Record
from tests.warehouse.content import ask
from warehouse import indicators, views
from warehouse.database import writing
from warehouse.tables import VERSION_NUMBER, is_numbered

ALL = (*CONTENT, *OBSERVATIONS)
TYPES = {
    "quantities": {"value": "DECIMAL(38,10)", "upper": "DECIMAL(38,10)", "base_value": "DECIMAL(38,10)"},
    "tasks": {"pages": "INTEGER[]", "doubt": "VARCHAR[]", "ordinal": "INTEGER", "number": "VARCHAR"},
    "milestones": {"first_day": "DATE", "kind": "VARCHAR", "quarter": "INTEGER"},
    "fragments": {"x0": "DOUBLE", "page": "INTEGER"},
    "versions": {"is_current": "BOOLEAN"},
    "runs": {"started_at": "TIMESTAMP"},
    "sightings": {"seconds": "DOUBLE", "outcome": "VARCHAR"},
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse without a document."""
    path = tmp_path_factory.mktemp("empty") / "empty.duckdb"
    with writing(path):
        pass
    return path


def members(field: FieldInfo) -> list[object]:
    """The types that a field may be of."""
    is_union = get_origin(field.annotation) in (Union, types.UnionType)
    return list(get_args(field.annotation)) if is_union else [field.annotation]


@pytest.mark.parametrize("record", ALL, ids=lambda record: record.__name__)
def test_columns_are_the_fields(record: type[Record], empty: Path) -> None:
    found = ask(
        empty,
        f"SELECT column_name, is_nullable, comment FROM duckdb_columns() WHERE table_name = '{record.table}'"
        " ORDER BY column_index",
    )
    fields = record.model_fields.items()
    wanted = [(name, type(None) in members(field), field.description) for name, field in fields]
    if is_numbered(record):
        wanted.append((VERSION_NUMBER, False, "The version, as this warehouse counts them"))
    assert found == wanted
    assert ask(empty, f"SELECT comment FROM duckdb_tables() WHERE table_name = '{record.table}'") == [(record.comment,)]


@pytest.mark.parametrize("table", TYPES)
def test_columns_have_their_types(table: str, empty: Path) -> None:
    found: dict[str, str] = dict(
        ask(empty, f"SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '{table}'")
    )
    assert {name: found[name] for name in TYPES[table]} == TYPES[table]


def test_each_field_of_named_values_has_its_check(empty: Path) -> None:
    wanted = {
        (record.table, name): {member.value for member in kind}
        for record in ALL
        for name, field in record.model_fields.items()
        for kind in members(field)
        if isinstance(kind, type) and issubclass(kind, StrEnum)
    }
    query = "SELECT table_name, constraint_column_names[1], constraint_text FROM duckdb_constraints()"
    found = {(table, name): text for table, name, text in ask(empty, f"{query} WHERE constraint_type = 'CHECK'")}
    assert found.keys() == wanted.keys() and len(wanted) >= 10
    for key, values in wanted.items():
        assert all(f"'{value}'" in found[key] for value in values), key
        assert found[key].count("'") == 2 * len(values)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("SET role = 'hero'", "CHECK constraint failed"),
        ("SET value = NULL", "NOT NULL constraint failed"),
        ("SET value = 1e28", "Could not cast|out of range"),
    ],
)
def test_the_warehouse_itself_refuses_what_is_impossible(
    change: str, complaint: str, samples_warehouse: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(samples_warehouse.read_bytes())
    with duckdb.connect(str(copy)) as connection, pytest.raises(duckdb.Error, match=complaint):
        connection.execute(f"UPDATE quantities {change}")


def test_each_view_has_its_comment(empty: Path) -> None:
    files = {file.stem: file.read_text(encoding="utf8") for file in Path(views.__file__).parent.glob("*.sql")}
    files["indicator_keys"] = indicators.view().comment
    found: dict[str, str] = dict(ask(empty, "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"))
    assert found.keys() == files.keys() >= {"current_tasks", "responsibilities", "stated", "targets_by_quarter"}
    for name, comment in found.items():
        assert comment and comment.split()[0] in files[name].splitlines()[0]
        assert "--" not in comment
