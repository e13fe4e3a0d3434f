"""Numbers of a sheet as a spreadsheet shows them: by the cell's number format (ECMA-376, part 1, 18.8.30 and 18.8.31).

Forms that plans have no use for, fractions and powers of ten, are shown as a number without a format is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from extractors.tables.dates import date_shown, is_date

GENERAL = "General"
# A spreadsheet shows a number without a format with so many characters, the point counted in.
_GENERAL_WIDTH = 11
# A double holds this many decimal digits exactly; a spreadsheet shows no more.
_EXACT_DIGITS = 15

# What a format's section is made of: words, a sign with a width or repeated, what stands in brackets, places of digits.
_PIECE = re.compile(r'"([^"]*)"|\\(.)|_(.)|\*(.)|\[([^\]]*)\]|([0#?][0#?,.]*|\.[0#?]+)|(.)', re.DOTALL)
_SECTION = re.compile(r'((?:"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[^;])*)(?:;|$)', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_OTHER_FORMS = re.compile(r"[eE][+-]|/|@")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that are shown as they are, or the places of a number's digits."""

    text: str
    is_digits: bool = False


def shown(value: float, code: str, first_year: int = 1900) -> str:
    """Give the number as the format with this code shows it; `first_year` is the one that days are counted from."""
    section, value, has_own_sign = _section(code, value)
    if section.strip().lower() in {"", "general", "@"}:
        return general(value)
    if is_date(section):
        return date_shown(value, section, first_year) or general(value)
    pieces = _pieces(section)
    if sum(piece.is_digits for piece in pieces) > 1 or _OTHER_FORMS.search(_without_words(section)):
        return general(value)
    places = next((piece.text for piece in pieces if piece.is_digits), None)
    words = [piece.text for piece in pieces if not piece.is_digits]
    if places is None:
        return "".join(words).strip() or general(value)
    percents = sum(word == "%" for word in words)
    digits = _digits(_exact(abs(value)).scaleb(2 * percents), places)
    sign = "-" if value < 0 and not has_own_sign and digits.strip("0.,") else ""
    return sign + "".join(digits if piece.is_digits else piece.text for piece in pieces).strip()


def general(value: float) -> str:
    """Give a number without a format: no more digits than a spreadsheet shows, no power of ten."""
    exact = _exact(value)
    whole = len(str(abs(int(exact))))
    room = max(_GENERAL_WIDTH - 1 - whole, 0)
    if exact and abs(exact) < Decimal("0.0001"):
        # so small a number has no digits left in that room
        return f"{exact:f}"
    if exact != exact.to_integral_value() and room:
        exact = exact.quantize(Decimal(1).scaleb(-room), ROUND_HALF_UP)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _exact(value: float) -> Decimal:
    """Give the number that was meant: what a double adds to it behind its fifteenth digit is none of it."""
    return Decimal(f"{value:.{_EXACT_DIGITS}g}")


def _section(code: str, value: float) -> tuple[str, float, bool]:
    """Give the section of the format that is for this value, the value to show, and whether it brings its own sign."""
    sections = [found[1] for found in _SECTION.finditer(code)][:-1] or [code]
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        found = next(
            (s for s, c in zip(sections, conditions, strict=True) if c is None or _holds(value, c[1], float(c[2]))),
            sections[-1],
        )
        return found, value, False
    if value < 0 and len(sections) > 1:
        return sections[1], abs(value), True
    if value == 0 and len(sections) > 2:
        return sections[2], value, False
    return sections[0], value, False


def _holds(value: float, sign: str, other: float) -> bool:
    return {
        "<": value < other,
        ">": value > other,
        "<=": value <= other,
        ">=": value >= other,
        "=": value == other,
        "<>": value != other,
    }[sign]


def _pieces(section: str) -> Sequence[_Piece]:
    pieces: list[_Piece] = []
    for words, escaped, spaced, repeated, bracketed, digits, other in _PIECE.findall(section):
        if digits:
            pieces.append(_Piece(digits, is_digits=True))
        elif bracketed:
            # [$￥-804] is a currency's sign and its language; colours and conditions are not shown
            pieces.append(_Piece(bracketed[1:].partition("-")[0] if bracketed.startswith("$") else ""))
        elif spaced:
            pieces.append(_Piece(" "))
        elif not repeated:
            pieces.append(_Piece(words or escaped or other))
    return pieces


def _without_words(section: str) -> str:
    return re.sub(r'"[^"]*"|\\.|_.|\[[^\]]*\]', "", section)


def _digits(value: Decimal, places: str) -> str:
    """Give the number's digits in these places: #,##0.00 groups by thousands, a comma at the end leaves three off."""
    whole, _, fraction = places.partition(".")
    scaled = len(whole) - len(whole.rstrip(",")) + len(fraction) - len(fraction.rstrip(","))
    fraction = fraction.rstrip(",")
    rounded = value.scaleb(-3 * scaled).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    after = _without_optional(after, fraction)
    before = before.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole.rstrip(","):
        before = f"{int(before):,}" if before else before
    return f"{before}.{after}" if fraction and (after or "." in places) else before


def _without_optional(after: str, fraction: str) -> str:
    """Give the digits behind the point without the zeros that # does not show."""
    needed = len(fraction.rstrip("#?"))
    while len(after) > needed and after.endswith("0"):
        after = after[:-1]
    return after
