"""Lets work that is known to be slow, as OCR is, ask for more time."""

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def ask_for_time() -> None:
    """Ask for the time that one scanned page may take; outside a child process nobody counts it."""
    for listener in _listeners:
        listener()


def listen(listener: Callable[[], None]) -> None:
    """Have `listener` called at each asking."""
    _listeners.append(listener)
