"""Completes tables without rules of their own on a page: they go on from the page before, in the columns told there."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from extractors.tables.pdf.characters import Characters
from extractors.tables.pdf.geometry import slots
from extractors.tables.pdf.lines import lines_of
from extractors.tables.pdf.rules import Rule

# Ink this near an edge crosses it, in points.
NEAR = 1.0
# The rules stand so far from the text, in points.
MARGIN = 2.0
# One line of words that keep to the columns may do so by chance.
FEWEST_LINES = 2


def ends_of_rest(characters: Characters, known: Sequence[float]) -> list[Rule]:
    """Give the rules above and below the lines that keep to the `known` columns; none where no lines do.

    Of several runs of such lines the longest is the table's; a title, a note or a running header crosses an edge.
    """
    if len(known) < 3:
        return []
    inside = characters.at(~characters.blank)
    runs = [
        list(run) for keeps, run in groupby(lines_of(inside), key=lambda one: _keeps(one.characters, known)) if keeps
    ]
    lines = max(runs, key=len, default=[])
    columns = {at for line in lines for at in slots(known, line.characters.middle_x).tolist()}
    if len(lines) < FEWEST_LINES or len(columns) < 2:
        return []
    top, bottom = max(line.ink.y1 for line in lines) + MARGIN, min(line.ink.y0 for line in lines) - MARGIN
    return [Rule(known[0], level, known[-1], level) for level in (top, bottom)]


def _keeps(line: Characters, known: Sequence[float]) -> bool:
    """Whether a line stands inside the columns, and none of its characters on an inner edge."""
    edges = np.array(known[1:-1])
    if line.x0.min() < known[0] - NEAR or line.x1.max() > known[-1] + NEAR:
        return False
    return not ((line.x0[:, None] < edges - NEAR) & (line.x1[:, None] > edges + NEAR)).any()
