"""The right to write: one process has it at a time, and a lock file says which one and since when."""

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from warehouse.errors import WarehouseError

# seconds that a writer waits for another: a batch is written in a few, a large warehouse copied in less than this
PATIENCE = 60.0
_PAUSE = 0.05


@contextmanager
def lock(path: Path, patience: float, what: str = "written") -> Iterator[None]:
    """Hold the right to write the warehouse at `path`; raises WarehouseError where it isn't free in `patience` seconds.

    `what` says what for: refreshing is a right of its own, whose owner writes now and then.
    The kernel holds the lock and gives it back when its owner ends, however it ends. So an owner that the file still
    names, but that was killed, holds nothing.
    """
    suffix = ".lock" if what == "written" else f".{what}.lock"
    with path.with_name(path.name + suffix).open("a+", encoding="utf8") as file:
        _acquire(file, path, patience, what)
        now = datetime.now(UTC)
        _name_owner(file, f"process {os.getpid()} on {socket.gethostname()} since {now:%Y-%m-%d %H:%M} UTC")
        try:
            yield
        finally:
            _name_owner(file, "")


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
