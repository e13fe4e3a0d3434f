"""The one door to rapidocr, the optional extra `ocr`: pictures of lines in, their characters out.

Its models come inside the package and are named by their files here, so that nothing is ever fetched. It is imported
when the first picture is read, because that takes a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2

from extractors.tables.scans.upright import Picture

_MODELS = {"Rec": "*_rec_*.onnx", "Det": "*_det_*.onnx"}
# Lines of about the same width are read together; more of them at once are no faster (19 ms a line at 320 pixels).
_BATCH = 8
# The narrowest picture the model is given, in pixels: narrower ones are filled up. Its default, 320, is for words,
# and a column of numbers would take three times as long.
_NARROWEST = 64
# Larger pictures are made smaller for the detector of lines, in pixels.
_LONGEST = 1600


@dataclass(frozen=True, slots=True)
class Letter:
    """A character as read: where its middle is, as a share of its picture's width, and how sure, both from 0 to 1."""

    text: str
    place: float
    confidence: float


def read_lines(pictures: Sequence[Picture]) -> list[list[Letter]]:
    """Give the characters of each picture of one line of text, in grey; white space is left out."""
    if not pictures:
        return []
    read = _engine().recognize_txt([cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR) for picture in pictures])
    return [_letters(text, words) for text, words in zip(read.txts, read.word_results, strict=True)]


def find_lines(picture: Picture) -> list[tuple[float, float, float, float]]:
    """Give the boxes (left, top, right, bottom, in pixels) of the lines of text in a grey picture, top to bottom."""
    seen = _engine()(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False)
    if seen.boxes is None:
        return []
    return [
        (corners[:, 0].min(), corners[:, 1].min(), corners[:, 0].max(), corners[:, 1].max()) for corners in seen.boxes
    ]


def _letters(text: str, words: Any) -> list[Letter]:  # noqa: ANN401 - rapidocr's WordInfo
    """Give the characters of a line; `words` has their columns of the model's output, which `line_txt_len` parts."""
    columns = [column for word in words.word_cols for column in word]
    sure = [confidence for character, confidence in zip(text, words.confs, strict=False) if not character.isspace()]
    seen = [character for character in text if not character.isspace()]
    return [
        Letter(character, (column + 0.5) / words.line_txt_len, float(confidence))
        for character, column, confidence in zip(seen, columns, sure, strict=True)
    ]


@cache
def _engine() -> Any:  # noqa: ANN401 - rapidocr.RapidOCR
    import rapidocr

    folder = Path(rapidocr.__file__).parent / "models"
    settings: dict[str, object] = {
        "Global.log_level": "critical",
        "Global.return_word_box": True,
        # processes share the machine, one document each
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        # by default a flat picture is blown up until it is 736 pixels high
        "Det.limit_type": "max",
        "Det.limit_side_len": _LONGEST,
        "Rec.rec_batch_num": _BATCH,
        "Rec.rec_img_shape": [3, 48, _NARROWEST],
    }
    for part, pattern in _MODELS.items():
        settings[f"{part}.model_path"] = str(next(folder.glob(pattern)))
    return rapidocr.RapidOCR(params=settings)
