"""Chinese numerals, read and written: 两千三百, 一万二, 壹佰贰拾, 廿五, 二〇二一, 三点五万.

The one place that knows what a Chinese digit is worth. Finding numerals in a text, in labels or in dates is left to
those who know what else stands there.
"""

import re
from decimal import Decimal

_WRITTEN = "零一二三四五六七八九"
DIGITS = {sign: value for form in (_WRITTEN, "零壹贰叁肆伍陆柒捌玖") for value, sign in enumerate(form)}
DIGITS |= {"〇": 0, "○": 0, "Ｏ": 0, "两": 2, "俩": 2, "貳": 2, "叄": 3, "陸": 6}
_TENS = {"廿": 20, "卅": 30}
_PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"亿": 10**8, "万": 10**4}

# every sign that a numeral in a text may hold; a circle for zero is a numeral only between others
HAN = "".join(sorted({*DIGITS, *_TENS, *_PLACES, *_LARGE} - {"○", "Ｏ"}))

# no number is written with more signs; keeps floods of them cheap
LONGEST = 40

_DIGIT = f"[{''.join(DIGITS)}]"
_SECTION = re.compile(
    rf"零?(?:(?P<thousands>{_DIGIT})?[千仟])?零?(?:(?P<hundreds>{_DIGIT})?[百佰])?零?"
    rf"(?:(?P<tens>{_DIGIT})?[十拾]|(?P<score>[廿卅]))?零?(?P<ones>{_DIGIT})?"
)


def han_value(numeral: str) -> Decimal | None:
    """The number a Chinese numeral writes: 两千三百 is 2300, 一万二 is 12000; null where it writes none."""
    if len(numeral) > LONGEST:
        return None
    whole, point, fraction = numeral.partition("点")
    value = _integer(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    digits = fraction.rstrip("万亿")
    if not digits or not all(sign in DIGITS for sign in digits):
        return None
    decimal = value + Decimal("0." + "".join(str(DIGITS[sign]) for sign in digits))
    return decimal * scale(fraction[len(digits) :])


def scale(magnitude: str) -> int:
    """What a magnitude multiplies by: 1000 for 千, 10^12 for 万亿, 1 for none."""
    product = 1
    for sign in magnitude:
        product *= _PLACES.get(sign) or _LARGE[sign]
    return product


def in_han(number: int) -> str:
    """Write a number from 0 to 10^16, exclusive, as it is spoken: 十二, 一百零五, 三万零二十."""
    if not 0 <= number < 10**16:
        raise ValueError(f"{number} is not between 0 and 10^16")
    for large, worth in _LARGE.items():
        if number >= worth:
            above, below = divmod(number, worth)
            gap = "零" if 0 < below < worth // 10 else ""
            return in_han(above) + large + gap + (_inner(below) if below else "")
    return _inner(number).removeprefix("一") if 10 <= number < 20 else _inner(number)


def _inner(number: int) -> str:
    """A number as it is spoken after a larger one: 一十二 in 一百一十二."""
    if number >= 10**4:
        spoken = in_han(number)
        return "一" + spoken if spoken.startswith("十") else spoken
    for place, worth in (("千", 1000), ("百", 100), ("十", 10)):
        if number >= worth:
            digit, below = divmod(number, worth)
            gap = "零" if 0 < below < worth // 10 else ""
            return _WRITTEN[digit] + place + gap + (_inner(below) if below else "")
    return _WRITTEN[number]


def _integer(numeral: str) -> int | None:
    if numeral and all(sign in DIGITS for sign in numeral):
        return _by_place(numeral)
    for large, worth in _LARGE.items():
        above, found, below = numeral.rpartition(large)
        if found:
            return _sum(_counted(above), worth, below)
    return _section(numeral)


def _counted(numeral: str) -> int | None:
    """How many 万 or 亿: one where none is said, never digits alone by their places."""
    counted = numeral[1:] if numeral[:1] == "零" and len(numeral) > 1 else numeral
    if len(counted) > 1 and all(sign in DIGITS for sign in counted):
        return None
    return _integer(counted) if counted else 1


def _by_place(numeral: str) -> int | None:
    """Digits alone, each in its place: 二〇二一; 两 stands in no such number but by itself."""
    if len(numeral) > 1 and not {"两", "俩"}.isdisjoint(numeral):
        return None
    return int("".join(str(DIGITS[sign]) for sign in numeral))


def _sum(above: int | None, worth: int, below: str) -> int | None:
    """So many 万 or 亿 and what follows; a last digit alone is a tenth of them (一万二)."""
    if not below:
        return None if above is None else above * worth
    if below in DIGITS:
        rest: int | None = DIGITS[below] * worth // 10
    elif below[0] == "零" and below[1:] in DIGITS:
        rest = DIGITS[below[1:]]
    elif all(sign in DIGITS for sign in below):
        rest = None
    else:
        rest = _integer(below)
    return None if above is None or rest is None or rest >= worth else above * worth + rest


def _section(numeral: str) -> int | None:
    """Thousands, hundreds, tens and ones, in this order; a last digit alone is a tenth of its place (三百二)."""
    match = _SECTION.fullmatch(numeral)
    if match is None or not numeral or numeral.endswith("零"):
        return None
    total = _TENS.get(match["score"] or "", 0)
    for group, signs in (("thousands", "千仟"), ("hundreds", "百佰"), ("tens", "十拾")):
        if any(sign in numeral for sign in signs):
            total += (DIGITS[match[group]] if match[group] else 1) * scale(signs[0])
    before = numeral[-2:-1]
    tenth = scale(before) // 10 if before in _PLACES else 1
    return total + (DIGITS[match["ones"]] * tenth if match["ones"] else 0)
