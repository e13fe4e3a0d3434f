"""Pieces of a line are one rule, and none of them is lost among others."""

import numpy as np
from reportlab.pdfgen.canvas import Canvas

from extractors.tables.pdf.reader import read_pdf
from extractors.tables.pdf.rules import Rule, merged
from tests.extractors.tables.pdf.drawing import LEFT, ROW, TOP, draw_table, pdf_of


def test_pieces_whose_heights_differ_by_a_hair() -> None:
    pieces = [(0, 10.0, 40, 10.0), (40, 10.06, 80, 10.06), (80, 9.97, 120, 9.97), (50, 0, 50, 9), (50, 9.5, 50, 20)]
    assert merged(np.array(pieces)) == [Rule(0, 10.0, 120, 10.0), Rule(50, 0, 50, 20)]


def test_pieces_apart_stay_apart() -> None:
    pieces = [(0, 10, 40, 10), (50, 10, 80, 10), (0, 11, 40, 11)]
    assert merged(np.array(pieces)) == [Rule(0, 10, 40, 10), Rule(0, 11, 40, 11), Rule(50, 10, 80, 10)]


def test_dots_among_the_words_are_no_rule() -> None:
    def draw(canvas: Canvas) -> None:
        draw_table(canvas, [["序号", "目标任务", "第一季度"], ["1", "新建", "开工"]])
        for i in range(3):
            canvas.rect(LEFT + 100 + 3 * i, TOP - ROW - 30, 1, 1, stroke=0, fill=1)

    (table,) = read_pdf(pdf_of(draw)).tables
    assert (table.rows, table.columns) == (2, 3)
