"""Broken, cyclic and locked files end in one sentence: never in a traceback, a crash, or a hang."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
HOSTILE = ROOT.parent / "shared" / "hostile"
SECONDS = 30
READ = """
import sys
from pathlib import Path
from extractors.documents.document import read_document
from extractors.errors import UnreadableError
from extractors.plans.reader import read_plan
try:
    read_plan(read_document(Path(sys.argv[1])))
except UnreadableError as error:
    print(error)
"""

FILES = sorted(HOSTILE.glob("*.pdf"))
# A fixed sample: every sixth file, which takes some of each maker's.
SAMPLE = FILES[::6]


def assert_one_sentence(path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", READ, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert len(run.stdout.splitlines()) <= 1


@pytest.mark.skipif(not FILES, reason="the hostile files are not beside this checkout")
@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_sample(path: Path) -> None:
    assert_one_sentence(path)


@pytest.mark.full
@pytest.mark.skipif(not FILES, reason="the hostile files are not beside this checkout")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_all(path: Path) -> None:
    assert_one_sentence(path)
