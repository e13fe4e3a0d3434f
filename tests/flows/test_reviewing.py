"""What a reviewer decides: it is kept, counts in series and views, and holds until words or values are others."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from flows.reviewing import Answer, OutdatedError, give
from schemas import Decision
from tests.warehouse.content import Rows, ask, content, load
from tests.warehouse.texts import HOMES, SCHOOLS, text_plan
from warehouse import checks, views
from warehouse.corrections import corrections_in, file_of
from warehouse.database import connect
from warehouse.errors import WarehouseError
from warehouse.reviewing import decisions, progress, queue, shown_of

# the third quarter leaves its unit out, and so the goal is not met
SHORT = ("2", HOMES[1], "改造5个", "改造4个", "改造3", "改造5个", HOMES[6])
SERIES = "SELECT q1, q2, q3, q4, verdict FROM indicators WHERE indicator = '改造老旧小区'"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A warehouse of a plan with what is doubtful."""
    load(tmp_path / "w.duckdb", text_plan(tmp_path / "plan.txt", SCHOOLS, SHORT))
    return tmp_path / "w.duckdb"


def answer(warehouse: Path, record_id: str, decision: Decision, reason: str = "与原件核对", **values: str) -> None:
    """Answer as one who has just looked at the record."""
    with connect(warehouse) as connection:
        shown = shown_of(connection, record_id)
    give(warehouse, Answer(record_id, decision, reason, "王某", shown, values))


def opened(warehouse: Path) -> list[tuple[str, str]]:
    """What is open: why, and what it says."""
    with connect(warehouse) as connection:
        assert checks.broken(connection) == []
        return [(one.why, one.told) for one in queue(connection)]


def states(warehouse: Path) -> list[tuple[str, str]]:
    """Each decision and its state, the last first."""
    with connect(warehouse) as connection:
        return [(one.decision, one.state) for one in decisions(connection, 100)]


def ids(warehouse: Path) -> dict[str, str]:
    """The ids of some records, by their words."""
    found: Rows = ask(
        warehouse, "SELECT text, quantity_id FROM quantities UNION ALL SELECT rule, finding_id FROM findings"
    )
    return dict(found)


def test_the_queue_goes_by_weight(warehouse: Path) -> None:
    with connect(warehouse) as connection:
        found = queue(connection)
    assert [one.weight for one in found] == sorted(one.weight for one in found)
    assert [(one.severity, one.why) for one in found[:3]] == [
        ("warning", "goal-not-met"),
        (None, "unit-elided, object-from-goal"),
        (None, "object-from-goal"),
    ]


def test_what_is_accepted_leaves_the_queue_and_changes_no_number(warehouse: Path, tmp_path: Path) -> None:
    before, known = content(warehouse), ids(warehouse)
    answer(warehouse, known["3"], Decision.ACCEPT, reason="")
    answer(warehouse, known["goal-not-met"], Decision.ACCEPT)
    assert not {why for why, _ in opened(warehouse)} & {"unit-elided, object-from-goal", "goal-not-met"}
    assert content(warehouse) | {"reviewed_records": []} == before
    assert ask(warehouse, "SELECT count(*) FROM findings_open WHERE rule = 'goal-not-met'") == [(1,)]
    assert states(warehouse) == [("accept", "applied"), ("accept", "applied")]
    with connect(warehouse) as connection:
        assert progress(connection).by_whom == [("王某", 2)]
    load(warehouse, text_plan(tmp_path / "new.txt", SCHOOLS, SHORT, notes="注：本表由市政府办公室印发。"))
    assert ask(warehouse, "SELECT count(*) FROM versions") == [(2,)]
    assert not {why for why, _ in opened(warehouse)} & {"unit-elided, object-from-goal", "goal-not-met"}


def test_other_words_bring_back_what_was_reviewed(warehouse: Path, tmp_path: Path) -> None:
    known = ids(warehouse)
    answer(warehouse, known["3"], Decision.ACCEPT)
    answer(warehouse, known["goal-not-met"], Decision.REJECT)
    other = (*SHORT[:4], "再改造3", *SHORT[5:])
    load(warehouse, text_plan(tmp_path / "new.txt", SCHOOLS, other))
    assert {("unit-elided, object-from-goal", "3"), ("goal-not-met", opened(warehouse)[0][1])} <= {*opened(warehouse)}
    assert states(warehouse) == [("reject", "not-applied"), ("accept", "not-applied")]


def test_another_value_brings_back_what_was_accepted(warehouse: Path) -> None:
    answer(warehouse, ids(warehouse)["3"], Decision.ACCEPT)
    file = file_of(warehouse)
    # as if an earlier release had read 30 there
    told = file.read_text(encoding="utf8")
    assert '\\"value\\": \\"3\\"' in told
    file.write_text(told.replace('\\"value\\": \\"3\\"', '\\"value\\": \\"30\\"'), encoding="utf8")
    answer(warehouse, ids(warehouse)["goal-not-met"], Decision.ACCEPT)
    assert ("unit-elided, object-from-goal", "3") in opened(warehouse)


def test_a_number_that_is_none_is_rejected_and_counts_no_more(warehouse: Path) -> None:
    before = content(warehouse)
    answer(warehouse, ids(warehouse)["3"], Decision.REJECT, reason="是编号")
    assert ask(warehouse, SERIES) == [(5, 4, None, 5, "under")]
    assert "3" not in ids(warehouse)
    ((record, reason, text),) = ask(warehouse, "SELECT record, reason, text FROM rejects")
    assert (record, reason, text) == ("quantities", "王某 rejects it: 是编号", "改造3")
    assert not [told for _, told in opened(warehouse) if told == "3"]
    ((gone,),) = ask(warehouse, "SELECT record_id FROM reviewed_records")
    assert ask(warehouse, f"SELECT count(*) FROM events WHERE list_contains(quantity_ids, '{gone}')") == [(0,)]
    # and is taken back by accepting it
    answer(warehouse, gone, Decision.ACCEPT)
    assert content(warehouse) | {"reviewed_records": []} == before
    assert states(warehouse) == [("accept", "applied"), ("reject", "replaced")]


