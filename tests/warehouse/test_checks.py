"""The rules that rows keep: each finds what breaks it, and what breaks one is not published."""

from pathlib import Path

import duckdb
import pytest

from tests.warehouse.content import ask, put, read, small_plan
from warehouse import checks
from warehouse.database import connect, writing
from warehouse.errors import WarehouseError

FIELD = "VALUES ('i', 's', 'c', 'quantities', 'q', 'value', '1', '2', 1)"
REVIEWED = "VALUES ('i', 's', 'c', 'quantities', 'q', 'accept', 1)"
# what breaks each rule, and maybe others with it
BREAKS = {
    "base_values_have_their_unit": "UPDATE quantities SET base_unit = NULL, base_value = 1",
    "changes_have_their_runs": "INSERT INTO changes VALUES ('r', 's', 'tasks', 'i', 'gone', NULL, NULL, NULL)",
    "corrected_fields_have_their_corrections": f"INSERT INTO corrected_fields {FIELD}",
    "corrected_fields_have_their_versions": f"INSERT INTO corrected_fields {FIELD}",
    "current_versions_arrived_last": "UPDATE versions SET is_current = NOT is_current",
    "documents_have_one_current_version": "UPDATE versions SET is_current = true",
    "events_have_their_tasks": "UPDATE events SET task_id = 'none'",
    "events_name_quantities_that_are_there": "UPDATE events SET quantity_ids = ['none']",
    "events_stand_in_milestones_of_their_task": "UPDATE events SET milestone_id = 'none'",
    "findings_have_their_versions": "INSERT INTO findings VALUES ('f', 's', 'rule', 'high', 'm', NULL, NULL, 1)",
    "fragments_have_their_tasks": "UPDATE fragments SET task_id = 'none'",
    "fragments_lie_in_their_text": "UPDATE fragments SET span_end = span_end + 1",
    "fragments_stand_for_milestones_of_their_task": "UPDATE fragments SET milestone_id = 'none'",
    "goals_of_series_stand_in_goals": "UPDATE series SET quantity_ids = [] WHERE goal IS NOT NULL",
    "ids_are_unique": "INSERT INTO fragments FROM fragments",
    "milestones_have_their_tasks": "DELETE FROM tasks WHERE ordinal = 1",
    "points_stand_in_milestones_of_their_task": "UPDATE series_points SET milestone_id = 'none'",
    "numbers_lead_to_the_evidence": "CREATE VIEW sums AS SELECT place, sum(goal) FROM indicators GROUP BY place",
    "periods_have_both_days": "UPDATE milestones SET last_day = NULL",
    "quantities_are_of_one_series": "UPDATE series SET quantity_ids = list_concat(quantity_ids, quantity_ids)",
    "quantities_have_their_tasks": "DELETE FROM tasks WHERE ordinal = 1",
    "quantities_stand_in_milestones_of_their_task": "DELETE FROM milestones WHERE position = 1",
    "quarters_are_their_days": "UPDATE milestones SET first_day = first_day + INTERVAL 1 DAY",
    "ranges_ascend": "UPDATE quantities SET upper = value - 1",
    "responsibility_has_its_task": "UPDATE responsibility SET task_id = 'none'",
    "reviewed_records_have_their_corrections": f"INSERT INTO reviewed_records {REVIEWED}",
    "reviewed_records_have_their_versions": f"INSERT INTO reviewed_records {REVIEWED}",
    "rows_have_the_number_of_their_version": "UPDATE quantities SET version_number = version_number + 1",
    "rows_of_a_plan_are_counted_once": "UPDATE tasks SET ordinal = 1",
    "series_have_their_tasks": "UPDATE series SET task_id = 'none'",
    "series_name_quantities_that_are_there": "UPDATE series SET quantity_ids = ['none']",
    "sightings_have_their_runs": "DELETE FROM runs",
    "spans_of_events_hold_their_text": "UPDATE events SET text = text || '。'",
    "spans_of_quantities_hold_their_text": "UPDATE quantities SET text = text || '。'",
    "stable_keys_are_unique_in_a_version": "UPDATE quantities SET stable_key = 'the same'",
    "tasks_have_their_versions": "DELETE FROM versions",
    "versions_have_their_documents": "DELETE FROM documents",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of a document in two versions."""
    folder = tmp_path_factory.mktemp("checks")
    put(folder / "w.duckdb", 1, read(small_plan(folder / "a.pdf")))
    put(folder / "w.duckdb", 2, read(small_plan(folder / "b.pdf", other_layout=True)))
    return folder / "w.duckdb"


def test_a_sound_warehouse_breaks_no_rule(whole: Path, samples_warehouse: Path) -> None:
    for warehouse in (whole, samples_warehouse):
        with connect(warehouse) as connection:
            assert checks.broken(connection) == []


def test_each_rule_has_a_comment_and_a_test() -> None:
    assert all(rule.comment and rule.query for rule in checks.rules())
    assert {rule.name for rule in checks.rules()} == BREAKS.keys()


@pytest.mark.parametrize("rule", BREAKS)
def test_each_rule_finds_what_breaks_it(rule: str, whole: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(whole.read_bytes())
    with duckdb.connect(str(copy)) as connection:
        connection.execute(BREAKS[rule])
        assert rule in {broken.rule for broken in checks.broken(connection)}


def test_what_breaks_a_rule_is_kept_beside_and_not_published(whole: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    warehouse.write_bytes(whole.read_bytes())
    before = warehouse.read_bytes()
    with pytest.raises(WarehouseError) as error, writing(warehouse) as connection:
        connection.execute("UPDATE versions SET is_current = true")
    told = str(error.value)
    assert told.startswith(f"{warehouse}: stays as it was, for what was to be published is wrong (")
    assert "documents have one current version: broken by 1, such as " in told and "\n" not in told
    assert warehouse.read_bytes() == before
    rejected = tmp_path / "w.duckdb.rejected"
    assert told.endswith(f"; see {rejected}.")
    assert ask(rejected, "SELECT count(*) FROM versions WHERE is_current") == [(2,)]
    put(warehouse, 3, read(small_plan(tmp_path / "a.pdf")))
    assert ask(warehouse, "SELECT count(*) FROM versions WHERE is_current") == [(1,)]
