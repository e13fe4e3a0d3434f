"""Cells by people who had not seen the parser: those shown to the rules, and those never shown."""

import pytest

from benchmarks.events import annotated, scored

# a little below what was reached, so that a rule that breaks others is seen
FLOORS = {
    "shown": {"pair": 0.97, "stage": 0.96, "deadline": 0.97, "full": 0.86},
    "unseen": {"pair": 0.96, "stage": 0.90, "deadline": 0.93, "full": 0.82},
}


@pytest.mark.parametrize("name", FLOORS)
def test_figures_stay_above_their_floor(name: str) -> None:
    result = scored(name)
    assert {figure: result.f1(figure) for figure, floor in FLOORS[name].items() if result.f1(figure) < floor} == {}


@pytest.mark.parametrize("name", FLOORS)
def test_annotations_are_words_of_their_cells(name: str) -> None:
    for text, events in annotated(name):
        for event in events:
            assert str(event["text"]) in text
            assert event["deadline"] is None or str(event["deadline"]) in text


def test_no_unseen_cell_is_among_the_shown() -> None:
    shown, unseen = ({text for text, _ in annotated(name)} for name in FLOORS)
    assert shown.isdisjoint(unseen)
