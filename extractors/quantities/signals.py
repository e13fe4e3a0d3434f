"""The signals of signals.toml: words around a number that say how it is meant."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from extractors.quantities.lexicon import open_places, term_set


@dataclass(frozen=True, slots=True)
class Signal:
    """Words that are looked for at one place around a number; `examples` are texts that hold them there.

    `says` is the value of bound, basis, role or measure that they speak for. Every match begins with one of the signs
    `begins`, nowhere else need the pattern be tried; empty where none are known.
    """

    name: str
    where: str
    says: str
    pattern: re.Pattern[str]
    reason: str
    examples: tuple[str, ...]
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A signal that was found, and the words that gave it."""

    signal: Signal
    words: str


_listener: ContextVar[list[Heard] | None] = ContextVar("_listener", default=None)


@contextmanager
def listening() -> Iterator[list[Heard]]:
    """Collect, inside the block, every signal that is found."""
    heard: list[Heard] = []
    token = _listener.set(heard)
    try:
        yield heard
    finally:
        _listener.reset(token)


@cache
def signals() -> dict[str, Signal]:
    """Every signal by its name."""
    source = files("extractors.quantities").joinpath("signals.toml").read_text(encoding="utf8")
    return {row["name"]: _signal(row) for row in tomllib.loads(source)["signal"]}


def found(name: str, text: str) -> bool:
    """True where the signal stands in `text`: the clause before a number, the text after it, or the sentence."""
    if not text:
        return False
    signal = signals()[name]
    match = _in_sentence(name, text) if signal.where == "sentence" else signal.pattern.search(text)
    if match is None:
        return False
    if (heard := _listener.get()) is not None:
        heard.append(Heard(signal, match[0].strip()))
    return True


# each number of a sentence asks for the same
@lru_cache(maxsize=64)
def _in_sentence(name: str, sentence: str) -> re.Match[str] | None:
    return signals()[name].pattern.search(sentence)


def last_place(name: str, text: str) -> int:
    """Where the signal stands last in `text`; -1 where it does not."""
    return max((match.start() for match in signals()[name].pattern.finditer(text)), default=-1)


def _signal(row: dict[str, str | list[str]]) -> Signal:
    stems = "|".join(sorted(term_set("heads.tsv", "share-rate")))
    joined = "|".join(f"(?:{pattern})" for pattern in row["patterns"])
    joined = joined.replace("<share-rate>", stems).replace("<open-place>", open_places())
    joined = joined.replace("<inner>", "".join(sorted(term_set("heads.tsv", "inner"))))
    where, begins = str(row["where"]), str(row.get("begins", ""))
    anchored = {"next-before": rf"(?:{joined})\s?$", "next-after": rf"^(?:{joined})"}.get(where, joined)
    return Signal(
        name=str(row["name"]),
        where=where,
        says=str(row["says"]),
        pattern=re.compile(rf"(?=[{re.escape(begins)}])(?:{anchored})" if begins else anchored),
        reason=str(row["reason"]),
        examples=tuple(row["examples"]),
        begins=begins,
    )
