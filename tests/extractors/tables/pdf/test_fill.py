"""Every character inside a grid's outline lands in exactly one cell, or the table says so."""

import pytest

from extractors.tables.pdf.characters import Glyph, characters_of
from extractors.tables.pdf.fill import CHARACTERS_LOST, TEXT_OVER_RULE, UNKNOWN_CHARACTERS, Filled, shared_out
from extractors.tables.pdf.fill import filled as filled_characters
from extractors.tables.pdf.grid import Grid, Walls, grid_of
from extractors.tables.pdf.joining import joined


def grid(left: float = 0.0, size: float = 20.0) -> Grid:
    """Give two by two squares."""
    edges = (left, left + size, left + 2 * size)
    return grid_of(edges, (2 * size, size, 0.0), Walls(((True,), (True,)), ((True, True),)))


def glyph(text: str, x: float, y: float, width: float = 9.0) -> Glyph:
    return Glyph(text, x, y, x + width, y + 9, x, y)


def filled(grid: Grid, glyphs: list[Glyph]) -> Filled:
    return filled_characters(grid, characters_of(glyphs), 1, lambda box: box)


def test_each_character_in_its_cell() -> None:
    fill = filled(grid(), [glyph("新", 2, 25), glyph("建", 25, 25), glyph("学", 2, 5), glyph("校", 25, 5)])
    assert [cell.text for cell in fill.cells] == ["新", "建", "学", "校"]
    assert (fill.doubt, fill.misplaced) == ((), 0)


def test_a_character_over_a_rule_is_told() -> None:
    fill = filled(grid(), [glyph("新", 15, 25)])
    assert (fill.doubt, fill.misplaced) == ((TEXT_OVER_RULE,), 1)
    assert filled(grid(), [glyph("新", 13, 25)]).doubt == ()


def test_unknown_characters_are_told() -> None:
    assert filled(grid(), [glyph("\ufffd", 2, 25)]).doubt == (UNKNOWN_CHARACTERS,)


def test_lost_characters_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = joined
    monkeypatch.setattr("extractors.tables.pdf.fill.joined", lambda lines, box: (real(lines, box)[0][1:], 0.0))
    fill = filled(grid(), [glyph("新", 2, 25), glyph("建", 25, 25)])
    assert (fill.doubt, fill.misplaced) == ((CHARACTERS_LOST,), 2)


def test_sharing_out_prefers_the_smaller_grid() -> None:
    large, small = grid(), grid(size=5.0)
    inside, outside = shared_out(
        characters_of([glyph("新", 1, 1, 4), glyph("建", 25, 25), glyph("外", 90, 90)]), [large, small]
    )
    assert [members.text for members in inside] == ["建", "新"]
    assert outside.text == "外"
