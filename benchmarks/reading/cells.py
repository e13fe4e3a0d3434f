"""How many cells of a plan a reader gave exactly."""

from collections.abc import Callable
from operator import eq

from benchmarks.reading.readers import Rows

# Unicode's blocks of radicals: drawn as the characters of the same look, and found by no search for those.
FIRST_RADICAL, LAST_RADICAL = "\u2e80", "\u2fdf"


def exact_cells(expected: Rows, read: Rows, same: Callable[[str, str], bool] = eq) -> int:
    """Count the cells of `expected` that stand in `read` with the same text in the same column.

    Rows are paired in order, each with at most one of the other side, in the way that gives most such cells: a reader
    is not blamed for header rows, or for a row too many. Where `expected` is empty (a square that another cell covers,
    or a cell without text) nothing is counted.
    """
    # most[n]: the most cells from the rows of `expected` so far and the first n rows of `read`
    most = [0] * (len(read) + 1)
    for wanted in expected:
        row = [0]
        for at, found in enumerate(read):
            row.append(max(row[at], most[at + 1], most[at] + _cells(wanted, found, same)))
        most = row
    return most[-1]


def count(expected: Rows) -> int:
    """Count the cells that hold text."""
    return sum(bool(text) for row in expected for text in row)


def same_but_radicals(wanted: str, found: str) -> bool:
    """Whether both texts are the same where a radical in `found` (⼯ U+2F2F for 工) stands for any character."""
    return wanted == found or (
        len(wanted) == len(found)
        and all(a == b or FIRST_RADICAL <= b <= LAST_RADICAL for a, b in zip(wanted, found, strict=True))
    )


def _cells(wanted: list[str], found: list[str], same: Callable[[str, str], bool]) -> int:
    return sum(bool(text) and same(text, other) for text, other in zip(wanted, found, strict=False))
