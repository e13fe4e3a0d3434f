"""Looks at a page's picture: the grids that its rules form, and the lines of text in each cell and around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extractors.tables.pdf.camelot_lattice import grids_of_rules
from extractors.tables.pdf.geometry import area, slots
from extractors.tables.pdf.grid import Grid
from extractors.tables.scans.blobs import Blobs, blobs_of
from extractors.tables.scans.lines import Strip, strips_of, usual_height
from extractors.tables.scans.recogniser import Letter, find_lines, read_lines
from extractors.tables.scans.rules import rules_of
from extractors.tables.scans.upright import Picture, Upright, upright

# A line is cut out with this much around it, in heights of a usual line: of 0.05 to 0.3 all read alike, but from 0.4
# on at its ends specks were read as letters.
MARGIN = 0.2
# Which way a page lies is tried in this order, in quarter turns, until its longest lines read surely. Upright ones were
# read at .996 and more on pages of 100 to 200 dots an inch, turned ones at .35 to .97.
TURNS = (0, 3, 1, 2)
STANDS = 0.98
_SAMPLE = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """A straightened page: its grids in points, the picture without rules, and each line with its owner.

    An owner is the grid's index and that of the cell among its areas; None for a line outside all grids.
    """

    picture: Upright
    cleared: Picture
    grids: tuple[Grid, ...]
    strips: tuple[Strip, ...]
    owners: tuple[tuple[int, int] | None, ...]
    usual: float

    def read(self, strips: Sequence[Strip]) -> list[list[Letter]]:
        """Give the letters of each of the lines."""
        return read_lines([self._cut(strip) for strip in strips])

    def span(self, strip: Strip) -> tuple[int, int]:
        """Give where the picture that is cut out for a line begins, and its width, in pixels."""
        margin = MARGIN * self.usual
        left = max(int(strip.x0 - margin), 0)
        return left, min(int(np.ceil(strip.x1 + margin)), self.cleared.shape[1]) - left

    def _cut(self, strip: Strip) -> Picture:
        # a line of low letters, such as 一, is shown as high as others, or it would be taken for something else
        margin = MARGIN * self.usual + max(self.usual - strip.height, 0.0) / 2
        left, width = self.span(strip)
        return self.cleared[max(int(strip.y0 - margin), 0) : int(np.ceil(strip.y1 + margin)), left : left + width]


def seen(gray: Picture, dots: float) -> Seen:
    """Give a page's picture, `dots` pixels a point, as it stands upright and level."""
    tried: list[tuple[float, Seen]] = []
    for quarters in TURNS:
        page = _seen(upright(gray, dots, quarters))
        tried.append((_sureness(page), page))
        if not page.strips or tried[-1][0] >= STANDS:
            break
    return _parted(max(tried, key=lambda one: one[0])[1])


def _sureness(page: Seen) -> float:
    """Give how surely the page's longest lines are read, from 0 to 1."""
    longest = sorted(page.strips, key=lambda strip: strip.x1 - strip.x0)[-_SAMPLE:]
    sure = [letter.confidence for letters in page.read(longest) for letter in letters]
    return sum(sure) / len(sure) if sure else 0.0


def _seen(picture: Upright) -> Seen:
    rules, cleared = rules_of(picture)
    grids = tuple(grid for grid in grids_of_rules(rules, *picture.size) if grid.is_table)
    blobs = blobs_of(cleared, picture.dots)
    owner = _owners(blobs, picture, grids)
    names = [None, *((index, cell) for index, grid in enumerate(grids) for cell in range(len(grid.areas)))]
    cells = [blobs[owner == number] for number in range(len(names))]
    usual = usual_height(cells)
    strips = [(strip, name) for members, name in zip(cells, names, strict=True) for strip in strips_of(members, usual)]
    return Seen(picture, cleared, grids, tuple(s for s, _ in strips), tuple(name for _, name in strips), usual)


def _owners(blobs: Blobs, picture: Upright, grids: Sequence[Grid]) -> NDArray[np.intp]:
    """Give for each blob 0 where it is in no grid, else 1 and up: the cells of the first grid, then of the next."""
    x = (blobs[:, 0] + blobs[:, 2]) / 2 / picture.dots
    y = picture.size[1] - (blobs[:, 1] + blobs[:, 3]) / 2 / picture.dots
    firsts = np.cumsum([1, *(len(grid.areas) for grid in grids)])
    owner = np.zeros(len(blobs), dtype=np.intp)
    for index in sorted(range(len(grids)), key=lambda index: area(grids[index].box)):
        grid, box = grids[index], grids[index].box
        held = np.flatnonzero((owner == 0) & (x >= box.x0) & (x <= box.x1) & (y >= box.y0) & (y <= box.y1))
        rows = slots([-edge for edge in grid.row_edges], -y[held])
        owner[held] = firsts[index] + np.array(grid.owner)[rows, slots(grid.column_edges, x[held])]
    return owner


def _parted(page: Seen) -> Seen:
    """Give the page with its lines that touch each other parted by the detector, where that finds any."""
    strips: list[tuple[Strip, tuple[int, int] | None]] = []
    for strip, owner in zip(page.strips, page.owners, strict=True):
        parts = [] if strip.is_whole else _parts(strip, page.cleared)
        strips.extend((part, owner) for part in parts or [strip])
    return replace(page, strips=tuple(strip for strip, _ in strips), owners=tuple(owner for _, owner in strips))


def _parts(strip: Strip, cleared: Picture) -> list[Strip]:
    left, top = int(strip.x0), int(strip.y0)
    boxes = find_lines(cleared[top : int(np.ceil(strip.y1)), left : int(np.ceil(strip.x1))])
    return [Strip(left + x0, top + y0, left + x1, top + y1, base=top + y1) for x0, y0, x1, y1 in boxes]
