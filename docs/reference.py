"""Writes docs/reference/: the command line from its own help, the settings from their model. Run `make readme`."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from flows.settings import Settings, variable
from xushi.main import cli

FOLDER = Path(__file__).parent / "reference"
COMMAND_LINE = FOLDER / "command-line.md"
SETTINGS = FOLDER / "settings.md"
WIDTH = 100

_COMMANDS_HEAD = """# Command line

Made from the commands' own help by `make readme`. Wrong use and unreadable files end with one sentence and exit code 2;
where part of a batch fails the rest lands, and the exit code is 1. `--debug` shows the traceback of an error.
"""
_SETTINGS_HEAD = """# Settings

Made from `flows/settings.py` by `make readme`. Settings stand in `xushi.toml`, in the folder that a command is called
in, and are what `xushi refresh`, `re-extract`, `serve` and `doctor` go by. A command's option counts first, then the
environment, then `xushi.toml`. Lists in the environment are JSON: `XUSHI_SOURCES='["plans/", "sources.csv"]'`.
A wrong setting ends a command with one sentence that names it; `xushi doctor` also tells variables that mean nothing.
[Scheduling](../scheduling.md) has a whole `xushi.toml`.
"""
_OPTIONS_HEAD = """## Variables of options

Options of commands that read the environment, whether or not they are settings too:
"""


def main() -> None:
    """Write both pages anew."""
    COMMAND_LINE.write_text(command_line(), encoding="utf8")
    SETTINGS.write_text(settings(), encoding="utf8")


def command_line() -> str:
    """The page of the command line: the help of each command, as it is printed."""
    return "\n".join((_COMMANDS_HEAD, *_helped("xushi", cli, None)))


def settings() -> str:
    """The page of the settings: name, variable, default and meaning of each."""
    rows = (_row(name, field) for name, field in Settings.model_fields.items())
    head = "| setting | variable | default | meaning |\n| --- | --- | --- | --- |"
    options = ("| variable | option | commands |\n| --- | --- | --- |", *_options())
    return "\n".join((_SETTINGS_HEAD, head, *rows, "", _OPTIONS_HEAD, *options, ""))


def _helped(name: str, command: click.Command, parent: click.Context | None) -> Iterator[str]:
    wide = {"max_content_width": WIDTH, "terminal_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **wide, **command.context_settings)
    path = context.command_path
    yield f"{'##' if parent is None or parent.parent is None else '###'} {path}\n"
    yield f"```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            yield from _helped(each, command.commands[each], context)


def _row(name: str, field: FieldInfo) -> str:
    return f"| {name} | {variable(name)} | {_default(field)} | {field.description} |"


def _default(field: FieldInfo) -> str:
    if field.default is None or field.default is PydanticUndefined:
        return ""
    value = field.default if isinstance(field.default, bool | int | float | list) else str(field.default)
    return f"`{json.dumps(value)}`"


def _options() -> Iterator[str]:
    found: dict[tuple[str, str], list[str]] = {}
    for name, command in cli.commands.items():
        for option in command.params:
            if isinstance(option.envvar, str):
                found.setdefault((option.envvar, option.opts[-1]), []).append(name)
    for (named, option), commands in sorted(found.items()):
        yield f"| {named} | {option} | {', '.join(commands)} |"


if __name__ == "__main__":
    main()
