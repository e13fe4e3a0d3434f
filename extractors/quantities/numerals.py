"""Numerals: where a text writes a number, and which number it is.

Arabic digits with separators, decimals, magnitudes and powers; Chinese numerals, everyday and 大写; fractions,
percentages in words, tenths (九成), halves (过半) and doublings (翻一番). Works on text made uniform (text.py).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGIT |= {"〇": 0, "两": 2, "俩": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_SCORE = {"廿": 20, "卅": 30}
_LARGE = {"万": 10**4, "亿": 10**8}

_HAN = "零〇一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
# 千 may begin a unit instead: 110 千伏
_MAGNITUDE = "万亿|百万|千万|十万|百亿|千亿|十亿|万|亿|千(?![伏瓦米克卡])|百(?!分)"
# a wrap may stand between two digits, or split thousands: 2 4 个, 1 200 户
_ARABIC = (
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: \d{3})+(?![\d.])|(?<!\d)\d[ \n]\d(?!\d)|\d+\n\d+|\d+(?:\.\d+)?"
)

_PATTERN = re.compile(
    rf"""
    百分之(?P<percent>[{_HAN}]+(?:点[{_HAN}]+)?|\d+(?:\.\d+)?)
  | (?P<whole>百分百)
  | (?P<bottom>[{_HAN}]+|\d+)分之(?P<top>[{_HAN}]+|\d+)
  | (?P<times>翻(?P<doublings>[一二两三四])?番)
  | (?P<tenths>[一二两三四五六七八九])成(?P<half_tenth>[半一二三四五六七八九])?(?![立员果本效为功品熟长都就分型])
  | (?P<half>过半数?|一半|半数|多半)
  | (?<![\d/.])(?P<numerator>\d+)/(?P<denominator>\d+)(?![\d/.])
  | (?P<power>\d+(?:\.\d+)?)[×xX]10\^?(?P<exponent>\d{{1,2}})
  | (?P<arabic>{_ARABIC})(?:\s?(?P<magnitude>{_MAGNITUDE})
      (?P<rest>\d+(?:[千百万])?(?![\d.%])|[零一二两三四五六七八九][{_HAN}]*(?=[^{_HAN}]))?)?
  | (?P<half_one>半)(?=个(?:工作日|小时|月))
  | (?P<han>[{_HAN}]+(?:点[零〇一二三四五六七八九]+[万亿]{{0,2}})?)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as a text writes it; `unit` is set where the words bring it along (% for 九成, 倍 for 翻一番)."""

    start: int
    end: int
    value: Decimal
    unit: str | None = None
    at_least: bool = False
    in_words: bool = False


def find_numerals(text: str) -> list[Numeral]:
    """Every numeral of the text, left to right, none overlapping."""
    found = []
    at = 0
    while match := _PATTERN.search(text, at):
        numeral = _numeral(match)
        if numeral:
            found.append(numeral)
        at = numeral.end if numeral else match.end()
    return found


def han_value(numeral: str) -> Decimal | None:
    """The number a Chinese numeral writes: 两千三百 is 2300, 一万二 is 12000; null where it writes none."""
    whole, _, fraction = numeral.partition("点")
    value = _han_integer(whole)
    if value is None or not fraction:
        return value
    digits = fraction.rstrip("万亿")
    decimal = value + Decimal("0." + "".join(str(_DIGIT[c]) for c in digits))
    return decimal * _scale(fraction[len(digits) :])


def _numeral(match: re.Match[str]) -> Numeral | None:
    """The numeral of a match: its kind is the name of the group that matched; null where it is no number."""
    start, end = match.span()
    read = next(read for group, read in _READERS.items() if match[group] is not None)
    said = read(match)
    if said is None:
        return None
    return Numeral(start, said.end or end, said.value, said.unit, said.at_least, said.in_words)


@dataclass(frozen=True, slots=True)
class _Value:
    """What a kind of numeral says; `end` is null where the whole match belongs to it."""

    value: Decimal
    unit: str | None = None
    at_least: bool = False
    in_words: bool = True
    end: int | None = None


def _percent(match: re.Match[str]) -> _Value | None:
    value = _plain(match["percent"])
    return None if value is None else _Value(value, "%")


def _tenths(match: re.Match[str]) -> _Value:
    tail = match["half_tenth"]
    return _Value(Decimal(10 * _DIGIT[match["tenths"]] + (_DIGIT.get(tail, 5) if tail else 0)), "%")


def _in_han(match: re.Match[str]) -> _Value | None:
    value = han_value(match["han"])
    return None if value is None else _Value(value)


def _power(match: re.Match[str]) -> _Value:
    return _Value(Decimal(match["power"]) * 10 ** int(match["exponent"]), in_words=False)


def _arabic(match: re.Match[str]) -> _Value:
    value = Decimal(re.sub(r"[\s,]", "", match["arabic"]))
    if not match["magnitude"]:
        return _Value(value, in_words=False, end=match.end("arabic"))
    scale = _scale(match["magnitude"])
    rest = _rest(match["rest"], scale) if match["rest"] else None
    if rest is not None:
        return _Value(value * scale + rest, in_words=False)
    return _Value(value * scale, in_words=False, end=match.end("magnitude"))


def _rest(rest: str, scale: int) -> Decimal | None:
    """What follows a magnitude: 4000 in 3万4000, 2000万 in 1亿2000万; null where it can't belong to it."""
    value = _plain(rest)
    if value is None and rest[-1] in "千百万":
        count = _plain(rest[:-1])
        value = count and count * _scale(rest[-1])
    return value if value is not None and value < scale else None


