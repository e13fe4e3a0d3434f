"""Verbs that no lexicon has are told by their signs, and plain nouns are not taken for them."""

import pytest

from extractors.quantities.lexicon import words
from extractors.quantities.pipeline import parse


@pytest.mark.parametrize("verb", ["缝补", "督拆", "追征", "改铺", "改投"])
def test_a_verb_that_no_lexicon_has_governs_the_noun_behind_it(verb: str) -> None:
    assert verb not in words()

    (quantity,) = parse(f"{verb}老旧山塘 32 座")

    assert (quantity.action, quantity.object) == (verb, "老旧山塘")


@pytest.mark.parametrize("noun", ["折叠床", "竹编灯笼", "海漂物", "压力容器", "弹孔砖"])
def test_a_noun_that_no_lexicon_has_stays_whole(noun: str) -> None:
    assert noun not in words()

    (quantity,) = parse(f"{noun} 32 件")

    assert (quantity.action, quantity.object) == (None, noun)
