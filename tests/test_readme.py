"""README.md says what is true: its commands exist, and its first query prints what it shows."""

import re

from docs.readme import README, first_query
from xushi.main import cli

TEXT = README.read_text(encoding="utf8")


def test_every_command_is_told_and_exists() -> None:
    told = set(re.findall(r"^    (?:.*\| |\$ )?xushi ([a-z-]+)\b", TEXT, re.MULTILINE))
    assert told == set(cli.commands)


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (README.parent / "Makefile").read_text(encoding="utf8"), re.MULTILINE))
    told = set(re.findall(r"(?:`|^    )make ([a-z][a-z-]+)", TEXT, re.MULTILINE))
    assert told
    assert told <= targets


def test_first_query_is_current() -> None:
    shown = TEXT.split("<!-- first query: begin -->")[1].split("<!-- first query: end -->")[0]
    assert _lines(shown) == _lines(first_query(TEXT))


def test_every_folder_is_told() -> None:
    packages = {path.parent.name for path in README.parent.glob("*/__init__.py")}
    assert packages
    assert packages <= set(re.findall(r"([a-z]+)/", TEXT.split("## Where things are")[1]))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
