"""Examples in docs/ are run, and print what the page shows; what is made from the code is current."""

import doctest
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from docs import consoles, reference
from xushi.main import cli

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").rglob("*.md"))
QUANTITIES = ROOT / "docs" / "quantities.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_examples_print_what_is_shown(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    results = doctest.testfile(str(page), module_relative=False, globs={}, encoding="utf8")
    assert results.failed == 0
    assert results.attempted or page != QUANTITIES


def test_the_options_told_are_there() -> None:
    options = {name for option in cli.commands["parse"].params for name in option.opts}
    told = {word for line in QUANTITIES.read_text(encoding="utf8").splitlines() for word in line.strip().split()}
    assert {word.strip("`") for word in told if word.strip("`").startswith("--")} <= options


@pytest.mark.parametrize("page", consoles.pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_print_what_is_shown(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up = consoles._set_up
    # modules of the copy are compiled once for a page, and not for each of its commands
    kept = "PYTHONDONTWRITEBYTECODE"
    monkeypatch.setattr(
        consoles, "_set_up", lambda folder: {name: value for name, value in set_up(folder).items() if name != kept}
    )
    text = page.read_text(encoding="utf8")
    again = consoles.filled(text, tmp_path)
    assert consoles.steady(again) == consoles.steady(text), "run `make readme`"
    for name in consoles.pictures(text):
        assert pixels((tmp_path / name).read_bytes()) == pixels((page.parent / name).read_bytes()), "run `make readme`"


def pixels(picture: bytes) -> bytes:
    """What a picture shows, however it was packed."""
    with Image.open(BytesIO(picture)) as opened:
        return opened.convert("RGB").tobytes()


def test_the_tutorial_shows_commands_and_a_picture() -> None:
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf8")
    assert consoles.pictures(text) == ["evidence.png"]
    assert ROOT / "docs" / "tutorial.md" in consoles.pages()


def test_a_command_that_prints_otherwise_is_seen(tmp_path: Path) -> None:
    page = "```console\n$ echo one\n> echo two\none\n```\n"
    assert consoles.filled(page, tmp_path) == "```console\n$ echo one\n> echo two\none\ntwo\n```\n"


def test_the_references_are_current() -> None:
    assert reference.COMMAND_LINE.read_text(encoding="utf8") == reference.command_line(), "run `make readme`"
    assert reference.SETTINGS.read_text(encoding="utf8") == reference.settings(), "run `make readme`"


def test_the_references_tell_all() -> None:
    commands, settings = reference.command_line(), reference.settings()
    assert all(f"## xushi {name}\n" in commands for name in cli.commands)
    assert all(f"\n| {name} | XUSHI_{name.upper()} | " in settings for name in reference.Settings.model_fields)


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_that_are_named_are_there(page: Path) -> None:
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf8"), flags=re.DOTALL)
    named = re.findall(r"`((?:extractors|warehouse|flows|schemas|xushi|tests|docs|samples)/[\w./-]+)`", prose)
    assert [name for name in named if not (ROOT / name).exists()] == []
