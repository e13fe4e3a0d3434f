"""A TrueType font of Chinese characters, small enough to embed: Noto Sans CJK (SIL Open Font License 1.1).

Noto comes as a collection of variable fonts with CFF2 outlines, which PDF writers of the simple kind don't take. So
the simplified Chinese face is reduced to the characters asked for, set to one weight, and its cubic outlines are turned
into quadratic ones. Nothing is written to disk.
"""

from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from io import BytesIO
from typing import Final, Literal

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

Metrics = Literal["large", "tight"]

COLLECTION: Final = "NotoSansCJK-VF.otf.ttc"
SIMPLIFIED_CHINESE: Final = 2
REGULAR: Final = {"wght": 400}
# Noto declares more than the em square, which is what LibreOffice embeds and naive readers stumble over.
ASCENT_AND_DESCENT: Final[dict[Metrics, tuple[int, int]]] = {"large": (1160, -288), "tight": (880, -120)}
UNUSED_TABLES: Final = ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx", "VVAR", "STAT", "DSIG"]
VARIABLE_TABLES: Final = ["CFF2", "HVAR", "MVAR", "avar", "fvar"]
# Limits for instructions and composite glyphs: there are none.
UNUSED_LIMITS: Final = (
    "TwilightPoints Storage FunctionDefs InstructionDefs StackElements SizeOfInstructions "
    "ComponentElements ComponentDepth Points Contours CompositePoints CompositeContours"
)
# How far, in font units of 1000 an em, a quadratic outline may lie from the cubic one.
OUTLINE_TOLERANCE: Final = 1.0


def font_file(characters: Iterable[str], metrics: Metrics = "tight") -> bytes:
    """Give a TrueType font file with `characters` (and printable ASCII), declaring large or tight line metrics."""
    wanted = frozenset("".join(characters)) | frozenset(map(chr, range(0x20, 0x7F)))
    return _font_file("".join(sorted(wanted - frozenset("\n\r\t"))), metrics)


@lru_cache(maxsize=4)
def _font_file(characters: str, metrics: Metrics) -> bytes:
    font = _reduced(characters)
    _use_quadratic_outlines(font)
    _declare_metrics(font, *ASCENT_AND_DESCENT[metrics])
    _rename(font, f"XushiSans{metrics.capitalize()}")
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def missing(characters: Iterable[str], file: bytes) -> set[str]:
    """Give those of `characters` that the font in `file` can't show."""
    known = TTFont(BytesIO(file), lazy=True).getBestCmap()
    return {character for character in "".join(characters) if ord(character) not in known}


def _reduced(characters: str) -> TTFont:
    """Give the variable face with the glyphs of `characters` only: all 65,535 would take minutes."""
    source = resources.files("manimgx_fonts_cjk").joinpath(COLLECTION)
    with resources.as_file(source) as path:
        font = TTFont(path, fontNumber=SIMPLIFIED_CHINESE, lazy=True, recalcTimestamp=False)
        options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=["*"])
        options.drop_tables += UNUSED_TABLES
        subsetter = Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(font)
        font.ensureDecompiled()
        return font


def _use_quadratic_outlines(font: TTFont) -> None:
    """Replace the variable CFF2 outlines by a glyf table of regular weight, in place."""
    order = font.getGlyphOrder()
    outlines = font.getGlyphSet(location=REGULAR)
    glyphs, advances = {}, {}
    for name in order:
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, OUTLINE_TOLERANCE, reverse_direction=True))
        glyphs[name] = pen.glyph()
        advances[name] = round(outlines[name].width)
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    for name, glyph in glyphs.items():
        glyph.recalcBounds(glyf)
        font["hmtx"][name] = (advances[name], getattr(glyph, "xMin", 0))
    for table in VARIABLE_TABLES:
        if table in font:
            del font[table]
    _use_truetype_limits(font)


def _use_truetype_limits(font: TTFont) -> None:
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    limits.maxZones = 1
    for name in UNUSED_LIMITS.split():
        setattr(limits, f"max{name}", 0)
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


def _declare_metrics(font: TTFont, ascent: int, descent: int) -> None:
    font["hhea"].ascent, font["hhea"].descent = ascent, descent
    sizes = font["OS/2"]
    sizes.sTypoAscender, sizes.sTypoDescender = ascent, descent
    sizes.usWinAscent, sizes.usWinDescent = ascent, -descent


def _rename(font: TTFont, name: str) -> None:
    """Name the font, since a changed font may not keep the reserved name of its source."""
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 6, 16}:
            record.string = name
