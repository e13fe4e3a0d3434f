"""Items of a list: each measure of a clause with its words, written as a shape.

A shape has a letter a word: "完成湿地修复 450 亩" is LNEQ: a light verb, a noun, an event, the measure in question.
Rules for object and action are patterns over shapes (meaning.toml).
"""

from dataclasses import dataclass
from itertools import pairwise

from extractors.quantities.lexicon import term_set
from extractors.quantities.reading import NOMINAL, VERBAL, Measure, Word

LETTERS = {
    "light": "L",
    "verb": "V",
    "governing": "V",
    "event": "E",
    "stage": "S",
    "activity": "T",
    "reach": "R",
    "total": "U",
    "rate": "Z",
    "noun": "N",
    "person": "N",
    "generic": "G",
    "modifier": "M",
    "place": "M",
    "preposition": "P",
    "rate-preposition": "A",
    "of": "D",
    "and": "C",
    "etc": "X",
}
# what may follow those for whom something is done
_GOVERNING = (*VERBAL, "rate-preposition")
_LONGEST_ATTRIBUTE = 4


@dataclass(slots=True)
class Item:
    """The words of one list item around a measure, silent ones left out, and their shape."""

    words: list[Word]
    shape: str


def items(text: str, clause: list[Word], measures: dict[int, Measure]) -> list[tuple[Measure, Item]]:
    """Each measure of a clause with its item: the list is cut at 、 or 和 between two measures."""
    places = [i for i, word in enumerate(clause) if word.kind == "measure"]
    cuts = [_cut(text, clause, here, there) for here, there in pairwise(places)]
    edges = [0, *(cut for cut in cuts if cut is not None), len(clause)]
    found = []
    for place in places:
        start = max(edge for edge in edges if edge <= place)
        end = min(edge for edge in edges if edge > place)
        found.append((measures[clause[place].start], _item(clause[start:end], place - start)))
    return found


def _is_attribute(text: str, between: list[Word]) -> bool:
    """True for one word between two measures that names what the second measures: 845 项[成交额]37.2 亿元."""
    if len(between) != 1 or between[0].kind != "noun":
        return False
    said = text[between[0].start : between[0].end].strip()
    return len(said) <= _LONGEST_ATTRIBUTE and said.endswith(tuple(term_set("heads.tsv", "attribute")))


def _joins_those_for_whom(clause: list[Word], here: int, joint: int, there: int) -> bool:
    """True for 和 between nouns that a preposition opens, a verb behind them: 为 300 个小区及院落安装 6000 个."""
    if not here or clause[here - 1].kind != "preposition":
        return False
    before, after = clause[here + 1 : joint], clause[joint + 1 : there]
    return all(word.kind in NOMINAL for word in before) and any(word.kind in _GOVERNING for word in after[1:])


def _cut(text: str, clause: list[Word], here: int, there: int) -> int | None:
    """Where a list is cut between two measures: after the first, before the second, or at the last 和 between."""
    conjunctions = [i for i in range(here + 1, there) if clause[i].kind == "and"]
    if len(conjunctions) == 1 and _joins_those_for_whom(clause, here, conjunctions[0], there):
        return None
    if not conjunctions:
        return here + 1 if _is_attribute(text, clause[here + 1 : there]) else None
    return conjunctions[0] if conjunctions[0] == here + 1 else conjunctions[-1]


def _item(cut: list[Word], at: int) -> Item:
    if cut[0].kind == "and":
        cut, at = cut[1:], at - 1
    letters = ("Q" if i == at else "q" if word.kind == "measure" else LETTERS[word.kind] for i, word in enumerate(cut))
    return Item(cut, "".join(letters))
