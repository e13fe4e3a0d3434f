"""What must not change the events of a text: what a stage is said of, and how a layout writes the text."""

import re
from collections.abc import Callable

import pytest

from benchmarks.corpora import SHOWN, rows
from benchmarks.events import YEAR, annotated
from extractors.events.deadlines import TimeFrame
from extractors.events.event import Event
from extractors.events.lexicon import stage_terms
from extractors.events.pipeline import parse

# what the annotators read, and one of six of the cells that were annotated for their quantities
TEXTS = [text for text, _ in annotated("shown")] + [str(row["text"]) for row in rows(SHOWN / "cells.jsonl")][::6]
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
NARROW = {wide: narrow for narrow, wide in WIDE.items()}
TERMS = sorted(term for term, stage in stage_terms().items() if stage.rank == "plain" and stage.word != "noun")


def _events(text: str) -> list[Event]:
    return parse(text, frame=TimeFrame(YEAR)).events


def _told(event: Event) -> tuple[object, ...]:
    """Everything of an event but where it stands and how it is written."""
    days = event.deadline and (event.deadline.first_day, event.deadline.last_day)
    words = event.action, event.object, event.component
    even = tuple(word and "".join(word.translate(NARROW).split()) for word in words)
    return *even, event.stage, days, event.certainty, event.quantities


@pytest.mark.parametrize(
    ("changed", "apart"),
    [
        (lambda text: text.translate(WIDE), 0),
        (lambda text: re.sub(r"(?<=[一-鿿])(?=\d)|(?<=\d)(?=[一-鿿])", " ", text), 4),
        (lambda text: re.sub("(.{11})", "\\1\n", text), 0),
        (lambda text: f"{text.rstrip('。')}。举办文艺演出。", 0),
    ],
    ids=["wide digits", "spaces beside digits", "a narrow column", "a sentence behind"],
)
def test_events_stay_as_they_are(changed: Callable[[str], str], apart: int) -> None:
    differing = [
        text
        for text in TEXTS
        if "\n" not in text
        and [_told(one) for one in _events(text)]
        != [_told(one) for one in _events(changed(text)) if one.text != "举办文艺演出"]
    ]
    # a space tells a name's digits from a count: G15 高速 is no G15高速
    assert len(differing) <= apart, differing


@pytest.mark.parametrize("written", ["6月底前完成新水厂{}。", "年底前，新水厂全部{}。", "新水厂{}，9月份开展活动。"])
def test_each_stage_is_told_of_its_object(written: str) -> None:
    missed = {}
    for term in TERMS:
        stage = stage_terms()[term]
        first = next(iter(_events(written.format(term))), None)
        if (
            first is None
            or first.stage not in (stage.stage, stage.done or stage.stage)
            or "水厂" not in str(first.object)
            or (first.deadline is None) != written.startswith("新")
        ):
            missed[term] = first
    assert missed == {}
