"""Loading: a document whole, as often as one likes, one version of it current."""

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.documents.document import read_document
from extractors.plans.model import Plan
from extractors.plans.reader import read_plan
from extractors.records import DocumentRecords, records_of
from schemas import CONTENT, Reject
from tests.warehouse.content import PLANS, SMALL, ask, content, load, repeating_plan, small_plan
from warehouse.archive import folder_of
from warehouse.database import writing
from warehouse.loading import replace_document, transaction


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Where a warehouse is to be."""
    return tmp_path / "w.duckdb"


def put(warehouse: Path, records: DocumentRecords) -> None:
    with writing(warehouse) as connection, transaction(connection):
        replace_document(connection, records.sha256, records.records)


def test_loading_twice_changes_no_content(warehouse: Path) -> None:
    files = [PLANS / "yunxi-2022.pdf", PLANS / "qilin-2024.pdf"]
    load(warehouse, *files)
    before = content(warehouse)
    assert all(before[table] for table in ("documents", "tasks", "responsibilities", "milestones", "quantities"))
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


def test_the_version_read_last_is_the_current_one(warehouse: Path, tmp_path: Path) -> None:
    old, new = small_plan(tmp_path / "old.pdf"), small_plan(tmp_path / "new.pdf", other_layout=True)
    load(warehouse, old)
    alone = ask(warehouse, "FROM targets_by_quarter ORDER BY ALL")
    load(warehouse, new, old)
    assert ask(warehouse, "FROM targets_by_quarter ORDER BY ALL") == alone
    assert ask(warehouse, "SELECT count(*) FROM versions WHERE is_current") == [(1,)]


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
    source = read_document(small_plan(tmp_path / "plan.pdf"))
    plan = read_plan(source)
    whole = records_of(source, plan)
    broken = replace(plan.tasks[0], ordinal=-1)
    holed = records_of(source, replace(plan, tasks=(broken, *plan.tasks[1:])))
    assert holed.count(Reject) > 5
    put(warehouse, whole)
    before = content(warehouse)
    for _ in range(2):
        put(warehouse, holed)
        assert {kind.table: len(rows) for kind, rows in zip(CONTENT, content(warehouse).values(), strict=True)} == {
            kind.table: holed.count(kind) for kind in CONTENT
        }
    assert_whole(warehouse)
    put(warehouse, whole)
    assert content(warehouse) == before


def test_bytes_that_newer_rules_know_as_another_document_move_there(warehouse: Path, tmp_path: Path) -> None:
    source = read_document(small_plan(tmp_path / "plan.pdf"))
    plan = read_plan(source)
    put(warehouse, records_of(source, _retitled(plan, "云溪市旧方案")))
    put(warehouse, records_of(source, plan))
    assert ask(warehouse, "SELECT title FROM documents") == [(plan.title,)]
    assert ask(warehouse, "SELECT count(*) FROM versions WHERE is_current") == [(1,)]


def _retitled(plan: Plan, title: str) -> Plan:
    return replace(plan, title=title)


def assert_whole(warehouse: Path) -> None:
    """Every record's parent is there."""
    for child, key, parent in [
        ("versions", "document_id", "documents"),
        ("tasks", "sha256", "versions"),
        ("milestones", "task_id", "tasks"),
        ("responsibilities", "task_id", "tasks"),
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
