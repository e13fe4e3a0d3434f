"""Titles of sections: rows and lines that name the group of the tasks below them."""

import re
from collections.abc import Sequence
from itertools import islice

from extractors.plans.numerals import squeezed
from extractors.plans.roles import Places
from extractors.plans.rows import Row

LONGEST_TITLE = 40
# A cell over this part of the columns is a row of its own kind.
WIDE_SHARE = 0.6

_NUMBERED = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．:：\s]*|第[一二三四五六七八九十\d]+(?:部分|类|章|节|大类)[、:：\s]*)\S"
)
# 一、教育。 has a mark behind its numeral: 一 alone may begin any sentence
_MARKED = re.compile(r"^(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第)")
_CHINESE_LABEL = re.compile(r"^[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?$")
_NO_SECTION = re.compile(r"^(?:注|备注|说明|附注|填表|填报|单位|合计|总计|小计|审核|制表)")
_SUM = re.compile(r"(?:合计|总计|小计|共计|总合计)[:：]?")
# a sum's label stands in the first column, or behind a number
_LABELS = 2
_ENDS = "。；;，,"


def section_of_row(row: Row, places: Places) -> str | None:
    """Give the section's title, where the row is nothing else: one wide cell, or a Chinese numeral and a name alone."""
    only = row.only_part
    if only is not None:
        covers = sum(part is only for part in row.parts)
        wide = covers > WIDE_SHARE * len(row.parts) and covers > 1
        if wide or (covers <= 2 and is_section(only.text)):
            return only.text.strip() if is_title(only.text) or is_section(only.text) else None
        return None
    if not _CHINESE_LABEL.match(row.label(places.number)):
        return None
    if any(not row.parts[index].is_empty for index in (*places.periods, *places.units)):
        return None
    names = {row.text(index).strip() for index in (places.name, places.goal)} - {""}
    return names.pop() if len(names) == 1 else None


def is_filler(row: Row) -> bool:
    """Whether the row is a note or a sum over the whole width: no task."""
    only = row.only_part
    return only is not None and sum(part is only for part in row.parts) > WIDE_SHARE * len(row.parts)


def is_sum(row: Row) -> bool:
    """Whether the row adds up the others: what it begins with, or its label, is 合计 or a word like it."""
    said = (squeezed(part.text) for part in row.parts if not part.is_empty)
    return any(_SUM.fullmatch(text) for text in islice(said, _LABELS))


def section_above(lines: Sequence[str]) -> str | None:
    """Give the last section title among the lines above a table."""
    return next((line.strip() for line in reversed(lines) if is_section(line)), None)


def is_section(text: str) -> bool:
    """Whether the text is a numbered title, as 一、教育 or （二）医疗卫生."""
    plain = text.strip()
    if plain.endswith("。") and (any(mark in plain for mark in "，,；;：") or not _MARKED.match(plain)):
        return False
    return bool(_NUMBERED.match(plain)) and is_title(plain.rstrip("。"))


def is_title(text: str) -> bool:
    """Whether the text is short and no sentence, note or sum."""
    plain = squeezed(text)
    return 0 < len(plain) <= LONGEST_TITLE and plain[-1] not in _ENDS and not _NO_SECTION.match(plain)
