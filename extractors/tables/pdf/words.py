"""Which characters make words with spaces between them, and which take a whole square."""

import unicodedata
from functools import cache


def is_word(text: str) -> bool:
    """Whether the character is a letter or digit of a script that puts spaces between words."""
    return text.isalnum() and not is_wide(text)


@cache
def is_wide(text: str) -> bool:
    """Whether the character takes a whole em, as Han characters and full-width marks do."""
    return unicodedata.east_asian_width(text) in "WF"


@cache
def may_be_wide(text: str) -> bool:
    """Whether the character is as wide as its font has it, as · and … are: a whole em among Han characters."""
    return unicodedata.east_asian_width(text) == "A"
