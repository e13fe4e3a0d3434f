"""The plans that all readers read, with the cells that stand in them.

They are drawn so that no row breaks over a page: every cell is then whole on its page, and a reader that leaves joining
to others is compared fairly.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from benchmarks.reading.readers import Rows, squeezed
from samples.carried import CARRIED, carried
from samples.generate import pdf
from samples.pages import body
from samples.rendering import render_pdf
from samples.tables import Body, Cell, column_count, place, tables
from tests.rendering import HEADER, LAYOUTS, REAL_PLAN, TITLE, print_by_chromium, real_rows

# The real plan's layout: text centred in its cells, rules drawn as thin rectangles.
LARGE_ASCENT = replace(LAYOUTS["large ascent, centred, rules as rectangles"], rows_break=False)


@dataclass(frozen=True)
class Corpus:
    """Files and, where it is known, each file's rows of cells."""

    name: str
    files: tuple[Path, ...]
    truth: tuple[Rows, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages the files have together."""
        return sum(map(page_count, self.files))


def corpora(folder: Path) -> Iterator[Corpus]:
    """Draw each set of plans that can be drawn here into `folder`."""
    yield _sample_plans(folder)
    if REAL_PLAN.exists():
        rows = [[Cell(text) for text in row] for row in real_rows()]
        drawn = folder / "drawn.pdf"
        render_pdf(drawn, TITLE, HEADER, rows, LARGE_ASCENT)
        yield Corpus("CJK plan, drawn", (drawn,), (_squares(rows),))
        if shutil.which("chromium"):
            printed = folder / "printed.pdf"
            print_by_chromium(LARGE_ASCENT, printed)
            yield Corpus("CJK plan, printed by Chromium", (printed,), (_squares(rows),))


def _sample_plans(folder: Path) -> Corpus:
    files, truth = [], []
    for name in CARRIED:
        plan = carried(name)
        whole = replace(plan, layout=replace(plan.layout, rows_break=False))
        files.append(folder / f"{name}.pdf")
        files[-1].write_bytes(pdf(whole))
        truth.append(_squares(body(whole)))
    return Corpus("sample plans", tuple(files), tuple(truth))


def _squares(rows: Body) -> Rows:
    """Give the rows of all tables, headers aside, each cell in the first of the squares that it covers."""
    found: Rows = []
    for _, part in tables(rows):
        squares = [[""] * column_count(part) for _ in part]
        for item in place(part):
            squares[item.row][item.column] = squeezed(item.cell.text)
        found += squares
    return found


def page_count(path: Path) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def first_pages(path: Path, pages: int, target: Path) -> None:
    """Write the first pages of a PDF as a file of its own."""
    whole, part = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    part.import_pages(whole, list(range(pages)))
    part.save(target)
    part.close()
    whole.close()


def given(paths: Sequence[str]) -> Corpus:
    """Files of which only speed and memory can be told."""
    return Corpus("the files given", tuple(Path(path).absolute() for path in paths))
