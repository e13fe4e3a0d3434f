"""The lexicons: tab-separated files beside this one, each row a set of terms with a reason."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

_IN_HAN = re.compile(r"[一-鿿]{1,4}")
# dimensions of which no unit is what a rate is for
_NO_RATES = ("share", "ratio", "money", "age")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a classifier.

    `factor` is the number of `base` units in one; both are null for classifiers, which belong to a counting class
    instead, and for units without a fixed factor (foreign money). 28 digits of the factor are exact.
    """

    term: str
    dimension: str
    base: str | None = None
    factor: Decimal | None = None
    counting_class: str | None = None


def rows(name: str) -> list[list[str]]:
    """The rows of a lexicon file as lists of fields; lines of comment are left out."""
    text = files("extractors.quantities.lexicons").joinpath(name).read_text(encoding="utf8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def units() -> dict[str, Unit]:
    """Every unit by its term; the first row that names a term decides."""
    table: dict[str, Unit] = {}
    for terms, dimension, base, factor, counting_class, _comment, _example in rows("units.tsv"):
        for term in terms.split(" "):
            unit = Unit(term, dimension, base or None, _factor(factor) if factor else None, counting_class or None)
            table.setdefault(term, unit)
    return table


def _factor(written: str) -> Decimal:
    """A factor as the file has it: a decimal, or a fraction where no decimal is exact (2000/3 for 亩)."""
    top, _, bottom = written.partition("/")
    return Decimal(top) / Decimal(bottom or 1)


@cache
def units_by_first_character() -> dict[str, tuple[str, ...]]:
    """Unit terms by their first character, longest first."""
    table: dict[str, list[str]] = {}
    for term in units():
        table.setdefault(term[0], []).append(term)
    return {first: tuple(sorted(terms, key=len, reverse=True)) for first, terms in table.items()}


@cache
def words() -> dict[str, str]:
    """The kind of each word of a clause (words.tsv); the first row that names a term decides."""
    table: dict[str, str] = {}
    for kind, terms, _comment in rows("words.tsv"):
        for term in terms.split(" "):
            table.setdefault(term, kind)
    # 新 before a verb of two signs makes one verb: 新投放
    for term in [term for term, kind in table.items() if kind == "verb" and len(term) == 2 and term[0] not in "新已在"]:
        table.setdefault("新" + term, "verb")
    return table


@cache
def names() -> frozenset[str]:
    """Fixed words that hold a numeral but no quantity."""
    return frozenset(term for _kind, terms, _comment in rows("names.tsv") for term in terms.split(" "))


@cache
def longer_words() -> frozenset[str]:
    """Words that begin as a unit does and are none: 家庭, 场所."""
    return frozenset(term for terms, _comment in rows("longer.tsv") for term in terms.split(" "))


@cache
def term_set(name: str, kind: str) -> frozenset[str]:
    """The terms of the rows of lexicon `name` that are of `kind`."""
    return frozenset(term for row_kind, terms, _comment in rows(name) if row_kind == kind for term in terms.split(" "))


@cache
def open_places() -> str:
    """Places that are told apart by how many hours they are open, as alternatives of a pattern: 24 小时书房."""
    return "|".join(sorted(term_set("heads.tsv", "open-place")))


@cache
def rate_units() -> str:
    """A pattern of units in Chinese that a rate may be for, the longest first: 每针次, 每公顷."""
    told = (term for term, unit in units().items() if unit.dimension not in _NO_RATES and _IN_HAN.fullmatch(term))
    # 每支队伍 are 支 of 队伍
    return "|".join(["支(?=队伍)", *sorted(told, key=len, reverse=True)])
