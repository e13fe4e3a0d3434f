"""How an official writes a number: with 万 and 亿, sometimes in Chinese, as a range, with 余, 约 or 以上."""

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Final, Literal

from samples.phrases import Amount, Bound, Phrase, number
from samples.words import rows

DIGITS: Final = "零一二三四五六七八九"
# Classifiers before which a small number may stand in Chinese.
IN_WORDS: Final = frozenset("座处所个家条")
WAN, YI = Decimal(10_000), Decimal(100_000_000)


@dataclass(frozen=True)
class Hand:
    """A writer's habits, the same throughout a plan."""

    gap: str
    percent: Literal["%", "％"]
    thousands: bool
    loose: float

    @classmethod
    def pick(cls, rng: Random) -> "Hand":
        """Choose habits; `loose` is how often bounds, ranges and words stand for plain numbers."""
        return cls(
            gap=rng.choice(["", "", " "]),
            percent=rng.choice(["%", "%", "％"]),
            thousands=rng.random() < 0.15,
            loose=rng.choice([0.05, 0.12, 0.25]),
        )


def write(value: Decimal, unit: str, hand: Hand, rng: Random, *, meaning: Amount | None = None) -> Amount:
    """Write a plain number with its unit; `meaning` gives the fields that the writing doesn't decide."""
    base = meaning or Amount("", value, unit)
    if unit == "%":
        return replace(base, text=f"{_plain(value, hand)}{hand.percent}", value=value, unit=unit)
    if unit in IN_WORDS and value == value.to_integral_value() and value < 100 and rng.random() < hand.loose / 2:
        return replace(base, text=chinese(int(value)) + unit, value=value, unit=unit)
    return replace(base, text=f"{magnitude(value, unit, hand)}{unit}", value=value, unit=unit)


def bounded(amount: Amount, hand: Hand, rng: Random, *, lower: bool = True) -> Phrase:
    """Put a bound word with a plain amount: before, after or inside it. `lower` is for what should be large."""
    found = [row for row in rows("bounds") if row["bound"] in ({"ge", "approx"} if lower else {"le"})]
    row = rng.choice(found)
    bound: Bound = "ge" if row["bound"] == "ge" else "le" if row["bound"] == "le" else "approx"
    if row["side"] == "before":
        return (row["word"] + hand.gap, replace(amount, bound=bound))
    if row["side"] == "after":
        return (replace(amount, bound=bound), row["word"])
    unit = amount.unit
    # 余 wants a round number in digits: 1200余名, 3万余人, but not 7余所
    if amount.value % 10 or amount.value < 100 or unit == "%" or amount.text[0] not in "0123456789":
        return (amount,)
    return (replace(amount, text=amount.text.removesuffix(unit) + row["word"] + unit, bound=bound),)


def ranged(amount: Amount, upper: Decimal, hand: Hand, rng: Random) -> Amount:
    """Write `amount` as the lower end of a range; a magnitude stands once, after the upper end."""
    scale, word = _scale(upper, amount.unit)
    low, high = (_plain(value / scale, hand) for value in (amount.value, upper))
    text = f"{low}{rng.choice(['-', '—', '至'])}{high}{hand.gap}{word}{amount.unit}"
    return replace(amount, text=text, upper=upper)


def magnitude(value: Decimal, unit: str, hand: Hand) -> str:
    """Write a number as far as its unit: 8000 万, 1.2 万, 350."""
    scale, word = _scale(value, unit)
    return f"{_plain(value / scale, hand)}{hand.gap}{word}"


def chinese(value: int) -> str:
    """Write a count below 100 in Chinese, two as 两."""
    if value == 2:
        return "两"
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones or not tens else "")


def _scale(value: Decimal, unit: str) -> tuple[Decimal, str]:
    if value >= YI and value % (YI / 100) == 0:
        return YI, "亿"
    # money stands in 万元 even below one; counts only where few digits remain
    if value >= WAN and value % 100 == 0 and (unit == "元" or value % 500 == 0):
        return WAN, "万"
    return Decimal(1), ""


def _plain(value: Decimal, hand: Hand) -> str:
    plain = number(value)
    return f"{plain:,}" if hand.thousands and isinstance(plain, int) else f"{plain}"
