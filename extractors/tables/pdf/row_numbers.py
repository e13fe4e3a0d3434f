"""The number column of rows that nothing parts: which of its lines begin a row."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractors.numerals import han_value
from extractors.tables.pdf.lines import Line

# This part of what stands in a number column are numbers.
NUMBERED_SHARE = 0.6
_NUMBER = re.compile(r"[（(\[【第]?(\d{1,4}|[一二三四五六七八九十百]{1,5})[)）\]】、.．。号项]*")


class Item(NamedTuple):
    """What begins a row in the number column: a number, or other words; and how high its first and last lines are."""

    text: str
    line: Line
    baseline: float
    last: float

    @property
    def middle(self) -> float:
        """The height of its middle, as that of a baseline."""
        return (self.baseline + self.last) / 2

    @property
    def number(self) -> int | None:
        """Its number; None where it is none."""
        return _number(self.text)


def items_of(lines: Sequence[Line]) -> list[Item]:
    """Give what the lines of a column number, top to bottom; none where it is not the number column, or has one number.

    A number that is broken (11 over 8) is one; other words that follow each other are, too.
    """
    items: list[Item] = []
    for line in lines:
        item = Item("".join(line.text.split()), line, baseline := float(np.median(line.characters.y)), baseline)
        if items and _is_rest(items, item):
            items[-1] = items[-1]._replace(text=items[-1].text + item.text, last=item.baseline)
        else:
            items.append(item)
    numbers = [item.number for item in items]
    counted = sum(number is not None for number in numbers)
    follows = any(other == one + 1 for one, other in pairwise(number for number in numbers if number is not None))
    return items if follows and counted >= NUMBERED_SHARE * len(items) else []


def _is_rest(items: Sequence[Item], item: Item) -> bool:
    before, number = items[-1], item.number
    if before.number is None or number is None:
        return before.number is None and number is None
    earlier = items[-2].number if len(items) > 1 else None
    whole = _number(before.text + item.text)
    return number != before.number + 1 and whole is not None and (earlier is not None and whole == earlier + 1)


def _number(text: str) -> int | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    value = int(found[1]) if found[1].isdecimal() else han_value(found[1])
    return None if value is None else int(value)
