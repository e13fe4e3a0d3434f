"""The operations of an ingest: which files are read, in which batches, and what a fault in one of them does."""

from pathlib import Path

import pytest

from extractors.documents.document import Document
from extractors.isolation.limits import Limits
from extractors.plans.model import Plan
from extractors.plans.reader import read_plan
from flows import operations
from flows.operations import Extraction, File, batches, extract, find_files, ingest_files
from tests.warehouse.content import PLANS, SMALL, ask, load, small_plan


def test_files_are_found_once_and_in_order(tmp_path: Path) -> None:
    read = ["a.PDF", "b.pdf", "c.docx", "deep/d.htm", "e.xlsx", "f.txt", "g.doc"]
    for name in (*reversed(read), "h.json", "~$c.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.pdf").mkdir()
    found = [tmp_path / name for name in read]
    assert find_files([tmp_path]) == found
    # a file that is named is read whatever its name, and one that is missing is told later
    named = [tmp_path / "h.json", tmp_path / "missing.pdf"]
    assert find_files([*named, tmp_path, tmp_path / "b.pdf"]) == [*named, *found]


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    for folder in (inside, outside):
        folder.mkdir()
        small_plan(folder / "plan.pdf")
    (inside / "file.pdf").symlink_to(outside / "plan.pdf")
    (inside / "folder").symlink_to(outside)
    (inside / "gone.pdf").symlink_to(inside / "missing.pdf")
    (inside / "other.pdf").symlink_to(inside / "plan.pdf")
    found = find_files([inside])
    assert find_files(found) == found
    says = {path.name: extract(File(path)).failure or "" for path in found}
    assert says == {
        "file.pdf": f"{inside / 'file.pdf'}: is a link that leads out of its folder, to {outside / 'plan.pdf'}; "
        "name that instead.",
        "folder": f"{inside / 'folder'}: is a link that leads out of its folder, to {outside}; name that instead.",
        "gone.pdf": f"{inside / 'gone.pdf'}: there is no such file; check the path.",
        "other.pdf": "",
        "plan.pdf": "",
    }


def test_batches_hold_all_files_in_order() -> None:
    files = [File(Path(f"{number}.pdf")) for number in range(2 * operations.BATCH + 1)]
    cut = list(batches(files))
    assert [len(batch) for batch in cut] == [operations.BATCH, operations.BATCH, 1]
    assert [file for batch in cut for file in batch] == files
    assert list(batches([])) == []


def test_a_file_is_read_or_the_reason_is_told(tmp_path: Path) -> None:
    read = extract(File(PLANS / "yunxi-2022.pdf"))
    assert read.records and read.failure is None
    assert read.summary().startswith(f"{PLANS / 'yunxi-2022.pdf'}: 38 tasks, 152 milestones, ")
    failed = extract(File(tmp_path / "missing.pdf"))
    assert failed.records is None
    assert failed.summary() == f"not read: {tmp_path / 'missing.pdf'}: there is no such file; check the path."


def test_each_file_is_watched_as_it_is_done(tmp_path: Path) -> None:
    seen: list[Extraction] = []
    files = [small_plan(tmp_path / "a.pdf"), tmp_path / "missing.pdf"]
    summary = ingest_files([File(file) for file in files], tmp_path / "w.duckdb", Limits(), seen.append)
    assert [extraction.path for extraction in seen] == files
    assert (summary.files, summary.documents, summary.tasks, len(summary.failures)) == (2, 1, SMALL, 1)
    assert summary.seconds >= sum(extraction.seconds for extraction in seen)


def test_a_run_over_several_batches_is_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "BATCH", 1)
    files = [tmp_path / "missing.pdf", small_plan(tmp_path / "a.pdf"), PLANS / "yunxi-2022.pdf"]
    load(tmp_path / "w.duckdb", *files)
    assert ask(tmp_path / "w.duckdb", "SELECT files, loaded, failed FROM runs") == [(3, 2, 1)]
    assert ask(tmp_path / "w.duckdb", "SELECT count(*) FROM documents") == [(2,)]


def test_a_failure_before_there_is_a_warehouse_is_in_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "BATCH", 1)
    load(tmp_path / "w.duckdb", tmp_path / "missing.pdf", small_plan(tmp_path / "a.pdf"))
    found = ask(tmp_path / "w.duckdb", "SELECT outcome FROM sightings ORDER BY outcome")
    assert found == [("failed",), ("loaded",)]


def test_a_fault_of_ours_in_one_file_keeps_no_other_from_landing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(document: Document, password: str | None) -> Plan:
        if document.source.endswith("a.pdf"):
            raise StopIteration("no more\nlines")
        return read_plan(document, password)

    monkeypatch.setattr(operations, "read_plan", read)
    # a child process would have the real one
    monkeypatch.setattr(operations, "extract_apart", lambda file, child: extract(file))
    files = [small_plan(tmp_path / "a.pdf"), small_plan(tmp_path / "b.pdf", other_layout=True)]
    summary = load(tmp_path / "w.duckdb", *files)
    assert summary.documents == 1
    assert summary.failures == (
        f"{files[0]}: reading it failed (StopIteration: no more lines); report it with the file.",
    )
    query = "SELECT outcome, sha256 IS NOT NULL, reason IS NULL FROM sightings ORDER BY outcome"
    assert ask(tmp_path / "w.duckdb", query) == [("failed", True, False), ("loaded", True, True)]
