"""The benchmark of the warehouse: its documents are sound ones, all different, and every view is asked."""

from pathlib import Path

from benchmarks.warehouse.__main__ import measure, report
from benchmarks.warehouse.corpus import copies, distinct
from schemas import Document, Quantity
from warehouse import views


def test_documents_are_measured_at_each_size(tmp_path: Path) -> None:
    plans = distinct(2)
    small, large = measure(tmp_path, plans, [3, 8])
    assert (small.documents, large.documents) == (3, 8)
    assert large.megabytes >= small.megabytes
    assert {one.view for one in large.asked} == {view.name for view in views.definitions()}
    assert all(one.rows for one in large.asked if one.view in ("stated", "indicators", "deadlines"))
    page = report([small, large], len(plans))
    assert "| 3 | " in page and "| 8 | " in page and "| indicators | WHERE place = ? AND year = ? |" in page


def test_copies_are_other_documents_with_the_same_numbers() -> None:
    (plan,) = distinct(1)
    first, second = copies([plan], range(2))
    assert first.sha256 != second.sha256 and first.document_id != second.document_id
    ids = [{one.model_dump()["quantity_id"] for one in version.records[Quantity]} for version in (first, second)]
    assert not ids[0] & ids[1] and len(ids[0]) == len(ids[1]) == plan.count(Quantity)
    places = [one.model_dump()["place"] for version in (first, second) for one in version.records[Document]]
    assert len(set(places)) == 2
