"""`xushi series`: goals against quarters, from a real file through the real command."""

from pathlib import Path

import pytest

from tests.warehouse.content import PLANS, ask
from tests.xushi.running import xushi

KEYS = [
    "task", "row", "name", "unit", "goal", "q1", "q2", "q3", "q4", "basis", "verdict", "decided_by", "reason",
]  # fmt: skip


def test_a_line_for_each_series(samples_warehouse: Path) -> None:
    done = xushi("series", "--warehouse", samples_warehouse, "--jsonl")
    assert (done.code, done.err) == (0, "")
    assert all(list(line) == KEYS for line in done.lines)
    current = "SELECT count(*) FROM series JOIN current_tasks USING (task_id)"
    assert [(len(done.lines),)] == ask(samples_warehouse, current)
    assert {line["verdict"] for line in done.lines} >= {"met", "unscheduled", "no-goal"}


def test_one_document_by_id_file_or_title(samples_warehouse: Path) -> None:
    file = sorted(PLANS.glob("*.pdf"))[0]
    every = xushi("series", "--warehouse", samples_warehouse, "--jsonl").lines
    by_file = xushi("series", "--warehouse", samples_warehouse, "--jsonl", "--document", file).lines
    assert 0 < len(by_file) < len(every)
    query = f"SELECT document_id, title FROM documents JOIN versions USING (document_id) WHERE sha256 = '{_hash(file)}'"
    ((document_id, title),) = ask(samples_warehouse, query)
    for name in (document_id, title):
        assert xushi("series", "--warehouse", samples_warehouse, "--jsonl", "--document", name).lines == by_file


def test_a_table_for_a_person(samples_warehouse: Path) -> None:
    done = xushi("series", "--warehouse", samples_warehouse)
    assert done.code == 0 and "decided_by" in done.out and "cumulative" in done.out


@pytest.mark.parametrize("name", ["没有这份文件", ""])
def test_no_such_document_in_a_sentence(samples_warehouse: Path, name: str) -> None:
    done = xushi("series", "--warehouse", samples_warehouse, "--document", name or "年")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "give an id, a file or a title" in done.err


def _hash(file: Path) -> str:
    from hashlib import sha256

    return sha256(file.read_bytes()).hexdigest()
