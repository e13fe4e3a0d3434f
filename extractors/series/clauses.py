"""The words around a quantity: its sentence, and what its clause says before it."""

import re

from extractors.series.words import words
from schemas.quantity import Quantity

_SENTENCE_END = re.compile(r"[。；;\n]")
_CLAUSE_END = re.compile(r"[。；;\n，,：:]")
# a numeral ends what is said before it belongs to another quantity
_NUMERAL = re.compile(r"\d[\d.,，]*\s*[万亿千百]?\s*[^\W\d_]?")


def sentence_of(text: str, quantity: Quantity) -> slice:
    """Give where the sentence begins and ends in which a quantity stands."""
    starts = [found.end() for found in _SENTENCE_END.finditer(text, 0, quantity.span_start)]
    end = _SENTENCE_END.search(text, quantity.span_end)
    return slice(starts[-1] if starts else 0, end.start() if end else len(text))


def said_before(text: str, quantity: Quantity) -> str:
    """Give what the clause says before a quantity, up to the numeral before it.

    A clause such as 补建水表20只、维修5只 says 补建水表, then 维修.
    """
    before = _CLAUSE_END.split(text[: quantity.span_start])[-1]
    return _NUMERAL.split(before)[-1].strip("、和及与 ")


def joints(words_before: str) -> int:
    """Give how often words that lead to a number go on to another thing: once in 预防和救援培训."""
    return sum(words_before.count(word) for word in words("joint"))
