"""Numbers in the forms that lists count in: 3, 03, 三, ③, c, iii."""

from extractors.numerals import in_han

_HAN = "〇一二三四五六七八九"
_CIRCLED = (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_UNITS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# Names of forms in ECMA-376, part 1, 17.18.59.
_IN_HAN = frozenset(
    {"chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand"}
    | {"japaneseCounting", "koreanCounting"}
)
_IN_HAN_DIGITS = frozenset({"ideographDigital", "taiwaneseDigital", "koreanDigital", "japaneseDigitalTenThousand"})
_IN_CIRCLES = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
# Larger numbers have no form of their own.
_MOST = 10_000


def counted(number: int, form: str) -> str:
    """Give the number in the form of that name; as Arabic digits where the form is not known or has no such number."""
    if form in _IN_HAN_DIGITS:
        return "".join(_HAN[int(digit)] for digit in str(number))
    if not 0 < number < _MOST:
        return str(number)
    if form in _IN_HAN:
        return in_han(number)
    if form in _IN_CIRCLES and number <= len(_CIRCLED):
        return chr(_CIRCLED[number - 1])
    return _in_latin(number, form)


def _in_latin(number: int, form: str) -> str:
    if form == "decimalZero":
        return f"{number:02}"
    if form == "decimalFullWidth":
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    if form in {"lowerLetter", "upperLetter"}:
        # after z comes aa, after that bb
        letters = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"}:
        return _in_roman(number).upper() if form == "upperRoman" else _in_roman(number)
    return str(number)


def _in_roman(number: int) -> str:
    written = ""
    for value, letters in (*_ROMAN, *_ROMAN_UNITS):
        written += letters * (number // value)
        number %= value
    return written
