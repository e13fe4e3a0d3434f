"""`xushi diff`: the numbers that are other at a later moment, as a table or lines of JSON."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from warehouse.database import connect
from warehouse.differences import Difference, differences, last_run
from warehouse.history import moment_of
from xushi.screen import print_table

_SHOWN = ("place", "year", "number", "period", "text", "kind", "field", "old", "new")


def show_differences(warehouse: Path, earlier: str | None, later: str | None, jsonl: bool) -> None:
    """Print what is other; raises WarehouseError where a moment is none."""
    with connect(warehouse) as connection:
        since = moment_of(connection, earlier) if earlier else last_run(connection)
        until = moment_of(connection, later) if later else datetime.max
        found = list(differences(connection, since, until))
    if jsonl:
        for one in found:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
    elif found:
        print_table(_SHOWN, ([getattr(one, name) for name in _SHOWN] for one in found))
    click.echo(_summary(found), err=True)


def _summary(found: Sequence[Difference]) -> str:
    """How many numbers are other, and in which fields."""
    if not found:
        return "no number is other in the documents that were there at both moments"
    numbers = Counter({one.stable_key: one.kind for one in found}.values())
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(numbers.items()))
    fields = Counter(one.field for one in found if one.field)
    in_fields = ", ".join(f"{name} {count}" for name, count in fields.most_common())
    return f"{told}{f' ({in_fields})' if in_fields else ''}"
