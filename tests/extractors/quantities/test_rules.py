"""Every rule's example sentence gives what the rule says."""

import random
import re
import string

import pytest

from benchmarks.corpora import sample_cells, sentences
from extractors.quantities.asides import Aside, asides
from extractors.quantities.exclusions import Exclusion, exclusions
from extractors.quantities.pipeline import parse
from extractors.quantities.rules import MeaningRule, meaning_rules
from extractors.quantities.signals import Signal, signals
from schemas.quantity import Basis, Bound, Measure, QuantityRole


@pytest.mark.parametrize("rule", meaning_rules(), ids=lambda rule: rule.name)
def test_meaning_rule_example(rule: MeaningRule) -> None:
    example = rule.example
    quantity = next(q for q in parse(example.text) if q.text == example.measure)
    assert (quantity.rule, quantity.object, quantity.action) == (rule.name, example.object, example.action)


@pytest.fixture(scope="module")
def shapes() -> list[str]:
    """Shapes of clauses as the letters fall."""
    at_random = random.Random(1)
    letters = sorted(set("".join(rule.pattern.pattern for rule in meaning_rules())) & set(string.ascii_letters))
    return ["".join(at_random.choices(letters, k=at_random.randint(1, 7))) + "Q" for _ in range(3000)]


@pytest.mark.parametrize("rule", meaning_rules(), ids=lambda rule: rule.name)
def test_no_shape_matches_without_what_its_rule_needs(rule: MeaningRule, shapes: list[str]) -> None:
    assert [shape for shape in shapes if rule.pattern.search(shape) and not rule.needs <= set(shape)] == []


@pytest.mark.parametrize("rule", exclusions(), ids=lambda rule: rule.name)
def test_exclusion_example(rule: Exclusion) -> None:
    for example in rule.examples:
        assert rule.pattern.search(example), example


@pytest.mark.parametrize("aside", asides(), ids=lambda aside: aside.name)
def test_aside_example(aside: Aside) -> None:
    for example in aside.examples:
        assert re.search(aside.pattern, example), example


@pytest.mark.parametrize("aside", asides(), ids=lambda aside: aside.name)
def test_aside_begins_with_its_signs(aside: Aside) -> None:
    texts = [*aside.examples, *(text for text, _, _ in sentences()), *(text for text, _, _ in sample_cells(range(3)))]
    found = [match[0] for text in texts for match in re.finditer(aside.pattern, text)]
    assert [words for words in found if words[0] not in aside.begins] == []


@pytest.mark.parametrize("signal", signals().values(), ids=lambda signal: signal.name)
def test_signal_example(signal: Signal) -> None:
    for example in signal.examples:
        assert signal.pattern.search(example), example


@pytest.mark.parametrize("signal", signals().values(), ids=lambda signal: signal.name)
def test_signal_speaks_for_a_value(signal: Signal) -> None:
    assert signal.says in {*Bound, *Basis, *QuantityRole, *Measure}


def test_names_are_unique() -> None:
    names = [rule.name for rule in (*meaning_rules(), *exclusions(), *asides())]
    assert len(names) == len(set(names))
