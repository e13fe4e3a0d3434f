"""A page's characters as PDFium reads them, without what it adds, as arrays."""

import ctypes
import math
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from itertools import compress, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.tables.model import Box
from extractors.tables.pdf.calls import Handle, address_of, bare, block, direct
from extractors.tables.pdf.characters import REPLACEMENT, Characters, Flags, Indexes, Numbers
from extractors.tables.pdf.clips import EVERYWHERE
from extractors.tables.pdf.geometry import QUARTERS

# A page of more is no plan's; reading on would only cost time.
_MOST_CHARACTERS = 400_000
# Text that leans more than this from a quarter turn is a watermark or a stamp, in radians (about 3 degrees).
_LEAN = 0.05
# Six numbers a character: the ink's left, bottom, right and top, and the origin's x and y.
_NUMBERS = 6
_SPACE, _LINE_FEED, _RETURN = 0x20, 0x0A, 0x0D
# PDFium gives a hyphen at the end of a line as 0x02 (older: U+FFFE).
_HYPHENS = (0x02, 0xFFFE)
_SURROGATES = range(0xD800, 0xE000)
_LOW_HALF = 0xDC00
_LAST_CODE = 0x10FFFF
# The text in one piece is held against every so-manieth character's own code.
_CODE_SAMPLE = 50


class PageText(NamedTuple):
    """A page's visible characters, the quarter turns that make most of them upright, and whether words are cut off."""

    characters: Characters
    quarters: int
    is_cut_off: bool


def text_of_page(raw: Any, text_page: Any, visible: Box, cut: Mapping[int, Box]) -> PageText:  # noqa: ANN401
    """Give what is visible of a text page; `cut` tells of text objects, by address, in which box alone they are."""
    page = address_of(text_page)
    count = max(min(raw.FPDFText_CountChars(text_page), _MOST_CHARACTERS), 0)
    codes = _codes(raw, page, count)
    generated = _generated(raw, page, codes)
    written = np.flatnonzero(~generated)
    places = _measured(raw, page, written)
    turn, leans = _turned(raw, page, written, places[5])
    x0, y0, x1, y1 = places[:4]
    seen = (x0 >= visible.x0) & (x1 <= visible.x1) & (y1 >= visible.y0) & (y0 <= visible.y1)
    is_cut_off = False
    if cut:
        uncut, is_cut_off = _uncut(raw, page, written, places, cut)
        seen &= uncut
    whole = Characters(_cleaned(codes[written]), places, _gaps(codes, generated)[written], turn)
    found = _pairs_joined(whole.at(seen & ~leans))
    quarters = int(np.bincount(found.turn, minlength=QUARTERS).argmax()) if len(found) else 0
    return PageText(found, quarters, is_cut_off)


def _measured(raw: Any, page: int, written: Indexes) -> Numbers:  # noqa: ANN401
    """Give the six numbers of each character, a row for each number."""
    box_of, origin_of = bare(raw, "FPDFText_GetCharBox"), bare(raw, "FPDFText_GetCharOrigin")
    memory, handle = block(ctypes.c_double, _NUMBERS), Handle(page)
    x0, y0, x1, y1, x, y = memory.references
    numbers = np.empty((_NUMBERS, len(written)))
    for start in range(0, len(written), memory.rows):
        indexes = written[start : start + memory.rows].tolist()
        memory.numbers[:] = 0
        # map() calls without a step of Python between, as long as there are indexes
        deque(map(box_of, repeat(handle), indexes, x0, x1, y0, y1), maxlen=0)
        deque(map(origin_of, repeat(handle), indexes, x, y), maxlen=0)
        numbers[:, start : start + len(indexes)] = memory.numbers[: len(indexes)].T
    return numbers


def _uncut(raw: Any, page: int, written: Indexes, places: Numbers, cut: Mapping[int, Box]) -> tuple[Flags, bool]:  # noqa: ANN401
    """Which characters have their middle where their text object is seen, and whether others of one object have not."""
    things = list(map(direct(raw, "FPDFText_GetTextObject"), repeat(page), written.tolist()))
    left, bottom, right, top = np.array([cut.get(thing, EVERYWHERE) for thing in things]).reshape(-1, 4).T
    x, y = (places[0] + places[2]) / 2, (places[1] + places[3]) / 2
    uncut = np.asarray((x >= left) & (x <= right) & (y >= bottom) & (y <= top))
    seen = set(compress(things, uncut.tolist()))
    return uncut, not seen.isdisjoint(compress(things, (~uncut).tolist()))


