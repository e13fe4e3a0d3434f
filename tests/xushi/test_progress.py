"""Progress on a terminal: a bar that counts to the end, and failures above it; elsewhere a line a file."""

import os
import pty
import re
import subprocess
from pathlib import Path

from tests.warehouse.content import small_plan
from tests.xushi.running import COMMAND, environment

_COLOURS_AND_MOVES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_terminal(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a command whose error stream is a terminal; gives its exit code and what was seen there."""
    ours, theirs = pty.openpty()
    told = environment({"TERM": "xterm", "COLUMNS": "100"})
    process = subprocess.Popen(
        [*COMMAND, *arguments], cwd=folder, env=told, stdout=subprocess.DEVNULL, stderr=theirs, stdin=theirs
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # Linux says so at the end
            break
        if not more:
            break
        seen += more
    os.close(ours)
    return process.wait(timeout=60), _COLOURS_AND_MOVES.sub("", seen.decode())


def test_a_bar_counts_files_and_failures_stand_above_it(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    small_plan(tmp_path / "plans" / "a.pdf")
    (tmp_path / "plans" / "bad.pdf").write_text("no PDF")
    code, seen = on_terminal(tmp_path, "refresh", "plans")
    assert code == 1
    assert "0/2" in seen and "2/2" in seen
    assert seen.count("not read: plans/bad.pdf: ") == 1
    # a line a file is for logs
    assert "a.pdf: " not in seen
