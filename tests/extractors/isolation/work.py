"""Work that goes wrong in the ways that hostile files make it go wrong."""

import os
import signal
import time
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.isolation.patience import ask_for_time


def own_process(_: None) -> int:
    return os.getpid()


def hang(_: None) -> None:
    # a loop in C code that answers no signal of Python's
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals) - {signal.SIGKILL})
    time.sleep(60)


def crash(_: None) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def swell(megabytes: int) -> int:
    return len(bytearray(megabytes << 20))


def refuse(source: str) -> None:
    raise UnreadableError(f"{source}: is locked.")


def litter(_: None) -> None:
    import tempfile

    Path(tempfile.mkdtemp(), "picture.png").touch()
    crash(None)


def take_long(steps: int) -> str:
    for _ in range(steps):
        ask_for_time()
        time.sleep(0.2)
    return "done"
