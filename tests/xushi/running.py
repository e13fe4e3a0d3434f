"""Runs the command line in a process of its own, with nothing of the caller's settings.

In the small run (`make test`) only the first call of each command starts a Python of its own; those after it are forked
from one that has imported all (tests/forking.py). In the full run each call starts afresh.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from tests import forking

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "xushi.main")
SECONDS = 120
NONE: Mapping[str, str] = {}


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit code, and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The output read as lines of JSON."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def sentence(self) -> str:
        """The one line on standard error of a command that failed as it should: no traceback, nothing printed."""
        assert (self.out, self.err.count("\n")) == ("", 1), self
        assert "Traceback" not in self.err
        return self.err


def environment(settings: Mapping[str, str] = NONE) -> dict[str, str]:
    """The environment for a command: the caller's without settings of xushi and Prefect, and those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XUSHI_", "PREFECT_"))}
    return {**kept, "PYTHONPATH": str(ROOT), **settings}


class Ways:
    """How commands are started: whether any may be forked, and which were started afresh already."""

    may_fork = False
    started: ClassVar[set[str]] = set()


def _is_forked(arguments: tuple[str, ...], settings: Mapping[str, str]) -> bool:
    """Whether a call is forked: not what is Prefect's, nor what must be told to Python before it starts."""
    if not Ways.may_fork:
        return False
    # it gets ready while the first commands run
    forking.start()
    command = next(iter(arguments), "")
    is_first = command not in Ways.started
    Ways.started.add(command)
    is_prefect = command in ("serve", "server") or "--prefect" in arguments
    return not (is_first or is_prefect or any(name.startswith(("PREFECT_", "PYTHON")) for name in settings))


def start(
    words: tuple[str, ...],
    streams: tuple[int, int, int],
    folder: Path | None = None,
    settings: Mapping[str, str] = NONE,
) -> "subprocess.Popen[bytes] | forking.Forked":
    """Start a command whose standard input, output and errors are the open files of these numbers."""
    if _is_forked(words, settings):
        return forking.Forked(words, streams, environment(settings), folder)
    stdin, stdout, stderr = streams
    return subprocess.Popen(
        [*COMMAND, *words], stdin=stdin, stdout=stdout, stderr=stderr, cwd=folder, env=environment(settings)
    )


def end_with_tests() -> None:
    """Have the process that begins be told to end when its tests are gone, however they went; for `preexec_fn`."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def xushi(
    *arguments: str | Path, stdin: bytes = b"", folder: Path | None = None, settings: Mapping[str, str] = NONE
) -> Outcome:
    """Run a command in `folder`; `settings` are environment variables."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)
        process = start(tuple(map(str, arguments)), (given.fileno(), out.fileno(), err.fileno()), folder, settings)
        try:
            code = process.wait(SECONDS)
        finally:
            process.kill()
        for file in (out, err):
            file.seek(0)
        return Outcome(code, out.read().decode(), err.read().decode())