def _codes(raw: Any, page: int, count: int) -> NDArray[np.uint32]:  # noqa: ANN401
    """Give each character's code: from the text in one piece, or one by one where that has not one unit for each."""
    units = np.zeros(count + 1, dtype="<u2")
    written = direct(raw, "FPDFText_GetText")(page, 0, count, units.ctypes.data)
    code_of = direct(raw, "FPDFText_GetUnicode")
    sample = range(0, count, _CODE_SAMPLE)
    if written == count + 1 and all(units[index] == code_of(page, index) for index in sample):
        return units[:count].astype(np.uint32)
    return np.fromiter(map(code_of, repeat(page), range(count)), dtype=np.uint32, count=count)


def _turned(raw: Any, page: int, written: Indexes, y: Numbers) -> tuple[NDArray[np.int8], Flags]:  # noqa: ANN401
    """Give the quarter turns that make each character upright, and whether it leans from them.

    Characters on one level have one angle: asking each would cost as much as reading it.
    """
    if not len(y):
        return np.zeros(0, dtype=np.int8), np.zeros(0, dtype=np.bool_)
    new_level = np.concatenate(([True], y[1:] != y[:-1]))
    firsts = np.flatnonzero(new_level)
    angle_of = direct(raw, "FPDFText_GetCharAngle")
    quarters = np.fromiter(map(angle_of, repeat(page), written[firsts].tolist()), dtype=np.float64) / (math.pi / 2)
    nearest = np.round(quarters)
    # PDFium counts the angle clockwise, so turning back is the other way round
    turn = (-nearest.astype(np.int8)) % QUARTERS
    leans = np.abs(quarters - nearest) * (math.pi / 2) > _LEAN
    level = np.cumsum(new_level) - 1
    return turn[level], leans[level]


def _generated(raw: Any, page: int, codes: NDArray[np.uint32]) -> Flags:  # noqa: ANN401
    """Which characters PDFium has added: line ends, and spaces where it saw a gap."""
    generated = np.zeros(len(codes), dtype=np.bool_)
    perhaps = np.flatnonzero((codes == _SPACE) | (codes == _LINE_FEED) | (codes == _RETURN))
    asked = map(direct(raw, "FPDFText_IsGenerated"), repeat(page), perhaps.tolist())
    generated[perhaps] = np.fromiter(asked, dtype=np.intc, count=len(perhaps)) == 1
    return generated


def _gaps(codes: NDArray[np.uint32], generated: Flags) -> Flags:
    """Which characters are followed by a space that PDFium has added."""
    gaps = np.zeros(len(codes), dtype=np.bool_)
    written = np.maximum.accumulate(np.where(generated, -1, np.arange(len(codes)))) if len(codes) else gaps
    before = written[np.flatnonzero(generated & (codes == _SPACE))]
    gaps[before[before >= 0]] = True
    return gaps


def _cleaned(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Give hyphens their code, and characters without a known one U+FFFD."""
    codes = np.where((codes == _HYPHENS[0]) | (codes == _HYPHENS[1]), ord("-"), codes)
    return np.where((codes == 0) | (codes > _LAST_CODE), ord(REPLACEMENT), codes).astype(np.uint32)


def _pairs_joined(found: Characters) -> Characters:
    """Characters outside the basic plane that come as two surrogates made one again; halves alone are U+FFFD."""
    codes = found.codes
    halves = (codes >= _SURROGATES.start) & (codes < _SURROGATES.stop)
    if not halves.any():
        return found
    is_high = halves & (codes < _LOW_HALF)
    first = is_high & np.append(halves[1:] & ~is_high[1:], False)
    second = np.append(False, first[:-1])
    joined = np.where(first, 0x10000 + ((codes - 0xD800) << 10) + (np.append(codes[1:], 0) - _LOW_HALF), codes)
    joined = np.where(halves & ~first, ord(REPLACEMENT), joined).astype(np.uint32)
    return replace(found, codes=joined).at(~second)
