"""Reads the tables of a saved web page: merged cells, tables in tables, text as a browser shows it.

Old pages are laid out with tables. A table that only holds a larger one is no table but a part of the page: its text is
lines, and the table in it stands for itself. Nothing is fetched, no style sheet or script is looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree
from lxml.etree import _Element

from extractors.documents.document import Document
from extractors.documents.encoding import decoded
from extractors.errors import UnreadableError
from extractors.tables.model import PageReading, Reading, Table
from extractors.tables.nesting import Tags, data_tables
from extractors.tables.squares import Laid, table_of
from extractors.tables.words import collapsed, doubt_of

# What the HTML standard caps spans at.
_MOST_COLUMNS = 1000
_MOST_ROWS = 65534
_INTEGER = re.compile(r"[ \t\n\f\r]*\+?(\d+)")

# What shows no text, or text that is no part of the page's own.
_UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "svg", "select", "option", "textarea", "button"}
    | {"rt", "rp", "head", "nav", "footer", "aside"}
)
_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figure"}
    | {"figcaption", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre"}
    | {"section", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_CELLS = frozenset({"td", "th"})
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_EVENTS = ("start", "end", "comment", "pi")
# 方案_连云港市人民政府, 方案 - 政府网: sites put their name behind the page's; a range of numbers is no such thing.
_PARTED = re.compile(r"\s*[_|｜]\s*|(?<![\d\s])\s*[-–—]+\s*(?!\d)")


def read_html(document: Document) -> Reading:
    """All tables of a page with the text around them.

    The page's first headings and its title stand above the first table, before all other lines: menus come first in
    many pages, and name other documents. Lines that are nothing but links are left out for the same reason. Raises
    UnreadableError where the page can't be decoded or is nested too deeply, TooLargeError where a table has too many
    squares.
    """
    return Reading((_Page(_parsed(document)).read(),))


def _parsed(document: Document) -> _Element:
    text = decoded(document.content)
    if text is None:
        raise UnreadableError(f"{document.source}: is not text in a known encoding; save the page again as UTF-8.")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    # where its limits are reached, the parser gives what it had till then, and would lose the rest in silence
    if any(error.level_name == "FATAL" and "LIMIT" in error.type_name for error in parser.error_log):
        raise UnreadableError(f"{document.source}: its elements are nested too deeply to be a plan's; save it anew.")
    if root is None:
        raise UnreadableError(f"{document.source}: holds no element of HTML; fetch the page again.")
    return root


@dataclass(slots=True)
class _Flow:
    """Text as it flows over a cell or the page: ended lines, and the one that is being written.

    On a page, a cell of a table that only lays it out is a line, and a line of links alone is none.
    """

    lines: list[str] = field(default_factory=list)
    is_page: bool = False
    _written: list[str] = field(default_factory=list)
    _links: int = 0
    _has_words: bool = False

    def write(self, text: str | None) -> None:
        """Go on with the line."""
        if text:
            self._written.append(text)
            self._has_words = self._has_words or (not self._links and not text.isspace())

    def link(self, by: int) -> None:
        """Begin (1) or end (-1) a link."""
        self._links += by

    def end_line(self) -> None:
        """End the line; an empty one is none."""
        line = collapsed("".join(self._written))
        if line.strip() and (not self.is_page or self._has_words):
            self.lines.append(line)
        self._written.clear()
        self._has_words = False


@dataclass(slots=True)
class _Page:
    """A page while it is read: its tables, and the lines since the last one."""

    root: _Element
    tables: list[Table] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    flow: _Flow = field(default_factory=lambda: _Flow(is_page=True))

    def read(self) -> PageReading:
        """Read the whole page."""
        data = data_tables(self.root, _TAGS)
        walk = etree.iterwalk(self.root, events=_EVENTS)
        for event, element in walk:
            if event == "start" and element in data:
                walk.skip_subtree()
                self.flow.end_line()
                self._add_table(element)
            elif event == "start" and element.tag == "h1" and not self.tables:
                walk.skip_subtree()
                self.headings.extend(_lines(element))
            else:
                _step(event, element, self.flow, walk)
        self.flow.end_line()
        return PageReading(None, tuple(self.tables), tuple(self._taken_lines()))

    def _add_table(self, element: _Element) -> None:
        loose, rows = _rows(element)
        laid = [
            [_laid(cell, path, rest) for cell, path in zip(cells, _paths(cells), strict=True)] for cells, rest in rows
        ]
        above = [*self._taken_lines(), *loose]
        table = table_of(laid, f"table {len(self.tables) + 1}", above)
        if table is not None:
            self.tables.append(table)

    def _taken_lines(self) -> list[str]:
        """Give the lines since the last table; before the first one, what the page itself is called comes first."""
        titles = [] if self.tables else _titles(self.root, self.headings)
        taken = [*titles, *self.flow.lines]
        self.flow.lines.clear()
        return taken


def _titles(root: _Element, headings: list[str]) -> list[str]:
    """Give the page's first headings and the parts of its title that say more."""
    title = collapsed(root.findtext(".//title") or "")
    return [*headings, *(part for part in _PARTED.split(title) if part and part not in headings)]


