"""Characters as files hold them, made into what a reader sees."""

import re

from extractors.documents.encoding import REPLACEMENT

DAMAGED_CHARACTERS = "damaged-characters"

# Characters that show nothing: soft hyphens, zero-width spaces and joiners, byte order marks, marks of direction.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_FIXED_SPACE = re.compile("[\u00a0\u2007\u202f]")
# The white space that a browser collapses: others, as the full-width space, are characters of the text.
_COLLAPSED = re.compile(r"[ \t\n\r\f]+")
_WIDE = (
    "\u2014\u2018-\u201f\u2026\u2e80-\u2fdf\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff5e"
    "\U00020000-\U0003ffff"
)
_BROKEN_SOURCE = re.compile(rf"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")


def visible(text: str) -> str:
    """Give the text without characters that show nothing; fixed spaces are spaces."""
    return _FIXED_SPACE.sub(" ", _INVISIBLE.sub("", text))


def collapsed(text: str) -> str:
    """Give a line of HTML as a browser shows it: runs of white space are one space.

    Between two Han characters or full-width marks, where the source was only broken, they are none.
    """
    return visible(_COLLAPSED.sub(" ", _BROKEN_SOURCE.sub("", text)).strip(" "))


def doubt_of(text: str) -> tuple[str, ...]:
    """Name the doubt of a text in which bytes were damaged."""
    return (DAMAGED_CHARACTERS,) if REPLACEMENT in text else ()
