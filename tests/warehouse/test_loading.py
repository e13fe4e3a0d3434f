"""Loading: a document whole, as often as one likes, one version of it current."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.plans.reader import read_plan
from extractors.records import records_of
from flows.extracting import Extraction
from schemas import CONTENT, Finding, Quantity, Record, Reject, Series, SeriesPoint, Task
from tests.warehouse.content import (
    PLANS,
    SMALL,
    ask,
    checksum,
    content,
    holed,
    load,
    put,
    read,
    repeating_plan,
    run_of_day,
    small_plan,
)
from warehouse.archive import folder_of
from warehouse.errors import WarehouseError

CURRENT = "SELECT sha256 FROM versions WHERE is_current"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Where a warehouse is to be."""
    return tmp_path / "w.duckdb"


def test_loading_twice_changes_no_content(warehouse: Path) -> None:
    files = [PLANS / "yunxi-2022.pdf", PLANS / "qilin-2024.pdf"]
    load(warehouse, *files)
    before = content(warehouse)
    assert all(before[table] for table in ("documents", "tasks", "responsibility", "milestones", "quantities"))
    load(warehouse, *reversed(files))
    assert content(warehouse) == before
    assert ask(warehouse, "SELECT count(*) FROM runs") == [(2,)]


def test_the_same_bytes_under_two_names_are_there_once(warehouse: Path, tmp_path: Path) -> None:
    first, second = small_plan(tmp_path / "a.pdf"), small_plan(tmp_path / "b.pdf")
    load(warehouse, first, second)
    assert ask(warehouse, "SELECT count(*) FROM documents, versions") == [(1,)]
    assert ask(warehouse, "SELECT count(DISTINCT task_id), count(*) FROM tasks") == [(SMALL, SMALL)]
    assert ask(warehouse, "SELECT count(*), count(DISTINCT sha256) FROM sightings") == [(2, 1)]
    assert [path.read_bytes() for path in folder_of(warehouse).iterdir()] == [first.read_bytes()]


def test_new_bytes_are_a_new_version_and_views_show_it_alone(warehouse: Path, tmp_path: Path) -> None:
    old, new = small_plan(tmp_path / "old.pdf"), small_plan(tmp_path / "new.pdf", other_layout=True)
    assert old.read_bytes() != new.read_bytes()
    current = "SELECT v.sha256 FROM versions v WHERE is_current"
    load(warehouse, old)
    first = ask(warehouse, current)
    load(warehouse, new)
    second = ask(warehouse, current)
    assert (len(first), len(second)) == (1, 1) and first != second
    assert ask(warehouse, "SELECT (SELECT count(*) FROM documents), count(*) FROM versions") == [(1, 2)]
    assert ask(warehouse, "SELECT count(*) FROM tasks") == [(2 * SMALL,)]
    assert ask(warehouse, "SELECT DISTINCT sha256 FROM current_tasks") == second
    assert ask(warehouse, "SELECT count(*) FROM current_tasks") == [(SMALL,)]
    for view in ("stated", "targets_by_quarter"):
        assert ask(warehouse, f"SELECT DISTINCT sha256 FROM {view} JOIN tasks USING (task_id)") == second
    stated = ask(warehouse, "SELECT count(*), (SELECT count(*) FROM quantities) FROM stated")
    assert stated[0][0] * 2 == stated[0][1] > 0


def test_known_bytes_that_are_read_again_do_not_become_current(warehouse: Path, tmp_path: Path) -> None:
    old, new = small_plan(tmp_path / "old.pdf"), small_plan(tmp_path / "new.pdf", other_layout=True)
    load(warehouse, old)
    load(warehouse, new)
    before = content(warehouse)
    load(warehouse, old)
    assert content(warehouse) == before
    assert ask(warehouse, CURRENT) == [(read(new).records.sha256,)]


