"""Reads the tables of a Word file: merged cells, tables in tables, automatic numbers, text as it is after all changes.

python-docx opens the package. Its elements are walked here, because what stands in content controls, links, text boxes
and tracked changes is text like any other. Headers and footers of pages are not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from extractors.documents.document import Document
from extractors.documents.office import Office, office_of
from extractors.documents.package import packed
from extractors.errors import UnreadableError
from extractors.tables.model import PageReading, Reading, Table
from extractors.tables.nesting import Tags, data_tables
from extractors.tables.numbering import Numbering
from extractors.tables.paragraphs import blocks_of, is_gone, paragraph_of, value_of
from extractors.tables.squares import Laid, Placed, table_at

_KINDS = frozenset({"numbering", "styles"})
_TABLE, _ROW, _CELL, _PARAGRAPH = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")
_TAGS = Tags(_TABLE, _ROW, frozenset({_CELL}), is_gone)
# Word itself has at most 63 columns.
_MOST_COLUMNS = 1000
_CONTINUES = "continue"
# What is said of parts that are not read, and the elements that stand for them in the text.
_LEFT_OUT = (
    ("a document that is embedded in the file was not read.", "w:altChunk"),
    ("notes at the foot of pages or at the end were not read.", "w:footnoteReference", "w:endnoteReference"),
)


def read_docx(document: Document) -> Reading:
    """All tables of a Word file with the paragraphs around them.

    Raises UnreadableError where the file is damaged, locked or not to be trusted, TooLargeError where a table has too
    many squares.
    """
    office = office_of(document.source, document.content, _KINDS)
    try:
        body, numbering = _opened(office)
    except (OpcError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        says = "its parts are damaged or nested too deeply; open it in Word, save it again and give that."
        raise UnreadableError(f"{document.source}: {says}") from error
    reader = _Reader(numbering, data_tables(body, _TAGS))
    reader.take(body)
    left_out = tuple(says for says, *tags in _LEFT_OUT if next(body.iter(*map(qn, tags)), None) is not None)
    return Reading((PageReading(None, tuple(reader.tables), tuple(reader.lines), left_out=left_out),))


def _opened(office: Office) -> tuple[_Element, Numbering]:
    opened = docx.Document(packed(office.parts))
    parts = [office.named(kind) for kind in ("numbering", "styles")]
    numbering, styles = (None if part is None else parse_xml(part) for part in parts)
    body = opened.element.find(qn("w:body"))
    if body is None:
        raise ValueError("the document has no body")
    return body, Numbering.of(numbering, styles)


@dataclass(slots=True)
class _Reader:
    """A document while it is read: its tables, and the lines since the last one."""

    numbering: Numbering
    data: frozenset[_Element]
    tables: list[Table] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def take(self, container: _Element) -> None:
        """Take in all paragraphs and tables of a container; what a table only lays out is taken in the same way."""
        for block in blocks_of(container, frozenset({_PARAGRAPH, _TABLE})):
            if block.tag == _PARAGRAPH:
                self._take_paragraph(block)
            elif block in self.data:
                self._add_table(block)
            else:
                for row in blocks_of(block, frozenset({_ROW})):
                    for cell in blocks_of(row, frozenset({_CELL})):
                        self.take(cell)

    def _take_paragraph(self, element: _Element) -> None:
        paragraph = paragraph_of(element)
        text = _labelled(self.numbering.label(element), paragraph.text)
        self.lines.extend(" ".join(line.split()) for line in text.split("\n") if line.strip())
        for box in paragraph.boxes:
            self.take(box)

    def _add_table(self, element: _Element) -> None:
        number = len(self.tables) + 1
        table = table_at(self._cells(element, number), f"table {number}", self.lines)
        if table is not None:
            self.tables.append(table)
            self.lines = []

    def _cells(self, table: _Element, number: int) -> list[Placed]:
        """Give the table's cells; one that continues the cell above it makes that one longer."""
        cells: list[Placed] = []
        open_above: dict[tuple[int, int], int] = {}
        for row, row_element in enumerate(blocks_of(table, frozenset({_ROW}))):
            open_here: dict[tuple[int, int], int] = {}
            for cell in _in_row(row_element):
                at = (cell.column, cell.width)
                above = open_above.get(at) if cell.continues else None
                if above is not None:
                    cells[above] = _longer(cells[above])
                else:
                    place = f"table {number}, row {row + 1}, cell {cell.ordinal}"
                    text = "\n".join(self._text(cell.element))
                    cells.append(Placed(row, cell.column, Laid(text, place, columns=cell.width)))
                if cell.is_merged:
                    open_here[at] = len(cells) - 1 if above is None else above
            open_above = open_here
        return cells

    def _text(self, container: _Element) -> Iterator[str]:
        """Give the paragraphs of a cell; a table in it is a paragraph a row."""
        for block in blocks_of(container, frozenset({_PARAGRAPH, _TABLE})):
            if block.tag == _TABLE:
                for row in blocks_of(block, frozenset({_ROW})):
                    cells = ("\n".join(self._text(cell)) for cell in blocks_of(row, frozenset({_CELL})))
                    yield " ".join(cell for cell in cells if cell)
                continue
            paragraph = paragraph_of(block)
            text = _labelled(self.numbering.label(block), paragraph.text).strip()
            if text:
                yield text
            for box in paragraph.boxes:
                yield from self._text(box)


@dataclass(frozen=True, slots=True)
class _InRow:
    """A cell as its row has it: its place in the row from 1, its columns, and whether it is merged with those below."""

    element: _Element
    ordinal: int
    column: int
    width: int
    is_merged: bool
    continues: bool


def _in_row(row: _Element) -> Iterator[_InRow]:
    column = _count(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    found: _InRow | None = None
    for ordinal, cell in enumerate(blocks_of(row, frozenset({_CELL})), 1):
        properties = cell.find(qn("w:tcPr"))
        width = _count(_property(properties, "w:gridSpan"), 1) or 1
        if found is not None and _continues(_property(properties, "w:hMerge")):
            found = replace(found, width=found.width + width)
        else:
            if found is not None:
                yield found
            merge = _property(properties, "w:vMerge")
            found = _InRow(cell, ordinal, column, width, merge is not None, _continues(merge))
        column += width
    if found is not None:
        yield found


def _property(properties: _Element | None, name: str) -> _Element | None:
    return None if properties is None else properties.find(qn(name))


def _continues(merge: _Element | None) -> bool:
    """Whether a cell goes on with its neighbour; a merge that does not say so does (ECMA-376, 17.4.84)."""
    return merge is not None and (value_of(merge) or _CONTINUES) == _CONTINUES


def _count(element: _Element | None, missing: int) -> int:
    text = value_of(element) or ""
    return min(int(text), _MOST_COLUMNS) if text.isdecimal() and len(text) < 10 else missing


def _longer(cell: Placed) -> Placed:
    return replace(cell, laid=replace(cell.laid, rows=cell.laid.rows + 1))


def _labelled(label: str, text: str) -> str:
    """Give a paragraph with its number before it; a space parts them where the number does not end in a full mark."""
    if not label or not text.strip():
        return label or text
    return f"{label} {text}" if label[-1].isascii() or label[-1].isalnum() else label + text
