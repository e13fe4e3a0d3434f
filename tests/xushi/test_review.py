"""`xushi review` over HTTP: what it shows, and what becomes of answers."""

import shutil
import threading
from pathlib import Path

import duckdb
import pytest

from samples.tables import Cell
from tests.extractors.tables.kinds import write_docx
from tests.warehouse.content import HEADER, ask, load
from tests.warehouse.texts import text_plan
from tests.xushi.reviewing import Visitor, lines, parsed, served, text
from tests.xushi.running import xushi

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
SERIES = "SELECT q3, verdict, corrected FROM indicators WHERE indicator = '改造老旧小区'"


def test_the_weightiest_is_shown_with_its_words_and_its_place(visitor: Visitor, warehouse: Path) -> None:
    ((first, told),) = ask(warehouse, "SELECT record_id, told FROM review_queue LIMIT 1")
    page = visitor.get("/")
    assert page.xpath("//main/@data-item") == [first]
    assert told in text(page, "//h1")
    marked = ["".join(mark.itertext()) for mark in page.xpath("//dl[@class='words']//mark[@class='meant']")]
    assert marked == ["20个", "5个", "4个", "3", "5个"]
    assert [str(one.text_content()) for one in page.xpath("//section[@class='evidence']//td[@class='meant']")]
    assert text(page, "//*[@id='open']") == str(ask(warehouse, "SELECT count(*) FROM review_queue")[0][0])
    assert text(page, "//*[@class='who']") == "王某"


def test_a_correction_is_public_at_once_and_outlives_reading_again(visitor: Visitor, warehouse: Path) -> None:
    ((number,),) = ask(warehouse, "SELECT quantity_id FROM quantities WHERE text = '3'")
    page = visitor.get(f"/item/{number}")
    done = visitor.answer(page, "correct", "漏写单位", value="6")
    assert done.status_code == 200
    assert text(parsed(done), "//p[@class='kept']").startswith("Corrected “3”: value 3 → 6, by 王某; it is public now.")
    assert ask(warehouse, SERIES) == [(6, "met", True)]
    assert [(one["decision"], one["field"], one["value"], one["who"]) for one in lines(warehouse)] == [
        ("correct", "value", "6", "王某")
    ]
    assert xushi("re-extract", "--run", "--warehouse", warehouse).code == 0
    assert ask(warehouse, SERIES) == [(6, "met", True)]
    assert number not in [one for (one,) in ask(warehouse, "SELECT record_id FROM review_queue")]


def test_a_number_of_a_finding_is_corrected_where_the_finding_is_shown(visitor: Visitor, warehouse: Path) -> None:
    page = visitor.get("/")
    labels = [str(one.text_content()) for one in page.xpath("//summary")]
    at = 1 + labels.index("第三季度：3")
    done = visitor.answer(page, "correct", "漏写单位", at=at, value="6")
    assert ask(warehouse, SERIES) == [(6, "met", True)]
    # what was doubtful is no more, and the next one is shown
    assert "goal-not-met: 改造" not in text(parsed(done), "//h1")


def test_accept_and_reject_lead_on_and_count(visitor: Visitor, warehouse: Path) -> None:
    ids = [one for (one,) in ask(warehouse, "SELECT record_id FROM review_queue WHERE record = 'quantities'")]
    page = visitor.get(f"/item/{ids[0]}")
    refused = visitor.answer(page, "reject")
    assert refused.status_code == 422
    assert text(parsed(refused), "//p[@role='alert']") == "The reason is empty; say why."
    after = parsed(visitor.answer(page, "reject", "是编号"))
    assert after.xpath("//main/@data-item") == [ids[1]]
    last = parsed(visitor.answer(after, "accept"))
    assert last.xpath("//main/@data-item") == [ids[2]]
    assert text(last, "//*[@id='reviewed']") == "2"
    assert text(last, "//*[@class='progress']/span").startswith("2 reviewed (王某 2) ·")
    assert [(one["decision"], one["reason"]) for one in lines(warehouse)] == [("reject", "是编号"), ("accept", "")]
    decided = visitor.get("/decided")
    assert [str(one.text_content()) for one in decided.xpath("//td/span")] == ["accept", "reject"]


