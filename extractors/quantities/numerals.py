"""Numerals: where a text writes a number, and which number it is.

Arabic digits with separators, decimals, magnitudes and powers; Chinese numerals, everyday and 大写; fractions,
percentages in words, tenths (九成), halves (过半) and doublings (翻一番). Works on text made uniform (text.py).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from extractors.numerals import DIGITS, HAN, han_value, scale

_SCALES = "十百千万亿拾佰仟"
# 千 may begin a unit instead, 110 千伏, and 百 a word: 5 百货店
_THOUSAND = "千(?!分点|[伏瓦米克卡乏帕焦赫牛])"
_HUNDRED = "百(?![分货姓])"
_MAGNITUDE = f"个亿(?=[，。；、）]|$)|万亿|百万|千万|十万|百亿|千亿|十亿|万|亿|{_THOUSAND}|{_HUNDRED}"
# justified text has spaces between signs, but two digits with a space between them are two numbers
# 队伍 is a word, whatever 伍 may count
_SIGN = rf"(?:[{re.sub('[千伍]', '', HAN)}]|(?<!队)伍|{_THOUSAND})"
_RUN = rf"{_SIGN}(?:{_SIGN}|[ ](?=[{_SCALES}])|(?<=[{_SCALES}])[ ](?={_SIGN}))*"
# a wrap may stand between two digits, or split thousands or a decimal: 2 4 个, 2 30 人, 1 200 户, 13. 8 平方米
_ARABIC = (
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[ ]\d{3})+(?![\d.])"
    r"|\d{1,3},(?:\d[ \n]\d\d|\d\d[ \n]\d)(?!\d)"
    r"|(?<![\d.A-Za-z])\d(?:[ \n]\d{1,2}|(?:[ ]\d){2,3})(?![\d.年月日]|[ ]\d)"
    r"|(?<![\d.A-Za-z])(?<!\d[ ])\d{2}[ ]\d{2}(?![\d.年月日]|[ ]\d)"
    r"|\d+\n\d+|(?:(?<=[一-鿿])|(?<=[一-鿿][ ]))\d+\.[ ]\d(?![\d.])|(?<=[一-鿿][ ])\d+[ ]\.\d+|\d+(?:\.\d+)?"
)
# 12 亿 6 千万, 3 亿 2 千 5 百万, 1 亿 5000 万: what follows 亿 with a space
_BELOW = r"(?<=亿)[ ]?\d{1,4}[ ]?(?:千[ ]?\d[ ]?百[ ]?万|千万|百万|万)(?![亿次])"
# 成 makes tenths of a number, but begins many words: 三成立
_TENTHS = "成(?![立员果本效为功品熟长都就分型套片人年交形系建活因核批]|规(?!上))"

# the signs that a numeral begins with: looked for first, so that all other places cost next to nothing
_FIRST = rf"[\d{HAN}翻过半多]"

# each kind of numeral is a group, the last to close where it has matched
_PATTERN = re.compile(
    rf"""(?={_FIRST})(?:
    (?P<percents>百分之\s?(?P<percent>[{HAN}]+(?:点[{HAN}]+)?|\d+(?:\.\d+)?)
      (?:[至到-](?:百分之)?(?P<percent_to>[{HAN}]+(?:点[{HAN}]+)?|\d+(?:\.\d+)?)(?!分之|\d))?)
  | (?P<whole>百分百)
  | (?P<fraction>(?P<bottom>[{HAN}]+|\d+)分之\s?(?P<top>[{HAN}]+|\d+))
  | (?P<times>翻(?:了|上)?\s?(?P<doublings>[一二两三四1-4])?\s?番)
  | (?P<tenths>(?P<whole_tenths>[一二两三四五六七八九]|(?<![\d.])\d(?:\.\d)?\s?){_TENTHS}
      (?P<half_tenth>[半一二三四五六七八九])?(?P<over_tenths>[多余](?![为数半种项样是元]))?)
  | (?P<half>过半数?|一半|半数|多半)
  | (?P<stroke>(?<![\d/.])(?P<numerator>\d+)/(?P<denominator>\d+)(?![\d/.]))
  | (?P<power>(?P<base>\d+(?:\.\d+)?)[×xX]10\^?(?P<exponent>\d{{1,2}}))
  | (?P<arabic>(?P<digits>{_ARABIC})(?:\s?(?P<magnitude>{_MAGNITUDE})
      (?P<rest>{_BELOW}|\d+(?:千\d+百|[千百万])?(?![\d.%])|[零一二两三四五六七八九][{HAN}]*(?=[^{HAN}]))?)?)
  | (?P<half_one>(?<![上下后一大过])(?<!(?<!提)前)半)(?=个(?:工作日|小时|月)|小时|天(?!的)|年(?:以上|以内))
  | (?P<neighbours>(?P<teen>十)?(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])
      (?P<round>[十百千万亿]{{0,3}}))(?![{HAN}])
  | (?P<han>{_RUN}(?:点[零〇一二三四五六七八九]+[万亿]{{0,2}})?)
    )""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Numeral:
    """A number as a text writes it, to `upper` where the words are a range of their own: 三五家, 百分之二十至三十.

    `unit` is set where the words bring it along: % for 九成, 倍 for 翻一番.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None = None
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


def _numeral(match: re.Match[str]) -> Numeral | None:
    """The numeral of a match: its kind is the name of the group that matched; null where it is no number."""
    start, end = match.span()
    said = _READERS[match.lastgroup or ""](match)
    if said is None:
        return None
    return Numeral(start, said.end or end, said.value, said.upper, said.unit, said.at_least, said.in_words)


@dataclass(slots=True)
class _Value:
    """What a kind of numeral says; `end` is null where the whole match belongs to it."""

    value: Decimal
    upper: Decimal | None = None
    unit: str | None = None
    at_least: bool = False
    in_words: bool = True
    end: int | None = None


def _percent(match: re.Match[str]) -> _Value | None:
    value = _plain(match["percent"])
    upper = _plain(match["percent_to"]) if match["percent_to"] else None
    return None if value is None else _Value(value, upper, unit="%")


def _tenths(match: re.Match[str]) -> _Value:
    tail = match["half_tenth"]
    value = _plain(match["whole_tenths"].strip()) or Decimal(0)
    return _Value(10 * value + (DIGITS.get(tail, 5) if tail else 0), unit="%", at_least=bool(match["over_tenths"]))


def _neighbours(match: re.Match[str]) -> _Value | None:
    """Two digits that follow each other are a range: 三四百, 十七八, 三五; others are read each in its place."""
    low, high = DIGITS[match["low"]], DIGITS[match["high"]]
    if not low < high <= low + 2:
        return _in_han(match["neighbours"])
    worth, ten = scale(match["round"]), 10 if match["teen"] else 0
    return _Value(Decimal((ten + low) * worth), Decimal((ten + high) * worth))


def _in_han(numeral: str) -> _Value | None:
    value = han_value(numeral.replace(" ", ""))
    return None if value is None else _Value(value)


def _power(match: re.Match[str]) -> _Value:
    return _Value(Decimal(match["base"]) * 10 ** int(match["exponent"]), in_words=False)


def _arabic(match: re.Match[str]) -> _Value:
    digits = match["digits"]
    value = Decimal(digits if digits.isdigit() else re.sub(r"[\s,]", "", digits))
    if not match["magnitude"]:
        return _Value(value, in_words=False, end=match.end("digits"))
    # 5 个亿: as one says it
    worth = scale(match["magnitude"].lstrip("个"))
    rest = _rest(match["rest"], worth) if match["rest"] else None
    if rest is not None:
        return _Value(value * worth + rest, in_words=False)
    return _Value(value * worth, in_words=False, end=match.end("magnitude"))


def _rest(rest: str, worth: int) -> Decimal | None:
    """What follows a magnitude: 4000 in 3万4000, 4千5百 in 3万4千5百; null where it can't belong to it."""
    parts = re.findall(r"(\d+)\s?(千万|百万|[千百万]?)", rest)
    value = sum((Decimal(count) * scale(of) for count, of in parts), Decimal(0)) if parts else _plain(rest)
    if value is not None and value < 10**4 and rest.endswith("万"):
        # 2 千 5 百万: 万 is of both
        value *= 10**4
    return value if value is not None and value < worth else None


