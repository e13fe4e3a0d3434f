"""Ingesting: what a file brings, in which runs it lands, and what a fault in one of them does."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from extractors.documents.document import Document
from extractors.isolation.limits import Limits
from extractors.plans import reader
from extractors.plans.model import Plan
from extractors.plans.reader import NOTHING, Given, read_plan
from flows import children, publishing
from flows.children import Children
from flows.extracting import Extraction, extract
from flows.files import File
from flows.ingesting import ingest_files
from flows.reading import read_here
from tests.warehouse.content import NAMES, PLANS, SMALL, ask, content, load, small_plan


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
    summary = ingest_files([File(file) for file in files], tmp_path / "w.duckdb", Limits(), seen.append, workers=1)
    # one that can't be read may be done before one that is still being read
    assert sorted(extraction.file.path for extraction in seen) == files
    assert (summary.files, summary.documents, summary.tasks, len(summary.failures)) == (2, 1, SMALL, 1)
    assert summary.seconds >= max(extraction.seconds for extraction in seen)


def test_a_run_over_several_batches_is_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "MOST", 1)
    monkeypatch.setattr(publishing, "BATCH", 1)
    files = [tmp_path / "missing.pdf", small_plan(tmp_path / "a.pdf"), PLANS / "yunxi-2022.pdf"]
    load(tmp_path / "w.duckdb", *files)
    assert ask(tmp_path / "w.duckdb", "SELECT files, loaded, failed FROM runs") == [(3, 2, 1)]
    assert ask(tmp_path / "w.duckdb", "SELECT count(*) FROM documents") == [(2,)]


def test_a_failure_before_there_is_a_warehouse_is_in_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "MOST", 1)
    monkeypatch.setattr(publishing, "BATCH", 1)
    load(tmp_path / "w.duckdb", tmp_path / "missing.pdf", small_plan(tmp_path / "a.pdf"))
    found = ask(tmp_path / "w.duckdb", "SELECT outcome FROM sightings ORDER BY outcome")
    assert found == [("failed",), ("loaded",)]


def test_a_fault_of_ours_in_one_file_keeps_no_other_from_landing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(document: Document, password: str | None, given: Given = NOTHING) -> Plan:
        if document.source.endswith("a.pdf"):
            raise StopIteration("no more\nlines")
        return read_plan(document, password, given)

    monkeypatch.setattr(reader, "read_plan", read)
    # a child process would have the real one
    monkeypatch.setattr(Children, "read", lambda self, file: extract(file))
    files = [small_plan(tmp_path / "a.pdf"), small_plan(tmp_path / "b.pdf", other_layout=True)]
    summary = load(tmp_path / "w.duckdb", *files)
    assert summary.documents == 1
    assert summary.failures == (
        f"{files[0]}: reading it failed (StopIteration: no more lines); report it with the file.",
    )
    query = "SELECT outcome, sha256 IS NOT NULL, reason IS NULL FROM sightings ORDER BY outcome"
    assert ask(tmp_path / "w.duckdb", query) == [("failed", True, False), ("loaded", True, True)]


def test_files_are_read_side_by_side_with_the_same_content(samples_warehouse: Path, tmp_path: Path) -> None:
    files = [File(PLANS / f"{name}.pdf") for name in NAMES]
    ingest_files(files, tmp_path / "w.duckdb", Limits(), workers=3)
    assert content(tmp_path / "w.duckdb") == content(samples_warehouse)
    # every child has ended with the run
    assert children_of(os.getpid()) == []


def children_of(process: int) -> list[int]:
    """The living processes that this process started and that read files."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == process and b"extractors.isolation" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:  # it has ended meanwhile
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="processes are looked up in /proc")
def test_a_worker_that_dies_costs_its_file_alone(tmp_path: Path) -> None:
    files = [File(small_plan(tmp_path / f"{number}.pdf")) for number in range(3)]
    found: list[Extraction] = []
    for extraction in read_here(files, 1, Limits()):
        if not found:
            (child,) = children_of(os.getpid())
            os.kill(child, signal.SIGKILL)
        found.append(extraction)
    assert len(found) == 3
    # the next file may have been under way or not; the one after it is read by a new child
    assert [bool(extraction.failure) for extraction in found][::2] == [False, False]
    assert all("memory" in (extraction.failure or "memory") for extraction in found)


def test_a_child_is_replaced_after_its_share_of_files(tmp_path: Path) -> None:
    file = File(small_plan(tmp_path / "a.pdf"))
    several = Children(Limits(), files_a_child=2)
    seen = set()
    for _ in range(4):
        several.read(file)
        seen.update(children_of(os.getpid()))
    several.end()
    assert len(seen) == 2


def test_ended_children_are_not_lent(tmp_path: Path) -> None:
    several = Children(Limits())
    file = File(small_plan(tmp_path / "a.pdf"))
    reading = threading.Thread(target=lambda: several.read(file))
    reading.start()
    time.sleep(0.2)
    several.end()
    reading.join(timeout=5)
    assert not reading.is_alive()
    with pytest.raises(InterruptedError):
        several.read(file)


def test_the_children_of_a_process_are_made_anew_after_their_end() -> None:
    first = children.children_of_process(Limits())
    children.end_children(Limits())
    assert children.children_of_process(Limits()) is not first
