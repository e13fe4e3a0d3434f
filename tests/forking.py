"""Commands in processes forked from one that has imported what they need: each saves the seconds that imports take.

In all else they are processes as any: their own folder, environment, streams, and children to read files.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]


class _Server:
    """The process that is forked: where it is reached, and itself in the process that started it."""

    address = ""
    process: subprocess.Popen[bytes] | None = None


def use(address: str) -> None:
    """Fork from the server at an address, which another process started."""
    _Server.address = address


def start() -> None:
    """Start the server, unless it was; who asks it before it is ready waits."""
    if _Server.address:
        return
    address = str(Path(tempfile.mkdtemp(prefix="xushi-"), "server"))
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(64)
        _Server.process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked", str(listener.fileno())],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=(listener.fileno(),),
        )
    use(address)


def end() -> None:
    """End the server, if it was started."""
    process, _Server.process = _Server.process, None
    if process:
        process.kill()
        process.communicate()
        Path(_Server.address).unlink()
        Path(_Server.address).parent.rmdir()
        _Server.address = ""


class Forked:
    """A process forked from the server; answers as subprocess.Popen does."""

    def __init__(
        self,
        arguments: Sequence[str],
        files: Sequence[int],
        environment: Mapping[str, str],
        folder: Path | None = None,
        *,
        is_reader: bool = False,
    ) -> None:
        told = {
            "arguments": arguments,
            "environment": dict(environment),
            "folder": str(folder or Path.cwd()),
            "is_reader": is_reader,
        }
        self._client = socket.socket(socket.AF_UNIX)
        self._client.connect(_Server.address)
        socket.send_fds(self._client, [json.dumps(told).encode() + b"\n"], files)
        self._told = self._client.makefile("rb")
        self.pid = int(self._told.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it has ended, if it has."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """How it has ended, once it has; raises subprocess.TimeoutExpired."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("xushi", timeout or 0)
        return code

    def kill(self) -> None:
        """Kill it, if it still is."""
        self._send(signal.SIGKILL)

    def terminate(self) -> None:
        """Tell it to end, if it still is."""
        self._send(signal.SIGTERM)

    def _send(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None:
            ready, _, _ = select.select([self._client], [], [], timeout)
            if ready:
                self.returncode = int(self._told.readline())
                self._told.close()
                self._client.close()
        return self.returncode


def reader(command: Sequence[str], *, pass_fds: Sequence[int], env: Mapping[str, str], **_: object) -> Forked:
    """Start the child that reads files for a command, as extractors.isolation starts it by subprocess.Popen."""
    nothing = os.open(os.devnull, os.O_RDWR)
    *_, megabytes, _parent = command
    try:
        return Forked([megabytes], [nothing, nothing, nothing, *pass_fds], env, is_reader=True)
    finally:
        os.close(nothing)
