"""Units that no lexicon has: a short word right after a number, where only a unit can stand.

"整理苗床 35 畦" and "修补 12 畦菜地" both count in 畦. What is guessed so is told (doubt unknown-unit). A verb is never
taken, nor the noun that is counted: in "新建 12 花园" the unit is missing and 花园 is the object.
"""

import re

from extractors.quantities.lexicon import longer_words, term_set, words

UNKNOWN_UNIT = "unknown-unit"
_NOUNS = ("noun", "person")
# what a number is the object of: a noun after it is then counted, not a unit
_GOVERNING = ("verb", "light", "reach", "total", "preposition", "rate-preposition", "adverb")
_EVENTS = ("event", "activity", "stage")
_LONGEST_WORD = 8
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = r"(?=\s{0,2}(?:[，。；、：！？）/]|$))"
_LATIN = re.compile(rf"[A-Za-zμµΩ]{{1,6}}[²³₂]?{_ENDS}")
_ALONE = re.compile(rf"[一-鿿]{_ENDS}")
_WORD = re.compile(rf"[一-鿿]{{2,3}}{_ENDS}")
_LAST_WORD = re.compile(r"[一-鿿]{1,8}\s{0,2}$")


def unknown_unit(text: str, number: str, start: int, at: int) -> str | None:
    """The word at `at` if it must be the unit of the `number` that begins at `start`, though no lexicon has it."""
    if _YEAR.fullmatch(number):
        return None
    if latin := _LATIN.match(text, at):
        return latin[0]
    if _known_word(text, at) or any(text[at : at + length] in longer_words() for length in (2, 3)):
        return None
    if text[at : at + 1] in term_set("heads.tsv", "no-unit"):
        return None
    if _ALONE.match(text, at) or _counts_a_noun(text, at):
        return text[at]
    word = _WORD.match(text, at)
    return word[0] if word and _follows_a_noun(text, start) and not _holds_a_word(word[0]) else None


def _known_word(text: str, at: int) -> str | None:
    """The longest word of the lexicon that begins at `at`."""
    for length in range(_LONGEST_WORD, 0, -1):
        if (word := text[at : at + length]) in words():
            return word
    return None


def _counts_a_noun(text: str, at: int) -> bool:
    """True for one sign before a known noun: 畦 in 12 畦绿地."""
    noun = _known_word(text, at + 1) if "一" <= text[at : at + 1] <= "鿿" else None
    return noun is not None and len(noun) > 1 and words()[noun] in _NOUNS


def _follows_a_noun(text: str, start: int) -> bool:
    """True where the words before the number end in a noun, so that the one after it counts that noun."""
    before = _LAST_WORD.search(text[max(0, start - _LONGEST_WORD - 2) : start])
    if before is None:
        return False
    said = before[0].rstrip()
    if words().get(said) in _EVENTS:
        return False
    return not any(words().get(said[-length:]) in _GOVERNING for length in range(1, len(said) + 1))


def _holds_a_word(word: str) -> bool:
    """True where a word of the lexicon, or a sign that no unit has, stands inside: 未开工."""
    if not set(word).isdisjoint(term_set("heads.tsv", "no-unit")):
        return True
    return any(_known_word(word, at) for at in range(len(word)))
