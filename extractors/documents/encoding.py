"""Tells how a text's bytes are encoded: by its mark, by what it declares, and by what its bytes can be at all."""

import codecs
import re

# The marks that a text may begin with; UTF-32's little-endian one begins with UTF-16's, so it is looked at first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The HTML standard looks for a declaration in the first 1024 bytes; pages with long comments have it later.
_DECLARED_WITHIN = 4096
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
# GB 18030 holds all that the older labels name, and pages that declare those use its characters all the same.
_CHINESE = "gb18030"
_OLDER = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "hz-gb-2312", "euc-cn", "gb18030"})
# Characters that no text needs. Editors leave one now and then; where there are more, it is no text.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MOST_CONTROLS_SHARE = 0.001
# Bytes in another encoding are damaged all over; where so many characters are sound to one, a few bytes are wrong.
_SOUND_TO_DAMAGED = 50
_LAST_ASCII = "\x7f"

REPLACEMENT = "\ufffd"


def decoded(content: bytes) -> str | None:
    """Give the text that the bytes are; None where they are no text.

    A mark at the beginning decides. Bytes that are valid UTF-8 are UTF-8, whatever they declare: other encodings' text
    hardly ever is. Then comes what is declared, then GB 18030. Where a few bytes fit nothing, U+FFFD stands for them.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _if_text(_strictly(content[len(mark) :], encoding))
    text = _if_text(_strictly(content, "utf-8")) or _mended(content, "utf-8")
    for encoding in (*_declared(content), _CHINESE, *_wide(content)):
        text = text or _if_text(_strictly(content, encoding))
    return text or _mended(content, _CHINESE)


def _declared(content: bytes) -> list[str]:
    found = _DECLARED.search(content[:_DECLARED_WITHIN])
    if found is None:
        return []
    name = found[1].decode("ascii").lower()
    if name in _OLDER:
        return [_CHINESE]
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return []
    # bytes in which a declaration could be read are not UTF-16, and UTF-7 only hides what it says
    return [] if known.startswith(("utf", "unicode")) or not _is_for_text(known) else [known]


def _is_for_text(name: str) -> bool:
    """Whether the codec gives text: Python has others, which unpack or transform bytes."""
    return name not in {"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "punycode", "idna"}


def _wide(content: bytes) -> list[str]:
    """UTF-16 without a mark, where every other byte of what looks like markup or digits is zero."""
    head = content[:_DECLARED_WITHIN]
    if len(head) % 2 or b"\x00" not in head:
        return []
    return ["utf-16-le"] if head[1::2].count(0) > head[::2].count(0) else ["utf-16-be"]


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _if_text(text: str | None) -> str | None:
    """Give the text without stray control characters; None where it can't be one."""
    if text is None:
        return None
    bare = _CONTROLS.sub("", text)
    return bare if len(text) - len(bare) <= max(1.0, _MOST_CONTROLS_SHARE * len(text)) else None


def _mended(content: bytes, encoding: str) -> str | None:
    """Give the text if few of its characters are damaged, beside those that only this encoding makes of its bytes."""
    text = content.decode(encoding, errors="replace")
    damaged = text.count(REPLACEMENT)
    sound = sum(character > _LAST_ASCII for character in text) - damaged
    return _if_text(text) if sound >= _SOUND_TO_DAMAGED * damaged else None