def _lines(element: _Element) -> list[str]:
    """Give the text of an element as lines, that of tables in it among them."""
    flow = _Flow()
    walk = etree.iterwalk(element, events=_EVENTS)
    for event, inner in walk:
        _step(event, inner, flow, walk, within=element)
    flow.end_line()
    return flow.lines


def _step(event: str, element: _Element, flow: _Flow, walk: "etree.iterwalk", within: _Element | None = None) -> None:
    """Take in one event of a walk; text behind the element `within` is not part of it."""
    if event == "start":
        if _is_unseen(element):
            walk.skip_subtree()
        else:
            _begin(element, flow)
        return
    if event == "end" and not _is_unseen(element):
        _end(element, flow)
    if element is not within:
        flow.write(element.tail)


def _begin(element: _Element, flow: _Flow) -> None:
    if element.tag in _BLOCKS or element.tag == "br":
        flow.end_line()
    elif element.tag == "a":
        flow.link(1)
    flow.write(element.text)


def _end(element: _Element, flow: _Flow) -> None:
    if element.tag in _BLOCKS or (flow.is_page and element.tag in _CELLS):
        flow.end_line()
    elif element.tag == "a":
        flow.link(-1)
    elif element.tag in _CELLS:
        flow.write(" ")


def _rows(table: _Element) -> tuple[list[str], list[tuple[list[_Element], int]]]:
    """Give the lines that stand in the table but in no cell, and its rows: cells, and how many rows are left.

    Those are the rows from this one to the end of its group (head, body, foot), where every span ends.
    """
    loose = _Flow()
    rows: list[tuple[_Element, list[_Element]]] = []
    walk = etree.iterwalk(table, events=_EVENTS)
    for event, element in walk:
        if event == "start" and element.tag in _CELLS:
            walk.skip_subtree()
            if not _is_unseen(element):
                _row_for(element, rows).append(element)
        elif event == "start" and element.tag == "tr" and not _is_unseen(element):
            rows.append((element, []))
        if element.tag in _CELLS:
            loose.write(element.tail if event == "end" else None)
        else:
            _step(event, element, loose, walk, within=table)
    loose.end_line()
    groups = [[cells for _, cells in group] for _, group in groupby(rows, key=lambda row: _group_of(row[0], table))]
    return loose.lines, [(cells, len(group) - index) for group in groups for index, cells in enumerate(group)]


def _row_for(cell: _Element, rows: list[tuple[_Element, list[_Element]]]) -> list[_Element]:
    """Give the row that a cell belongs to; cells that stand in none make one of their own."""
    around = next(cell.iterancestors("tr", "table"), None)
    before = cell.getprevious()
    follows = before is not None and before.tag in _CELLS
    if not rows or (around is not None and around.tag == "table" and not follows):
        rows.append((cell, []))
    return rows[-1][1]


def _group_of(row: _Element, table: _Element) -> _Element:
    """Give the head, body or foot that a row stands in, or its table."""
    return next(row.iterancestors(*_GROUPS, "table"), table)


def _paths(cells: list[_Element]) -> Iterator[str]:
    """Give the paths of a row's cells; a path takes long to find in a table of many rows, so that of a row is kept."""
    row, path = None, ""
    for cell in cells:
        if cell.getparent() is not row:
            row = cell.getparent()
            path = cell.getroottree().getpath(cell).rpartition("/")[0]
        before = sum(1 for _ in cell.itersiblings(cell.tag, preceding=True))
        yield f"{path}/{cell.tag}[{before + 1}]"


def _laid(cell: _Element, place: str, rows_left: int) -> Laid:
    text = "\n".join(_lines(cell))
    return Laid(text, place, *_spans(cell, rows_left), doubt_of(text))


def _spans(cell: _Element, rows_left: int) -> tuple[int, int]:
    """Give a cell's rows and columns as the HTML standard reads them: 0 rows are all that are left in the group."""
    rows, columns = _integer(cell.get("rowspan")), _integer(cell.get("colspan"))
    return min(rows or rows_left, _MOST_ROWS, rows_left), min(columns or 1, _MOST_COLUMNS)


def _integer(text: str | None) -> int:
    """Give the number that a text begins with, 1 where it begins with none."""
    found = _INTEGER.match(text or "")
    # thousands of digits are no number that anything could span, and cost time to read
    return int(found[1][:9]) if found else 1


def _is_unseen(element: _Element) -> bool:
    tag = element.tag
    if not isinstance(tag, str):
        return True
    if tag in _UNSEEN or element.get("hidden") is not None:
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


_TAGS = Tags("table", "tr", _CELLS, _is_unseen)
