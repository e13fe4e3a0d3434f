"""What every table reader gives, whatever the file: tables of cells, each with its text and its place."""

from dataclasses import dataclass, field
from typing import NamedTuple

# The doubt of a cell in which OCR was unsure of a character.
OCR_UNSURE = "ocr-unsure"
# Columns of a file that draws no lines are given edges this far apart, as if in points.
NOMINAL_WIDTH = 100.0
# The room behind a text that no page's layout cut.
UNBOUNDED = float("inf")


class Box(NamedTuple):
    """A rectangle on a page: PDF points, origin bottom left, after the page's rotation."""

    x0: float
    y0: float
    x1: float
    y1: float


class Fragment(NamedTuple):
    """Where a cell, or a part of one that is broken over pages, stands in the file.

    In a file with pages that is `page`, counted from 1, and `box`; in any other `place`: a sheet and cell (计划!C5), an
    element's path, or a line and field. Characters `start` to `end` of the text that the fragment belongs to stand
    there, the first of them being character `offset` of what the place itself holds.
    """

    page: int | None = None
    box: Box | None = None
    place: str | None = None
    start: int = 0
    end: int = 0
    offset: int = 0

    def moved(self, by: int) -> "Fragment":
        """The fragment of a text that begins `by` characters before this one's."""
        return self._replace(start=self.start + by, end=self.end + by)

    def clipped(self, start: int, end: int) -> "Fragment | None":
        """The fragment's part of the text's characters `start` to `end`, counted from `start`; None for none."""
        first, last = max(self.start, start), min(self.end, end)
        if first >= last:
            return None
        return self._replace(start=first - start, end=last - start, offset=self.offset + first - self.start)


class Cell(NamedTuple):
    """A cell of a table; `row` and `column` are those of its first grid square, from 0.

    `text` is as written: lines that the layout broke are joined, nothing else is changed; a line that the writer
    ended early is followed by a line feed. `room` is the width left at the end of the last line, in ems: less than
    the next word takes, where a page break cuts the text. `doubt` names what was uncertain in reading this cell.
    `confidence` is how sure OCR was of the least sure character, from 0 to 1; null where the file holds the
    text itself, or the cell is empty.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    fragments: tuple[Fragment, ...] = ()
    room: float = 0.0
    doubt: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of one page, or of a file without pages (`page` is then null and `box` empty).

    `place` names it for a person: page 3, table 2, sheet 计划. `column_edges` are the x coordinates of the grid's
    columns in PDF points, left to right, as the text is read (on a page whose text is turned, after turning it
    upright). `above` holds the lines of text between the table before (or the top of the page) and this table, in
    reading order, without running headers and page numbers where those can be told; titles and section names stand
    there. `doubt` names what was uncertain in reading the table as a whole; empty when sure. `name` is what the file
    calls it: the name of its sheet; '' where it has none.
    """

    page: int | None
    place: str
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    box: Box | None
    column_edges: tuple[float, ...]
    above: tuple[str, ...] = ()
    doubt: tuple[str, ...] = field(default=())
    name: str = ""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page (or a whole file without pages; `number` is then null) holds.

    That is its tables top to bottom, and the lines of text below the last one. `is_scan` says that the page is a
    picture without text that was not read, `is_by_ocr` that it is one and was read, `is_broken` that it can't be loaded
    at all. `left_out` says, a sentence each, what else the file holds that was not read.
    """

    number: int | None
    tables: tuple[Table, ...] = ()
    below: tuple[str, ...] = ()
    is_scan: bool = False
    is_broken: bool = False
    is_by_ocr: bool = False
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole document, read."""

    pages: tuple[PageReading, ...]

    @property
    def page_count(self) -> int:
        """How many pages the document has; 0 for a file without pages."""
        return sum(page.number is not None for page in self.pages)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of all pages, in reading order."""
        return tuple(table for page in self.pages for table in page.tables)
