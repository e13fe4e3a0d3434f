"""The rules as machine code read what the sources read."""

import os
import shutil
import subprocess
import sys

import pytest

from benchmarks.corpora import OWN, ROOT, SHOWN, gold, sentences
from benchmarks.parsing.measuring import BUILT, measured
from benchmarks.parsing.readers import COMPILED

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler"),
]
ENVIRONMENT = os.environ | {"PYTHONSAFEPATH": "1", "PYTHONPATH": str(BUILT)}


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    subprocess.run(["make", "compiled"], cwd=ROOT, check=True, capture_output=True)


def test_compiled_rules_read_all_texts_as_the_sources_do() -> None:
    sets = [list(sentences()), *(list(gold("gold.jsonl", "cells.jsonl", folder)) for folder in (OWN, SHOWN))]
    assert COMPILED in measured(sets, [])


def test_what_is_compiled_are_the_rules() -> None:
    asked = "from extractors.quantities import meaning, roles; print(meaning.__file__, roles.__file__)"
    told = subprocess.run([sys.executable, "-c", asked], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert [path.rpartition(".")[2] for path in told.stdout.split()] == ["so", "so"]


def test_compiled_rules_say_that_they_do_not_tell_what_decided() -> None:
    command = [sys.executable, "-m", "xushi.main", "parse", "--explain", "完成 9 所学校施工招标"]
    told = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "installed from its sources" in " ".join(told.stderr.split())
    assert "Traceback" not in told.stderr
