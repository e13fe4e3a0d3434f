"""`xushi find`: a table for a person, lines of JSON for programs."""

from pathlib import Path

import pytest

from tests.warehouse.content import ask
from tests.xushi.running import xushi


def test_found_as_lines_of_json(samples_warehouse: Path) -> None:
    done = xushi("find", "幼儿园", "所", "--jsonl", "--warehouse", samples_warehouse)
    assert (done.code, done.err) == (0, "")
    texts = "SELECT goal AS text FROM tasks UNION ALL SELECT text FROM milestones"
    wanted = ask(samples_warehouse, f"SELECT text FROM ({texts}) WHERE text LIKE '%幼儿园%' AND text LIKE '%所%'")
    assert sorted((line["text"],) for line in done.lines) == sorted(wanted) != []
    assert all(line["pages"] and len(line["task_id"]) == 32 for line in done.lines)


def test_found_as_a_table(samples_warehouse: Path) -> None:
    done = xushi("find", "幼儿园", "--warehouse", samples_warehouse)
    assert (done.code, done.err) == (0, "")
    heads = done.out.strip().splitlines()[0].split()
    assert heads == ["place", "year", "number", "cell", "text", "pages"]
    assert "幼儿园" in done.out


def test_nothing_found_is_said_and_no_failure(samples_warehouse: Path) -> None:
    done = xushi("find", "登月", "%", "--warehouse", samples_warehouse)
    assert (done.code, done.out, done.err) == (0, "", "no goal or milestone holds 登月 and %\n")


@pytest.mark.parametrize("words", [(), ("",), ("幼儿园", " ")])
def test_a_word_is_wanted(words: tuple[str, ...], samples_warehouse: Path) -> None:
    done = xushi("find", *words, "--warehouse", samples_warehouse)
    assert done.code == 2
    assert "xushi find --help" in done.sentence
