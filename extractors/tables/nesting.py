"""Tells, of tables that stand in each other, which hold data and which only lay out a page.

Pages and forms put whole plans into a cell of a larger table; plans put small tables into their cells. The larger one
of two is the data: the other is a frame around it, or words in a cell of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

# Fewer rows or columns than this is a frame or a list, not a table.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Tags:
    """The names of the elements that tables are made of, and which elements are not seen."""

    table: str
    row: str
    cells: frozenset[str]
    is_unseen: Callable[[_Element], bool]


@dataclass(slots=True, eq=False)
class _Size:
    """What a table holds, itself (cells, rows) and with all in it (characters)."""

    element: _Element
    rows: int = 0
    cells: int = 0
    in_row: int = 0
    widest: int = 0
    characters: int = 0
    cells_inside: int = 0
    characters_inside: int = 0

    def begin_row(self) -> None:
        self.rows += 1
        self.in_row = 0

    def add_cell(self) -> None:
        self.cells += 1
        self.in_row += 1
        self.widest = max(self.widest, self.in_row)

    @property
    def is_wide(self) -> bool:
        return self.rows >= FEWEST and self.widest >= FEWEST

    @property
    def is_data(self) -> bool:
        """Whether it has a table's rows and columns, and no larger one stands in it, nor one with most of its words."""
        frames = self.cells_inside > self.cells or 2 * self.characters_inside > self.characters > 0
        return self.is_wide and not frames

    def end_inside(self, outer: "_Size") -> None:
        """Tell the table around this one what it holds."""
        outer.characters += self.characters
        own = (self.cells, self.characters) if self.is_wide else (0, 0)
        outer.cells_inside = max(outer.cells_inside, self.cells_inside, own[0])
        outer.characters_inside = max(outer.characters_inside, self.characters_inside, own[1])


def data_tables(root: _Element, tags: Tags) -> frozenset[_Element]:
    """Give the tables under `root` that hold data; those that stand in one of them are among them too."""
    return frozenset(size.element for size in _sizes(root, tags) if size.is_data)


def _sizes(root: _Element, tags: Tags) -> Iterator[_Size]:
    outer: list[_Size] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if tags.is_unseen(element):
                walk.skip_subtree()
            elif element.tag == tags.table:
                outer.append(_Size(element))
            elif outer:
                _count(outer[-1], element, tags)
        elif outer and element is outer[-1].element:
            done = outer.pop()
            if outer:
                done.end_inside(outer[-1])
            yield done


def _count(size: _Size, element: _Element, tags: Tags) -> None:
    if element.tag == tags.row:
        size.begin_row()
    elif element.tag in tags.cells:
        size.add_cell()
    size.characters += sum(len(text.strip()) for text in (element.text, element.tail) if text)
