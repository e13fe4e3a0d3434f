"""`xushi report`: one file that needs nothing else, in which every number leads to its evidence."""

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html

from samples.tables import Cell
from tests.extractors.tables.kinds import write_docx
from tests.rendering import LAYOUTS, REAL_PLAN, draw
from tests.warehouse.content import HEADER, ask
from tests.xushi.running import xushi

MOST_BYTES = 3_000_000
PLACE, YEAR = "云溪市", 2022
OF_PLACE = f"place = '{PLACE}' AND year = {YEAR}"


@pytest.fixture(scope="module")
def page(samples_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    output = tmp_path_factory.mktemp("report") / "report.html"
    done = xushi("report", "--place", PLACE, "--year", str(YEAR), "-o", output, "--warehouse", samples_warehouse)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("1 document in ")
    return output.read_text(encoding="utf8")


def _read(page: str) -> html.HtmlElement:
    return html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf8", huge_tree=True))


def test_nothing_is_fetched_and_nothing_is_run(page: str) -> None:
    assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:|//|file:)", page)
    assert "<script" not in page and "javascript:" not in page
    assert "default-src 'none'" in page


def test_every_link_leads_somewhere_and_every_name_is_one(page: str) -> None:
    tree = _read(page)
    names = Counter(str(name) for name in tree.xpath("//@id"))
    assert [name for name, times in names.items() if times > 1] == []
    links = {str(link) for link in tree.xpath("//@href") if str(link).startswith("#")}
    assert len(links) > 300
    assert {link.removeprefix("#") for link in links} <= set(names)


def test_headline_figures_are_the_warehouse_s(page: str, samples_warehouse: Path) -> None:
    ((tasks, quantities, goals, met),) = ask(
        samples_warehouse, f"SELECT tasks, quantities, goals, met FROM quality WHERE {OF_PLACE}"
    )
    told = {
        " ".join(str(box[1].text_content()).split()): str(box[0].text_content())
        for box in _read(page).xpath("//*[@class='headline']/div")
    }
    wanted = {"任务 tasks": tasks, "数量 numbers": quantities, "目标 goals": goals, "met": met}
    assert {name: told[name] for name in wanted} == {name: str(count) for name, count in wanted.items()}


def test_every_quantity_is_marked_on_the_picture_of_its_page(page: str, samples_warehouse: Path) -> None:
    ids = ask(
        samples_warehouse, f"SELECT quantity_id FROM quantities JOIN current_tasks USING (task_id) WHERE {OF_PLACE}"
    )
    marked = {str(name) for name in _read(page).xpath("//svg//g[@class='mark']/@id")}
    assert marked == {f"q-{quantity_id}" for (quantity_id,) in ids}


def test_goals_and_quarters_lead_to_the_words_that_state_them(page: str, samples_warehouse: Path) -> None:
    rows = ask(
        samples_warehouse,
        f"SELECT series_id, goal_quantity_ids[1] FROM series JOIN current_tasks USING (task_id) "
        f"WHERE series.goal IS NOT NULL AND {OF_PLACE}",
    )
    tree = _read(page)
    assert len(rows) > 20
    for series_id, quantity_id in rows:
        (goal,) = tree.xpath(f"//tr[@id='s-{series_id}']/td[4]/a/@href")
        assert str(goal) == f"#q-{quantity_id}"


def test_every_finding_is_there_with_a_thumbnail(page: str, samples_warehouse: Path) -> None:
    ((count,),) = ask(samples_warehouse, f"SELECT count(*) FROM findings_open WHERE {OF_PLACE}")
    findings = _read(page).xpath("//div[@class='finding']")
    assert len(findings) == count > 5
    assert all(finding.xpath(".//svg//rect[@class='cell']") for finding in findings)


def test_all_documents_are_told_where_none_is_named(samples_warehouse: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.html"
    assert xushi("report", "-o", output, "--warehouse", samples_warehouse).code == 0
    titles = [str(title) for title in _read(output.read_text(encoding="utf8")).xpath("//h1[@id]/text()")]
    assert sorted(titles) == sorted(title for (title,) in ask(samples_warehouse, "SELECT title FROM documents"))


def test_what_a_document_says_is_escaped_and_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    warehouse, plan, output = tmp_path / "x.duckdb", tmp_path / "plan.docx", tmp_path / "report.html"
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>改造泵站{}0座"
    rows = [[Cell(str(at)), *(Cell(evil.format(at)) for _ in range(5)), Cell("<b>市水利局</b>")] for at in (1, 2)]
    write_docx(plan, "2024年云溪市民生实事任务分解表", [("", [*HEADER, *rows])])
    assert xushi("ingest", plan, "--warehouse", warehouse).code == 0
    assert xushi("report", "-o", output, "--warehouse", warehouse).code == 0
    text = output.read_text(encoding="utf8")
    assert "&lt;script&gt;" in text
    assert not re.search(r"<script|<img|<b>市", text)
    assert "There are no pictures" not in text
    plan.unlink()
    for kept in Path(f"{warehouse}.files").iterdir():
        kept.unlink()
    assert xushi("report", "-o", output, "--warehouse", warehouse).code == 0
    assert "There are no pictures of its pages: " in output.read_text(encoding="utf8")


def test_a_place_without_documents_is_told(samples_warehouse: Path, tmp_path: Path) -> None:
    done = xushi("report", "--place", "无此市", "-o", tmp_path / "r.html", "--warehouse", samples_warehouse)
    assert "无此市: the warehouse has no document of it" in done.sentence
    done = xushi("report", "-o", tmp_path / "none" / "r.html", "--warehouse", samples_warehouse)
    assert "can't be written" in done.sentence


@pytest.mark.skipif(not REAL_PLAN.exists(), reason="the real plan is not here")
def test_the_real_plan_fits_into_three_megabytes(tmp_path: Path) -> None:
    warehouse, output = tmp_path / "x.duckdb", tmp_path / "report.html"
    draw(LAYOUTS["flow, header once"], tmp_path / "plan.pdf")
    assert xushi("ingest", tmp_path / "plan.pdf", "--warehouse", warehouse).code == 0
    assert xushi("report", "-o", output, "--warehouse", warehouse).code == 0
    assert 500_000 < output.stat().st_size < MOST_BYTES
    assert "<image" in output.read_text(encoding="utf8")