def test_what_was_rejected_is_taken_back(visitor: Visitor, warehouse: Path) -> None:
    ((number,),) = ask(warehouse, "SELECT quantity_id FROM quantities WHERE text = '3'")
    visitor.answer(visitor.get(f"/item/{number}"), "reject", "是编号")
    assert ask(warehouse, "SELECT count(*) FROM rejects") == [(1,)]
    page = visitor.get(f"/item/{number}")
    assert "Rejected by 王某" in text(page, "//p[@class='decided reject']")
    form = page.xpath("//form[@class='answer']")[0]
    form.set("action", f"/item/{number}")
    assert visitor.answer(page, "accept").status_code == 200
    assert ask(warehouse, "SELECT count(*) FROM rejects") == [(0,)]
    assert ask(warehouse, f"SELECT text FROM quantities WHERE quantity_id = '{number}'") == [("3",)]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": "many"}, "can't be corrected so (value: "),
        ({"upper": "1"}, "can't be corrected so (quantities: the range falls: 3 to 1)"),
        ({"bound": "maybe"}, "can't be corrected so (bound: "),
        ({}, "No field is changed; change one, or accept what was read."),
    ],
)
def test_what_is_no_value_is_told_and_what_was_typed_stays(
    fields: dict[str, str], told: str, visitor: Visitor, warehouse: Path
) -> None:
    ((number,),) = ask(warehouse, "SELECT quantity_id FROM quantities WHERE text = '3'")
    before = warehouse.read_bytes()
    done = visitor.answer(visitor.get(f"/item/{number}"), "correct", "核对", **fields)
    page = parsed(done)
    assert done.status_code == 422 and told in text(page, "//p[@role='alert']")
    assert page.xpath("//form[@data-own]//input[@name='reason']/@value") == ["核对"]
    for name, value in fields.items():
        assert page.xpath(f"//input[@name='field-{name}']/@value") == [value] or name == "bound"
    assert warehouse.read_bytes() == before and lines(warehouse) == []


def test_of_two_reviewers_the_second_sees_what_the_first_said(visitor: Visitor, warehouse: Path) -> None:
    ((number,),) = ask(warehouse, "SELECT quantity_id FROM quantities WHERE text = '3'")
    with served(warehouse, "李某") as address, Visitor(address) as other:
        mine, theirs = visitor.get(f"/item/{number}"), other.get(f"/item/{number}")
        assert other.answer(theirs, "correct", "核对", value="6").status_code == 200
        late = visitor.answer(mine, "accept")
        page = parsed(late)
        assert late.status_code == 409
        assert "answered by another" in text(page, "//p[@role='alert']")
        assert "Corrected by 李某" in text(page, "//p[@class='decided correct']")
        assert page.xpath("//input[@name='field-value']/@value")[0] == "6"
        assert [one["who"] for one in lines(warehouse)] == ["李某"]
        # who has seen that may answer
        assert visitor.answer(page, "correct", "再核对", value="7").status_code == 200
    assert [(one["who"], one["value"]) for one in lines(warehouse)] == [("李某", "6"), ("王某", "7")]


