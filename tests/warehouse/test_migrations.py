"""Migrations: warehouses that earlier versions of xushi wrote are opened, read and written by this one."""

import lzma
from pathlib import Path

import duckdb
import pytest

from schemas import CONTENT, OBSERVATIONS
from tests.warehouse.content import PLANS, ask, checksum, load, put, read, small_plan
from warehouse import checks, migrations, shape
from warehouse.database import connect, writing
from warehouse.errors import WarehouseError

# one of each released schema version, as its own code wrote it: a plan in two versions, the second with rejects
KEPT = sorted((Path(__file__).parents[1] / "data" / "warehouses").glob("*.duckdb.xz"))
COLUMNS = (
    "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE NOT internal"
    " AND table_name IN (SELECT table_name FROM duckdb_tables()) ORDER BY table_name, column_index"
)
CONSTRAINTS = "SELECT table_name, constraint_text FROM duckdb_constraints() ORDER BY ALL"


@pytest.fixture(params=KEPT, ids=lambda path: path.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A warehouse that an earlier version wrote."""
    path = tmp_path / "old.duckdb"
    path.write_bytes(lzma.decompress(request.param.read_bytes()))
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """An empty warehouse of this version."""
    with writing(tmp_path / "new.duckdb"):
        pass
    return tmp_path / "new.duckdb"


def found_in(path: Path, query: str) -> list[tuple[object, ...]]:
    """The rows of a query to the file as it is."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_one_of_each_earlier_version_is_kept() -> None:
    steps = list(migrations.steps())
    assert steps == list(range(2, migrations.newest() + 1))
    assert 1 in {int(path.name.partition(".")[0]) for path in KEPT}


def test_an_old_warehouse_becomes_one_of_this_version_when_it_is_opened(old: Path, new: Path) -> None:
    before = dict(found_in(old, "SELECT table_name, estimated_size FROM duckdb_tables()"))
    with connect(old) as connection:
        assert checks.broken(connection) == []
        for query in (COLUMNS, CONSTRAINTS, "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1"):
            assert connection.execute(query).fetchall() == found_in(new, query)
        for kind in (*CONTENT, *OBSERVATIONS):
            connection.execute(f"FROM {kind.table}")
        assert connection.execute("SELECT schema_version FROM warehouse_info").fetchall() == [(migrations.newest(),)]
        assert connection.execute("SELECT count(*) FROM versions, documents").fetchall() == [(2,)]
        for table, kept in [("tasks", "tasks"), ("rejects", "rejects"), ("responsibilities", "responsibility")]:
            assert connection.execute(f"SELECT count(*) FROM {kept}").fetchall() == [(before[table],)]
        assert connection.execute("SELECT DISTINCT errors FROM rejects").fetchall() == [("[]",)]
        assert connection.execute("SELECT count(*) > 20 FROM stated").fetchall() == [(True,)]


def test_an_old_warehouse_is_written_further(old: Path, tmp_path: Path) -> None:
    load(old, PLANS / "yunxi-2022.pdf", small_plan(tmp_path / "old.pdf"))
    # the plan's third version, for its file is another one now, and the first of a new plan
    assert ask(old, "SELECT count(*), count(*) FILTER (is_current) FROM versions") == [(4, 2)]
    assert ask(old, "SELECT count(*) FROM runs") == [(3,)]
    with connect(old) as connection:
        assert checks.broken(connection) == []


def test_a_table_takes_the_shape_that_the_records_declare(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    put(path, 1, read(small_plan(tmp_path / "plan.pdf")))
    before = checksum(path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP VIEW stated")
        connection.execute("ALTER TABLE tasks DROP COLUMN confidence")
        connection.execute("ALTER TABLE tasks ALTER COLUMN goal DROP NOT NULL")
        connection.execute("DROP TABLE changes")
        connection.execute("CREATE VIEW gone AS SELECT 1")
    with writing(path):
        pass
    assert checksum(path) == before
    with connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM duckdb_views() WHERE view_name = 'gone'").fetchall() == [(0,)]
        connection.execute("FROM changes")
    with duckdb.connect(str(path)) as connection, pytest.raises(duckdb.ConstraintException):
        connection.execute("UPDATE tasks SET goal = NULL")


def test_a_table_that_has_its_shape_is_not_made_again(new: Path) -> None:
    with writing(new) as connection:
        identity = "SELECT table_name, table_oid FROM duckdb_tables() ORDER BY table_oid"
        before = connection.execute(identity).fetchall()
        shape.shape_tables(connection)
        assert connection.execute(identity).fetchall() == before


def test_a_column_without_a_place_is_told_and_nothing_is_lost(new: Path) -> None:
    with duckdb.connect(str(new)) as connection:
        connection.execute("ALTER TABLE runs ADD COLUMN mood VARCHAR")
    before = new.read_bytes()
    with pytest.raises(WarehouseError, match=r"can't be brought to this version of xushi .*mood"), writing(new):
        pass
    assert new.read_bytes() == before
