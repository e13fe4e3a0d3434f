"""Characters become lines, and lines become the text of a cell."""

from collections.abc import Iterable

from extractors.tables.model import Box
from extractors.tables.pdf.characters import Glyph, characters_of
from extractors.tables.pdf.joining import joined
from extractors.tables.pdf.lines import Line
from extractors.tables.pdf.lines import lines_of as lines_of_characters

CELL = Box(0, 0, 60, 100)
EM = 10.0


def glyph(text: str, x: float, y: float, gap: bool = False) -> Glyph:
    width = 4.5 if text.isascii() else 9.2
    ink = (x, y, x + width, y + 9.2) if not text.isspace() else (x, y, x, y)
    return Glyph(text, *ink, x, y, gap)


def lines_of(glyphs: Iterable[Glyph]) -> tuple[Line, ...]:
    return lines_of_characters(characters_of(glyphs))


def typed(*lines: str, left: float = 2.0) -> list[Glyph]:
    """Give the characters of lines set from the top of the cell."""
    glyphs = []
    for row, line in enumerate(lines):
        x = left
        for character in line:
            glyphs.append(glyph(character, x, 80 - 14 * row))
            x += 5 if character.isascii() else EM
    return glyphs


def text(*lines: str) -> str:
    return joined(lines_of(typed(*lines)), CELL)[0]


def test_breaks_of_the_layout_are_removed() -> None:
    assert text("完成五所学", "校立项。") == "完成五所学校立项。"
    assert text("完成 25 所", "学校。") == "完成 25 所学校。"


def test_a_number_cut_by_the_layout_is_one_number() -> None:
    assert text("发放助学金1", "0000 元") == "发放助学金10000 元"
    assert joined(lines_of(typed("11", "8")), Box(0, 0, 14, 100))[0] == "118"


def test_a_line_ended_early_keeps_its_break() -> None:
    assert text("市教育局", "市财政局") == "市教育局市财政局"
    assert text("教育", "市财政局") == "教育\n市财政局"


def test_latin_words_keep_their_space() -> None:
    assert text("use the", "word list") == "use the word list"
    assert text("abcdefghijk", "lmn") == "abcdefghijklmn"
    assert text("informa-", "tion") == "information"


def test_order_is_by_place_not_by_file() -> None:
    glyphs = typed("新建", "学校")
    assert joined(lines_of(glyphs[::-1]), Box(0, 0, 24, 100))[0] == "新建学校"


def test_raised_characters_stay_in_their_line() -> None:
    glyphs = [glyph("5", 2, 80), glyph("m", 7, 80), glyph("2", 12, 83.3), glyph("改", 17, 80), glyph("造", 2, 66)]
    assert [line.text for line in lines_of(glyphs)] == ["5m2改", "造"]


def test_doubles_count_once_and_are_counted() -> None:
    glyphs = typed("新建学")
    (line,) = lines_of([*glyphs, *(g._replace(x=g.x + 0.4, x0=g.x0 + 0.4) for g in glyphs)])
    assert (line.text, line.doubles) == ("新建学", 3)
    (line,) = lines_of(typed("1111"))
    assert (line.text, line.doubles) == ("1111", 0)


def test_gaps_are_spaces_between_words_only() -> None:
    glyphs = [
        glyph("a", 2, 80, gap=True),
        glyph("b", 12, 80, gap=True),
        glyph("新", 22, 80, gap=True),
        glyph("建", 40, 80),
    ]
    assert lines_of(glyphs)[0].text == "a b新建"


def test_room_at_the_end_of_the_last_line() -> None:
    assert joined(lines_of(typed("完成五所学")), CELL)[1] < 1
    assert joined(lines_of(typed("完成五所学", "校")), CELL)[1] > 3
    assert joined((), CELL) == ("", 0.0)
