"""The parent's side: a child process that works for it, and is replaced when it hangs or dies."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self, TypeVar, cast

from extractors.errors import UnreadableError
from extractors.isolation.child import Answer
from extractors.isolation.limits import Limits

Given = TypeVar("Given")
Result = TypeVar("Result")

# What a child that is told to end may take, in seconds.
_GRACE = 5.0


@dataclass(slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    connection: "Connection[object, tuple[Answer, object]]"
    folder: tempfile.TemporaryDirectory[str]


class Isolated:
    """Does work on files in a child process, which is started when it is first needed; to be used with `with`."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def kill(self) -> None:
        """Kill the child, from whatever thread; who waits for its answer is told that it is gone."""
        child = self._child
        if child is not None:
            child.process.kill()

    def call(self, work: Callable[[Given], Result], given: Given, source: str) -> Result:
        """Give `work(given)`, done in the child; `source` names the file in sentences.

        `work` is a function at the top of a module; what it takes, gives and raises can be pickled. Raises what
        `work` raises, and UnreadableError where it takes too long or too much memory, or crashes.
        """
        child = self._living() or self._start()
        try:
            child.connection.send((work, given))
            answer, value = self._answer(child.connection)
        except TimeoutError:
            self.end()
            raise UnreadableError(
                f"{source}: was not read within {self.limits.seconds:g} seconds; if it is sound, allow more time "
                "(--time-limit)."
            ) from None
        except (EOFError, OSError):
            raise UnreadableError(f"{source}: {self._cause_of_death()}") from None
        if answer is Answer.MEMORY:
            # what is left of its memory is in pieces
            self.end()
            raise UnreadableError(f"{source}: {self._too_large()}")
        if answer is Answer.RAISED:
            raise cast(Exception, value)
        return cast(Result, value)

    def _answer(self, connection: "Connection[object, tuple[Answer, object]]") -> tuple[Answer, object]:
        deadline = time.monotonic() + self.limits.seconds
        while connection.poll(max(deadline - time.monotonic(), 0.0)):
            answer, value = connection.recv()
            if answer is not Answer.WAIT:
                return answer, value
            deadline = max(deadline, time.monotonic() + self.limits.seconds_a_scan)
        raise TimeoutError

    def _living(self) -> _Child | None:
        """The child, unless it has died since it was last used, of what was no file's fault."""
        if self._child and self._child.process.poll() is not None:
            self.end()
        return self._child

    def _start(self) -> _Child:
        ours, theirs = Pipe()
        folder = tempfile.TemporaryDirectory(prefix="xushi-")
        numbers = (theirs.fileno(), self.limits.megabytes, os.getpid())
        command = [sys.executable, "-m", "extractors.isolation", *map(str, numbers)]
        # the child imports what its parent does, its libraries keep their files in a folder that goes with it, and
        # OpenBLAS, of which nothing is wanted here, reserves no memory for threads
        settings = {"PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": folder.name, "OPENBLAS_NUM_THREADS": "1"}
        process = subprocess.Popen(  # noqa: S603 - the command is our own
            command,
            pass_fds=(theirs.fileno(),),
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        self._child = _Child(process, ours, folder)
        return self._child

    def _cause_of_death(self) -> str:
        """Say why the child is gone, and clear up behind it."""
        child = self._child
        if child is None:
            return "reading it failed; report it with the file."
        try:
            code = child.process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            code = -signal.SIGKILL
        self.end()
        if code == -signal.SIGKILL:
            return self._too_large()
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return f"reading it crashed ({name}); report it with the file, or allow more memory (--memory-limit)."

    def _too_large(self) -> str:
        told = f"reading it takes more than {self.limits.megabytes} MB of memory"
        return f"{told}; if it is sound, allow more (--memory-limit)."

    def end(self) -> None:
        """End the child, if there is one, and clear up behind it."""
        child, self._child = self._child, None
        if child is None:
            return
        child.connection.close()
        child.process.kill()
        child.process.wait()
        child.folder.cleanup()
