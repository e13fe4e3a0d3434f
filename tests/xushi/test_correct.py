"""Corrections: made on the command line, shown by views, and there still when a document is read again."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.content import ask, checksum, content, load
from tests.warehouse.texts import HOMES, SCHOOLS, text_plan
from tests.xushi.running import COMMAND, environment, xushi

HELD = "SELECT indicator, goal, q1, q2, q3, q4, verdict, corrected FROM indicators WHERE indicator = '改造老旧小区'"
FINDINGS = "SELECT severity, message FROM findings_open WHERE rule = 'correction-not-applied'"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan of two tasks and a warehouse of it, for tests to copy."""
    folder = tmp_path_factory.mktemp("built")
    load(folder / "w.duckdb", text_plan(folder / "plan.txt"))
    return folder


@pytest.fixture
def warehouse(built: Path, tmp_path: Path) -> Path:
    """A warehouse of a test's own, with the plan beside it."""
    for name in ("w.duckdb", "plan.txt"):
        (tmp_path / name).write_bytes((built / name).read_bytes())
    return tmp_path / "w.duckdb"


def quantity(warehouse: Path, period: str, text: str = "5个") -> str:
    """The id of the quantity that a period states."""
    ((found,),) = ask(warehouse, f"SELECT quantity_id FROM stated WHERE period = '{period}' AND text = '{text}'")
    return str(found)


def correct(warehouse: Path, record_id: str, *settings: str, who: str = "王某") -> None:
    """Correct a record on the command line."""
    given = [word for setting in settings for word in ("--set", setting)]
    done = xushi("correct", record_id, *given, "--reason", "与原件核对", "--who", who, "--warehouse", warehouse)
    assert (done.code, done.err) == (0, "")


def listed(warehouse: Path) -> list[dict[str, Any]]:
    """The corrections as the command lists them."""
    return xushi("corrections", "list", "--jsonl", "--warehouse", warehouse).lines


def test_a_correction_shows_in_views_and_what_was_read_stays(warehouse: Path) -> None:
    first = quantity(warehouse, "第一季度")
    done = xushi("correct", first, "--set", "value=8", "--reason", "核对", "--warehouse", warehouse)
    assert (done.code, done.out) == (0, "value of “5个”: 5 → 8\n")
    stated = "SELECT value, corrected, as_read['value'] FROM stated WHERE corrected OR period = '第二季度'"
    assert ask(warehouse, f"{stated} AND text = '5个' ORDER BY value") == [(5, False, None), (8, True, "5")]
    assert ask(warehouse, HELD) == [("改造老旧小区", 20, 8, 5, 5, 5, "over", True)]
    rules = "SELECT rule FROM findings_open WHERE rule IN ('goal-not-met', 'correction-not-applied')"
    assert ask(warehouse, rules) == [("goal-not-met",)]
    assert ask(warehouse, "SELECT corrected FROM indicators WHERE indicator = '新建幼儿园'") == [(False,)]


def test_what_follows_from_a_correction_is_corrected_with_it(warehouse: Path) -> None:
    correct(warehouse, quantity(warehouse, "第一季度"), "value=1.5", "unit=公里")
    assert ask(warehouse, "SELECT field, as_read, value FROM corrected_fields ORDER BY field") == [
        ("base_unit", None, "米"),
        ("base_value", None, "1500"),
        ("counting_class", "institution", None),
        ("dimension", "count", "length"),
        ("unit", "个", "公里"),
        ("value", "5", "1.5"),
    ]
    assert ask(warehouse, "SELECT base_value, base_unit FROM stated WHERE corrected") == [(1500, "米")]


def test_the_last_correction_counts_and_the_value_as_read_undoes_it(warehouse: Path) -> None:
    before = content(warehouse)
    first = quantity(warehouse, "第一季度")
    correct(warehouse, first, "value=8", "object=小区")
    correct(warehouse, first, "value=9", who="李某")
    assert ask(warehouse, f"SELECT value, object FROM quantities WHERE quantity_id = '{first}'") == [(9, "小区")]
    assert [(one["field"], one["state"], one["who"]) for one in listed(warehouse)] == [
        ("value", "replaced", "王某"),
        ("object", "applied", "王某"),
        ("value", "applied", "李某"),
    ]
    correct(warehouse, first, "value=5", "object=老旧小区")
    # that it was looked at stays
    assert content(warehouse) | {"reviewed_records": []} == before
    assert [one["state"] for one in listed(warehouse)] == ["replaced", "replaced", "replaced", "as-read", "as-read"]