def test_of_two_versions_in_one_run_the_name_decides_whatever_the_order(tmp_path: Path) -> None:
    first, second = small_plan(tmp_path / "2024-1.pdf"), small_plan(tmp_path / "2024-2.pdf", other_layout=True)
    load(tmp_path / "forward.duckdb", first, second)
    load(tmp_path / "backward.duckdb", second, first)
    assert checksum(tmp_path / "forward.duckdb") == checksum(tmp_path / "backward.duckdb")
    assert ask(tmp_path / "backward.duckdb", CURRENT) == [(read(second).records.sha256,)]


def test_stable_keys_are_unique_and_survive_new_bytes(warehouse: Path, tmp_path: Path) -> None:
    load(warehouse, small_plan(tmp_path / "old.pdf"), small_plan(tmp_path / "new.pdf", other_layout=True))
    query = "SELECT stable_key, text, value FROM quantities JOIN tasks USING (task_id) JOIN versions USING (sha256)"
    old = ask(warehouse, f"{query} WHERE NOT is_current ORDER BY ALL")
    new = ask(warehouse, f"{query} WHERE is_current ORDER BY ALL")
    assert old == new
    assert len({key for key, *_ in new}) == len(new) > SMALL
    assert ask(warehouse, "SELECT count(*) = count(DISTINCT quantity_id) FROM quantities") == [(True,)]


@pytest.mark.parametrize("sections", [("",), ("一、教育", "二、医疗", "三、交通")])
@pytest.mark.parametrize("sub_rows", [1, 3])
def test_keys_are_unique_where_all_cells_say_the_same(
    sections: tuple[str, ...], sub_rows: int, warehouse: Path, tmp_path: Path
) -> None:
    load(warehouse, repeating_plan(tmp_path / "plan.pdf", sections=sections, sub_rows=sub_rows))
    # two quantities a cell, five cells a row, two numbers a section
    count = 2 * 5 * 2 * sub_rows * len(sections)
    found = ask(warehouse, "SELECT count(*), count(DISTINCT quantity_id), count(DISTINCT stable_key) FROM quantities")
    assert found == [(count, count, count)]


def test_rejected_records_are_replaced_too(warehouse: Path, tmp_path: Path) -> None:
    whole = read(small_plan(tmp_path / "plan.pdf"))
    broken = holed(whole)
    assert broken.records.count(Reject) > 5
    put(warehouse, 1, whole)
    before = content(warehouse)
    for day in (2, 3):
        put(warehouse, day, broken)
        counts = {table: len(rows) for table, rows in content(warehouse).items()}
        assert counts == {kind.table: broken.records.count(kind) for kind in CONTENT}
    assert_whole(warehouse)
    put(warehouse, 4, whole)
    assert content(warehouse) == before


def test_rejects_tell_where_and_why(warehouse: Path, tmp_path: Path) -> None:
    put(warehouse, 1, holed(read(small_plan(tmp_path / "plan.pdf"))))
    task = "SELECT page, x0 < x1 AND y0 < y1, text, raw ->> 'goal', errors FROM rejects WHERE record = 'tasks'"
    ((page, has_box, text, goal, errors),) = ask(warehouse, task)
    assert (page, has_box, text) == (1, True, goal) and text
    (error,) = json.loads(errors)
    assert (error["loc"], error["type"]) == (["ordinal"], "greater_than_equal")
    others = "SELECT DISTINCT errors, text IS NULL FROM rejects WHERE record = 'quantities'"
    assert ask(warehouse, others) == [("[]", False)]


def test_a_record_that_gets_lost_is_told_and_nothing_is_loaded(warehouse: Path, tmp_path: Path) -> None:
    whole = read(small_plan(tmp_path / "plan.pdf"))
    put(warehouse, 1, whole)
    before = warehouse.read_bytes()
    lost = replace(whole.records, records={**whole.records.records, Finding: [], Task: whole.records.records[Task][1:]})
    with pytest.raises(WarehouseError, match=f"of {lost.extracted} records that were read "):
        put(warehouse, 2, replace(whole, records=lost))
    assert warehouse.read_bytes() == before


