"""Indicators that may be compared over places and years, as indicators.toml names them, as a view of the warehouse."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter

from warehouse.queries import Query

# an indicator without a stage is of the work as a whole, like one that is done
_DONE = ("none", "completed", "accepted", "in_use")
_COMMENT = (
    "Indicators that may be compared over places and years (可比指标): which objects, actions and stages mean the same"
    " thing, in units of one counting class or dimension, as warehouse/indicators.toml names them."
)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A key with its Chinese name and English gloss, and the words and the unit that an indicator has it by.

    `rate` is true for standards of each person or cubic metre, which else are not compared.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    key: str
    name: str
    gloss: str
    objects: tuple[str, ...]
    unit: str
    actions: tuple[str, ...] = ()
    stages: tuple[str, ...] = _DONE
    rate: bool = False


def indicators() -> list[Indicator]:
    """Give every indicator that has a key; actions are empty where any will do."""
    told = tomllib.loads(files("warehouse").joinpath("indicators.toml").read_text(encoding="utf8"))
    return TypeAdapter(list[Indicator]).validate_python(told["indicator"])


def view() -> Query:
    """The view indicator_keys: a row for each key, its words as lists."""
    rows = ",\n  ".join(_row(each) for each in indicators())
    columns = "key, name, gloss, objects, actions, stages, unit, rate"
    return Query("indicator_keys", _COMMENT, f"SELECT {columns}\nFROM (VALUES\n  {rows}\n) AS t ({columns})")


def _row(each: Indicator) -> str:
    texts = ", ".join(map(_quoted, (each.key, each.name, each.gloss)))
    lists = ", ".join(_list(words) for words in (each.objects, each.actions, each.stages))
    return f"({texts}, {lists}, {_quoted(each.unit)}, {str(each.rate).lower()})"


def _list(words: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, words))}]::VARCHAR[]"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
