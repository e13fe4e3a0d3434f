"""Evidence of files without pages: the row in its table, the cell outlined and its words marked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from extractors.documents.document import read_document
from extractors.evidence.excerpt import excerpt, marked_up
from extractors.evidence.passage import Passage
from extractors.plans.reader import read_plan
from samples.tables import Cell, Row
from tests.extractors.tables.kinds import html_page, html_table, write_docx, write_xlsx
from tests.warehouse.content import HEADER

TITLE = "2024年云溪市民生实事任务分解表"
GOALS = ("改造<b>泵站9座", "新建岗亭12个、步道3公里", "添置校车5辆")
ROWS: list[Row] = [
    *HEADER,
    *(
        [Cell(str(number)), Cell(goal), *(Cell(f"完成{number}{at}处。") for at in range(1, 5)), Cell("市住建局")]
        for number, goal in enumerate(GOALS, 1)
    ),
]


def _docx(path: Path) -> None:
    write_docx(path, TITLE, [("", ROWS)])


def _xlsx(path: Path) -> None:
    write_xlsx(path, TITLE, ROWS)


def _html(path: Path) -> None:
    path.write_text(html_page(TITLE, f"<h1>{TITLE}</h1>{html_table(ROWS)}"), encoding="utf8")


@pytest.mark.parametrize("write", [_docx, _xlsx, _html])
def test_the_cell_is_shown_in_its_table_with_the_words_marked(tmp_path: Path, write: Callable[[Path], None]) -> None:
    path = tmp_path / f"plan.{write.__name__[1:]}"
    write(path)
    source = read_document(path)
    task = read_plan(source).tasks[1]
    start = task.goal.index("3公里")
    shown = html.fromstring(excerpt(source, [Passage(task.goal, task.goal_fragments, ((start, start + 3),))]))
    (meant,) = shown.xpath("//td[@class='meant']")
    assert meant.text_content() == GOALS[1]
    assert [mark.text for mark in shown.iter("mark")] == ["3公里"]
    words = [cell.text_content() for cell in shown.iter("td")]
    assert {"目标任务", "第四季度", *GOALS} <= set(words)


def test_rows_far_away_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    more = [
        [Cell(str(number)), *(Cell(f"改造{number}处") for _ in range(5)), Cell("市住建局")] for number in range(1, 40)
    ]
    write_docx(path, TITLE, [("", [*HEADER, *more])])
    source = read_document(path)
    task = read_plan(source).tasks[20]
    shown = html.fromstring(excerpt(source, [Passage(task.goal, task.goal_fragments)]))
    numbers = [row[0].text_content() for row in shown.iter("tr")]
    assert numbers[-3:] == ["20", "21", "22"]
    assert len(numbers) == 5
    assert not list(shown.iter("mark"))


def test_spans_that_overlap_are_marked_once_and_all_is_escaped() -> None:
    assert marked_up("a<b>c", [(1, 3), (2, 4)]) == "a<mark>&lt;b</mark><mark>&gt;</mark>c"
