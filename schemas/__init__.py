"""The records: the one place where a field's name, type, unit and meaning are declared.

Tables, column comments and the data dictionary derive from these models. Nothing here knows how a record was read or
where it is kept.
"""

from schemas.correction import CorrectedField, Correction, Decision, ReviewedRecord
from schemas.document import Document, Version
from schemas.event import Event
from schemas.milestone import Fragment, Milestone
from schemas.quantity import Quantity
from schemas.record import Record
from schemas.responsibility import Responsibility
from schemas.run import Change, Finding, Reject, Run, Sighting
from schemas.series import Series, SeriesPoint
from schemas.task import Task

CONTENT: tuple[type[Record], ...] = (
    Document,
    Version,
    Task,
    Responsibility,
    Milestone,
    Quantity,
    Event,
    Series,
    SeriesPoint,
    Fragment,
    Finding,
    Reject,
    CorrectedField,
    ReviewedRecord,
)
"""What a document says: the same on every machine for the same bytes and rules."""

OBSERVATIONS: tuple[type[Record], ...] = (Run, Sighting, Change, Correction)
"""What was done, and when: different each time."""

__all__ = [
    "CONTENT",
    "OBSERVATIONS",
    "Change",
    "CorrectedField",
    "Correction",
    "Decision",
    "Document",
    "Event",
    "Finding",
    "Fragment",
    "Milestone",
    "Quantity",
    "Record",
    "Reject",
    "Responsibility",
    "ReviewedRecord",
    "Run",
    "Series",
    "SeriesPoint",
    "Sighting",
    "Task",
    "Version",
]
