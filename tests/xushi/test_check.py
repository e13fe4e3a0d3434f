"""`xushi check`: every row against every rule, whoever wrote it."""

from pathlib import Path

import duckdb

from tests.warehouse.content import put, read
from tests.warehouse.texts import text_plan
from tests.xushi.running import xushi
from warehouse import checks


def test_all_rows_are_checked_and_what_breaks_a_rule_is_told(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    put(warehouse, 1, read(text_plan(tmp_path / "plan.txt")))
    sound = xushi("check", "--warehouse", warehouse)
    assert (sound.code, sound.err) == (0, "")
    assert sound.out == f"{len(checks.rules())} rules checked in {warehouse}, 0 broken\n"
    # behind the back of xushi
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("UPDATE quantities SET upper = value - 1 WHERE milestone_id IS NULL")
    broken = xushi("check", "--warehouse", warehouse)
    assert broken.code == 1
    assert broken.err.startswith("xushi: ranges ascend: broken by 2, such as ")


def test_a_run_checks_the_rows_that_it_brings(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    put(warehouse, 1, read(text_plan(tmp_path / "plan.txt")))
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("UPDATE quantities SET upper = value - 1 WHERE milestone_id IS NULL")
        (sha256,) = connection.execute("SELECT sha256 FROM versions").fetchone() or ("",)
        assert [one.rule for one in checks.broken(connection, [sha256])] == ["ranges_ascend"]
        assert checks.broken(connection, []) == []
        # what was shadowed shows again
        assert [one.rule for one in checks.broken(connection)] == ["ranges_ascend"]
    put(warehouse, 2, read(text_plan(tmp_path / "new.txt", notes="注：本表由市政府办公室印发。")))
    assert xushi("check", "--warehouse", warehouse).code == 1