def test_corrections_survive_the_same_bytes_and_new_bytes_with_the_same_words(warehouse: Path, tmp_path: Path) -> None:
    correct(warehouse, quantity(warehouse, "第一季度"), "value=8")
    before = content(warehouse)
    load(warehouse, tmp_path / "plan.txt")
    assert content(warehouse) == before
    load(warehouse, text_plan(tmp_path / "new.txt", notes="注：本表由市政府办公室印发。"))
    assert ask(warehouse, "SELECT count(*) FROM versions") == [(2,)]
    assert ask(warehouse, HELD) == [("改造老旧小区", 20, 8, 5, 5, 5, "over", True)]
    assert ask(warehouse, FINDINGS) == []
    assert [one["state"] for one in listed(warehouse)] == ["applied"]


@pytest.mark.parametrize(
    "row",
    [
        ("2", HOMES[1], "改造6个", *HOMES[3:]),
        ("2", HOMES[1], "改造棚户区5个", *HOMES[3:]),
        ("2", HOMES[1], "", *HOMES[3:]),
        None,
    ],
)
def test_other_words_leave_a_correction_out_and_say_so(
    row: tuple[str, ...] | None, warehouse: Path, tmp_path: Path
) -> None:
    correct(warehouse, quantity(warehouse, "第一季度"), "value=8")
    load(warehouse, text_plan(tmp_path / "new.txt", SCHOOLS, *([row] if row else [])))
    assert ask(warehouse, "SELECT count(*) FROM stated WHERE corrected") == [(0,)]
    ((severity, message),) = ask(warehouse, FINDINGS)
    assert severity == "high"
    told = "王某's correction of value of “5个” from “5” to “8” is not applied: these words no longer stand there"
    assert message == f"{told} (与原件核对)"
    assert [one["state"] for one in listed(warehouse)] == ["not-applied"]


def test_a_value_that_is_read_otherwise_now_leaves_a_correction_out(warehouse: Path) -> None:
    first = quantity(warehouse, "第一季度")
    correct(warehouse, first, "value=8")
    file = warehouse.with_name("w.duckdb.corrections.jsonl")
    # as if an earlier release had read 4 there
    file.write_text(file.read_text(encoding="utf8").replace('"expected":"5"', '"expected":"4"'), encoding="utf8")
    correct(warehouse, quantity(warehouse, "第二季度"), "value=5")
    ((severity, message),) = ask(warehouse, FINDINGS)
    assert severity == "high" and "what is read now is “5”" in message
    assert ask(warehouse, HELD) == [("改造老旧小区", 20, 5, 5, 5, 5, "met", False)]


def test_a_value_that_is_read_right_by_now_needs_no_correction(warehouse: Path) -> None:
    correct(warehouse, quantity(warehouse, "第一季度"), "value=8")
    file = warehouse.with_name("w.duckdb.corrections.jsonl")
    told = (
        file.read_text(encoding="utf8")
        .replace('"value":"8"', '"value":"5"')
        .replace('"expected":"5"', '"expected":"4"')
    )
    file.write_text(told, encoding="utf8")
    correct(warehouse, quantity(warehouse, "第二季度"), "value=6")
    assert ask(warehouse, "SELECT severity FROM findings WHERE rule = 'correction-not-needed'") == [("information",)]
    assert ask(warehouse, FINDINGS) == []


@pytest.mark.parametrize(
    ("table", "condition", "setting", "query", "wanted"),
    [
        ("tasks", "ordinal = 1", "name=幼儿园建设", "SELECT name FROM current_tasks WHERE ordinal = 1", "幼儿园建设"),
        ("events", "stage = 'started'", "stage=tender", "SELECT count(*) FROM events WHERE stage = 'tender'", 1),
        (
            "responsibility",
            "unit = '市住建局'",
            "role=support",
            "SELECT count(*) FROM responsibility WHERE role = 'support'",
            1,
        ),
        ("milestones", "quarter = 1", "first_day=2024-02-01", "SELECT count(*) FROM milestones WHERE quarter = 1", 1),
    ],
)
def test_other_records_are_corrected_too_and_stay_so(
    table: str, condition: str, setting: str, query: str, wanted: object, warehouse: Path, tmp_path: Path
) -> None:
    key = "stable_key" if table == "events" else f"{table.removesuffix('s')}_id"
    record_id = ask(warehouse, f"SELECT {key} FROM {table} WHERE {condition} ORDER BY ALL")[0][0]
    assert ask(warehouse, query) != [(wanted,)]
    correct(warehouse, record_id, setting)
    assert ask(warehouse, query) == [(wanted,)]
    load(warehouse, text_plan(tmp_path / "new.txt", notes="注：本表由市政府办公室印发。"))
    in_version = f"SELECT count(*) FROM corrected_fields WHERE field = '{setting.partition('=')[0]}'"
    assert ask(warehouse, in_version) == [(2,)]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("value=many", "can't be corrected so (value: "),
        ("value=NaN", "can't be corrected so (value: "),
        ("unit=", "can't be corrected so (unit: "),
        ("upper=3", "can't be corrected so (quantities: the range falls: 5 to 3)"),
        ("bound=maybe", "can't be corrected so (bound: "),
        ("text=6个", "text can't be corrected in quantities; of that table, value, "),
        ("value", "--set value has no =; write FIELD=VALUE."),
    ],
)
def test_what_is_no_correction_is_told_in_a_sentence_and_not_kept(setting: str, told: str, warehouse: Path) -> None:
    before = warehouse.read_bytes()
    first = quantity(warehouse, "第一季度")
    done = xushi("correct", first, "--set", setting, "--reason", "核对", "--warehouse", warehouse)
    assert done.code == 2 and told in done.sentence
    assert warehouse.read_bytes() == before
    assert not warehouse.with_name("w.duckdb.corrections.jsonl").exists()