def _plain(numeral: str) -> Decimal | None:
    if numeral.replace(".", "", 1).isdigit() and numeral.isascii():
        return Decimal(numeral)
    return han_value(numeral)


def _fraction(top: Decimal | None, bottom: Decimal | None) -> _Value | None:
    if top is None or not bottom or top > bottom:
        return None
    return _Value(round(top / bottom, 10), unit="ratio")


# by the group of the pattern that matched
_READERS: dict[str, Callable[[re.Match[str]], _Value | None]] = {
    "percents": _percent,
    "whole": lambda _: _Value(Decimal(100), unit="%"),
    "fraction": lambda match: _fraction(_plain(match["top"]), _plain(match["bottom"])),
    "stroke": lambda match: _fraction(Decimal(match["numerator"]), Decimal(match["denominator"])),
    "times": lambda match: _Value(Decimal(2 ** int(_plain(match["doublings"] or "一") or 1)), unit="倍"),
    "tenths": _tenths,
    "half": lambda match: _Value(Decimal(50), unit="%", at_least=match["half"].startswith("过")),
    "half_one": lambda _: _Value(Decimal("0.5")),
    "power": _power,
    "arabic": _arabic,
    "neighbours": _neighbours,
    "han": lambda match: _in_han(match["han"]),
}
