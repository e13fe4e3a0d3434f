"""What is to be shown: a text, where in the file it stands, and which of its characters are meant."""

from dataclasses import dataclass

from extractors.tables.model import Fragment

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of a goal or milestone; `marked` are the spans of its characters that are meant, none for all of it."""

    text: str
    fragments: tuple[Fragment, ...]
    marked: tuple[Span, ...] = ()