def test_an_unknown_record_and_a_missing_warehouse_are_told(warehouse: Path, tmp_path: Path) -> None:
    for where, told in [(warehouse, "no row of quantities, "), (tmp_path / "none.duckdb", "there is no warehouse")]:
        done = xushi("correct", "0" * 32, "--set", "value=1", "--reason", "核对", "--warehouse", where)
        assert done.code == 2 and told in done.sentence
    assert not (tmp_path / "none.duckdb").exists()


def test_a_line_that_is_no_correction_stops_the_writer_and_is_named(warehouse: Path, tmp_path: Path) -> None:
    correct(warehouse, quantity(warehouse, "第一季度"), "value=8")
    with warehouse.with_name("w.duckdb.corrections.jsonl").open("a", encoding="utf8") as file:
        file.write('{"value": 1}\n')
    before = warehouse.read_bytes()
    done = xushi("ingest", tmp_path / "plan.txt", "--warehouse", warehouse)
    assert done.code == 2 and "w.duckdb.corrections.jsonl: line 2 is no correction (" in done.err
    assert warehouse.read_bytes() == before


def test_corrections_made_at_once_are_all_kept(warehouse: Path) -> None:
    ids = [quantity(warehouse, f"第{quarter}季度") for quarter in "一二三四"]
    ids = [*ids[:2], ids[2]]
    started = [
        subprocess.Popen(
            [*COMMAND, "correct", one, "--set", f"value={at}", "--reason", "核对", "--warehouse", str(warehouse)],
            env=environment(),
            stdout=subprocess.DEVNULL,
        )
        for at, one in enumerate(ids, start=10)
    ]
    assert [process.wait(timeout=60) for process in started] == [0, 0, 0]
    assert ask(warehouse, HELD) == [("改造老旧小区", 20, 10, 11, 12, 5, "over", True)]
    assert sorted(one["value"] for one in listed(warehouse)) == ["10", "11", "12"]


def test_exported_corrections_are_applied_on_another_machine(warehouse: Path, tmp_path: Path) -> None:
    correct(warehouse, quantity(warehouse, "第一季度"), "value=8")
    exported = tmp_path / "ours.jsonl"
    exported.write_text(xushi("corrections", "export", "--warehouse", warehouse).out, encoding="utf8")
    other = tmp_path / "other.duckdb"
    load(other, text_plan(tmp_path / "elsewhere.txt"))
    applied = xushi("corrections", "apply", exported, "--warehouse", other)
    assert (applied.code, applied.out) == (0, f"1 new in {other}, 1 applied\n")
    assert checksum(other) == checksum(warehouse)
    again = xushi("corrections", "apply", exported, "--warehouse", other)
    assert (again.code, again.out) == (0, f"0 new in {other}\n")
    assert len(listed(other)) == 1


def test_corrections_wait_for_a_document_that_is_not_there(warehouse: Path, tmp_path: Path) -> None:
    correct(warehouse, quantity(warehouse, "第一季度"), "value=8")
    other = tmp_path / "other.duckdb"
    elsewhere = text_plan(tmp_path / "elsewhere.txt")
    elsewhere.write_text(elsewhere.read_text(encoding="utf8").replace("云溪市", "青禾市"), encoding="utf8")
    load(other, elsewhere)
    file = warehouse.with_name("w.duckdb.corrections.jsonl")
    done = xushi("corrections", "apply", file, "--warehouse", other)
    assert (done.code, done.out) == (1, f"1 new in {other}, 1 no-document\n")
    load(other, tmp_path / "plan.txt")
    assert [one["state"] for one in listed(other)] == ["applied"]
    assert json.loads(file.read_text(encoding="utf8"))["who"] == "王某"
