"""Quantities of a cell's text: our own pipeline, built once, with the component of component.py in it."""

from functools import cache, lru_cache
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.quantities.component import READING, SPANS, QuantityReader
from extractors.quantities.quantity import Quantity, quantity_of
from extractors.quantities.reading import Reading
from extractors.quantities.tokenizer import TOKENIZER

__all__ = ["READING", "SPANS", "parse", "pipeline", "read", "reader"]


@cache
def pipeline() -> Language:
    """The pipeline, built once: spaCy's blank Chinese with our tokenizer and the component."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.add_pipe(SPANS)
    return nlp


def parse(text: str, goal: str | None = None, header: str | None = None) -> list[Quantity]:
    """The quantities of a cell's text, in order; `goal` is the goal cell of its task, `header` its column's header."""
    _, reading = read(text, goal, header)
    return [quantity_of(text, reading, measure) for measure in reading.measures]


def read(text: str, goal: str | None = None, header: str | None = None) -> tuple[Doc, Reading]:
    """A cell's text read, and the tokens it was read from; `goal` and `header` as in `parse`."""
    return reader().read(text, _read_goal(goal) if goal else None, header)


# a task's goal comes up again with each of its periods
@lru_cache(maxsize=1024)
def _read_goal(goal: str) -> Reading:
    _, reading = reader().read(goal)
    return reading


@cache
def reader() -> QuantityReader:
    """The pipeline's component."""
    return cast(QuantityReader, pipeline().get_pipe(SPANS))
