"""From the blobs of a cell to the boxes of its lines of text, by the empty rows between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.tables.scans.blobs import Blobs

# Lines of text are this high at most, in heights of their letters; two lines are more.
TALLEST = 1.6
# A line lower than this, in heights of a usual line, may be a stroke of a letter such as 二 alone in its cell.
_LOW = 0.55
# Parts of one letter are together no higher than this, in heights of a usual line.
_WHOLE = 1.15
# A line of its own that is smaller than this both ways is dust, in heights of a usual line.
_DOT = 0.3
# Words further apart than this are lines of their own, in heights of the line.
WIDEST_GAP = 2.5
# Where lines touch they are parted at the emptiest rows: those that hold no more than these parts of the fullest.
_THINNER = (0.0, 0.05, 0.1, 0.2, 0.3)
# This part of a line's letters is no higher than the line's usual one.
_USUAL = 80
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Strip:
    """The box of one line of text in pixels; `is_whole` is False where it may hold several that touch.

    `base` is where the whole row ends below, of which the line may be a part.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    is_whole: bool = True

    @property
    def height(self) -> float:
        """How high the line's ink is."""
        return self.y1 - self.y0


def usual_height(cells: Sequence[Blobs]) -> float:
    """Give the usual height of a line among the blobs of a page's cells; 1 where there is none."""
    runs = (run for blobs in cells for run in _runs(blobs, 0.0) if len(run) >= _FEWEST_LETTERS)
    heights = [_height(run) for run in runs]
    return float(np.median(heights)) if heights else 1.0


def strips_of(blobs: Blobs, usual: float) -> list[Strip]:
    """Give the lines that the blobs of one cell form, top to bottom; `usual` is the page's height of a line."""
    strips = []
    for run in _joined(list(_lines(blobs, usual)), usual):
        is_line = _is_line(run, usual)
        if _is_dot(run, usual):
            continue
        for part in _words(run, WIDEST_GAP * max(_height(run), usual)):
            (x0, y0), (x1, y1) = part[:, :2].min(axis=0).tolist(), part[:, 2:].max(axis=0).tolist()
            strips.append(Strip(x0, y0, x1, y1, float(run[:, 3].max()), is_line))
    return strips


def _lines(blobs: Blobs, usual: float, step: int = 0) -> Iterator[Blobs]:
    """Give the blobs of each line, lines that touch parted at emptier and emptier rows."""
    for run in _runs(blobs, _THINNER[step]):
        if _is_line(run, usual) or step + 1 == len(_THINNER):
            yield run
        else:
            yield from _lines(run, usual, step + 1)


def _is_line(run: Blobs, usual: float) -> bool:
    letter = float(np.percentile(run[:, 3] - run[:, 1], _USUAL))
    return _height(run) <= max(TALLEST * letter, _WHOLE * usual)


def _is_dot(run: Blobs, usual: float) -> bool:
    """Whether all that stands in the line is smaller than any letter: dust."""
    return max(_height(run), float(run[:, 2].max() - run[:, 0].min())) < _DOT * usual


def _height(run: Blobs) -> float:
    return float(run[:, 3].max() - run[:, 1].min())


def _runs(blobs: Blobs, thinner: float) -> Iterator[Blobs]:
    """Give the blobs of each run of rows in which more stands than `thinner` of the fullest row, by their middles."""
    if not len(blobs):
        return
    profile, top = _profile(blobs)
    full = np.concatenate(([False], profile > thinner * profile.max(), [False]))
    starts = np.flatnonzero(~full[:-1] & full[1:]) + top
    ends = np.flatnonzero(full[:-1] & ~full[1:]) + top
    # what stands between two runs belongs to the nearer one
    cuts = (ends[:-1] + starts[1:]) / 2
    owner = np.searchsorted(cuts, (blobs[:, 1] + blobs[:, 3]) / 2)
    for index in range(len(starts)):
        members = blobs[owner == index]
        if len(members):
            yield members


def _profile(blobs: Blobs) -> tuple[NDArray[np.float64], int]:
    """Give how much stands in each row, from the topmost on, and which row that is."""
    top, bottom = int(blobs[:, 1].min()), int(np.ceil(blobs[:, 3].max()))
    steps = np.zeros(bottom - top + 1)
    wide = blobs[:, 2] - blobs[:, 0]
    np.add.at(steps, np.floor(blobs[:, 1]).astype(np.intp) - top, wide)
    np.add.at(steps, np.ceil(blobs[:, 3]).astype(np.intp) - top, -wide)
    return np.maximum(np.cumsum(steps)[:-1], 0.0), top


def _joined(runs: list[Blobs], usual: float) -> list[Blobs]:
    """Give the runs with the parts of one letter, such as the strokes of 二, put together again."""
    joined: list[Blobs] = []
    for run in runs:
        if joined and _is_part(joined[-1], run, usual):
            joined[-1] = np.concatenate([joined[-1], run])
        else:
            joined.append(run)
    return joined


def _is_part(upper: Blobs, lower: Blobs, usual: float) -> bool:
    low = min(_height(upper), _height(lower))
    return low < _LOW * usual and lower[:, 3].max() - upper[:, 1].min() <= _WHOLE * usual


def _words(run: Blobs, widest: float) -> Iterator[Blobs]:
    """Give the blobs of each stretch of the line, parted where nothing stands for a long way."""
    run = run[np.argsort(run[:, 0])]
    reach = np.maximum.accumulate(run[:, 2])
    yield from np.split(run, np.flatnonzero(run[1:, 0] - reach[:-1] > widest) + 1)
