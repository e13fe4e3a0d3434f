"""A reading explained: what is told is what was read, and each field names the rule that decided it."""

from collections.abc import Iterator

import pytest

from benchmarks.corpora import SHOWN
from benchmarks.corpora import rows as corpus
from extractors.quantities.exclusions import exclusions
from extractors.quantities.explain import Explained, explain
from extractors.quantities.pipeline import parse, read
from extractors.quantities.rules import meaning_rules
from extractors.quantities.signals import signals
from extractors.quantities.trace import Decision, decisions, tracing

# a text, the words of one of its quantities, a field, the rule that decides it, the words that it names
DECIDED = [
    ("新建学校16所以上", "16所", "bound", "at-least-after", "以上"),
    ("新建学校不少于16所", "16所", "bound", "at-least-before", "不少于"),
    ("惠及居民300余户", "300余户", "bound", "at-least-inside", ""),
    ("累计改造公路12公里", "12公里", "basis", "cumulative", "累计"),
    ("累计新建学校16所，其中城区3所", "3所", "basis", "part-of-total", ""),
    ("累计新建学校16所，其中城区3所", "3所", "part", "part-of-total", ""),
    ("累计新建学校16所，其中城区3所", "3所", "component", "part-place", ""),
    ("收费标准由 80 元调整为 60 元", "80 元", "role", "baseline-before + change-to-after", "由 + 调整为"),
    ("为80岁以上老人体检500人次", "80岁", "role", "criterion", ""),
    ("全县已新建学校16所", "16所", "role", "done", "已"),
    ("覆盖率提高5个百分点", "5个百分点", "measure", "unit-of-change", ""),
    ("每人每月补贴745元", "745元", "per", "rate-before", ""),
    ("低保标准720元/月", "720元/月", "per", "rate-after", ""),
    ("道路：改造12公里", "12公里", "component", "label", ""),
    ("完成 9 所学校施工招标", "9 所", "object", "counted-event", ""),
    ("完成 9 所学校施工招标", "9 所", "action", "counted-event", ""),
    ("修建防火道路12公里、蓄水池8座", "8座", "action", "list-verb", ""),
    ("服务居民10万低收入户", "10万低收入户", "unit", "noun-after", ""),
    ("新建学校3-5所", "3-5所", "upper", "range", ""),
    ("新建学校3-5所", "3-5所", "value", "numeral", ""),
]

# a text, what is left out of it, as what, by which rule
LEFT_OUT = [
    ("6月底前新建学校16所", "6月底前", "date", "month"),
    ("改造G312国道", "G312", "identifier", "latin-name"),
    ("二期新建学校16所", "二期", "ordinal", "phase"),
    ("推进一网通办", "一网通办", "idiom", "fixed-word"),
    ("工期3个月", "3个月", "time", "duration"),
    ("云溪\n工期3个\n月", "3个\n月", "time", "duration"),
    ("建成三层楼", "三", "word", "part-of-word"),
    ("共3<所学校", "3", "bare", "no-unit"),
]


def _quantity(text: str, words: str) -> Explained:
    return next(one for one in explain(text).quantities if one.quantity.text == words)


@pytest.mark.parametrize(("text", "words", "name", "rule", "by"), DECIDED)
def test_a_field_names_its_rule(text: str, words: str, name: str, rule: str, by: str) -> None:
    (field,) = (field for field in _quantity(text, words).fields if field.name == name)
    assert field.decision is not None
    assert (field.decision.rule, field.decision.words) == (rule, by)


@pytest.mark.parametrize(("text", "words", "kind", "rule"), LEFT_OUT)
def test_what_is_left_out_has_a_reason(text: str, words: str, kind: str, rule: str) -> None:
    (one,) = explain(text).left_out
    assert (one.text, one.kind, one.rule) == (words, kind, rule)
    assert one.reason
    assert text[one.start : one.end] == words


def test_the_goal_and_the_header_are_named() -> None:
    fields = {f.name: f.decision for f in explain("完成3所", goal="新建学校16所").quantities[0].fields}
    assert fields["object"] is not None and fields["object"].rule == "object-of-goal"
    fields = {f.name: f.decision for f in explain("12", header="投资额（万元）").quantities[0].fields}
    told = {name: decision.rule for name, decision in fields.items() if decision}
    assert told == {"value": "number-alone", "unit": "header", "object": "header"}


def _texts() -> Iterator[str]:
    yield from (rule.example.text for rule in meaning_rules())
    yield from (example for rule in exclusions() for example in rule.examples)
    yield from (f"{example}12所学校" for signal in signals().values() for example in signal.examples)
    yield from (text for text, *_ in (*DECIDED, *LEFT_OUT))


@pytest.mark.parametrize("text", sorted(set(_texts())))
def test_explaining_changes_nothing_and_names_a_known_rule(text: str) -> None:
    explanation = explain(text, goal="新建学校16所")
    assert [one.quantity for one in explanation.quantities] == parse(text, goal="新建学校16所")
    for one in explanation.quantities:
        decided = {field.name for field in one.fields if field.decision}
        assert {"value", "unit"} <= decided
        assert {
            name for name in ("object", "action", "component", "per", "upper") if getattr(one.quantity, name)
        } <= decided
        assert all(field.decision.reason for field in one.fields if field.decision), "a row is missing in deciders.tsv"


def test_every_decision_on_a_real_sentence_has_a_reason() -> None:
    unreasoned = {
        (name, decision.rule, cell["text"])
        for cell in corpus(SHOWN / "cells.jsonl")
        for name, decision in _decided(str(cell["text"]), cell.get("goal"))
        if not decision.reason
    }
    assert not unreasoned, "a row is missing in deciders.tsv"


def _decided(text: str, goal: object) -> Iterator[tuple[str, Decision]]:
    with tracing():
        _, reading = read(text, str(goal) if goal else None)
    for measure in reading.measures:
        yield from decisions(measure).items()


def test_nothing_is_traced_unless_asked() -> None:
    explain("新建学校16所")
    _, reading = read("新建学校16所")
    assert [decisions(measure) for measure in reading.measures] == [{}]


def test_words_and_tokens_are_those_of_the_text() -> None:
    explanation = explain("完成 9 所学\n校施工招标")
    assert explanation.tokens == ("完", "成", "9", *"所学校施工招标")
    assert [(word.text, word.kind) for word in explanation.words] == [
        ("完成", "light"),
        ("9 所", "measure"),
        ("学\n校", "noun"),
        ("施工招标", "stage"),
    ]
