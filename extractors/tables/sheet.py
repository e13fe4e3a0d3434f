"""The cells of one sheet of a workbook, read in one pass, in which only what holds something is kept.

A sheet may have a million formatted rows without a word: they are cut out before anything is parsed. openpyxl would
make an object of each of their cells, and in its read-only mode does not tell which cells are merged.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import groupby
from math import isfinite

from lxml import etree
from lxml.etree import _Element
from openpyxl.utils.cell import column_index_from_string, get_column_letter, range_boundaries

from extractors.tables.formats import GENERAL, shown
from extractors.tables.squares import MOST_SQUARES, Laid, Placed, TooLargeError
from extractors.tables.words import visible

HIDDEN_ROW = "hidden-row"
HIDDEN_COLUMN = "hidden-column"
NO_VALUE = "formula-without-value"

# More filled cells than this are a store of data, not a plan.
MOST_CELLS = 300_000
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _COLUMN, _MERGED = (_MAIN + name for name in ("row", "col", "mergeCell"))
_TAGS = (_ROW, _COLUMN, _MERGED)
_CELL, _VALUE, _FORMULA, _INLINE = (_MAIN + name for name in ("c", "v", "f", "is"))
_WORDS, _PHONETIC = _MAIN + "t", _MAIN + "rPh"
# Runs of cells and rows that say where they stand and hold nothing; what a repeat has taken it does not give back.
# Markup has no < in it, so none of this is part of a text.
_EMPTY_CELLS = re.compile(rb"(?:<c r=[^<>]*+>(?:(?<=/>)|</c>))++")
_EMPTY_ROWS = re.compile(rb"(?:<row r=[^<>]*+>(?:(?<=/>)|(?:<c r=[^<>]*+>(?:(?<=/>)|</c>))*+</row>)\s*+)++")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share: texts, the number format of each style, the year days are counted from."""

    texts: Sequence[str]
    formats: Sequence[str]
    first_year: int


