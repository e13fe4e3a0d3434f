"""The font that samples embed."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from samples.fonts import ASCENT_AND_DESCENT, Metrics, font_file, missing

CHARACTERS = "序时“”—…①㎡％："


@pytest.mark.parametrize("metrics", ASCENT_AND_DESCENT)
def test_font_is_truetype_with_the_metrics_asked_for(metrics: Metrics) -> None:
    font = TTFont(BytesIO(font_file(CHARACTERS, metrics)))
    assert "glyf" in font
    assert (font["hhea"].ascent, font["hhea"].descent) == ASCENT_AND_DESCENT[metrics]


def test_font_shows_the_characters_asked_for_and_ascii() -> None:
    file = font_file(CHARACTERS)
    assert not missing(CHARACTERS + "Az09%", file)
    assert missing("民", file) == {"民"}
