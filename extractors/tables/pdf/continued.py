"""Completes tables over pages that are ruled at their beginning and their end alone: each page's part is closed."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from extractors.tables.pdf.characters import Characters
from extractors.tables.pdf.completion import stacks
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


def foot_of_begun(rules: Sequence[Rule], characters: Characters) -> list[Rule]:
    """Give the rule below the page's last line, where the page's only two rules are those above and below a header."""
    begun = [stack for stack in stacks(rules, fewest=2) if len(stack.levels) == 2]
    if len(begun) != 1:
        return []
    (stack,) = begun
    x, y = characters.middle_x, characters.middle_y
    below = characters.at((x >= stack.left) & (x <= stack.right) & (y < stack.levels[-1]) & ~characters.blank)
    if len(lines_of(below)) < FEWEST_LINES:
        return []
    level = float(below.y0.min()) - MARGIN
    return [Rule(stack.left, level, stack.right, level)]


def _keeps(line: Characters, known: Sequence[float]) -> bool:
    """Whether a line stands inside the columns, and none of its characters on an inner edge."""
    edges = np.array(known[1:-1])
    if line.x0.min() < known[0] - NEAR or line.x1.max() > known[-1] + NEAR:
        return False
    return not ((line.x0[:, None] < edges - NEAR) & (line.x1[:, None] > edges + NEAR)).any()
