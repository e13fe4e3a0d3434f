"""The rules as machine code read what the sources read."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.corpora import OWN, ROOT, SHOWN, gold, sentences
from benchmarks.parsing.measuring import BUILT, measured
from benchmarks.parsing.readers import COMPILED

ENVIRONMENT = os.environ | {"PYTHONSAFEPATH": "1", "PYTHONPATH": str(BUILT)}
needs_compiler = pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")


def compiled_modules() -> list[Path]:
    """The sources that are compiled."""
    hook = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    chosen = hook["hooks"]["mypyc"]
    files = (path for pattern in chosen["include"] for path in ROOT.glob(pattern.lstrip("/")))
    return [path for path in files if path.name not in chosen["exclude"]]


def starred_tests(tree: ast.AST) -> Iterator[int]:
    """Lines that ask whether something is in a tuple with a starred part."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and any(
            isinstance(asked, ast.Tuple) and any(isinstance(part, ast.Starred) for part in asked.elts)
            for asked in node.comparators
        ):
            yield node.lineno


def test_what_is_compiled_asks_for_nothing_in_a_starred_tuple() -> None:
    """It costs a new tuple each time, and mypyc 2.4 fails on it."""
    found = {path.name: list(starred_tests(ast.parse(path.read_text("utf8")))) for path in compiled_modules()}
    assert len(found) > 20
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.fixture(scope="module")
def built() -> None:
    done = subprocess.run(["make", "compiled"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.full
@needs_compiler
@pytest.mark.usefixtures("built")
def test_compiled_rules_read_all_texts_as_the_sources_do() -> None:
    sets = [list(sentences()), *(list(gold("gold.jsonl", "cells.jsonl", folder)) for folder in (OWN, SHOWN))]
    assert COMPILED in measured(sets, [])


@pytest.mark.full
@needs_compiler
@pytest.mark.usefixtures("built")
def test_what_is_compiled_are_the_rules() -> None:
    asked = "from extractors.quantities import meaning, roles; print(meaning.__file__, roles.__file__)"
    told = subprocess.run([sys.executable, "-c", asked], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert [path.rpartition(".")[2] for path in told.stdout.split()] == ["so", "so"]


@pytest.mark.full
@needs_compiler
@pytest.mark.usefixtures("built")
def test_compiled_rules_say_that_they_do_not_tell_what_decided() -> None:
    command = [sys.executable, "-m", "xushi.main", "parse", "--explain", "完成 9 所学校施工招标"]
    told = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "installed from its sources" in " ".join(told.stderr.split())
    assert "Traceback" not in told.stderr
