"""A child that hangs, crashes or swells costs one file, and leaves nothing behind."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.errors import UnreadableError
from extractors.isolation.isolated import Isolated
from extractors.isolation.limits import Limits
from tests.extractors.isolation import work


@pytest.fixture
def child() -> Iterator[Isolated]:
    with Isolated(Limits(seconds=20, megabytes=600)) as isolated:
        yield isolated


def process_of(child: Isolated) -> int:
    return child.call(work.own_process, None, "plan.pdf")


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_child_does_all_work_and_ends(child: Isolated) -> None:
    with Isolated(Limits()) as isolated:
        process = process_of(isolated)
        assert process == process_of(isolated) != os.getpid()
    assert not is_running(process)


def test_what_work_raises_is_raised(child: Isolated) -> None:
    process = process_of(child)
    with pytest.raises(UnreadableError, match=r"^plan\.pdf: is locked\."):
        child.call(work.refuse, "plan.pdf", "plan.pdf")
    assert process_of(child) == process


def test_a_hang_is_ended() -> None:
    with Isolated(Limits(seconds=2)) as child:
        process = process_of(child)
        with pytest.raises(UnreadableError, match=r"plan\.pdf: was not read within 2 seconds; .*--time-limit"):
            child.call(work.hang, None, "plan.pdf")
        assert not is_running(process)
        assert process_of(child) != process


def test_a_crash_is_told(child: Isolated) -> None:
    with pytest.raises(UnreadableError, match=r"plan\.pdf: reading it crashed \(SIGSEGV\)"):
        child.call(work.crash, None, "plan.pdf")
    assert child.call(work.swell, 1, "plan.pdf") == 1 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to this limit")
def test_a_bomb_is_told(child: Isolated) -> None:
    with pytest.raises(UnreadableError, match=r"plan\.pdf: reading it takes more than 600 MB of memory; .*--memory"):
        child.call(work.swell, 2000, "plan.pdf")
    assert child.call(work.swell, 100, "plan.pdf") == 100 << 20


def test_temporary_files_go_with_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Isolated(Limits()) as child:
        with pytest.raises(UnreadableError):
            child.call(work.litter, None, "plan.pdf")
        assert list(tmp_path.iterdir()) == []


def test_work_known_to_be_slow_is_given_time() -> None:
    with Isolated(Limits(seconds=1.5, seconds_a_scan=1.5)) as child:
        assert child.call(work.take_long, 12, "plan.pdf") == "done"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_a_killed_parent_takes_the_child_along() -> None:
    script = """
import sys
from extractors.isolation.isolated import Isolated
from extractors.isolation.limits import Limits
from tests.extractors.isolation import work
child = Isolated(Limits())
print(child.call(work.own_process, None, "plan.pdf"), flush=True)
child.call(work.hang, None, "plan.pdf")
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    process = int(parent.stdout.readline())
    assert is_running(process)
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 5
    while is_running(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(process)
