"""Help and start: each command explains itself, and nothing heavy is imported before it is needed."""

import subprocess
import sys

import click
import pytest

import xushi as package
from tests.xushi.running import environment, xushi
from xushi.main import cli

HEAVY = ("spacy", "camelot", "duckdb", "prefect", "pypdfium2", "pyarrow", "pydantic", "rich", "pandas", "cv2")


@pytest.mark.parametrize("name", cli.commands)
def test_each_command_has_help_with_an_example(name: str) -> None:
    done = xushi(name, "--help")
    assert (done.code, done.err) == (0, "")
    assert f"Usage: xushi {name} " in done.out
    assert f"xushi {name}" in done.out.partition("Example: ")[2].partition("Options:")[0]
    for parameter in cli.commands[name].params:
        assert isinstance(parameter, click.Argument) or parameter.to_info_dict()["help"], parameter.name


@pytest.mark.parametrize("name", cli.commands["corrections"].commands)
def test_each_command_of_a_group_has_help_with_an_example(name: str) -> None:
    done = xushi("corrections", name, "--help")
    assert (done.code, done.err) == (0, "")
    assert f"xushi corrections {name}" in done.out.partition("Example: ")[2].partition("Options:")[0]


WRITE = ("ingest", "refresh", "re-extract", "serve", "server", "correct", "corrections", "review")
READ = (
    "runs",
    "status",
    "doctor",
    "completion",
    "table",
    "parse",
    "series",
    "sql",
    "find",
    "diff",
    "check",
    "evidence",
    "report",
    "notebook",
    "export",
)


def test_the_command_lists_its_commands() -> None:
    done = xushi("--help")
    assert done.code == 0
    assert set(cli.commands) == {*WRITE, *READ}
    assert all(f"  {name} " in done.out for name in cli.commands)
    bare = xushi()
    assert (bare.code, bare.out, bare.err) == (2, done.out, "")


def test_the_version_is_told() -> None:
    done = xushi("--version")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("xushi, version ")


@pytest.mark.parametrize("module", ["xushi", "xushi.main"])
def test_nothing_heavy_is_imported_at_the_start(module: str) -> None:
    code = f"import sys, {module}; print(*(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment(), check=True)
    assert done.stdout.decode().strip() == ""


def test_the_public_names_are_there() -> None:
    assert all(callable(getattr(package, name)) for name in package.__all__)
