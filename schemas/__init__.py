"""The records: the one place where a field's name, type, unit and meaning are declared.

Tables, column comments and the data dictionary derive from these models. Nothing here knows how a record was read or
where it is kept.
"""

from schemas.document import Document, Version
from schemas.milestone import Fragment, Milestone
from schemas.quantity import Quantity
from schemas.record import Record
from schemas.run import Finding, Reject, Run, Sighting
from schemas.task import Responsibility, Task

CONTENT: tuple[type[Record], ...] = (
    Document,
    Version,
    Task,
    Responsibility,
    Milestone,
    Quantity,
    Fragment,
    Finding,
    Reject,
)
"""What a document says: the same on every machine for the same bytes and rules."""

OBSERVATIONS: tuple[type[Record], ...] = (Run, Sighting)
"""What was done, and when: different each time."""

__all__ = [
    "CONTENT",
    "OBSERVATIONS",
    "Document",
    "Finding",
    "Fragment",
    "Milestone",
    "Quantity",
    "Record",
    "Reject",
    "Responsibility",
    "Run",
    "Sighting",
    "Task",
    "Version",
]
