"""Broken and malicious files through the command line: a plan or one sentence each, and nothing left behind."""

from pathlib import Path

import pytest

from tests.warehouse.content import ask, small_plan
from tests.xushi.running import ROOT, Outcome, xushi

HOSTILE = ROOT.parent / "shared" / "hostile"
FILES = sorted(HOSTILE.glob("*.pdf"))
# A fixed sample, which takes some of each maker's.
SAMPLE = FILES[::6][:20]

pytestmark = pytest.mark.skipif(not FILES, reason="the hostile files are not beside this checkout")


def assert_one_sentence(done: Outcome) -> None:
    assert done.code == 2
    assert done.sentence.endswith(".\n")


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.name)
def test_sample(path: Path) -> None:
    assert_one_sentence(xushi("table", path))


@pytest.mark.full
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_all(path: Path) -> None:
    assert_one_sentence(xushi("table", path))


def test_a_batch_of_them_keeps_a_sound_plan_from_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    sound = small_plan(tmp_path / "plan.pdf")
    warehouse = tmp_path / "w.duckdb"
    settings = {"TMPDIR": str(folder)}
    done = xushi("ingest", *FILES, sound, "--warehouse", warehouse, settings=settings)
    lines = done.err.splitlines()
    assert (done.code, len(lines)) == (1, len(FILES) + 1)
    assert sum(line.startswith("not read: ") for line in lines) == len(FILES)
    assert ask(warehouse, "SELECT count(*) FROM documents") == [(1,)]
    assert ask(warehouse, "SELECT count(*) FROM sightings WHERE outcome = 'failed'") == [(len(FILES),)]
    assert list(folder.iterdir()) == []
