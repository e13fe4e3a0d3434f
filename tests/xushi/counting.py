"""Counts a plan's quantities as the warehouse has them, and as `xushi parse` finds them in the same cells."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.warehouse.content import ask
from tests.xushi.running import xushi


def assert_one_row_for_each_quantity(file: Path, warehouse: Path) -> int:
    """Ingest and parse the plan in `file`, all by the command line; gives the number that both agree on."""
    assert xushi("ingest", file, "--warehouse", warehouse).code == 0
    rows, ids, keys = ask(
        warehouse, "SELECT count(*), count(DISTINCT quantity_id), count(DISTINCT stable_key) FROM quantities"
    )[0]
    assert (rows, rows, rows) == (ids, keys, parsed(file))
    assert ask(warehouse, "SELECT count(*) FROM rejects") == [(0,)]
    return int(rows)


def parsed(file: Path) -> int:
    """How many quantities `xushi parse` finds in the cells that `xushi table` gives."""
    table = xushi("table", file, "--jsonl")
    assert table.code == 0
    cells = "\n".join(json.dumps(cell) for line in table.lines for cell in _cells(line))
    answers = xushi("parse", "--jsonl", stdin=cells.encode()).lines
    assert not [answer for answer in answers if "error" in answer]
    return sum(len(answer["quantities"]) for answer in answers)


def _cells(line: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"id": None, "text": line["goal"]}
    for period in line["periods"]:
        yield {"id": None, "text": period["text"], "goal": line["goal"]}
