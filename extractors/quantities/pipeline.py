"""Quantities of a cell's text: our own pipeline, built once, with the component of component.py in it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.quantities.component import READING, SPANS, QuantityReader, batches, unread
from extractors.quantities.quantity import Quantity, quantities_of
from extractors.quantities.reading import Reading
from extractors.quantities.tokenizer import TOKENIZER

__all__ = ["READING", "SPANS", "Cell", "parse", "parse_all", "pipeline", "read", "read_all", "reader"]

# as many cells as most plans have: a tenth faster than 64 at a time, and more at once gain nothing
_BATCH = 512


class Cell(NamedTuple):
    """A cell to be read: its text, the goal cell of its task, and its column's header."""

    text: str
    goal: str | None = None
    header: str | None = None


@cache
def pipeline() -> Language:
    """The pipeline, built once: spaCy's blank Chinese with our tokenizer and the component."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.add_pipe(SPANS)
    return nlp


def parse(text: str, goal: str | None = None, header: str | None = None) -> list[Quantity]:
    """The quantities of a cell's text, in order; `goal` is the goal cell of its task, `header` its column's header."""
    _, reading = read(text, goal, header)
    return quantities_of(text, reading)


def parse_all(cells: Iterable[Cell]) -> Iterator[list[Quantity]]:
    """The quantities of each cell, as `parse` gives them; many cells are read faster together than one by one."""
    for batch in batches(cells, _BATCH):
        yield from [quantities_of(cell.text, reading) for cell, (_, reading) in zip(batch, _read(batch), strict=True)]


def read(text: str, goal: str | None = None, header: str | None = None) -> tuple[Doc, Reading]:
    """A cell's text read, and the tokens it was read from; `goal` and `header` as in `parse`."""
    reading = unread(text, _read_goal(goal) if goal else None, header)
    (tokens,) = reader().read([reading])
    return tokens, reading


def read_all(cells: Iterable[Cell]) -> Iterator[tuple[Doc, Reading]]:
    """Each cell as `read` gives it."""
    for batch in batches(cells, _BATCH):
        yield from _read(batch)


def _read(batch: Sequence[Cell]) -> list[tuple[Doc, Reading]]:
    """The cells of a batch read; equal ones, and a goal that is a cell too, once."""
    found: dict[Cell, tuple[Doc, Reading]] = {}
    for cells in ([Cell(cell.goal) for cell in batch if cell.goal], batch):
        new = [cell for cell in dict.fromkeys(cells) if cell not in found]
        readings = [unread(cell.text, found[Cell(cell.goal)][1] if cell.goal else None, cell.header) for cell in new]
        found |= zip(new, zip(reader().read(readings), readings, strict=True), strict=True)
    return [found[cell] for cell in batch]


# a task's goal comes up again with each of its periods
@lru_cache(maxsize=1024)
def _read_goal(goal: str) -> Reading:
    ((_, reading),) = _read([Cell(goal)])
    return reading


@cache
def reader() -> QuantityReader:
    """The pipeline's component."""
    return cast(QuantityReader, pipeline().get_pipe(SPANS))
