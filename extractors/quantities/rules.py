"""The rules of meaning.toml: patterns over shapes that say which words are object and action."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NOUNS = "(?:M|[NT]|[NTM]C(?=[MNTE])|E(?=[NTCE])|G(?=[NM]))*"
_MACROS = {
    "<n>": _NOUNS + "[NT]",
    "<m>": _NOUNS + "[NTE]",
    "<v>": "[VEST](?:C?[VEST])*",
    "<d>": "(?:[VELS][^Qq]*?D|D)?",
    "<l>": "(?:[MNTEC]*C[MNTE]+X(?=[MNE]))?",
    "<x>": "P?[NMCETGDX]*[XD]",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, the text of one of its measures, and the object and action that the rule gives for it."""

    text: str
    measure: str
    object: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class MeaningRule:
    """A rule: its name, its pattern over the shape of a list item, why it holds, and a sentence that shows it.

    `classes` are the dimensions or counting classes of units it is limited to (none: all), `excepted` those it is not
    for. `needs` are the kinds of words without which a shape is not searched. With `needs_people` the object must name
    people. `keeps_first` says which end of an overlong object stays: what a number counts stands first where an event
    follows, last in a compound.
    """

    name: str
    pattern: re.Pattern[str]
    reason: str
    example: Example
    classes: frozenset[str] = frozenset()
    excepted: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    needs_people: bool = False
    keeps_first: bool = False

    def is_for(self, classes: frozenset[str]) -> bool:
        """True where the rule is for a unit of these dimensions and counting classes."""
        return (not self.classes or bool(self.classes & classes)) and not self.excepted & classes


@cache
def meaning_rules() -> tuple[MeaningRule, ...]:
    """The rules in the order in which they are tried."""
    source = files("extractors.quantities").joinpath("meaning.toml").read_text(encoding="utf8")
    return tuple(
        MeaningRule(
            name=row["name"],
            pattern=re.compile(_expanded(row["pattern"])),
            reason=row["reason"],
            example=Example(**row["example"]),
            classes=frozenset(row.get("classes", ())),
            excepted=frozenset(row.get("except", ())),
            needs=frozenset(row.get("needs", "")),
            needs_people=row.get("people", False),
            keeps_first=row.get("keep") == "first",
        )
        for row in tomllib.loads(source)["rule"]
    )


def _expanded(pattern: str) -> str:
    for macro, expansion in _MACROS.items():
        pattern = pattern.replace(macro, expansion)
    return pattern
