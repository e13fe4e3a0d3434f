"""A plan's rows while they are put together: cells that may grow over a page break, and rows that share them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.plans.numerals import squeezed
from extractors.tables.model import Cell, Fragment, Table

# Widths in ems: a letter or digit of the Latin script, and what ink and rounding take.
LATIN_WIDTH = 0.55
ROUNDING = 0.15

_ENDS = "。！？!?"
_GOES_ON = "，、；,;：:（("
_BEGINS_NONE = "，。、；：！？）)”》】%％"
# What a line break does not part: marks that may not end a line, a word or one character, marks that may not begin one.
_FIRST_WORD = re.compile(
    r"\s*([（(《〈“‘【\[]*)([A-Za-z0-9.%+/-]+|.)?([，。、；：？！）)》〉”’】\]%,.;:?!]*)", re.DOTALL
)


# 专项整治11 | 次: words and then a number; a number alone is a cell of its own
_ENDS_ON_NUMBER = re.compile(r"[\u4e00-\u9fff]\s*\d+(?:\.\d+)?\s*$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ITEM = re.compile(r"(?:^|(?<=[\n；;。，,]))\s*(\d{1,2})[.．、](?!\d)")


def _last_item(text: str) -> int | None:
    """Give the number of the last item of a numbered list (1.…；2.…) in the text; None where it has none."""
    items = _ITEM.findall(text)
    return int(items[-1]) if items else None


def _first_item(text: str) -> int | None:
    """Give the number of the item that the text begins with; None where it begins with none."""
    found = _ITEM.match(text)
    return int(found[1]) if found else None


def _has_open_bracket(text: str) -> bool:
    """Whether a round bracket opens last in the text and does not close."""
    opened = max(text.rfind("（"), text.rfind("("))
    return opened > max(text.rfind("）"), text.rfind(")"))


def _closes_bracket(text: str) -> bool:
    """Whether the first round bracket of the text is a closing one."""
    found = re.search(r"[（(）)]", text)
    return found is not None and found[0] in "）)"


def first_word_width(text: str) -> float:
    """Give the width that the text's first word takes on a line, in ems, about."""
    found = _FIRST_WORD.match(text)
    if found is None or found[2] is None:
        return 1.0
    word = LATIN_WIDTH * len(found[2]) if found[2].isascii() else 1.0
    return len(found[1]) + word + len(found[3])


@dataclass(slots=True, eq=False)
class Part:
    """A cell of the plan: one cell of a table, or the pieces of one that page breaks cut. Compared by identity."""

    text: str = ""
    fragments: list[Fragment] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1
    room: float = 0.0
    doubt: tuple[str, ...] = ()
    confidence: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it holds no visible character."""
        return not self.text.strip()

    @property
    def is_sentence(self) -> bool:
        """Whether its text ends as a sentence does."""
        return self.text.rstrip()[-1:] in _ENDS and not self.is_empty

    def take(self, other: "Part") -> None:
        """Append what `other` says and where it stands: it is this cell's next piece."""
        if other is self:
            return
        before = "" if self.is_empty else self.text
        self.text = before + other.text
        self.fragments.extend(fragment.moved(len(before)) for fragment in other.fragments)
        self.doubt = (*self.doubt, *(name for name in other.doubt if name not in self.doubt))
        self.confidence = min((c for c in (self.confidence, other.confidence) if c is not None), default=None)
        self.row_span = max(self.row_span, other.row_span)
        self.room = self.room if other.is_empty else other.room

    def reads_on_in(self, other: "Part") -> bool:
        """Whether both hold text, and this one's stops on a full line and without the end of a sentence."""
        return self.is_divided_from(other) and self.is_full_for(other) and not self.is_sentence

    def is_open_before(self, other: "Part") -> bool:
        """Whether this text certainly goes on in the other.

        It ends on a mark that ends no sentence, or on a number whose unit the other begins with, leaves a bracket open
        that the other closes, or numbers items of which the other has the next; or the other begins with a mark that
        begins no text.
        """
        before, after = self.text.rstrip()[-1:], other.text.lstrip()[:1]
        item, first = _last_item(self.text), _first_item(other.text)
        return (
            before in _GOES_ON
            or after in _BEGINS_NONE
            or bool(_ENDS_ON_NUMBER.search(self.text) and _HAN.match(after))
            or (_has_open_bracket(self.text) and _closes_bracket(other.text))
            or (first is not None and first == (item or 0) + 1 != 1)
        )

    def begins_anew_in(self, other: "Part") -> bool:
        """Whether both hold numbered items, and the other's begin again at 1."""
        return _last_item(self.text) is not None and _first_item(other.text) == 1

    def is_full_for(self, other: "Part") -> bool:
        """Whether the first word of `other` had no room on this one's last line."""
        return self.room < first_word_width(other.text) + ROUNDING

    def is_divided_from(self, other: "Part") -> bool:
        """Whether both hold text."""
        return not self.is_empty and not other.is_empty


@dataclass(slots=True, eq=False)
class Row:
    """A row of the plan: a Part for each column (the same one in several rows where they share a merged cell)."""

    parts: list[Part]
    pages: list[int]
    place: str
    doubt: tuple[str, ...] = ()
    group: str | None = None

    def text(self, index: int | None) -> str:
        """Give the text in a column, '' where there is no such column."""
        return "" if index is None else self.parts[index].text

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds text."""
        return all(part.is_empty for part in self.parts)

    @property
    def only_part(self) -> Part | None:
        """The one cell that holds text, None where there are none or several."""
        filled = {id(part): part for part in self.parts if not part.is_empty}
        return next(iter(filled.values())) if len(filled) == 1 else None

    def label(self, index: int | None) -> str:
        """Give a column's text without white space, for comparing."""
        return squeezed(self.text(index))


def rows_of(table: Table, first: int, columns: Sequence[tuple[float, float]]) -> Iterator[Row]:
    """Give the table's rows from `first` on, as rows of the plan's `columns` (left and right edges, in points).

    A cell stands in each column whose middle it covers; of several cells in one column the texts are joined.
    """
    parts = [
        Part(cell.text, list(cell.fragments), cell.row_span, cell.column_span, cell.room, cell.doubt, cell.confidence)
        for cell in table.cells
    ]
    pages = [] if table.page is None else [table.page]
    covering: list[list[tuple[Cell, Part]]] = [[] for _ in range(table.rows)]
    for cell, part in zip(table.cells, parts, strict=True):
        for row in range(cell.row, cell.row + cell.row_span):
            covering[row].append((cell, part))
    for in_row in covering[first:]:
        across: list[list[Part]] = [[] for _ in columns]
        for cell, part in in_row:
            left, right = table.column_edges[cell.column], table.column_edges[cell.column + cell.column_span]
            for index in _covered(left, right, columns):
                across[index].append(part)
        yield Row([_one(found) for found in across], list(pages), table.place, table.doubt)


def _covered(left: float, right: float, columns: Sequence[tuple[float, float]]) -> list[int]:
    covered = [i for i, (x0, x1) in enumerate(columns) if left <= (x0 + x1) / 2 < right]
    return covered or [i for i, (x0, x1) in enumerate(columns) if x0 <= (left + right) / 2 < x1]


def _one(parts: list[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    whole = Part(row_span=1)
    for part in parts:
        whole.take(part)
    return whole
