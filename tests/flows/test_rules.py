"""The version of the rules: what changes it, and what does not."""

import gc
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.rules import rules_version, version_of

MODULE = '"""Says."""\n\n\ndef f(x: int) -> int:\n    """Give."""\n    return x + 1  # why\n'


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("source", "is_same"),
    [
        (MODULE, True),
        (MODULE.replace("Says", "Tells").replace("Give", "Get").replace("# why", "# for that"), True),
        (MODULE.replace('    """Give."""\n', ""), True),
        (MODULE.replace("\n\n\n", "\n\n\n\n\n"), True),
        (MODULE.replace("+ 1", "+ 2"), False),
        (MODULE.replace("f(", "g("), False),
    ],
)
def test_what_code_does_counts_and_not_what_it_says(source: str, is_same: bool, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(MODULE)
    (tmp_path / "units.tsv").write_text("所\n")
    before = version_of(tmp_path)
    (tmp_path / "a.py").write_text(source)
    assert (version_of(tmp_path) == before) is is_same


def test_lexicons_and_their_names_count(tmp_path: Path) -> None:
    (tmp_path / "units.tsv").write_text("所\n")
    first = version_of(tmp_path)
    (tmp_path / "units.tsv").write_text("所\n座\n")
    second = version_of(tmp_path)
    (tmp_path / "units.tsv").rename(tmp_path / "words.tsv")
    assert len({first, second, version_of(tmp_path)}) == 3


def test_the_version_of_a_library_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = version_of(tmp_path)
    monkeypatch.setattr("flows.rules.version", lambda name: "0.0")
    assert version_of(tmp_path) != before


def test_the_version_is_a_hash_and_the_same_again() -> None:
    first = rules_version()
    rules_version.cache_clear()
    assert len(first) == 64 and rules_version() == first


def test_threads_that_parse_at_once_give_one_version() -> None:
    folder = ROOT / "flows"
    expected = version_of(folder)
    gc.callbacks.append(_give_way)
    thresholds = gc.get_threshold()
    gc.set_threshold(50)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert set(threads.map(version_of, [folder] * 4)) == {expected}
    finally:
        gc.set_threshold(*thresholds)
        gc.callbacks.remove(_give_way)


def _give_way(*_: object) -> None:
    """Let another thread run in the middle of making a tree."""
    time.sleep(0)
