"""Examples in docs/ are run, and print what the page shows."""

import doctest
from pathlib import Path

import pytest

from xushi.main import cli

PAGES = sorted((Path(__file__).parents[1] / "docs").glob("*.md"))
QUANTITIES = next(page for page in PAGES if page.name == "quantities.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_print_what_is_shown(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    results = doctest.testfile(str(page), module_relative=False, globs={}, encoding="utf8")
    assert results.failed == 0
    assert results.attempted or page != QUANTITIES


def test_the_options_told_are_there() -> None:
    options = {name for option in cli.commands["parse"].params for name in option.opts}
    told = {word for line in QUANTITIES.read_text(encoding="utf8").splitlines() for word in line.strip().split()}
    assert {word.strip("`") for word in told if word.strip("`").startswith("--")} <= options
