"""`xushi evidence`: from an id to the page, through the real command."""

import io
from pathlib import Path

import pytest
from PIL import Image

from samples.tables import Cell
from tests.extractors.tables.kinds import write_docx
from tests.warehouse.content import HEADER, PLANS, ask
from tests.xushi.running import xushi
from xushi.showing import find_evidence

OF_KINDS = {
    "quantity": "SELECT max(quantity_id) FROM quantities WHERE milestone_id IS NOT NULL",
    "event": "SELECT max(event_id) FROM events",
    "milestone": "SELECT max(milestone_id) FROM milestones WHERE text <> ''",
    "series": "SELECT max(series_id) FROM series WHERE len(quantity_ids) > 2",
    "task": "SELECT max(task_id) FROM tasks",
    "finding": "SELECT max(finding_id) FROM findings WHERE rule = 'goal-not-met'",
}


def _id(warehouse: Path, query: str) -> str:
    ((found,),) = ask(warehouse, query)
    return str(found)


@pytest.mark.parametrize("kind", OF_KINDS)
def test_a_picture_and_words_for_each_kind(samples_warehouse: Path, tmp_path: Path, kind: str) -> None:
    record_id, output = _id(samples_warehouse, OF_KINDS[kind]), tmp_path / "evidence.png"
    done = xushi("evidence", record_id, "-o", output, "--warehouse", samples_warehouse)
    assert (done.code, done.err) == (0, f"written to {output}\n")
    assert done.out.startswith(f"{kind} {record_id}: ")
    assert "page " in done.out
    assert Image.open(io.BytesIO(output.read_bytes())).width > 1000


def test_the_words_are_bracketed_where_they_stand(samples_warehouse: Path) -> None:
    query = """
        SELECT q.quantity_id, q.text, t.goal, q.span_start FROM quantities q JOIN tasks t USING (task_id)
        WHERE milestone_id IS NULL ORDER BY ALL LIMIT 1
    """
    ((quantity_id, text, goal, start),) = ask(samples_warehouse, query)
    done = xushi("evidence", quantity_id[:20], "--warehouse", samples_warehouse)
    told = f"{goal[:start]}【{text}】{goal[start + len(text) :]}"
    assert "".join(told.split()) in "".join(done.out.split())


def test_a_finding_of_an_indicator_marks_all_its_numbers(samples_warehouse: Path) -> None:
    query = """
        SELECT f.finding_id, len(s.quantity_ids) FROM findings f
        JOIN tasks t ON t.sha256 = f.sha256 AND t.ordinal = f.ordinal
        JOIN series s ON s.task_id = t.task_id AND starts_with(f.message, s.name || ': ')
        WHERE f.rule = 'goal-not-met' LIMIT 1
    """
    ((finding_id, numbers),) = ask(samples_warehouse, query)
    evidence = find_evidence(samples_warehouse, finding_id).evidence
    assert sum(len(words.spans) for words in evidence.words) == numbers > 1


def test_the_archive_serves_where_the_file_is_gone(tmp_path: Path) -> None:
    warehouse, plan = tmp_path / "x.duckdb", tmp_path / "plan.pdf"
    plan.write_bytes(sorted(PLANS.glob("*.pdf"))[0].read_bytes())
    assert xushi("ingest", plan, "--warehouse", warehouse).code == 0
    plan.write_bytes(b"%PDF-1.4 something else now")
    task_id = _id(warehouse, OF_KINDS["task"])
    assert find_evidence(warehouse, task_id).png.startswith(b"\x89PNG")
    for kept in Path(f"{warehouse}.files").iterdir():
        kept.unlink()
    assert "ingest it again" in xushi("evidence", task_id, "--warehouse", warehouse).sentence


def test_a_word_file_gives_a_page_of_html(tmp_path: Path) -> None:
    warehouse, plan = tmp_path / "x.duckdb", tmp_path / "plan.docx"
    rows = [
        [Cell(str(number)), *(Cell(f"改造<i>泵站{number}0座") for _ in range(5)), Cell("市水利局")] for number in (1, 2)
    ]
    write_docx(plan, "2024年云溪市民生实事任务分解表", [("", [*HEADER, *rows])])
    assert xushi("ingest", plan, "--warehouse", warehouse).code == 0
    quantity_id = _id(warehouse, OF_KINDS["quantity"])
    page = tmp_path / "evidence.html"
    assert xushi("evidence", quantity_id, "-o", page, "--warehouse", warehouse).code == 0
    text = page.read_text(encoding="utf8")
    assert '<td class="meant"' in text and "<mark>" in text
    assert "<i>" not in text and "http" not in text.replace("http-equiv", "")
    done = xushi("evidence", quantity_id, "-o", tmp_path / "evidence.png", "--warehouse", warehouse)
    assert done.code == 2 and "FILE.html" in done.err


@pytest.mark.parametrize(
    ("record_id", "told"),
    [("ffffffffffffffffffff", "no record has this id"), ("", "no record has this id"), ("a", "give more of it")],
)
def test_ids_that_lead_nowhere_or_anywhere(samples_warehouse: Path, record_id: str, told: str) -> None:
    assert told in xushi("evidence", record_id, "--warehouse", samples_warehouse).sentence


def test_a_folder_that_is_not_there(samples_warehouse: Path, tmp_path: Path) -> None:
    task_id = _id(samples_warehouse, OF_KINDS["task"])
    done = xushi("evidence", task_id, "-o", tmp_path / "none" / "x.png", "--warehouse", samples_warehouse)
    assert done.code == 2 and "can't be written" in done.err