def _scale(magnitude: str) -> int:
    scale = 1
    for character in magnitude:
        scale *= _SMALL.get(character) or _LARGE[character]
    return scale


def _plain(numeral: str) -> Decimal | None:
    if numeral.replace(".", "", 1).isdigit() and numeral.isascii():
        return Decimal(numeral)
    return han_value(numeral) if all(c in _HAN + "点" for c in numeral) else None


def _fraction(top: Decimal | None, bottom: Decimal | None) -> _Value | None:
    if top is None or not bottom or top > bottom:
        return None
    return _Value(round(top / bottom, 10), "ratio")


# by the group of the pattern that matched
_READERS: dict[str, Callable[[re.Match[str]], _Value | None]] = {
    "percent": _percent,
    "whole": lambda _: _Value(Decimal(100), "%"),
    "bottom": lambda match: _fraction(_plain(match["top"]), _plain(match["bottom"])),
    "numerator": lambda match: _fraction(Decimal(match["numerator"]), Decimal(match["denominator"])),
    "times": lambda match: _Value(Decimal(2 ** _DIGIT[match["doublings"] or "一"]), "倍"),
    "tenths": _tenths,
    "half": lambda match: _Value(Decimal(50), "%", at_least=match["half"].startswith("过")),
    "half_one": lambda _: _Value(Decimal("0.5")),
    "power": _power,
    "arabic": _arabic,
    "han": _in_han,
}


def _han_integer(numeral: str) -> Decimal | None:
    """Sections of 亿 and 万, each of thousands, hundreds, tens and ones; a last digit alone is a tenth (一万二)."""
    if all(c in _DIGIT for c in numeral):
        return Decimal("".join(str(_DIGIT[c]) for c in numeral))
    total, section, digit, last_scale = 0, 0, None, 0
    for character in numeral:
        if character in _DIGIT:
            if digit is not None and digit != 0:
                return None
            digit = _DIGIT[character]
            if digit == 0:
                last_scale = 0
        elif character in _SCORE:
            section += _SCORE[character]
        elif character in _SMALL:
            last_scale = _SMALL[character]
            section += (1 if digit is None else digit) * last_scale
            digit = None
        else:
            last_scale = _LARGE[character]
            section += digit or 0
            if total and last_scale > 10**4:
                total = (total + section) * last_scale
            else:
                total += (section or 1) * last_scale
            section, digit = 0, None
    if digit:
        section += digit * (last_scale // 10 if last_scale > 10 else 1)
    return Decimal(total + section)
