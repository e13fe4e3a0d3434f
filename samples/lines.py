"""Chinese line breaking: between any two characters, but not before a comma, after an opening bracket, in a number."""

import re
from collections.abc import Callable
from typing import Final

Measure = Callable[[str], float]

NOT_FIRST: Final = "，。、；：！？）》」』】〕”’％%·…—"
NOT_LAST: Final = "（《「『【〔“‘"
# A run of digits or Latin letters stays whole, a decimal point and a percent sign inside it too.
UNITS: Final = re.compile(r"[0-9A-Za-z]+(?:[.,][0-9]+)*[%％]?|\s|.", re.DOTALL)


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Break `text` into lines that are at most `width` wide; a number wider than that is broken by its digits."""
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, width, measure)]


def _wrap_paragraph(text: str, width: float, measure: Measure) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    for unit in _units(text, width, measure):
        if line and measure("".join([*line, unit]).rstrip()) > width:
            carried = _carried(line, unit)
            lines.append("".join(line).rstrip())
            line = carried
        if line or not unit.isspace():
            line.append(unit)
    return [*lines, "".join(line).rstrip()]


def _units(text: str, width: float, measure: Measure) -> list[str]:
    units: list[str] = []
    for unit in UNITS.findall(text):
        units.extend(unit if measure(unit) > width else [unit])
    return units


def _carried(line: list[str], unit: str) -> list[str]:
    """Take from the end of `line`, in place, what has to stand on the next line together with `unit`."""
    carried: list[str] = []
    following = unit
    while len(line) > 1 and (following in NOT_FIRST or line[-1] in NOT_LAST):
        following = line.pop()
        carried.insert(0, following)
    return carried