@dataclass(slots=True)
class Sheet:
    """The filled cells of a sheet, and what is said about its squares; rows and columns count from 1."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    without_value: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def rows(self) -> Iterator[list[Placed]]:
        """Give the rows that hold something, top to bottom; a merged cell ends where the sheet's content does.

        Raises TooLargeError where merged cells have too many squares.
        """
        last = (max((row for row, _ in self.cells), default=0), max((column for _, column in self.cells), default=0))
        covered: set[tuple[int, int]] = set()
        placed = (self._placed(at, last, covered) for at in sorted(self.cells) if at not in covered)
        for _, row in groupby(placed, key=lambda cell: cell.row):
            yield list(row)

    def _placed(self, at: tuple[int, int], last: tuple[int, int], covered: set[tuple[int, int]]) -> Placed:
        """Give the cell with the squares it is merged over, which are added to those that are covered."""
        below, right = self.merged.get(at, at)
        spans = (max(min(below, last[0]) - at[0], 0) + 1, max(min(right, last[1]) - at[1], 0) + 1)
        if len(covered) + spans[0] * spans[1] > MOST_SQUARES:
            raise TooLargeError(
                f"sheet {self.name} has merged cells of more than {MOST_SQUARES:,} squares; unmerge them."
            )
        place = f"{self.name}!{get_column_letter(at[1])}{at[0]}"
        cell = Placed(*at, Laid(self.cells[at], place, *spans, tuple(self._doubt(at))))
        squares = set(cell.squares())
        if squares & covered:
            # merged cells that overlap are a fault of the file: the first one keeps its squares
            return replace(cell, laid=replace(cell.laid, rows=1, columns=1))
        covered |= squares
        return cell

    def _doubt(self, at: tuple[int, int]) -> Iterator[str]:
        if at in self.without_value:
            yield NO_VALUE
        if at[0] in self.hidden_rows:
            yield HIDDEN_ROW
        if any(first <= at[1] <= last for first, last in self.hidden_columns):
            yield HIDDEN_COLUMN


def read_sheet(name: str, part: bytes, book: Book) -> Sheet:
    """Read a sheet from its part of the workbook.

    Raises ValueError or etree.XMLSyntaxError where it is damaged, TooLargeError where it holds too many cells.
    """
    sheet = Sheet(name)
    bare = _EMPTY_CELLS.sub(b"", _EMPTY_ROWS.sub(b"", part))
    row = 0
    for _, element in etree.iterparse(BytesIO(bare), tag=_TAGS, resolve_entities=False, no_network=True):
        if element.tag == _ROW:
            row = _row_number(element, row)
            _take_row(sheet, element, row, book)
            forget(element)
        elif element.tag == _MERGED:
            left, top, right, below = (int(edge or 0) for edge in range_boundaries(element.get("ref") or ""))
            sheet.merged[top, left] = (below, right)
        elif _is_on(element.get("hidden")):
            sheet.hidden_columns.append((int(element.get("min") or 0), int(element.get("max") or 0)))
    return sheet


def _take_row(sheet: Sheet, element: _Element, row: int, book: Book) -> None:
    if _is_on(element.get("hidden")):
        sheet.hidden_rows.add(row)
    column = 0
    for cell in element.iterchildren(_CELL):
        column = _column_number(cell, column)
        text = _text(cell, book)
        is_uncalculated = not text and cell.find(_FORMULA) is not None and cell.get("t") != "str"
        if is_uncalculated:
            sheet.without_value.add((row, column))
        if text or is_uncalculated:
            sheet.cells[row, column] = text
    if len(sheet.cells) > MOST_CELLS:
        says = f"sheet {sheet.name} has more than {MOST_CELLS:,} filled cells, which no plan has; give the plan alone."
        raise TooLargeError(says)


def _text(cell: _Element, book: Book) -> str:
    """Give what the cell shows; a formula's value is the one that the spreadsheet last kept."""
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        inline = cell.find(_INLINE)
        return "" if inline is None else text_of(inline)
    value = cell.findtext(_VALUE) or ""
    if not value:
        return ""
    if kind == "s":
        return book.texts[int(value)]
    if kind == "b":
        return "TRUE" if _is_on(value) else "FALSE"
    if kind == "n":
        return _number_shown(float(value), cell, book)
    # words that a formula gave, an error as #REF!, or a day as ISO 8601 has it
    return unescaped(value)


def _number_shown(value: float, cell: _Element, book: Book) -> str:
    if not isfinite(value):
        raise ValueError(f"{value} is no number of a sheet")
    style = int(cell.get("s") or 0)
    return shown(value, book.formats[style] if style < len(book.formats) else GENERAL, book.first_year)


def text_of(element: _Element) -> str:
    """Give the words of a text, all its differently formatted runs, without how they are pronounced."""
    words = (text.text or "" for text in element.iter(_WORDS) if next(text.iterancestors(_PHONETIC), None) is None)
    return unescaped("".join(words))


def unescaped(text: str) -> str:
    """Give a text with the characters that XML can't hold, which a sheet writes as _x000D_; lines end in line feeds."""
    plain = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text
    return visible(plain.replace("\r\n", "\n").replace("\r", "\n"))


def _row_number(element: _Element, before: int) -> int:
    number = int(element.get("r") or before + 1)
    if not 0 < number <= _MOST_ROWS:
        raise ValueError(f"{number} is no row of a sheet")
    return number


def _column_number(cell: _Element, before: int) -> int:
    reference = cell.get("r")
    number = column_index_from_string(reference.rstrip("0123456789")) if reference else before + 1
    if not 0 < number <= _MOST_COLUMNS:
        raise ValueError(f"{number} is no column of a sheet")
    return number


def _is_on(value: str | None) -> bool:
    return value in {"1", "true"}


def forget(element: _Element) -> None:
    """Let go of a row that is read, and of those before it, which their parent would keep."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
