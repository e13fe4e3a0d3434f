"""The spaCy component `xushi_events`, behind `xushi_quantities`: a text's clauses with a stage or a deadline.

Start here. "6 月底前完成幼儿园主体施工，力争年底前投入使用": deadlines.py finds 6 月底前 and 年底前; stages.py finds
主体施工 and 投入使用; clauses.py cuts at the comma and reads 完成 with 主体施工 as structure_complete; certainty.py
finds 力争 in the second clause; meaning.py gives the first the object 幼儿园.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from extractors.events.certainty import find_certainty
from extractors.events.clauses import Clause, event_clauses
from extractors.events.deadlines import Deadline, TimeFrame, find_deadlines
from extractors.events.event import Event
from extractors.events.lexicon import is_work
from extractors.events.meaning import read_meaning
from extractors.events.stages import StageMatcher
from extractors.quantities import pipeline as quantities
from extractors.quantities.clauses import SENTENCE_MARKS, cut_words
from extractors.quantities.context import component_labels
from extractors.quantities.pipeline import Cell
from extractors.quantities.quantity import Quantity, quantities_of
from extractors.quantities.reading import Reading
from extractors.quantities.serial import serialisable

SPANS = "xushi_events"

# what the component leaves in doc.user_data goes where its Doc goes
serialisable(Event, Deadline)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a cell's text says: its quantities, and its events, which name quantities by their places."""

    quantities: list[Quantity]
    events: list[Event]


@Language.factory(SPANS, default_config={"year": None})
class EventReader:
    """A spaCy component that finds the events of a Doc that `xushi_quantities` has read; `year` is the plan's.

    It leaves them in `doc.spans["xushi_events"]` (labels are stages) and as Event records in `doc.user_data`.
    """

    def __init__(self, nlp: Language, name: str = SPANS, year: int | None = None) -> None:
        self.name = name
        self.frame = TimeFrame(year)
        self.stages = StageMatcher(nlp)

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its events found."""
        reading: Reading = doc.user_data[quantities.READING]
        events = self.read(quantities.reader().tokens(reading), reading, doc.text, self.frame)
        doc.user_data[SPANS] = events
        spans = (doc.char_span(e.start, e.end, label=e.stage or "", alignment_mode="expand") for e in events)
        doc.spans[SPANS] = [span for span in spans if span is not None]
        return doc

    def read(self, doc: Doc, reading: Reading, cell: str, frame: TimeFrame) -> list[Event]:
        """The events of a reading; `doc` holds its tokens, `cell` is the text as it was given."""
        known = [*self.stages(doc), *quantities.reader().lexicon_words(doc)]
        words = cut_words(reading, known)
        named = find_deadlines(reading.uniform, frame)
        deadlines = [replace(deadline, text=reading.text[deadline.start : deadline.end]) for deadline in named]
        return list(_events(reading, cell, event_clauses(reading, words, deadlines)))


def _events(reading: Reading, cell: str, found: Iterator[Clause]) -> Iterator[Event]:
    labels = list(component_labels(reading.uniform))
    label_ends = [end for end, _ in labels]
    starts = [measure.start for measure in reading.measures]
    subject, last_end = None, 0
    for clause in found:
        object_, action = read_meaning(reading, clause)
        if any(mark in reading.uniform[last_end : clause.start] for mark in SENTENCE_MARKS):
            subject = None
        last_end = clause.end
        # what a clause is about the rest of its sentence is about too: 学校完成招标，8月开工
        if object_ and is_work(object_) and (clause.is_first or subject is None) and not _handles_paper(clause):
            subject = object_
        labels_before = bisect_right(label_ends, clause.start)
        low, high = _trim(reading.uniform, clause)
        if low >= high:
            # a line break behind the last mark is no clause
            continue
        start, end = reading.span_in_cell(low, high)
        yield Event(
            start=start,
            end=end,
            text=cell[start:end],
            action=action,
            stage=clause.stage,
            object=object_ or subject,
            component=labels[labels_before - 1][1] if labels_before else None,
            deadline=clause.deadline,
            certainty=find_certainty(reading.uniform, low, high),
            quantities=tuple(range(bisect_left(starts, low), bisect_left(starts, high))),
        )


def _handles_paper(clause: Clause) -> bool:
    return clause.stage_word is not None and clause.stage_word.term.word == "noun"


def _trim(text: str, clause: Clause) -> tuple[int, int]:
    """The clause's stretch without the white space and conjunctions at its ends."""
    said = text[clause.start : clause.end]
    left = len(said) - len(said.lstrip(" \n、和及并且"))
    return clause.start + left, clause.start + len(said.rstrip(" \n、和及与并且"))


@cache
def _reader() -> EventReader:
    return EventReader(quantities.pipeline())


def parse(text: str, goal: str | None = None, header: str | None = None, frame: TimeFrame | None = None) -> Parsed:
    """The quantities and events of a cell's text; `goal` and `header` as for quantities, dates by `frame`."""
    doc, reading = quantities.read(text, goal, header)
    return _parsed(text, doc, reading, frame or TimeFrame())


def parse_all(cells: Sequence[tuple[Cell, TimeFrame]]) -> Iterator[Parsed]:
    """What each cell says, as `parse` gives it; the cells of a document are read faster together than one by one."""
    read = quantities.read_all(cell for cell, _ in cells)
    for (cell, frame), (doc, reading) in zip(cells, read, strict=True):
        yield _parsed(cell.text, doc, reading, frame)


def _parsed(text: str, doc: Doc, reading: Reading, frame: TimeFrame) -> Parsed:
    return Parsed(quantities_of(text, reading), _reader().read(doc, reading, text, frame))
