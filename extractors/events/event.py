"""An event as it is handed on: plain data, ready for a record or a line of JSON."""

from dataclasses import dataclass

from extractors.events.deadlines import Deadline


@dataclass(frozen=True, slots=True)
class Event:
    """A clause that says which stage a work reaches, or by when something is done.

    `text` is the cell's [start, end). `quantities` are the places of its numbers among the quantities of the cell. The
    deadline's words may stand in an earlier clause of the sentence. The other fields are those of schemas.event.
    """

    start: int
    end: int
    text: str
    action: str | None
    stage: str | None
    object: str | None
    component: str | None
    deadline: Deadline | None
    certainty: str | None
    quantities: tuple[int, ...]
