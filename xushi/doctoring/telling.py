"""Looks at everything and tells it: a line each for a person, or an object a line for programs."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from xushi.doctoring.health import health
from xushi.doctoring.installed import installed
from xushi.doctoring.line import Line, State
from xushi.doctoring.machine import disk_room, fonts, prefect_server, settings_line, temporary_room

_COLOURS = {State.OK: "green", State.NOTE: "yellow", State.WRONG: "red"}


def examine(warehouse: Path | None, jsonl: bool) -> int:
    """Print each line as it is found; gives the exit code: 1 where something is wrong."""
    states = set()
    for line in _lines(warehouse):
        states.add(line.state)
        if jsonl:
            told = {"name": line.name, "state": line.state, "told": line.told}
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            # click leaves colours away where the output is no terminal
            state = click.style(f"{line.state:<6}", fg=_COLOURS[line.state])
            click.echo(f"{state} {line.name:<17} {line.told}", color=False if os.environ.get("NO_COLOR") else None)
    return 1 if State.WRONG in states else 0


def _lines(warehouse: Path | None) -> Iterator[Line]:
    yield from installed()
    settings, told = settings_line(warehouse)
    yield told
    yield fonts()
    yield temporary_room()
    yield disk_room(settings.warehouse)
    yield from health(settings.warehouse)
    yield prefect_server()
