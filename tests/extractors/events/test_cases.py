"""Clauses with what they must give, over the whole chain; new bugs are added to the file."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.events.deadlines import TimeFrame
from extractors.events.event import Event
from extractors.events.pipeline import parse
from schemas.event import Stage

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "data" / "events" / "cases.jsonl").read_text(encoding="utf8").splitlines()
]
FRAME = TimeFrame(2023, date(2023, 4, 1), date(2023, 6, 30))
WORDS = [
    "完成",
    "招标",
    "、",
    "，",
    "。",
    "6月底前",
    "年底",
    "并",
    "学校",
    "3 所",
    "80%",
    "力争",
    "\n",
    "（",
    "）",
    "的",
    "：",
    "主体",
]


def told(event: Event) -> dict[str, object]:
    """An event in the form of the cases."""
    deadline = event.deadline
    days = [day.isoformat() if day else None for day in (deadline.first_day, deadline.last_day)] if deadline else []
    return {
        "text": event.text,
        "stage": event.stage,
        "action": event.action,
        "object": event.object,
        **({"deadline": [deadline.text, *days]} if deadline else {}),
        **({"certainty": event.certainty} if event.certainty else {}),
        **({"component": event.component} if event.component else {}),
        **({"quantities": list(event.quantities)} if event.quantities else {}),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_clause(case: dict[str, object]) -> None:
    assert [told(event) for event in parse(str(case["text"]), frame=FRAME).events] == case["events"]


def test_the_cases_show_every_stage() -> None:
    shown = {event["stage"] for case in CASES for event in case["events"]}
    assert shown >= {stage.value for stage in Stage}
    assert len(CASES) >= 60


@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
def test_spans_slice_back_and_do_not_overlap(text: str) -> None:
    parsed = parse(text, frame=FRAME)
    end = 0
    for event in parsed.events:
        assert event.start >= end and event.text and text[event.start : event.end] == event.text
        assert event.stage or event.deadline
        end = event.end
        for at in event.quantities:
            assert event.start <= parsed.quantities[at].start and parsed.quantities[at].end <= event.end


@pytest.mark.parametrize(
    "text", ["", "\n", "，。", "\ud800完成招标", "完成\n主体\n封顶", "招标" * 20_000, "6月底前" * 5_000]
)
def test_odd_texts(text: str) -> None:
    assert all(text[event.start : event.end] == event.text for event in parse(text).events)


def test_without_a_year_there_are_no_days() -> None:
    (event,) = parse("6月底前竣工").events
    assert event.deadline and (event.deadline.text, event.deadline.first_day) == ("6月底前", None)
