"""The signals of signals.toml: words around a number that say how it is meant."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractors.quantities.lexicon import term_set


@dataclass(frozen=True, slots=True)
class Signal:
    """Words that are looked for at one place around a number; `examples` are texts that hold them there."""

    name: str
    where: str
    pattern: re.Pattern[str]
    reason: str
    examples: tuple[str, ...]


@cache
def signals() -> dict[str, Signal]:
    """Every signal by its name."""
    source = files("extractors.quantities").joinpath("signals.toml").read_text(encoding="utf8")
    return {row["name"]: _signal(row) for row in tomllib.loads(source)["signal"]}


def found(name: str, text: str) -> bool:
    """True where the signal stands in `text`: the clause before a number, the text after it, or the sentence."""
    return signals()[name].pattern.search(text) is not None


def _signal(row: dict[str, str | list[str]]) -> Signal:
    stems = "|".join(sorted(term_set("heads.tsv", "share-rate")))
    joined = "|".join(f"(?:{pattern.replace('<share-rate>', stems)})" for pattern in row["patterns"])
    where = str(row["where"])
    anchored = {"next-before": rf"(?:{joined})\s?$", "next-after": rf"^(?:{joined})"}.get(where, joined)
    return Signal(str(row["name"]), where, re.compile(anchored), str(row["reason"]), tuple(row["examples"]))
