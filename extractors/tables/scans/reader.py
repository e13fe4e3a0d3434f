"""Reads a page that is a picture: its rules make the grid, OCR reads it line by line within each cell.

OCR of the whole page would read across the rules of a dense table. What is read becomes characters with their places,
so that cells and loose lines are put together exactly as on a page with text.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.isolation.patience import ask_for_time
from extractors.tables.model import OCR_UNSURE, Box, Cell
from extractors.tables.pdf.characters import Glyph, characters_of
from extractors.tables.pdf.fill import Filled, filled
from extractors.tables.pdf.grid import Grid
from extractors.tables.pdf.loose import LooseLine, loose_lines
from extractors.tables.pdf.pdfium import PdfPage
from extractors.tables.pdf.words import is_wide
from extractors.tables.scans.lines import Strip
from extractors.tables.scans.page import Seen, seen
from extractors.tables.scans.recogniser import Letter
from extractors.tables.scans.seals import gray_without_seals
from extractors.tables.scans.spelling import spelled
from extractors.tables.scans.upright import Picture

# Of the scans measured, those of 100 to 200 dots an inch are read best when they are drawn at this.
DOTS_PER_INCH = 300
# Paper from A6 to A3, in square points with some margin; and A4.
LEAST_PAPER, MOST_PAPER, A4 = 60_000.0, 1_100_000.0, 595.0 * 842.0
# A cell whose least sure letter or digit is below this is doubtful. On grainy scans of 100 to 150 dots an inch that
# named 19 of the 26 cells read wrong, and 42 of the 1,870 read right.
SURE = 0.8
# Outside of tables ink that is read less surely than this on the whole is no text: stains, seals, pictures.
_TEXT = 0.5
# Ink of a letter that takes a whole em, and of one that takes half of it, in ems.
_WIDE_INK, _NARROW_INK = 0.92, 0.45


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What a picture holds: its grids with their cells filled, and loose lines.

    Grids, and `height`, are measured in points on the straightened picture, the boxes of cells on the page.
    """

    grids: tuple[Grid, ...]
    filled: tuple[Filled, ...]
    loose: tuple[LooseLine, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Read:
    """A line as read: its characters in points, how sure the least of those that matter is, and how sure all are."""

    owner: tuple[int, int] | None
    glyphs: tuple[Glyph, ...]
    least: float
    average: float


def read_scan(page: PdfPage) -> ScannedPage:
    """Give the tables and loose lines of a page that is a picture."""
    ask_for_time()
    visible = page.visible
    scale = paper_scale(visible.x1 - visible.x0, visible.y1 - visible.y0)
    dots = DOTS_PER_INCH / 72
    gray = gray_without_seals(page.picture(page.quarters, DOTS_PER_INCH / scale), dots)
    return read_picture(gray, dots, page.number, scale)


def paper_scale(width: float, height: float) -> float:
    """Give how many points of the page make a point of the paper that was scanned.

    It is 1 for common sizes of paper. Some scanners make a point of each pixel: a page larger or smaller than paper is
    taken for A4, which also limits the pixels of a poster's picture.
    """
    return 1.0 if LEAST_PAPER <= width * height <= MOST_PAPER else math.sqrt(width * height / A4)


def read_picture(gray: Picture, dots: float, number: int = 1, scale: float = 1.0) -> ScannedPage:
    """Give the tables and loose lines in the picture of page `number` in grey, `dots` pixels a point of paper.

    `scale` is as `paper_scale` gives it.
    """

    def on_page(box: Box) -> Box:
        return _scaled(page.picture.on_page(box), scale)

    page = seen(gray, dots)
    letters = page.read(page.strips)
    lines = [_line(page, *parts) for parts in zip(page.owners, page.strips, letters, strict=True)]
    height = page.picture.size[1]
    loose = [glyph for line in lines if line.owner is None and line.average >= _TEXT for glyph in line.glyphs]
    return ScannedPage(
        grids=page.grids,
        filled=tuple(
            _filled(grid, [line for line in lines if line.owner and line.owner[0] == index], number, on_page)
            for index, grid in enumerate(page.grids)
        ),
        loose=loose_lines(characters_of(loose), height),
        height=height,
    )


def _scaled(box: Box, scale: float) -> Box:
    return Box(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)


def _filled(grid: Grid, lines: Sequence[_Read], number: int, on_page: Callable[[Box], Box]) -> Filled:
    """Give the grid filled with the lines read in its cells, each cell with how sure its least sure letter is."""
    fill = filled(grid, characters_of(glyph for line in lines for glyph in line.glyphs), number, on_page)
    least: dict[int, float] = {}
    for line in lines:
        if line.owner:
            least[line.owner[1]] = min(line.least, least.get(line.owner[1], 1.0))
    return replace(fill, cells=tuple(_judged(cell, least.get(index)) for index, cell in enumerate(fill.cells)))


def _judged(cell: Cell, confidence: float | None) -> Cell:
    if confidence is None:
        return cell
    doubt = (*cell.doubt, OCR_UNSURE) if confidence < SURE else cell.doubt
    return cell._replace(confidence=round(confidence, 3), doubt=doubt)


def _line(page: Seen, owner: tuple[int, int] | None, strip: Strip, letters: Sequence[Letter]) -> _Read:
    sure = [letter.confidence for letter in letters]
    matter = [letter.confidence for index, letter in enumerate(letters) if _matters(letters, index)]
    average = sum(sure) / len(sure) if sure else 0.0
    return _Read(owner, tuple(_glyphs(page, strip, letters)), min(matter, default=average), average)


def _matters(letters: Sequence[Letter], index: int) -> bool:
    """Whether it is a letter or digit, or may belong to a number: OCR is seldom sure of how wide a mark is."""
    return letters[index].text.isalnum() or (index > 0 and letters[index - 1].text.isdigit())


def _glyphs(page: Seen, strip: Strip, letters: Sequence[Letter]) -> Iterator[Glyph]:
    """Give the letters of a line as characters with their places in points, from the picture's bottom left corner."""
    dots, top = page.picture.dots, page.picture.size[1]
    size = strip.height if strip.height > page.usual / 2 else page.usual
    text = spelled("".join(letter.text for letter in letters))
    left, width = page.span(strip)
    for character, letter in zip(text, letters, strict=True):
        middle = left + letter.place * width
        half = size * (_WIDE_INK if is_wide(character) else _NARROW_INK) / 2
        x0, x1 = max(middle - half, strip.x0), min(middle + half, strip.x1)
        yield Glyph(
            character,
            min(x0, x1) / dots,
            top - strip.y1 / dots,
            max(x0, x1) / dots,
            top - strip.y0 / dots,
            (middle - half) / dots,
            top - strip.base / dots,
        )
