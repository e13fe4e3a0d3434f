"""Two annotators of the unseen cells: hardly a field on which they differ."""

from benchmarks.agreement import agreement
from benchmarks.corpora import UNSEEN, rows


def test_the_second_annotated_cells_of_the_first() -> None:
    first, second = ({row["id"] for row in rows(UNSEEN / name)} for name in ("gold.jsonl", "second.jsonl"))
    assert len(second) > 400 and second <= first


def test_they_agree() -> None:
    agreed = agreement()
    assert agreed.annotated == agreed.found
    assert agreed.f1("record") > 0.99 and agreed.f1("full") > 0.98