def test_answers_at_once_are_kept_once_each(visitor: Visitor, warehouse: Path) -> None:
    query = "SELECT record_id FROM review_queue WHERE record = 'quantities' ORDER BY 1 LIMIT 3"
    forms = []
    for (one,) in ask(warehouse, query):
        form = visitor.get(f"/item/{one}").xpath("//form[@data-own]")[0]
        forms += [(one, {**dict(form.form_values()), "decision": "accept", "reason": ""})] * 2
    codes: list[int] = []
    threads = [
        threading.Thread(target=lambda one=one, form=form: codes.append(visitor.post(f"/item/{one}", form).status_code))
        for one, form in forms
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [200, 200, 200, 409, 409, 409]
    assert len({line["stable_key"] for line in lines(warehouse)}) == len(lines(warehouse)) == 3


def word_plan(path: Path, words: str) -> Path:
    """A Word file whose goals and quarters say the words, each with a number."""
    rows = [[Cell(str(at)), *(Cell(f"{words}改造泵站{at}0座") for _ in range(5)), Cell("市水利局")] for at in (1, 2)]
    write_docx(path, "2031年云溪市民生实事任务分解表", [("", [*HEADER, *rows])])
    return path


def test_whatever_a_plan_says_is_text(visitor: Visitor, warehouse: Path, tmp_path: Path) -> None:
    load(warehouse, word_plan(tmp_path / "plan.docx", EVIL))
    ids = [one for (one,) in ask(warehouse, "SELECT quantity_id FROM stated WHERE cell_text LIKE '%<script>%'")]
    assert ids
    for path in [*(f"/item/{one}" for one in ids), "/", "/decided"]:
        answer = visitor.client.get(path, follow_redirects=True)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text and "<img src=x" not in answer.text
        assert [str(one) for one in parsed(answer).xpath("//script/@src")] == ["/static/review.js"]
        assert parsed(answer).xpath("//*[@onerror or @onclick]") == []
    assert "&lt;script&gt;" in visitor.client.get(f"/item/{ids[0]}").text
    # what a reviewer writes is text too
    visitor.answer(visitor.get(f"/item/{ids[0]}"), "correct", EVIL, object=EVIL)
    for path in (f"/item/{ids[0]}", "/decided"):
        told = visitor.client.get(path).text
        assert "<script>alert" not in told and "&lt;script&gt;alert(1)" in told


def test_what_is_not_there_is_told_on_a_page(visitor: Visitor, warehouse: Path, tmp_path: Path) -> None:
    gone = visitor.client.get(f"/item/{'0' * 32}")
    assert gone.status_code == 404 and "There is no such record any more." in gone.text
    for path in ("/none", "/static/none", "/static/..%2fpages.py", f"/evidence/{'0' * 32}"):
        assert visitor.client.get(path).status_code == 404, path
    shutil.rmtree(f"{warehouse}.files")
    assert "ingest it again" in text(visitor.get("/"), "//p[@class='missing']")
    warehouse.rename(tmp_path / "moved.duckdb")
    lost = visitor.client.get("/")
    assert lost.status_code == 404 and "there is no warehouse" in lost.text


def test_a_pdf_gives_a_picture_and_a_word_file_an_excerpt(samples_warehouse: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    warehouse.write_bytes(samples_warehouse.read_bytes())
    load(warehouse, word_plan(tmp_path / "plan.docx", "<i>"))
    of_word = "SELECT max(quantity_id) FROM stated WHERE year = 2031"
    of_pdf = "SELECT max(record_id) FROM review_queue WHERE record = 'findings' AND year = 2022"
    with served(warehouse) as address, Visitor(address) as visitor:
        page = visitor.get(f"/item/{ask(warehouse, of_word)[0][0]}")
        assert page.xpath("//section[@class='evidence']//td[@class='meant']//mark/text()")
        assert page.xpath("//section[@class='evidence']//i") == []
        (source,) = visitor.get(f"/item/{ask(warehouse, of_pdf)[0][0]}").xpath("//img[@id='picture']/@src")
        picture = visitor.client.get(str(source))
        assert picture.headers["content-type"] == "image/png" and picture.content.startswith(b"\x89PNG")


def test_what_runs_changed_is_shown(visitor: Visitor, warehouse: Path) -> None:
    ((run,),) = ask(warehouse, "SELECT run_id FROM runs")
    ((number,),) = ask(warehouse, "SELECT quantity_id FROM quantities WHERE text = '3'")
    assert "no number is other" in text(visitor.get("/diff"), "//h1")
    visitor.answer(visitor.get(f"/item/{number}"), "correct", "漏写单位", value="6")
    for path in ("/diff", f"/diff?earlier={run}"):
        page = visitor.get(path)
        assert text(page, "//h1/small") == "1 changed (value 1)"
        assert [str(one.text_content()) for one in page.xpath("//td/del | //td/ins")] == ["3", "6"]
    assert text(visitor.get(f"/diff?earlier={run}&later={run}"), "//h1/small").startswith("no number is other")
    assert visitor.get("/diff").xpath("//input[@name='of']") == []
    assert visitor.client.get("/diff?earlier=<b>").status_code == 404


def test_what_is_held_back_is_shown_before_it_is_public(visitor: Visitor, warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        # as if other rules had read it
        connection.execute("UPDATE quantities SET object = '楼' WHERE object IS NOT NULL")
    before = warehouse.read_bytes()
    assert xushi("re-extract", "--run", "--warehouse", warehouse).code == 1
    page = visitor.get("/diff?of=held")
    assert text(page, "//p[@class='told']").startswith("This run is held back")
    changed = ask(warehouse, "SELECT count(*) FROM quantities WHERE object = '楼'")[0][0]
    assert [str(one.text_content()) for one in page.xpath("//td/del")].count("楼") == changed
    assert visitor.get("/diff").xpath("//input[@name='of' and not(@checked)]")
    assert warehouse.read_bytes() == before


def test_nothing_open_is_said(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    load(warehouse, text_plan(tmp_path / "plan.txt", ("1", "培训教师300人次", *["培训教师75人次"] * 4, "市教育局")))
    assert ask(warehouse, "SELECT count(*) FROM review_queue") == [(0,)]
    with served(warehouse) as address, Visitor(address) as visitor:
        assert "Nothing is open." in text(visitor.get("/"), "//h1")
