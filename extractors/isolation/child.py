"""The child's side: takes a piece of work after another from its parent, and answers with what came of it."""

import gc
import signal
import traceback
from collections.abc import Callable
from enum import StrEnum
from multiprocessing.connection import Connection

from extractors.isolation.lifetime import end_with
from extractors.isolation.patience import listen

_MEGABYTE = 1 << 20
# Objects made between two searches for garbage. Pages and words make many and hardly any in circles: by Python's own
# 700, a twentieth of the time goes into searching.
_BETWEEN_SEARCHES = 50_000


class Answer(StrEnum):
    """How a piece of work ended: with its result, an error to raise, too little memory, or not yet."""

    DONE = "done"
    RAISED = "raised"
    MEMORY = "memory"
    WAIT = "wait"


def main(arguments: list[str]) -> None:
    """Answer work until the parent is gone; `arguments`: the connection's file descriptor, megabytes, its number."""
    parent: Connection[object, tuple[Callable[[object], object], object]] = Connection(int(arguments[0]))
    _limit(int(arguments[1]), int(arguments[2]))
    gc.set_threshold(_BETWEEN_SEARCHES)
    listen(lambda: parent.send((Answer.WAIT, None)))
    while True:
        try:
            work, given = parent.recv()
        except EOFError:
            return
        parent.send(_answer(work, given))


def _answer(work: Callable[[object], object], given: object) -> tuple[Answer, object]:
    try:
        return Answer.DONE, work(given)
    except MemoryError:
        return Answer.MEMORY, None
    except Exception as error:  # the parent raises it again
        error.add_note("".join(traceback.format_tb(error.__traceback__)))
        return Answer.RAISED, error


def _limit(megabytes: int, parent: int) -> None:
    """Take no more memory than that, and end with the parent; ^C is for the parent to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    # what is allocated, not what is mapped: models and libraries map far more than they use
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * _MEGABYTE, megabytes * _MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    end_with(parent)
