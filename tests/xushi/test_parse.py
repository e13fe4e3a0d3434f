"""`xushi parse`: a line out for each line in, whatever the line."""

import json
from typing import Any

import pytest

from tests.xushi.running import xushi

_MEANING = ["bound", "basis", "role", "measure", "part", "object", "action", "component"]
FIELDS = ["start", "end", "text", "value", "upper", "unit", "per", *_MEANING, "unit_elided", "object_elided"]
EVENT_FIELDS = ["start", "end", "text", "action", "stage", "object", "component", "deadline", "certainty", "quantities"]
TEXT = "新建幼儿园16所"
DEEP = b"[" * 100_000

# what is read: the id that comes back, and how many quantities
READ: dict[bytes, tuple[Any, int]] = {
    json.dumps({"id": 1, "text": TEXT}).encode(): (1, 1),
    json.dumps({"id": "b", "text": TEXT}, ensure_ascii=False).encode(): ("b", 1),
    json.dumps({"id": None, "text": TEXT}).encode(): (None, 1),
    json.dumps({"text": TEXT}).encode(): (None, 1),
    json.dumps({"id": 2.5, "text": "", "goal": None, "year": None, "header": None}).encode(): (2.5, 0),
    json.dumps({"id": 3, "text": TEXT, "goal": TEXT, "surprise": [1], "year": "?"}).encode(): (3, 1),
    b'{"id": "\\ud800", "text": "\\ud800\\u65b0\\u5efa16\\u6240"}': ("\ud800", 1),
    b'{"id": [1, {"a": null}], "text": "x"}\r': ([1, {"a": None}], 0),
    b'\xef\xbb\xbf{"id": 4, "text": "x"}': (4, 0),
    b'{"id": 5, "text": "\\u0000\\n16\\u6240\\n"}': (5, 1),
}

# what is not: the id that comes back, and a word of the reason
FAILED: dict[bytes, tuple[Any, str]] = {
    b"": (None, "can't be read"),
    b"   ": (None, "can't be read"),
    b"{broken": (None, "can't be read"),
    b"null": (None, "no JSON object"),
    b"[1]": (None, "no JSON object"),
    b'"text"': (None, "no JSON object"),
    b'{"id": 1}': (1, 'no "text"'),
    b'{"id": 2, "text": null}': (2, 'no "text"'),
    b'{"id": "c", "text": 16}': ("c", '"text" is no text'),
    b'{"id": 3, "text": "x", "goal": 16}': (3, '"goal" is no text'),
    b'{"id": 4, "text": "x", "header": []}': (4, '"header" is no text'),
    b'{"id": 5, "text": "\xff\xfe"}': (None, "can't be read"),
    b'{"id": 6, "text": "line\x00feed"}': (None, "can't be read"),
    DEEP: (None, "too deeply"),
    b'{"id": 7, "text": "x", "more": ' + DEEP + b"}": (None, "too deeply"),
    b'{"id": NaN, "text": "x"}': (None, '"id"'),
    b'{"id": 1e999, "text": "x"}': (None, '"id"'),
    b'{"id": ' + b"1" * 5000 + b', "text": "x"}': (None, "can't be read"),
}


def test_a_line_out_for_each_line_in() -> None:
    given = [*READ, *FAILED]
    done = xushi("parse", "--jsonl", stdin=b"\n".join(given))
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii() and done.out.count("\n") == len(given)
    answers = done.lines
    for line, answer, (identity, count) in zip(READ, answers, READ.values(), strict=False):
        assert list(answer) == ["id", "quantities", "events"], line
        assert (answer["id"], len(answer["quantities"])) == (identity, count), line
    for line, answer, (identity, reason) in zip(FAILED, answers[len(READ) :], FAILED.values(), strict=True):
        assert list(answer) == ["id", "quantities", "events", "error"], line[:80]
        assert (answer["id"], answer["quantities"], answer["events"]) == (identity, [], []), line[:80]
        assert reason in answer["error"], line[:80]


