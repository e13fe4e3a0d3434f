"""Numerals that are no quantities (dates, ordinals, identifiers, names): the rules of exclusions.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from extractors.quantities.lexicon import open_places

_HAN = "〇零一二两三四五六七八九十廿"
_NUMBER = rf"(?:\d{{1,8}}|[{_HAN}]{{1,8}})"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A rule that takes out the numerals inside a match of `pattern`; `examples` are texts that it matches.

    A `silent` match stands outside the sentence's meaning: words around it are read as if it were not there. Where a
    text holds none of the signs `needs`, the pattern matches nowhere and need not be tried; empty where none is known.
    """

    name: str
    kind: str
    pattern: re.Pattern[str]
    reason: str
    examples: tuple[str, ...]
    silent: bool = False
    needs: frozenset[str] = frozenset()


@cache
def exclusions() -> tuple[Exclusion, ...]:
    """Every rule, in the order of the file."""
    source = files("extractors.quantities").joinpath("exclusions.toml").read_text(encoding="utf8")
    return tuple(
        Exclusion(
            name=row["name"],
            kind=row["kind"],
            pattern=re.compile(_expanded(row["pattern"])),
            reason=row["reason"],
            examples=tuple(row["examples"]),
            silent=row.get("silent", False),
            needs=frozenset(row.get("needs", "")),
        )
        for row in tomllib.loads(source)["rule"]
    )


def _expanded(pattern: str) -> str:
    return pattern.replace("<number>", _NUMBER).replace("<han>", _HAN).replace("<open-place>", open_places())


def exclusions_for(text: str) -> tuple[Exclusion, ...]:
    """The rules that may match somewhere in a text, for the signs that it holds."""
    return _needing(_needed().intersection(text))


@cache
def _needed() -> frozenset[str]:
    """The signs that any rule needs."""
    return frozenset().union(*(rule.needs for rule in exclusions()))


# few sets of signs make up most of a plan
@lru_cache(maxsize=4096)
def _needing(signs: frozenset[str]) -> tuple[Exclusion, ...]:
    return tuple(rule for rule in exclusions() if not rule.needs or not rule.needs.isdisjoint(signs))


@cache
def silent_exclusions() -> frozenset[str]:
    """The names of the silent rules."""
    return frozenset(rule.name for rule in exclusions() if rule.silent)
