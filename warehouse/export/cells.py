"""Values as cells of CSV and workbooks.

A cell that begins with = + - @, or with a tab or line break, is a formula to a spreadsheet, and a plan's text is
anyone's text. Such a cell gets an apostrophe before it, which makes it text. Numbers are numbers and get none.
"""

import re
from datetime import date, datetime
from decimal import Decimal

from warehouse.export.relations import quoted

# the full-width forms are formulas to spreadsheets set to Chinese or Japanese
_BEGINS_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
_FORMULA = re.compile(_BEGINS_FORMULA)
# what XML, and so a workbook, can't hold
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_CELL = 32_767

Cell = str | int | float | bool | Decimal | date | datetime | None


def csv_value(column: str, kind: str) -> str:
    """SQL for a column's value in CSV: text guarded, decimals without empty places, lists as JSON."""
    name = quoted(column)
    if kind == "VARCHAR":
        return f"CASE WHEN regexp_matches({name}, '{_BEGINS_FORMULA}') THEN '''' || {name} ELSE {name} END"
    if kind.startswith("DECIMAL("):
        # (?:…)? and not rtrim: 100 keeps its noughts where a type has no places
        return f"regexp_replace({name}::VARCHAR, '(\\.\\d*?)0+$', '\\1').rtrim('.')"
    return f"to_json({name})" if kind.endswith("[]") else name


def workbook_value(value: object) -> Cell:
    """A value as a workbook's cell: text guarded and cut to what a cell holds, lists parted by 、."""
    if isinstance(value, list):
        value = "、".join(map(str, value))
    if isinstance(value, str):
        plain = _CONTROLS.sub("\ufffd", value)
        guarded = f"'{plain}" if _FORMULA.match(plain) else plain
        return guarded if len(guarded) <= _LONGEST_CELL else guarded[: _LONGEST_CELL - 1] + "…"
    return value if isinstance(value, Cell) else str(value)
