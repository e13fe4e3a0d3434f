"""How events are scored: an annotated event against what was found."""

from benchmarks.event_scoring import FIGURES, score
from extractors.events.event import Event

TEXT = "完成食堂装修，力争年底开学。"
GOLD = {
    "text": "完成食堂装修",
    "nth": 0,
    "stage": "completed",
    "action": "装修",
    "object": "食堂",
    "component": None,
    "deadline": None,
    "deadline_last_day": None,
    "certainty": None,
}


def event(**changes: object) -> Event:
    said = {
        "start": 0,
        "end": 6,
        "text": "完成食堂装修",
        "action": "装修",
        "stage": "completed",
        "object": "食堂",
        "component": None,
        "deadline": None,
        "certainty": None,
        "quantities": (),
    }
    return Event(**(said | changes))  # type: ignore[arg-type]


def test_all_that_is_right_counts() -> None:
    found = score([(TEXT, [GOLD])], lambda _: [event()])
    assert [found.f1(figure) for figure in FIGURES] == [1.0] * len(FIGURES)
    assert not found.misses


def test_one_wrong_field_is_told_and_spoils_only_itself_and_full() -> None:
    found = score([(TEXT, [GOLD])], lambda _: [event(stage="started")])
    assert {figure for figure in FIGURES if found.f1(figure) < 1} == {"stage", "full"}
    assert found.misses == [f"{TEXT}\n  完成食堂装修: stage: completed got started"]


def test_an_annotation_may_accept_another_reading() -> None:
    found = score([(TEXT, [GOLD | {"object_alt": ["学校食堂"]}])], lambda _: [event(object="学校食堂")])
    assert found.f1("full") == 1


def test_what_was_missed_and_what_was_made_up_are_told() -> None:
    other = event(start=7, end=13, text="力争年底开学", stage="in_use", action="开学", object=None)
    found = score([(TEXT, [GOLD])], lambda _: [other])
    assert found.f1("pair") == 0
    assert found.misses == [f"{TEXT}\n  missed 完成食堂装修", f"{TEXT}\n  spurious 力争年底开学 [in_use]"]
