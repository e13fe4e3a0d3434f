"""Words that stand outside the shape of a clause and are told by a pattern: the rules of asides.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractors.quantities.lexicon import rate_units


@dataclass(frozen=True, slots=True)
class Aside:
    """A pattern for words that leave the shape of their clause alone; `examples` are texts that hold them.

    Every match begins with one of the signs `begins`: nowhere else need the pattern be tried.
    """

    name: str
    begins: str
    pattern: str
    reason: str
    examples: tuple[str, ...]


@cache
def asides() -> tuple[Aside, ...]:
    """Every rule, in the order of the file."""
    source = files("extractors.quantities").joinpath("asides.toml").read_text(encoding="utf8")
    return tuple(
        Aside(row["name"], row["begins"], _filled(row["pattern"]), row["reason"], tuple(row["examples"]))
        for row in tomllib.loads(source)["aside"]
    )


def _filled(pattern: str) -> str:
    return pattern.replace("<rate-unit>", rate_units())


@cache
def any_aside() -> re.Pattern[str]:
    """All rules as one pattern, so that a text is searched once; of two that match at one place the first holds."""
    signs = "".join(aside.begins for aside in asides())
    return re.compile(f"(?=[{signs}])(?:{'|'.join(aside.pattern for aside in asides())})")