def test_a_correction_after_a_rejection_counts(warehouse: Path) -> None:
    number = ids(warehouse)["3"]
    answer(warehouse, number, Decision.CORRECT, value="7")
    answer(warehouse, number, Decision.REJECT)
    assert ask(warehouse, SERIES) == [(5, 4, None, 5, "under")]
    answer(warehouse, number, Decision.CORRECT, value="6")
    assert ask(warehouse, SERIES) == [(5, 4, 6, 5, "met")]
    assert states(warehouse) == [("correct", "applied"), ("reject", "replaced"), ("correct", "replaced")]


def test_a_rejection_outlives_reading_again_and_is_told_where_words_are_gone(warehouse: Path, tmp_path: Path) -> None:
    answer(warehouse, ids(warehouse)["3"], Decision.REJECT, reason="是编号")
    before = content(warehouse)
    load(warehouse, tmp_path / "plan.txt")
    assert content(warehouse) == before
    load(warehouse, text_plan(tmp_path / "new.txt", SCHOOLS, (*SHORT[:4], "改造4", *SHORT[5:])))
    told = "SELECT severity, message FROM findings_open WHERE rule = 'correction-not-applied'"
    why = "王某's rejection of “3” is not applied: these words no longer stand there (是编号)"
    assert ask(warehouse, told) == [("high", why)]
    # what was said of no correction is reviewed as any finding
    ((finding,),) = ask(warehouse, "SELECT finding_id FROM findings_open WHERE rule = 'correction-not-applied'")
    answer(warehouse, finding, Decision.ACCEPT)
    assert "correction-not-applied" not in {why for why, _ in opened(warehouse)}


def test_a_finding_that_is_wrong_is_no_longer_told(warehouse: Path) -> None:
    answer(warehouse, ids(warehouse)["goal-not-met"], Decision.REJECT, reason="第三季度另有说明")
    assert ask(warehouse, "SELECT rule FROM findings_open WHERE rule = 'goal-not-met'") == []
    assert ask(warehouse, "SELECT count(*) FROM findings WHERE rule = 'goal-not-met'") == [(1,)]
    assert ask(warehouse, "SELECT findings FROM quality") == [(0,)]


def test_of_two_answers_to_the_same_the_second_is_told(warehouse: Path) -> None:
    number = ids(warehouse)["3"]
    with connect(warehouse) as connection:
        shown = shown_of(connection, number)
    first = Answer(number, Decision.ACCEPT, "", "王某", shown)
    give(warehouse, first)
    for second in (replace(first, who="李某"), replace(first, decision=Decision.CORRECT, values={"value": "4"})):
        with pytest.raises(OutdatedError, match="is not as it was shown any more; nothing was kept"):
            give(warehouse, second)
    assert [one.who for one in corrections_in(file_of(warehouse))] == ["王某"]


def test_what_was_read_again_meanwhile_is_not_answered(warehouse: Path, tmp_path: Path) -> None:
    number = ids(warehouse)["3"]
    with connect(warehouse) as connection:
        shown = shown_of(connection, number)
    load(warehouse, text_plan(tmp_path / "new.txt", SCHOOLS, SHORT, notes="注：本表由市政府办公室印发。"))
    with pytest.raises(OutdatedError):
        give(warehouse, Answer(number, Decision.ACCEPT, "", "王某", shown))
    assert corrections_in(file_of(warehouse)) == []


def test_what_is_no_answer_is_told_and_not_kept(warehouse: Path) -> None:
    known = ids(warehouse)
    ((task,),) = ask(warehouse, "SELECT task_id FROM tasks WHERE ordinal = 1")
    before = warehouse.read_bytes()
    for record_id, decision, reason, values, told in [
        (known["3"], Decision.REJECT, " ", {}, "The reason is empty"),
        (known["3"], Decision.CORRECT, "核对", {}, "No field is changed"),
        (known["3"], Decision.CORRECT, "核对", {"value": "many"}, r"can't be corrected so \(value: "),
        (task, Decision.REJECT, "核对", {}, "a row of tasks can't be rejected"),
    ]:
        with pytest.raises(WarehouseError, match=told):
            answer(warehouse, record_id, decision, reason, **values)
    assert warehouse.read_bytes() == before
    assert not file_of(warehouse).exists()


def test_a_line_of_before_is_a_correction(warehouse: Path) -> None:
    answer(warehouse, ids(warehouse)["3"], Decision.CORRECT, value="6")
    file = file_of(warehouse)
    file.write_text(file.read_text(encoding="utf8").replace('"decision":"correct",', ""), encoding="utf8")
    assert [one.decision for one in corrections_in(file)] == [Decision.CORRECT]


def test_a_warehouse_of_before_takes_its_corrections_along(warehouse: Path) -> None:
    number = ids(warehouse)["3"]
    answer(warehouse, number, Decision.CORRECT, value="6")
    with duckdb.connect(str(warehouse)) as connection:
        views.drop(connection)
        connection.execute("ALTER TABLE corrections DROP COLUMN decision")
        connection.execute("DROP TABLE reviewed_records")
        connection.execute("UPDATE warehouse_info SET schema_version = 7")
    assert ("unit-elided, object-from-goal", "3") not in opened(warehouse)
    assert states(warehouse) == [("correct", "applied")]
    answer(warehouse, number, Decision.CORRECT, value="7")
    assert states(warehouse) == [("correct", "applied"), ("correct", "replaced")]
