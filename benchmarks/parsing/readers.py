"""The readers that are compared, each made once and then called with many texts, in batches where it has them.

All but the first two are nothing that the project depends on; docs/benchmarks-quantities.md tells how to install them.
Each is called as its manual says, with nothing tuned; what it gives is made plain numbers, which is part of its time.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from importlib.util import find_spec
from typing import NamedTuple

from extractors.quantities.lexicon import units


class Found(NamedTuple):
    """A number that a reader found, as text that goes through JSON; `unit` is null where the reader knows none."""

    start: int
    end: int
    value: str
    upper: str | None
    unit: str | None


Told = Callable[[Sequence[str]], Iterable[list[Found]]]


@dataclass(frozen=True)
class Reader:
    """A reader: `make` builds it, `package` is what it needs, `has_units` says whether it gives units."""

    make: Callable[[], Told]
    package: str
    has_units: bool = True

    @property
    def is_installed(self) -> bool:
        """Whether its package is there, for the interpreter that asks."""
        return find_spec(self.package) is not None


_NAIVE = re.compile(
    r"(\d+(?:\.\d+)?)\s?([万亿]?)\s?(元|平方米|公里|亩|人次|场次|[所个家户名人座条项台张套处间件次场%％])"
)
_MAGNITUDES = {"": 1, "万": 10**4, "亿": 10**8}


def _one_regex() -> Told:
    def read(text: str) -> list[Found]:
        return [_scaled(*match.span(), match[1], match[2], match[3]) for match in _NAIVE.finditer(text)]

    return partial(map, read)


def _scaled(start: int, end: int, number: str, magnitude: str, unit: str) -> Found:
    return Found(start, end, str(Decimal(number) * _MAGNITUDES[magnitude]), None, unit)


def _edsnlp() -> Told:
    """eds-nlp's quantities on spaCy's blank Chinese, with the units of this project, alone and with 万 and 亿."""
    import spacy
    from spacy.tokens import Doc

    terms = {magnitude + term: (magnitude, term) for magnitude in _MAGNITUDES for term in units()}
    nlp = spacy.blank("zh")
    nlp.add_pipe(
        "eds.quantities",
        config={
            "quantities": "all",
            "units_config": {
                name: {"dim": term, "degree": 1, "scale": _MAGNITUDES[magnitude], "terms": [name], "followed_by": None}
                for name, (magnitude, term) in terms.items()
            },
            "number_terms": {},
            "stopwords": ["和"],
            "unit_divisors": ["/"],
            "extract_ranges": True,
            "range_patterns": [(None, "至"), (None, "-")],
            "use_tables": False,
        },
    )

    def read(doc: Doc) -> list[Found]:
        found = []
        for span in doc.spans["quantities"]:
            numbers = list(span._.value)
            magnitude, unit = terms.get(numbers[0].unit.partition("_per_")[0], ("", None))
            low, high = (str(Decimal(str(n.value)) * _MAGNITUDES[magnitude]) for n in (numbers[0], numbers[-1]))
            found.append(Found(span.start_char, span.end_char, low, high if len(numbers) > 1 else None, unit))
        return found

    return lambda texts: map(read, nlp.pipe(texts))


def _jionlp() -> Told:
    """JioNLP's sums of money, with their numbers: the only quantities that it finds in a text."""
    import jionlp

    def read(text: str) -> list[Found]:
        found = []
        for one in jionlp.ner.extract_money(text, with_parsing=True):
            (start, end), number = one["offset"], one["detail"]["num"]
            low, high = number if isinstance(number, list) else (number, None)
            found.append(Found(start, end, low, high, one["detail"]["case"]))
        return found

    return partial(map, read)


def _chinese2digits() -> Told:
    import chinese2digits

    def read(text: str) -> list[Found]:
        told = chinese2digits.takeNumberFromString(text)
        return list(_placed(text, told["CHNumberStringList"], told["digitsStringList"]))

    return partial(map, read)


def _placed(text: str, written: list[str], numbers: list[str]) -> Iterator[Found]:
    """The numbers with their places, which chinese2digits doesn't tell, looked for from left to right."""
    at = 0
    for words, number in zip(written, numbers, strict=True):
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            yield Found(start, at, number, None, None)


def _recognizers() -> Told:
    from recognizers_number import Culture, recognize_number

    def read(text: str) -> list[Found]:
        return [
            Found(one.start, one.end + 1, one.resolution["value"], None, None)
            for one in recognize_number(text, Culture.Chinese)
        ]

    return partial(map, read)


OURS = "xushi"
# the same rules as machine code (make compiled)
COMPILED = "xushi, compiled"
OF_US = (OURS, COMPILED)
ONE_REGEX = "one regex"
EDSNLP = "eds-nlp"
# without this project, which gives whole records (worker.py)
PEERS = {
    ONE_REGEX: Reader(_one_regex, "re"),
    EDSNLP: Reader(_edsnlp, "edsnlp"),
    "JioNLP": Reader(_jionlp, "jionlp"),
    "chinese2digits": Reader(_chinese2digits, "chinese2digits", has_units=False),
    "Recognizers-Text": Reader(_recognizers, "recognizers_number", has_units=False),
}
