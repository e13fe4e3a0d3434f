"""What a later reading changed, told by number and field; and the gate that holds back what would change too much."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from extractors.series_records import link_series
from flows.extracting import Extraction
from flows.publishing import publish
from schemas import Quantity, Record, Series, SeriesPoint
from tests.warehouse.content import ask, content, load, put, read, run_of_day
from tests.warehouse.texts import HOMES, SCHOOLS, text_plan
from tests.xushi.running import xushi
from warehouse.database import connect
from warehouse.errors import HeldError
from warehouse.gate import changed_by

# of nine quantities in the plan
ONE, ALL = 100 / 9, 100.0


def by_older_rules(whole: Extraction, changed: int) -> Extraction:
    """The same bytes, as rules read them that took some quantities for others' objects."""
    assert whole.records
    kept: dict[type[Record], list[Record]] = {
        kind: [] if kind in (Series, SeriesPoint) else list(records) for kind, records in whole.records.records.items()
    }
    for at in range(changed):
        kept[Quantity][at] = kept[Quantity][at].model_copy(update={"object": "楼", "rule": "older"})
    older = replace(whole.records, records=kept, extracted=sum(map(len, kept.values())))
    link_series(older)
    return replace(whole, records=older)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of nine quantities."""
    return text_plan(tmp_path / "plan.txt")


@pytest.fixture
def warehouse(tmp_path: Path, plan: Path) -> Path:
    """A warehouse of that plan, read by older rules that had three objects otherwise."""
    put(tmp_path / "w.duckdb", 1, by_older_rules(read(plan), 3))
    return tmp_path / "w.duckdb"


def test_a_diff_tells_each_field_with_its_text(warehouse: Path, plan: Path) -> None:
    put(warehouse, 2, read(plan))
    done = xushi("diff", "--jsonl", "--warehouse", warehouse)
    assert done.err.startswith("3 changed (")
    told = [(one["ordinal"], one["period"], one["text"], one["kind"], one["field"]) for one in done.lines]
    assert told[:2] == [(1, None, "7所", "changed", "object"), (1, None, "7所", "changed", "rule")]
    assert {(one["old"], one["new"]) for one in done.lines if one["field"] == "object"} == {("楼", "幼儿园")}
    table = xushi("diff", "--warehouse", warehouse).out
    assert "楼" in table and "幼儿园" in table


def test_a_diff_is_a_page_that_needs_nothing_else(warehouse: Path, plan: Path, tmp_path: Path) -> None:
    put(warehouse, 2, read(plan))
    page = tmp_path / "diff.html"
    done = xushi("diff", "--html", page, "--warehouse", warehouse)
    assert (done.code, done.out) == (0, "") and done.err.startswith("3 changed (")
    text = page.read_text(encoding="utf8")
    assert text.count("<del>楼</del>") == text.count("<ins>幼儿园</ins>") == 3
    assert text.count('class="badge changed"') == 3
    assert "<script" not in text and "http" not in text.replace("http-equiv", "") and "default-src 'none'" in text
    both = xushi("diff", "--html", page, "--jsonl", "--warehouse", warehouse)
    assert both.code == 2 and "are two forms" in both.sentence
    nowhere = xushi("diff", "--html", tmp_path / "none" / "diff.html", "--warehouse", warehouse)
    assert nowhere.code == 2 and "can't be written" in nowhere.sentence


def test_the_page_of_a_diff_escapes_what_plans_say(warehouse: Path, plan: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("UPDATE quantities SET object = '<b onclick=\"x\">' WHERE object = '楼'")
        connection.execute("UPDATE documents SET title = '<script>alert(1)</script>'")
    put(warehouse, 2, read(plan))
    page = tmp_path / "diff.html"
    assert xushi("diff", "--html", page, "--warehouse", warehouse).code == 0
    text = page.read_text(encoding="utf8")
    assert "&lt;b onclick=&#34;x&#34;&gt;" in text and "<b onclick" not in text and "<script" not in text


def test_a_diff_of_new_bytes_tells_what_is_added_and_gone(warehouse: Path, plan: Path, tmp_path: Path) -> None:
    put(warehouse, 2, read(plan))
    fewer = (HOMES[0], "改造老旧小区15个", "", *HOMES[3:])
    put(warehouse, 3, read(text_plan(tmp_path / "new.txt", SCHOOLS, fewer)))
    found = xushi("diff", "2024-01-02", "--jsonl", "--warehouse", warehouse)
    assert {(one["kind"], one["period"], one["old"], one["new"]) for one in found.lines} == {
        ("gone", None, "20 个", None),
        ("added", None, None, "15 个"),
        ("gone", "第一季度", "5 个", None),
    }
    assert found.err == "1 added, 2 gone\n"


def test_a_diff_between_earlier_moments_undoes_what_came_after(warehouse: Path, plan: Path) -> None:
    whole = read(plan)
    put(warehouse, 2, whole)
    put(warehouse, 3, by_older_rules(whole, 1))
    put(warehouse, 4, whole)

    def told(*moments: str) -> int:
        return len(
            [
                one
                for one in xushi("diff", *moments, "--jsonl", "--warehouse", warehouse).lines
                if one["field"] == "object"
            ]
        )

    assert told("2024-01-01", "2024-01-02") == 3
    assert told(run_of_day(2).run_id, run_of_day(3).run_id) == 1
    assert told("2024-01-02") == 0
    assert told("2024-01-01", "2024-01-03") == 2
    assert told() == 1


def test_a_diff_of_no_moment_is_told(warehouse: Path) -> None:
    done = xushi("diff", "yesterday", "--warehouse", warehouse)
    assert done.code == 2 and "is neither a date nor a run" in done.sentence


@pytest.mark.parametrize("changed", [0, 1, 4])
def test_the_share_is_counted_over_known_quantities_alone(changed: int, plan: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    put(warehouse, 1, by_older_rules(read(plan), changed))
    other = text_plan(tmp_path / "other.txt", SCHOOLS)
    put(warehouse, 2, read(plan), read(other))
    with connect(warehouse) as connection:
        share = changed_by(connection, run_of_day(2).run_id)
    assert (share.changed, share.quantities) == (changed, 9)


def test_too_much_change_is_held_back_to_look_at_and_may_be_accepted(warehouse: Path, plan: Path) -> None:
    before, held = warehouse.read_bytes(), warehouse.with_name("w.duckdb.held")
    done = xushi("ingest", plan, "--warehouse", warehouse)
    assert done.code == 1
    told = "stays as it was, for reading again would change 33.3 % of 9 quantities that are known, more than 10 %; "
    assert told + f"see `xushi diff --warehouse {held}`, and run again with --accept to publish it." in done.err
    assert warehouse.read_bytes() == before
    looked = xushi("diff", "--jsonl", "--warehouse", held)
    assert len([one for one in looked.lines if one["field"] == "object"]) == 3
    accepted = xushi("ingest", plan, "--accept", "--warehouse", warehouse)
    assert accepted.code == 0
    assert ask(warehouse, "SELECT count(*) FROM quantities WHERE object = '楼'") == [(0,)]
    assert not held.exists()
    assert xushi("ingest", plan, "--warehouse", warehouse).code == 0


def test_the_share_that_may_change_is_a_setting(warehouse: Path, plan: Path) -> None:
    assert xushi("ingest", plan, "--warehouse", warehouse, settings={"XUSHI_MAX_CHANGED": "33"}).code == 1
    assert xushi("ingest", plan, "--warehouse", warehouse, settings={"XUSHI_MAX_CHANGED": "34"}).code == 0


def test_new_documents_are_not_held_by_those_that_are(warehouse: Path, plan: Path, tmp_path: Path) -> None:
    new = text_plan(tmp_path / "new.txt")
    new.write_text(new.read_text(encoding="utf8").replace("云溪市", "青禾市"), encoding="utf8")
    with pytest.raises(HeldError):
        publish(warehouse, run_of_day(2), [read(plan), read(new)], 10)
    assert ask(warehouse, "SELECT place FROM documents ORDER BY place") == [("云溪市",), ("青禾市",)]
    assert ask(warehouse, "SELECT count(*) FROM quantities WHERE object = '楼'") == [(3,)]


def test_corrections_are_no_change_of_the_rules(plan: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    load(warehouse, plan)
    for (found,) in ask(warehouse, "SELECT quantity_id FROM quantities LIMIT 3"):
        done = xushi("correct", found, "--set", "value=1", "--reason", "核对", "--warehouse", warehouse)
        assert done.code == 0
    before = content(warehouse)
    assert xushi("ingest", plan, "--warehouse", warehouse, settings={"XUSHI_MAX_CHANGED": "0"}).code == 0
    assert content(warehouse) == before
