"""What every table reader gives, whatever the file: tables of cells, each with its text and its place."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: PDF points, origin bottom left, after the page's rotation."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """Where a cell, or a part of one that is broken over pages, stands in the file; pages count from 1."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `row` and `column` are those of its first grid square, from 0.

    `text` is as written: lines that the layout broke are joined, nothing else is changed; a line that the writer
    ended early is followed by a line feed. `room` is the width left at the end of the last line, in ems: less than
    the next word takes, where a page break cuts the text.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    fragments: tuple[Fragment, ...] = ()
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """One ruled table of one page (or of one place in a file without pages).

    `column_edges` are the x coordinates of the grid's columns in PDF points, left to right, as the text is read
    (on a page whose text is turned, after turning it upright). `above` holds the
    lines of text between the table before (or the top of the page) and this table, in reading order, without
    running headers and page numbers where those can be told; titles and section names stand there. `doubt` names
    what was uncertain in reading it; empty when sure.
    """

    page: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    box: Box
    column_edges: tuple[float, ...]
    above: tuple[str, ...] = ()
    doubt: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page holds: its tables top to bottom, and the lines of text below the last one.

    `is_scan` says that the page is a picture without text; `is_broken` that it can't be loaded at all.
    """

    number: int
    tables: tuple[Table, ...] = ()
    below: tuple[str, ...] = ()
    is_scan: bool = False
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All pages of a document, read."""

    pages: tuple[PageReading, ...]

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        return len(self.pages)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of all pages, in reading order."""
        return tuple(table for page in self.pages for table in page.tables)
