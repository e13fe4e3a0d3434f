"""The child processes that read files for this one, as many as there are threads that ask."""

import threading
import time
from functools import cache

from extractors.errors import UnreadableError
from extractors.isolation.isolated import Isolated
from extractors.isolation.limits import Limits
from flows.extracting import Extraction, extract
from flows.files import File
from flows.rules import rules_version

# What a library leaves behind with each file is gone with the child that read it; starting another takes a second.
FILES_A_CHILD = 200


class Children:
    """Reads files, each in a child process that is lent for it; to be ended when all is read."""

    def __init__(self, limits: Limits, files_a_child: int = FILES_A_CHILD) -> None:
        self._limits = limits
        self._files_a_child = files_a_child
        self._lock = threading.Lock()
        self._free: list[tuple[Isolated, int]] = []
        self._lent: set[Isolated] = set()
        self._ended = False

    def read(self, file: File) -> Extraction:
        """Read one file in a child; a hang, a crash or a bomb gives an Extraction that says so.

        Raises InterruptedError once the children were ended.
        """
        child, read = self._lend()
        started = time.monotonic()
        try:
            return child.call(extract, file, file.name)
        except UnreadableError as error:
            return Extraction(file, time.monotonic() - started, rules_version(), failure=str(error))
        finally:
            self._take_back(child, read + 1)

    def end(self) -> None:
        """End every child; who waits for one is told of its end."""
        with self._lock:
            self._ended = True
            free, self._free = self._free, []
            for child in self._lent:
                child.kill()
        for child, _ in free:
            child.end()

    def _lend(self) -> tuple[Isolated, int]:
        with self._lock:
            if self._ended:
                raise InterruptedError("reading was ended")
            child, read = self._free.pop() if self._free else (Isolated(self._limits), 0)
            self._lent.add(child)
        return child, read

    def _take_back(self, child: Isolated, read: int) -> None:
        with self._lock:
            self._lent.discard(child)
            is_done = self._ended or read >= self._files_a_child
            if not is_done:
                self._free.append((child, read))
        if is_done:
            child.end()


@cache
def _of_process(limits: Limits) -> Children:
    return Children(limits)


def children_of_process(limits: Limits) -> Children:
    """Give the children that this process has for these limits, whoever asks."""
    return _of_process(limits)


def end_children(limits: Limits) -> None:
    """End those children; who asks later gets others."""
    children = _of_process(limits)
    _of_process.cache_clear()
    children.end()
