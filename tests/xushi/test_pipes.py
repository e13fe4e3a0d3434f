"""Pipes: a reader that leaves early is no error, and an answer comes before the next question."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.warehouse.content import PLANS
from tests.xushi.running import COMMAND, SECONDS, environment

LINE = json.dumps({"id": 1, "text": "新建幼儿园16所"}).encode() + b"\n"
PLAN = str(PLANS / "yunxi-2022.pdf")
COMMANDS = {
    "parse lines of JSON": ["parse", "--jsonl"],
    "parse texts": ["parse"],
    "table as lines of JSON": ["table", PLAN, "--jsonl"],
    "table": ["table", PLAN],
    "sql as CSV": ["sql", "SELECT 'x' FROM range(100000)", "--csv"],
    "sql": ["sql", "SELECT 'x' FROM range(20000)"],
    "help": ["--help"],
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of more lines than a pipe holds the answers of."""
    path = tmp_path_factory.mktemp("lines") / "many.jsonl"
    path.write_bytes(LINE * 2000)
    return path


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lines", [0, 1])
def test_a_reader_that_leaves_is_no_error(name: str, lines: int, samples_warehouse: Path, many: Path) -> None:
    with (
        many.open("rb") as source,
        subprocess.Popen(
            [*COMMAND, *COMMANDS[name]],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment({"XUSHI_WAREHOUSE": str(samples_warehouse)}),
        ) as process,
    ):
        assert process.stdout and process.stderr
        for _ in range(lines):
            assert process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        assert (process.wait(SECONDS), said) == (0, b"")


def test_each_answer_comes_at_once() -> None:
    with subprocess.Popen(
        [*COMMAND, "parse", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdin and process.stdout
        for identity in range(3):
            process.stdin.write(json.dumps({"id": identity, "text": "16所"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == identity
        process.stdin.close()
        assert process.wait(SECONDS) == 0
