"""Small Chinese and Arabic numerals, as labels and dates use them: 三, 十二, 3, ３."""

import re
import unicodedata

_DIGITS = {
    "〇": 0,
    "○": 0,
    "Ｏ": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_LABEL = re.compile(r"^[(（\[【第]*\s*(\d+|[〇零一二三四五六七八九十百]+)\s*[)）\]】、.．。,，号项件:：]*$")


def whole_number(text: str) -> int | None:
    """Give the value of an Arabic numeral, or of a Chinese one below a thousand; None for anything else."""
    if text.isdecimal():
        return int(text)
    if not text or any(character not in _DIGITS and character not in "十百" for character in text):
        return None
    if not any(character in "十百" for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
    return total + digit


def label_number(label: str) -> int | None:
    """Give the number in a row's label: 12, 12., （3）, 第五项, 十二、; None where there is none or more than one."""
    found = _LABEL.match(squeezed(label))
    return whole_number(found[1]) if found else None


def squeezed(text: str) -> str:
    """Give the text without any white space, full-width forms made half-width: for comparing only."""
    return "".join(unicodedata.normalize("NFKC", text).split())
