"""`xushi correct` and `xushi corrections`: what people correct, told as it is kept."""

import getpass
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from flows.correcting import corrections_of, keep_corrections
from warehouse.corrections import corrections_in, file_of, line_of
from warehouse.database import connect
from warehouse.errors import WarehouseError
from xushi.querying import json_value
from xushi.screen import print_table

_SHOWN = (
    "state", "decision", "place", "year", "ordinal", "record", "text", "field", "expected", "value", "who", "made_at",
    "reason",
)  # fmt: skip
_ASKED = (*_SHOWN, "correction_id", "record_id", "document_id")


def correct_told(warehouse: Path, record_id: str, settings: Sequence[str], reason: str, who: str | None) -> None:
    """Correct a record and tell what it was and is; raises WarehouseError where that can't be."""
    if not reason.strip():
        raise click.UsageError("--reason is empty; say why.")
    values = dict(map(_setting, settings))
    with connect(warehouse) as connection:
        made = corrections_of(connection, record_id, values, who or getpass.getuser(), reason)
    keep_corrections(warehouse, made)
    for one in made:
        click.echo(f"{one.field} of “{one.text}”: {_told(one.expected)} → {_told(one.value)}")


def _setting(written: str) -> tuple[str, str | None]:
    field, is_set, value = written.partition("=")
    if not is_set:
        raise click.UsageError(f"--set {written} has no =; write FIELD=VALUE.")
    return field.strip(), value.strip() or None


def show_corrections(warehouse: Path, jsonl: bool) -> None:
    """Print every correction, and what became of it."""
    rows = _states(warehouse, _ASKED if jsonl else _SHOWN)
    if jsonl:
        for row in rows:
            click.echo(json.dumps(dict(zip(_ASKED, map(json_value, row), strict=True)), ensure_ascii=False))
    elif rows:
        print_table(_SHOWN, rows)
    else:
        click.echo(f"nothing was corrected in {warehouse}", err=True)


def apply_told(warehouse: Path, file: Path) -> int:
    """Take over the corrections of a file; gives the exit code: 1 where some of them are not applied."""
    if not file.exists():
        raise WarehouseError(f"{file}: there is no such file; `xushi corrections export` writes one.")
    known = {one.correction_id for one in corrections_in(file_of(warehouse))}
    new = [one for one in corrections_in(file) if one.correction_id not in known]
    # looked at first, so that nothing is made where there is no warehouse
    with connect(warehouse):
        pass
    keep_corrections(warehouse, new)
    ids = {one.correction_id for one in new}
    states = [state for state, one in _states(warehouse, ("state", "correction_id")) if one in ids]
    click.echo(f"{len(new)} new in {warehouse}" + "".join(f", {states.count(each)} {each}" for each in _kinds(states)))
    return 1 if {"not-applied", "no-document"} & set(states) else 0


def export_lines(warehouse: Path) -> None:
    """Write the corrections as their file has them."""
    with connect(warehouse):
        pass
    for one in corrections_in(file_of(warehouse)):
        click.echo(line_of(one))


def _states(warehouse: Path, columns: Sequence[str]) -> list[tuple[object, ...]]:
    with connect(warehouse) as connection:
        return connection.execute(f"SELECT {', '.join(columns)} FROM correction_states").fetchall()  # noqa: S608


def _kinds(states: Iterable[object]) -> list[object]:
    return sorted(set(states), key=str)


def _told(value: str | None) -> str:
    return "nothing" if value is None else value
