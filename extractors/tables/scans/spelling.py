"""Writes what OCR read as documents write it: full-width marks among Han characters, and no letters inside numbers.

Each rule changes a character for one other, so that the places of all of them stay true, and only where nothing else
can be meant.
"""

import re

_HAN = r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\u3001\u3002\u300a\u300b\u201c\u201d，；：（）？！]"
_WIDE = str.maketrans(",;:()?!", "，；：（）？！")
# Full-width digits and letters, and the marks of numbers.
_NARROW = {code: chr(code - 0xFEE0) for first, last in ("０９", "Ａｚ") for code in range(ord(first), ord(last) + 1)}
_NARROW |= {ord("％"): "%", ord("．"): "."}

# A mark that has a Han character or another full-width mark on one side; in 1,200 and 8:30 it has digits.
_MARK = re.compile(rf"(?<={_HAN})[,;:()?!]|[,;:()?!](?={_HAN})")
# A pair of brackets of which one is full-width.
_PAIR = re.compile(r"\(([^()（）]*)）|（([^()（）]*)\)")
# A letter between digits, or between a decimal point and what ends a number.
_LETTER_IN_NUMBER = re.compile(r"(?<=\d)[OoIl](?=\d)|(?<=\d\.)[OoIl](?=[\d%万亿])")
_DIGITS = str.maketrans("OoIl", "0011")
# 〇 and 0 are told apart by their neighbours: 二〇二一, 2021.
_ZERO_IN_HAN = re.compile(r"(?<=[〇一二三四五六七八九])[0Oo○](?=[〇一二三四五六七八九])")
_ZERO_IN_DIGITS = re.compile(r"(?<=[\d.])[〇○](?=[\d.%])")
# A page number between dashes, which alone are read as 一.
_PAGE_NUMBER = re.compile(r"[一—-](\d+)[一—-]")


def spelled(text: str) -> str:
    """Give a line as OCR read it with its characters as a document writes them, one for one."""
    text = text.translate(_NARROW)
    text = _LETTER_IN_NUMBER.sub(lambda found: found[0].translate(_DIGITS), text)
    text = _ZERO_IN_DIGITS.sub("0", _ZERO_IN_HAN.sub("〇", text))
    return _PAGE_NUMBER.sub(r"—\1—", text) if _PAGE_NUMBER.fullmatch(text) else _widened(text)


def _widened(text: str) -> str:
    """Give the text with marks beside Han characters full-width, and those beside these, until none is left."""
    while True:
        wider = _MARK.sub(lambda found: found[0].translate(_WIDE), text)
        wider = _PAIR.sub(lambda found: found[0].translate(_BRACKETS), wider)
        if wider == text:
            return text
        text = wider


_BRACKETS = str.maketrans("()", "（）")
