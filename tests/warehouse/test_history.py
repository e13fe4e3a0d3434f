"""Looking back: what was current at a date or after a run, in tables, views and the command line."""

from pathlib import Path

import pytest

import xushi as package
from tests.warehouse.content import SMALL, ask, put, read, run_of_day, small_plan
from tests.xushi.running import xushi
from warehouse.database import connect
from warehouse.errors import WarehouseError

SHOWN = "SELECT DISTINCT sha256 FROM current_tasks"


@pytest.fixture(scope="module")
def shas(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A warehouse whose one document has a version of the second of January and one of the fourth; and their hashes."""
    folder = tmp_path_factory.mktemp("history")
    old, new = read(small_plan(folder / "b.pdf")), read(small_plan(folder / "a.pdf", other_layout=True))
    warehouse = folder / "w.duckdb"
    for day, extraction in [(2, old), (4, new), (6, old)]:
        put(warehouse, day, extraction)
    assert old.document and new.document
    return warehouse, old.document.sha256, new.document.sha256


@pytest.mark.parametrize(
    ("as_of", "index"),
    [
        ("2024-01-01", None),
        ("2024-01-02", 0),
        ("2024-01-02T11:59:59", None),
        ("2024-01-02T20:00:00+08:00", 0),
        ("2024-01-02T19:59:00+08:00", None),
        ("2024-01-03", 0),
        ("2024-01-04", 1),
        ("2024-01-07", 1),
        (run_of_day(2).run_id, 0),
        (run_of_day(4).run_id, 1),
        (run_of_day(6).run_id, 1),
    ],
)
def test_views_show_what_was_current(as_of: str, index: int | None, shas: tuple[Path, str, str]) -> None:
    warehouse, *versions = shas
    wanted = [] if index is None else [(versions[index],)]
    with connect(warehouse, as_of) as connection:
        assert connection.execute(SHOWN).fetchall() == wanted
        stated = "SELECT DISTINCT sha256 FROM stated JOIN tasks USING (task_id)"
        assert connection.execute(stated).fetchall() == wanted
        assert bool(connection.execute("FROM targets_by_quarter").fetchall()) == bool(wanted)
    assert ask(warehouse, SHOWN) == [(versions[1],)]


def test_the_macro_can_be_asked_in_sql(shas: tuple[Path, str, str]) -> None:
    warehouse, old, new = shas
    query = "SELECT sha256 FROM versions_as_of(TIMESTAMP '2024-01-03') WHERE is_current"
    assert ask(warehouse, query) == [(old,)]
    assert ask(warehouse, query.replace("01-03", "01-05")) == [(new,)]


def test_the_command_and_the_library_look_back(shas: tuple[Path, str, str]) -> None:
    warehouse, old, _ = shas
    done = xushi("sql", "--as-of", "2024-01-03", "--jsonl", SHOWN, "--warehouse", warehouse)
    assert done.lines == [{"sha256": old}]
    with package.connect(warehouse, "2024-01-03") as connection:
        assert connection.execute("SELECT count(*) FROM current_tasks").fetchall() == [(SMALL,)]


@pytest.mark.parametrize("as_of", ["yesterday", "0" * 32, "2024-13-01", ""])
def test_what_is_neither_date_nor_run_is_told(as_of: str, shas: tuple[Path, str, str]) -> None:
    with pytest.raises(WarehouseError, match="is neither a date nor a run of this warehouse"):
        connect(shas[0], as_of)
