"""docs/data-dictionary.md is what the records and views declare; docs/sql.md shows what its queries give."""

import re
from pathlib import Path

import pytest

from docs import dictionary, questions
from schemas import CONTENT, OBSERVATIONS
from tests.xushi.running import xushi
from warehouse import views
from warehouse.tables import is_numbered

LEAST = 3


def test_the_data_dictionary_is_current() -> None:
    page = dictionary.PAGE.read_text(encoding="utf8")
    assert page == dictionary.dictionary(), "run `make readme`"


def test_every_field_and_its_meaning_is_told() -> None:
    page = dictionary.dictionary()
    for record in (*CONTENT, *OBSERVATIONS):
        table = page.split(f"### {record.table}\n")[1].split("###")[0]
        rows = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
        assert len(rows) == 1 + len(record.model_fields) + is_numbered(record)
        for name, field in record.model_fields.items():
            assert any(row.startswith(f"| {name} ") and row.endswith(f" {field.description} |") for row in rows), name


def test_each_view_has_an_example() -> None:
    asked = " ".join(questions.questions(questions.PAGE.read_text(encoding="utf8")))
    assert [view.name for view in views.definitions() if not re.search(rf"\b{view.name}\b", asked)] == []


def test_each_question_is_answered_as_shown(samples_warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # asked in the way of the tests, which saves starting a Python for each of the questions
    monkeypatch.setattr(questions, "_xushi", lambda *words: xushi(*words).out)
    page = questions.PAGE.read_text(encoding="utf8")
    assert len(questions.questions(page)) == page.count("```sql") >= LEAST
    assert questions.answered(page, samples_warehouse) == page, "run `make readme`"
