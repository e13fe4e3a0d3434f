"""The readers that are compared, each as a function from a PDF to the rows of all its tables, page by page.

pdfplumber and img2table are nothing that the project depends on: `pip install pdfplumber img2table` adds them to this
benchmark. A reader that isn't installed is left out. Each is called as its manual says for ruled tables, with nothing
tuned.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

# Cells left to right without white space; a square that another cell covers may be empty or repeat that cell's text.
Rows = list[list[str]]


@dataclass(frozen=True)
class Reader:
    """A reader; `package` is what it needs, and `has_cells` says whether it gives any."""

    read: Callable[[Path], Rows]
    package: str
    has_cells: bool = True

    @property
    def is_installed(self) -> bool:
        """Whether its package is there."""
        return find_spec(self.package) is not None


def _ours(path: Path) -> Rows:
    from extractors.documents.document import document_of
    from extractors.tables.reader import read_tables

    rows: Rows = []
    for table in read_tables(document_of(str(path), path.read_bytes())).tables:
        squares = [[""] * table.columns for _ in range(table.rows)]
        for cell in table.cells:
            squares[cell.row][cell.column] = squeezed(cell.text)
        rows += squares
    return rows


def _camelot_default(path: Path) -> Rows:
    return _camelot(path, "combined")


def _camelot_vector(path: Path) -> Rows:
    return _camelot(path, "vector")


def _camelot(path: Path, engine: str) -> Rows:
    import camelot

    tables = camelot.read_pdf(str(path), pages="all", flavor="lattice", engine=engine, suppress_stdout=True)
    return [row for table in tables for row in _row_by_row(table.data)]


def _pdfplumber(path: Path) -> Rows:
    import pdfplumber

    rows: Rows = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                rows += _row_by_row(table)
            page.close()
    return rows


def _img2table(path: Path) -> Rows:
    from img2table.document import PDF

    tables = PDF(str(path)).extract_tables()
    contents = [table.content for page in sorted(tables) for table in tables[page]]
    return [
        row for content in contents for row in _row_by_row([cell.value for cell in row] for row in content.values())
    ]


def _text_alone(path: Path) -> Rows:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path.read_bytes())
    for page in pdf:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    pdf.close()
    return []


def _row_by_row(rows: Iterable[Iterable[str | None]]) -> Rows:
    return [[squeezed(text or "") for text in row] for row in rows]


def squeezed(text: str) -> str:
    """Give the text without white space."""
    return "".join(text.split())


OURS = "xushi"
DEFAULT = "camelot default"
VECTOR = "camelot vector"
TEXT = "PDFium's text"
READERS = {
    OURS: Reader(_ours, "extractors"),
    DEFAULT: Reader(_camelot_default, "camelot"),
    VECTOR: Reader(_camelot_vector, "camelot"),
    "pdfplumber": Reader(_pdfplumber, "pdfplumber"),
    "img2table": Reader(_img2table, "img2table"),
    TEXT: Reader(_text_alone, "pypdfium2", has_cells=False),
}