def test_an_id_of_any_depth_stops_no_other_line() -> None:
    # at some depth a line can still be read, but its id can no more be written
    lines = [b'{"text": "x", "id": ' + b"[" * depth + b"]" * depth + b"}" for depth in range(900, 1010)]
    done = xushi("parse", "--jsonl", stdin=b"\n".join(lines))
    assert (done.code, done.err, done.out.count("\n")) == (0, "", len(lines))


def test_the_fields_of_the_interface() -> None:
    done = xushi("parse", "--jsonl", stdin=json.dumps({"id": 1, "text": TEXT}).encode())
    (quantity,) = done.lines[0]["quantities"]
    assert list(quantity) == FIELDS
    told = {name: quantity[name] for name in ("start", "end", "text", "value", "upper", "unit", "object", "action")}
    assert told == {
        "start": 5,
        "end": 8,
        "text": "16所",
        "value": 16,
        "upper": None,
        "unit": "所",
        "object": "幼儿园",
        "action": "新建",
    }
    flags = [quantity[name] for name in ("bound", "basis", "role", "measure", "part", "unit_elided", "object_elided")]
    assert flags == ["eq", "period", "target", "level", False, False, False]


@pytest.mark.parametrize(
    ("year", "header", "first", "last"),
    [
        (2023, None, "2023-01-01", "2023-06-30"),
        (None, "第二季度", None, None),
        (True, None, None, None),
        ("2023", None, None, None),
        (10**9, None, None, None),
    ],
)
def test_the_events_beside_the_quantities(
    year: object, header: str | None, first: str | None, last: str | None
) -> None:
    text = "6月底前3所学校完工，力争投用"
    line = json.dumps({"text": text, "year": year, "header": header}).encode()
    finished, used = xushi("parse", "--jsonl", stdin=line).lines[0]["events"]
    assert list(finished) == EVENT_FIELDS
    assert list(finished.values())[:6] == [0, 10, "6月底前3所学校完工", "完工", "completed", "学校"]
    assert finished["deadline"] == {"text": "6月底前", "start": first, "end": last}
    assert (finished["certainty"], finished["quantities"]) == (None, [0])
    assert (used["stage"], used["deadline"], used["certainty"], used["quantities"]) == ("in_use", None, "力争", [])


def test_the_end_of_the_month_is_that_of_the_header() -> None:
    line = json.dumps({"text": "月底前完成招标", "year": 2023, "header": "第二季度"}).encode()
    (event,) = xushi("parse", "--jsonl", stdin=line).lines[0]["events"]
    assert event["deadline"] == {"text": "月底前", "start": "2023-04-01", "end": "2023-06-30"}


@pytest.mark.parametrize(("text", "start"), [("\U00020000新建16所", 3), ("\ud800新建16所", 3), ("新建\n16所", 3)])
def test_offsets_count_characters(text: str, start: int) -> None:
    done = xushi("parse", "--jsonl", stdin=json.dumps({"text": text}).encode())
    (quantity,) = done.lines[0]["quantities"]
    assert (quantity["start"], text[quantity["start"] : quantity["end"]]) == (start, quantity["text"])


def test_numbers_are_numbers() -> None:
    lines = [json.dumps({"text": text}).encode() for text in ("投入1.5亿元", "提高0.5个百分点", "培训5至8万人次")]
    done = xushi("parse", "--jsonl", stdin=b"\n".join(lines))
    found = [(q["value"], q["upper"]) for line in done.lines for q in line["quantities"]]
    assert found == [(150_000_000, None), (0.5, None), (50_000, 80_000)]
    assert isinstance(found[0][0], int)


def test_a_person_sees_the_quantities_under_the_text() -> None:
    done = xushi("parse", stdin="新建幼儿园16所\n没有数字\n".encode() + b"\xff16\xe6\x89\x80\n")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == TEXT and lines[1].startswith("  16所 → 16 所  ") and "object=幼儿园" in lines[1]
    assert lines[2] == "没有数字" and lines[3].endswith("16所")


def test_no_line_gives_none() -> None:
    assert xushi("parse", "--jsonl").out == xushi("parse").out == ""
