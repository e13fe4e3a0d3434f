"""The words that say how quantities belong together (words.tsv)."""

from functools import cache
from importlib.resources import files


@cache
def words(kind: str) -> tuple[str, ...]:
    """Give the words of a kind; raises KeyError where there is no such kind."""
    text = files("extractors.series").joinpath("words.tsv").read_text(encoding="utf8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: tuple(listed.split(" ")) for name, listed, _comment in rows}[kind]


def ends_with(name: str | None, kind: str) -> bool:
    """Whether a thing's name ends with a word of the kind: its head noun is last in Chinese."""
    return name is not None and name.endswith(words(kind))
