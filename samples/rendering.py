"""Draws a plan as a PDF file, the way word processors print such tables: ruled grids, wrapped Chinese, broken rows.

The drawing is done line by line on a canvas rather than by a layout engine, since the point of a sample is exactly
where a row breaks, which rules are drawn and what the font declares. The same input gives the same bytes.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from samples.boxes import LEADING, PADDING, Block, cut, force_cut, measure_block
from samples.fonts import font_file
from samples.lines import wrap
from samples.tables import Body, Layout, Row, blocks, column_count, tables

MARGIN: Final = 42.0
RULE: Final = 0.5
# Where the baseline lies, as a share of the font size, below the top of a line.
BASELINE: Final = 1.1


def render_pdf(path: Path, title: str, header: Sequence[Row], rows: Body, layout: Layout) -> None:
    """Write the plan to `path`: title, then one table, or one for each heading among `rows`."""
    path.write_bytes(pdf_bytes(title, header, rows, layout))


def pdf_bytes(title: str, header: Sequence[Row], rows: Body, layout: Layout) -> bytes:
    """Give the plan as the bytes of a PDF file."""
    parts = tables(rows)
    texts = [title, "—", *(heading for heading, _ in parts)]
    texts += [cell.text for _, part in [("", list(header)), *parts] for row in part for cell in row]
    file = BytesIO()
    paper = _Paper(file, title, layout, font_file(sorted(set("".join(texts))), layout.metrics))
    paper.title()
    widths = column_widths(header, [row for _, part in parts for row in part], layout, paper.width)
    for index, (heading, part) in enumerate(parts):
        if index and layout.header == "table a page":
            paper.turn()
        _draw_table(paper, heading, header, part, widths)
    paper.finish()
    return file.getvalue()


def column_widths(header: Sequence[Row], rows: Sequence[Row], layout: Layout, width: float) -> list[float]:
    """Share `width` out as the layout says, else by the square root of the text that each column holds."""
    shares = list(layout.widths)
    if not shares:
        weights = [4.0] * column_count(header)
        for column in range(len(weights)):
            sizes = [len(row[column].text) for row in rows if len(row) == len(weights)]
            weights[column] += sum(sizes) / max(1, len(sizes))
        shares = [weight**0.5 for weight in weights]
    if len(shares) != column_count(header):
        raise ValueError(f"layout {layout.name}: {len(shares)} widths for {column_count(header)} columns")
    return [share / sum(shares) * width for share in shares]


def _draw_table(
    paper: "_Paper", heading: str, header: Sequence[Row], rows: Sequence[Row], widths: Sequence[float]
) -> None:
    layout = paper.layout
    head = measure_block(header, widths, replace(layout, align="middle"), paper.measure)
    if paper.room < head.height + 4 * layout.font_size * LEADING:
        paper.turn()
    if heading:
        paper.heading(heading)
    paper.draw(head, widths)

    def turn() -> None:
        paper.turn()
        if layout.header != "once":
            paper.draw(head, widths)

    for group in blocks(rows):
        _draw_block(paper, measure_block(group, widths, layout, paper.measure), widths, turn)


def _draw_block(paper: "_Paper", block: Block, widths: Sequence[float], turn: Callable[[], None]) -> None:
    """Draw a block, over as many pages as it takes."""
    layout = paper.layout
    fresh = False
    while block.height > paper.room:
        parts = force_cut(block, paper.room, layout) if fresh else None
        if not fresh and (layout.rows_break or block.height > paper.page_room):
            parts = cut(block, paper.room, layout)
        if parts:
            paper.draw(parts[0], widths)
            block = parts[1]
        turn()
        fresh = True
    paper.draw(block, widths)


class _Paper:
    """A canvas with a pen that moves down the page; `room` is what is left of it."""

    def __init__(self, file: BytesIO, title: str, layout: Layout, font: bytes) -> None:
        size = landscape(A4) if layout.orientation == "landscape" else A4
        self.layout = layout
        self.running_title = title
        self.font = f"samples-{layout.metrics}"
        # a fresh font object a document: reportlab keeps in it which characters were used
        self.face = TTFont(self.font, BytesIO(font), asciiReadable=False, shapable=False)
        # reportlab keeps the first font of a name and ignores later ones, whatever characters those have
        self.face.unregister()
        pdfmetrics.registerFont(self.face)
        self.canvas = Canvas(file, pagesize=size, invariant=1, pageCompression=1)
        self.canvas.setTitle(title)
        self.width = float(size[0]) - 2 * MARGIN
        self.height = float(size[1])
        self.page = 0
        self._start()

    @property
    def room(self) -> float:
        """The height left on this page."""
        return self.y - MARGIN

    @property
    def page_room(self) -> float:
        """The height of an empty page."""
        return self.height - 2 * MARGIN

    def measure(self, text: str) -> float:
        """Give the width of `text` in the table's font size."""
        return float(self.face.stringWidth(text, self.layout.font_size))

    def turn(self) -> None:
        """End this page and begin the next."""
        self.canvas.showPage()
        self._start()

    def finish(self) -> None:
        """End the last page and write the file."""
        self.canvas.showPage()
        self.canvas.save()

    def title(self) -> None:
        """Write the title, centred, on as many lines as it takes."""
        size = self.layout.title_size
        for line in wrap(self.running_title, self.width, lambda text: self.face.stringWidth(text, size)):
            self._centre(line, MARGIN, self.width, self.y - size * BASELINE, size)
            self.y -= size * LEADING
        self.y -= size / 2

    def heading(self, text: str) -> None:
        """Write a section's title at the left margin."""
        size = self.layout.font_size + 3
        self._text(text, MARGIN, self.y - size * BASELINE - 4, size)
        self.y -= size * LEADING + 8

    def draw(self, block: Block, widths: Sequence[float]) -> None:
        """Draw rules and text of a block, and move below it."""
        edges = [MARGIN + sum(widths[:index]) for index in range(len(widths) + 1)]
        rules: set[tuple[float, float, float, float]] = set()
        for box in block.boxes:
            left, right = edges[box.column], edges[box.column + box.columns]
            top, bottom = self.y - block.top(box.row), self.y - block.top(box.row + box.rows)
            rules |= {(left, top, right, top), (left, bottom, right, bottom)}
            rules |= {(left, bottom, left, top), (right, bottom, right, top)}
            size = self.layout.font_size
            for line in box.lines:
                baseline = self.y - line.y - size * BASELINE
                if box.centred:
                    self._centre(line.text, left, right - left, baseline, size)
                else:
                    self._text(line.text, left + PADDING, baseline, size)
        self._rule(sorted(rules))
        self.y -= block.height

    def _rule(self, rules: Iterable[tuple[float, float, float, float]]) -> None:
        self.canvas.setLineWidth(RULE)
        for left, low, right, high in rules:
            if self.layout.rules == "strokes":
                self.canvas.line(left, low, right, high)
            else:
                half = RULE / 2
                width, height = right - left + RULE, high - low + RULE
                self.canvas.rect(left - half, low - half, width, height, stroke=0, fill=1)

    def _start(self) -> None:
        self.page += 1
        self.y = self.height - MARGIN
        if self.layout.running:
            self._text(self.running_title, MARGIN, self.height - MARGIN * 0.7, 8)
            self._centre(f"— {self.page} —", MARGIN, self.width, MARGIN * 0.5, 9)

    def _text(self, text: str, x: float, y: float, size: float) -> None:
        if text:
            self.canvas.setFont(self.font, size)
            self.canvas.drawString(x, y, text)

    def _centre(self, text: str, left: float, width: float, y: float, size: float) -> None:
        self._text(text, left + (width - self.face.stringWidth(text, size)) / 2, y, size)
