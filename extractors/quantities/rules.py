"""The rules of meaning.toml: patterns over shapes that say which words are object and action."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# a noun phrase in a shape: modifiers, nouns and activities, joined by 和 or 、, an event allowed inside it
NOUN_PHRASE = "(?:M|[NT]|[NTM]C(?=[MNTE])|E(?=[NTC]))*[NT]"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, the text of one of its measures, and the object and action that the rule gives for it."""

    text: str
    measure: str
    object: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class MeaningRule:
    """A rule: its name, its pattern over the shape of a list item, why it holds, and a sentence that shows it."""

    name: str
    pattern: re.Pattern[str]
    reason: str
    example: Example


@cache
def meaning_rules() -> tuple[MeaningRule, ...]:
    """The rules in the order in which they are tried."""
    source = files("extractors.quantities").joinpath("meaning.toml").read_text(encoding="utf8")
    return tuple(
        MeaningRule(
            row["name"],
            re.compile(row["pattern"].replace("<n>", NOUN_PHRASE)),
            row["reason"],
            Example(**row["example"]),
        )
        for row in tomllib.loads(source)["rule"]
    )
