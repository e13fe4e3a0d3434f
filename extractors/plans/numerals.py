"""Small Chinese and Arabic numerals, as labels and dates use them: 三, 十二, 3, ３."""

import re
import unicodedata

from extractors.numerals import LONGEST, han_value

_LABEL = re.compile(r"^[(（\[【第]*\s*(\d+|[〇零一二三四五六七八九十百]+)\s*[)）\]】、.．。,，号项件:：]*$")


def whole_number(text: str) -> int | None:
    """Give the value of a whole Arabic or Chinese numeral; None for anything else."""
    if text.isdecimal():
        return int(text) if len(text) <= LONGEST else None
    value = None if "点" in text else han_value(text)
    return None if value is None else int(value)


def label_number(label: str) -> int | None:
    """Give the number in a row's label: 12, 12., （3）, 第五项, 十二、; None where there is none or more than one."""
    found = _LABEL.match(squeezed(label))
    return whole_number(found[1]) if found else None


def squeezed(text: str) -> str:
    """Give the text without any white space, full-width forms made half-width: for comparing only."""
    return "".join(unicodedata.normalize("NFKC", text).split())
