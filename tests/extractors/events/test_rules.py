"""The rules and lexicons of events: every example gives what its rule says, every word one stage."""

from collections import Counter
from datetime import date

import pytest

from extractors.events.deadlines import DeadlineRule, TimeFrame, deadline_rules, find_deadlines
from extractors.events.lexicon import PhraseRule, certainty_terms, phrase_rules, rows
from schemas.event import Stage

FRAME = TimeFrame(2023, date(2023, 4, 1), date(2023, 6, 30))


@pytest.mark.parametrize("rule", deadline_rules(), ids=lambda rule: rule.name)
def test_deadline_example(rule: DeadlineRule) -> None:
    for text, words, first, last in rule.examples:
        (found,) = find_deadlines(text, FRAME)
        days = (str(found.first_day or ""), str(found.last_day or ""))
        assert (found.text, *days, found.bare) == (words, first, last, rule.bare)
        assert rule.reason


@pytest.mark.parametrize("rule", phrase_rules(), ids=lambda rule: rule.name)
def test_phrase_example(rule: PhraseRule) -> None:
    for text, words in rule.examples:
        match = rule.pattern.search(text)
        assert match and match["word"] == words
        assert rule.reason


@pytest.mark.parametrize(
    "text",
    [
        "截至6月底已建成",
        "较上年末增长",
        "去年底",
        "每月底前报送",
        "25月底",
        "1.5月前",
        "3个月前",
        "三年内",
        "5年内",
        "13月底前",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert find_deadlines(text, FRAME) == []


def test_stage_words_are_named_once_and_name_stages() -> None:
    table = rows("stages.tsv")
    terms = Counter(term for *_, terms, _comment in table for term in terms.split(" "))
    assert [term for term, times in terms.items() if times > 1 or not term] == [] and len(terms) > 500
    stages = {stage.value for stage in Stage} | {""}
    assert {name for stage, done, *_ in table for name in (stage, done)} <= stages
    assert {rank for _, _, rank, *_ in table} == {"decides", "plain", "yields"}
    assert all(comment for *_, comment in table) and all(term.term for term in certainty_terms())
