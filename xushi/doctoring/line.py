"""What is told of one thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Whether a thing is in order: `note` is worth knowing and stops nothing, `wrong` will make something fail."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at: its name, its state, and what was found with what to do about it."""

    name: str
    state: State
    told: str


def ok(name: str, told: str) -> Line:
    """Give the line of a thing that is in order."""
    return Line(name, State.OK, told)


def note(name: str, told: str) -> Line:
    """Give the line of a thing that is worth knowing."""
    return Line(name, State.NOTE, told)


def wrong(name: str, told: str) -> Line:
    """Give the line of a thing that will make something fail."""
    return Line(name, State.WRONG, told)
