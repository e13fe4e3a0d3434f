"""The right to write: one process has it at a time, and a lock file says which one and since when."""

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from warehouse.errors import WarehouseError

# seconds that a writer waits for another: a batch is written in a few, a large warehouse copied in less than this
PATIENCE = 60.0
_PAUSE = 0.05

PURPOSES = ("written", "refreshed")
"""What for a right may be held."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who a lock file names; one that was killed is still named and `is_there` no more."""

    told: str
    is_there: bool


def owner(path: Path, what: str = "written") -> Owner | None:
    """Give who holds the right to write the warehouse at `path`, or held it until killed; null where it is free."""
    file = _file(path, what)
    if not file.is_file():
        return None
    with file.open(encoding="utf8") as lock_file:
        told = lock_file.read()
        if not told:
            return None
        try:
            # shared, so that it is given back at once and two who look don't see each other
            fcntl.flock(lock_file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return Owner(told, is_there=True)
    return Owner(told, is_there=False)


@contextmanager
def lock(path: Path, patience: float, what: str = "written") -> Iterator[None]:
    """Hold the right to write the warehouse at `path`; raises WarehouseError where it isn't free in `patience` seconds.

    `what` says what for: refreshing is a right of its own, whose owner writes now and then.
    The kernel holds the lock and gives it back when its owner ends, however it ends. So an owner that the file still
    names, but that was killed, holds nothing.
    """
    with _file(path, what).open("a+", encoding="utf8") as file:
        _acquire(file, path, patience, what)
        now = datetime.now(UTC)
        _name_owner(file, f"process {os.getpid()} on {socket.gethostname()} since {now:%Y-%m-%d %H:%M} UTC")
        try:
            yield
        finally:
            _name_owner(file, "")


def _file(path: Path, what: str) -> Path:
    return path.with_name(path.name + (".lock" if what == "written" else f".{what}.lock"))


def _acquire(file: TextIO, path: Path, patience: float, what: str) -> None:
    until = time.monotonic() + patience
    while not _is_ours(file):
        if time.monotonic() >= until:
            file.seek(0)
            owner = file.read() or "another process"
            raise WarehouseError(f"{path}: is being {what} by {owner}; run again when that is done.")
        time.sleep(_PAUSE)


def _is_ours(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _name_owner(file: TextIO, owner: str) -> None:
    file.truncate(0)
    file.write(owner)
    file.flush()
