"""Two annotators of the unseen cells: the same cells, and hardly a field on which they differ."""

from benchmarks.agreement import agreement
from benchmarks.corpora import UNSEEN, rows


def test_both_annotated_the_same_cells() -> None:
    first, second, cells = (
        [row["id"] for row in rows(UNSEEN / name)] for name in ("gold.jsonl", "second.jsonl", "cells.jsonl")
    )
    assert sorted(first) == sorted(second) == sorted(cells)


def test_they_agree() -> None:
    agreed = agreement()
    assert agreed.annotated == agreed.found
    assert agreed.f1("record") > 0.99 and agreed.f1("full") > 0.98
