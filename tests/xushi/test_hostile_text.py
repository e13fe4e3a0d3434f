"""Hostile texts through `xushi parse --jsonl`: a line out for each line in, spans that slice back, or one sentence."""

import json
import random

import pytest

from tests.xushi.running import xushi

PIECES = [
    *("新建", "5所", "学校", "，", "（", "）", "其中", "3.5", "万元", "每人", "累计", "\n", "９", "①", "½", "٣"),
    *("\u200b", "\u202e", "\u2066", "\u0301", "\x00", "\x85", "\u2028", "\ufeff", "\ud800", "\udfff", "𠀀"),
]
LINES = 300

# the bytes of a line, and what its one sentence says
BROKEN: dict[bytes, str] = {
    b'{"text": "\xe6\x96': "can't be read",
    b'{"text": "\xed\xa0\x80 5"}': "can't be read",
    b'{"text": "5\xff"}': "can't be read",
    b'{"text": "\\ud80"}': "can't be read",
    b'{"text": "5" "goal": "6"}': "can't be read",
    b'{"text": "5"}}': "can't be read",
    b"\x00": "can't be read",
    b"\xff\xfe{\x00}\x00": "can't be read",
    b'{"text": {}}': '"text" is no text',
    b"5": "no JSON object",
}


def test_spans_slice_back_to_any_text() -> None:
    draw = random.Random("hostile")
    drawn = ["".join(draw.choices(PIECES, k=draw.randrange(40))) for _ in range(LINES)]
    # the two halves of a character side by side are read as that character
    texts = [json.loads(json.dumps(text)) for text in drawn]
    # json.dumps writes half a character as \ud800, as others do
    done = xushi("parse", "--jsonl", stdin="\n".join(json.dumps({"text": text}) for text in texts).encode())
    assert (done.code, done.err, done.out.count("\n")) == (0, "", LINES)
    answers = done.lines
    assert not any("error" in answer for answer in answers)
    found = [(text, quantity) for text, answer in zip(texts, answers, strict=True) for quantity in answer["quantities"]]
    assert len(found) > LINES // 2
    for text, quantity in found:
        assert text[quantity["start"] : quantity["end"]] == quantity["text"]


def test_one_sentence_for_a_line_that_is_none() -> None:
    done = xushi("parse", "--jsonl", stdin=b"\n".join(BROKEN))
    assert (done.code, done.err, done.out.count("\n")) == (0, "", len(BROKEN))
    for line, answer, reason in zip(BROKEN, done.lines, BROKEN.values(), strict=True):
        assert answer["quantities"] == [] and reason in answer["error"], line
        assert "\n" not in answer["error"] and "Traceback" not in answer["error"], line


@pytest.mark.parametrize("length", [200_000, pytest.param(1_000_000, marks=pytest.mark.full)])
def test_a_long_text_is_one_line(length: int) -> None:
    text = "新建学校5所。" + "（" * length
    done = xushi("parse", "--jsonl", stdin=json.dumps({"id": 1, "text": text}).encode())
    (answer,) = done.lines
    assert (done.code, [q["text"] for q in answer["quantities"]]) == (0, ["5所"])
