"""How long a child process lives: no longer than the process that started it."""

import ctypes
import os
import signal
import sys

_DIE_WITH_PARENT = 1


def end_with(parent: int) -> None:
    """Be killed when the parent, the process of that number, is gone, however it went; only Linux knows how."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        # in a container the parent may well be number 1
        if os.getppid() != parent:
            # it died before this was said
            sys.exit()
