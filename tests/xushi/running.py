"""Runs the command line in a process of its own, with nothing of the caller's settings."""

import ctypes
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


def end_with_tests() -> None:
    """Have the process that begins be told to end when its tests are gone, however they went; for `preexec_fn`."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def xushi(
    *arguments: str | Path, stdin: bytes = b"", folder: Path | None = None, settings: Mapping[str, str] = NONE
) -> Outcome:
    """Run a command in `folder`; `settings` are environment variables."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=folder,
        env=environment(settings),
        timeout=SECONDS,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