def test_bytes_that_newer_rules_know_as_another_document_move_there(warehouse: Path, tmp_path: Path) -> None:
    whole = read(small_plan(tmp_path / "plan.pdf"))
    plan = read_plan(whole.document)
    put(warehouse, 1, replace(whole, records=records_of(whole.document, replace(plan, title="云溪市旧方案"))))
    put(warehouse, 2, whole)
    assert ask(warehouse, "SELECT title FROM documents") == [(plan.title,)]
    assert ask(warehouse, "SELECT count(*) FROM versions WHERE is_current") == [(1,)]
    moved = "SELECT old <> new FROM changes WHERE record = 'versions' AND field = 'document_id'"
    assert ask(warehouse, moved) == [(True,)]


def without_series(whole: Extraction) -> Extraction:
    """What was read, so that a test may change quantities and need not link them anew."""
    assert whole.records
    kinds: tuple[type[Record], ...] = (Series, SeriesPoint)
    kept = {kind: [] if kind in kinds else records for kind, records in whole.records.records.items()}
    fewer = sum(map(whole.records.count, kinds))
    return replace(whole, records=replace(whole.records, records=kept, extracted=whole.records.extracted - fewer))


def test_what_a_second_reading_changes_is_kept(warehouse: Path, tmp_path: Path) -> None:
    whole = without_series(read(small_plan(tmp_path / "plan.pdf")))
    quantities = whole.records.records[Quantity]
    first, second, *rest = quantities
    seen_otherwise = first.model_copy(update={"unit": "座", "value": first.value + Decimal("0.5"), "doubt": ["unsure"]})
    changed = replace(
        whole.records,
        records={**whole.records.records, Quantity: [seen_otherwise, *rest]},
        extracted=whole.records.extracted - 1,
    )
    put(warehouse, 1, whole)
    put(warehouse, 2, whole)
    assert ask(warehouse, "FROM changes") == []
    put(warehouse, 3, replace(whole, records=changed))
    found = ask(warehouse, "SELECT run_id, record_id, kind, field, old, new FROM changes ORDER BY kind, field")
    assert {run for run, *_ in found} == {run_of_day(3).run_id}
    value = first.value
    assert [row[1:] for row in found[:3]] == [
        (first.quantity_id, "changed", "doubt", "[]", '["unsure"]'),
        (first.quantity_id, "changed", "unit", first.unit, "座"),
        (first.quantity_id, "changed", "value", f"{value:f}", f"{value}.5"),
    ]
    ((_, record_id, kind, field, old, new),) = found[3:]
    assert (record_id, kind, field, new) == (second.quantity_id, "gone", None, None)
    assert json.loads(old)["text"] == second.text
    put(warehouse, 4, whole)
    back = ask(warehouse, f"SELECT kind, count(*) FROM changes WHERE run_id = '{run_of_day(4).run_id}' GROUP BY ALL")
    assert sorted(back) == [("added", 1), ("changed", 3)]


def assert_whole(warehouse: Path) -> None:
    """Every record's parent is there."""
    for child, key, parent in [
        ("versions", "document_id", "documents"),
        ("tasks", "sha256", "versions"),
        ("milestones", "task_id", "tasks"),
        ("responsibility", "task_id", "tasks"),
        ("quantities", "task_id", "tasks"),
        ("quantities", "milestone_id", "milestones"),
        ("fragments", "task_id", "tasks"),
        ("fragments", "milestone_id", "milestones"),
    ]:
        query = f"SELECT count(*) FROM {child} c WHERE {key} IS NOT NULL AND {key} NOT IN (SELECT {key} FROM {parent})"
        assert ask(warehouse, query) == [(0,)], (child, key)


def test_the_samples_are_whole(samples_warehouse: Path) -> None:
    assert_whole(samples_warehouse)
    assert ask(samples_warehouse, "SELECT count(*) FROM versions WHERE is_current") == [(4,)]
    spans = "SELECT count(*), count(*) FILTER (cell_text[span_start + 1:span_end] = text) FROM stated"
    count, sliced = ask(samples_warehouse, spans)[0]
    assert count == sliced > 500
