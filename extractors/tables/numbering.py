"""The automatic numbers of Word's paragraphs: the file holds only how they are counted, so they are counted here.

Levels, starts and the forms of numbers are those of ECMA-376, part 1, 17.9 and 17.18.59.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element

from extractors.tables.numerals import counted

_WITHOUT_NUMBER = frozenset({"bullet", "none"})
_REFERENCE = re.compile(r"%([1-9])")
# Styles may be based on each other in a circle, which must not be followed for ever.
_MOST_STYLES = 20
# The id that takes a paragraph out of the list that its style is in.
_NO_LIST = "0"


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts: the form of its numbers, its label (%1. or 第%1项), and its first number."""

    form: str
    label: str
    start: int


@dataclass(frozen=True, slots=True)
class _List:
    """A list: what it counts together with, its levels, and the levels at which it begins anew."""

    counter: str
    levels: dict[int, _Level]
    restarts: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of numbering; null where it leaves that to the style it is based on."""

    list_id: str | None
    level: int
    based_on: str | None


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document, which are to be given in order, each once."""

    lists: dict[str, _List]
    styles: dict[str, _Style]
    _numbers: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: _Element | None, styles: _Element | None) -> "Numbering":
        """Give the counter for a document with these parts; either may be missing."""
        return cls(
            {} if numbering is None else dict(_lists(numbering)), {} if styles is None else dict(_styles(styles))
        )

    def label(self, paragraph: _Element) -> str:
        """Give the paragraph's number as Word shows it, '' where it has none, and count it."""
        list_id, depth = self._list_of(paragraph)
        found = self.lists.get(list_id or _NO_LIST)
        level = found.levels.get(depth) if found else None
        if found is None or level is None or list_id is None:
            return ""
        numbers = self._numbers.setdefault(found.counter, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            numbers.update({at: start - 1 for at, start in found.restarts.items()})
        numbers[depth] = numbers.get(depth, level.start - 1) + 1
        for deeper in [at for at in numbers if at > depth]:
            del numbers[deeper]
        return "" if level.form in _WITHOUT_NUMBER else _shown(level, found, numbers)

    def _list_of(self, paragraph: _Element) -> tuple[str | None, int]:
        """Give the list and level that the paragraph, or else its style, is in."""
        own = _numbered(paragraph.find(qn("w:pPr")))
        style = _value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))
        for _ in range(_MOST_STYLES):
            if own.list_id is not None:
                return own.list_id, own.level
            if style is None or style not in self.styles:
                break
            own = self.styles[style]
            style = own.based_on
        return None, 0


def _shown(level: _Level, found: _List, numbers: dict[int, int]) -> str:
    def number(reference: re.Match[str]) -> str:
        at = int(reference[1]) - 1
        named = found.levels.get(at, level)
        return counted(numbers.get(at, named.start), named.form)

    return _REFERENCE.sub(number, level.label)


def _lists(numbering: _Element) -> Iterator[tuple[str, _List]]:
    abstract = {one.get(qn("w:abstractNumId")): dict(_levels(one)) for one in numbering.iter(qn("w:abstractNum"))}
    for one in numbering.iter(qn("w:num")):
        counter = _value(one.find(qn("w:abstractNumId"))) or ""
        levels = dict(abstract.get(counter, {}))
        restarts = {}
        for override in one.iter(qn("w:lvlOverride")):
            levels.update(_levels(override))
            start = override.find(qn("w:startOverride"))
            if start is not None:
                restarts[_integer(override.get(qn("w:ilvl")))] = _integer(_value(start))
        yield one.get(qn("w:numId")) or "", _List(counter, levels, restarts)


def _levels(element: _Element) -> Iterator[tuple[int, _Level]]:
    for level in element.iter(qn("w:lvl")):
        start = _value(level.find(qn("w:start")))
        form = _value(level.find(qn("w:numFmt"))) or "decimal"
        label = _value(level.find(qn("w:lvlText"))) or ""
        # without a start, the first number is 0 (17.9.25)
        yield _integer(level.get(qn("w:ilvl"))), _Level(form, label, _integer(start))


def _styles(styles: _Element) -> Iterator[tuple[str, _Style]]:
    for style in styles.iter(qn("w:style")):
        own = _numbered(style.find(qn("w:pPr")))
        based_on = _value(style.find(qn("w:basedOn")))
        yield style.get(qn("w:styleId")) or "", _Style(own.list_id, own.level, based_on)


def _numbered(properties: _Element | None) -> _Style:
    """Give what a paragraph's or a style's properties say of numbering."""
    numbered = None if properties is None else properties.find(qn("w:numPr"))
    if numbered is None:
        return _Style(None, 0, None)
    level = _integer(_value(numbered.find(qn("w:ilvl"))))
    return _Style(_value(numbered.find(qn("w:numId"))), level, None)


def _value(element: _Element | None) -> str | None:
    return None if element is None else element.get(qn("w:val"))


def _integer(text: str | None) -> int:
    return int(text) if text and len(text) < 10 and text.isdecimal() else 0
