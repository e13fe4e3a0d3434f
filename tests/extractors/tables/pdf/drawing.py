"""Draws small tables on PDF pages in every way that tests of the table reader need."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.documents.document import Document, document_of

Style = Literal["strokes", "thin rectangles", "boxes", "curves", "filled boxes", "form", "dots", "dashes"]

WIDTH, HEIGHT = 400.0, 300.0
LEFT, TOP, COLUMN, ROW = 40.0, 260.0, 80.0, 40.0
FONT = "STSong-Light"


def draw_table(canvas: Canvas, rows: Sequence[Sequence[str]], style: Style = "strokes") -> None:
    """Draw `rows` as a ruled table; a text may hold line feeds. A form is drawn through a scaling matrix."""
    if style == "form":
        canvas.beginForm("table", 0, 0, 2 * WIDTH, 2 * HEIGHT)
        canvas.scale(2, 2)
        _draw(canvas, rows, "strokes")
        canvas.endForm()
        canvas.saveState()
        canvas.scale(0.5, 0.5)
        canvas.doForm("table")
        canvas.restoreState()
    else:
        _draw(canvas, rows, style)


def pdf_of(
    draw: Callable[[Canvas], None], size: tuple[float, float] = (WIDTH, HEIGHT), rotate: int = 0, crop: float = 0
) -> Document:
    """Give a document of one page on which `draw` draws; `rotate` is its /Rotate, `crop` cuts each margin off."""
    return pdf_of_pages([draw], size, rotate, crop)


def pdf_of_pages(
    draws: Sequence[Callable[[Canvas], None]],
    size: tuple[float, float] = (WIDTH, HEIGHT),
    rotate: int = 0,
    crop: float = 0,
) -> Document:
    """Give a document with a page for each of `draws`."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1)
    for draw in draws:
        if crop:
            canvas.setCropBox((crop, crop, size[0] - crop, size[1] - crop))
        if rotate:
            canvas.setPageRotation(rotate)
        canvas.setFont(FONT, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return document_of("drawn.pdf", file.getvalue())


def _draw(canvas: Canvas, rows: Sequence[Sequence[str]], style: Style) -> None:
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            _outline(canvas, LEFT + j * COLUMN, TOP - (i + 1) * ROW, style)
            canvas.setFont(FONT, 10)
            for k, line in enumerate(text.split("\n")):
                canvas.drawString(LEFT + j * COLUMN + 4, TOP - i * ROW - 14 - 12 * k, line)


def _outline(canvas: Canvas, x: float, y: float, style: Style) -> None:
    canvas.setLineWidth(0.5)
    match style:
        case "strokes":
            canvas.lines(
                [
                    (x, y, x + COLUMN, y),
                    (x, y + ROW, x + COLUMN, y + ROW),
                    (x, y, x, y + ROW),
                    (x + COLUMN, y, x + COLUMN, y + ROW),
                ]
            )
        case "thin rectangles":
            for edge in ((x, y, COLUMN, 0.7), (x, y + ROW, COLUMN, 0.7), (x, y, 0.7, ROW), (x + COLUMN, y, 0.7, ROW)):
                canvas.rect(*edge, stroke=0, fill=1)
        case "boxes":
            canvas.rect(x, y, COLUMN, ROW)
        case "curves":
            path = canvas.beginPath()
            path.moveTo(x, y)
            for to_x, to_y in ((x + COLUMN, y), (x + COLUMN, y + ROW), (x, y + ROW), (x, y)):
                path.curveTo(to_x, to_y, to_x, to_y, to_x, to_y)
            canvas.drawPath(path)
        case "dots" | "dashes":
            _broken(canvas, x, y, *((0.7, 1.5) if style == "dots" else (3.0, 6.0)))
        case _:
            canvas.saveState()
            canvas.setFillGray(0.9)
            canvas.rect(x + 0.5, y + 0.5, COLUMN - 1, ROW - 1, stroke=0, fill=1)
            canvas.restoreState()


def _broken(canvas: Canvas, x: float, y: float, long: float, step: float) -> None:
    """Draw a cell's outline as small rectangles, `long` each, that begin `step` apart."""
    for i in range(int(COLUMN / step)):
        for level in (y, y + ROW):
            canvas.rect(x + i * step, level, long, 0.7, stroke=0, fill=1)
    for i in range(int(ROW / step) + 1):
        for plumb in (x, x + COLUMN):
            canvas.rect(plumb, y + i * step, 0.7, long, stroke=0, fill=1)
