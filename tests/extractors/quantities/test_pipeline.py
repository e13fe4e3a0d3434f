"""The spaCy component, as others would use it, and the tokenizer under it."""

import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractors.quantities.pipeline import SPANS, parse, pipeline
from extractors.quantities.tokenizer import QuantityTokenizer


def test_component_leaves_spans_and_records() -> None:
    nlp = spacy.blank("zh")
    nlp.tokenizer = QuantityTokenizer(nlp.vocab)
    nlp.add_pipe("xushi_quantities")
    doc = nlp("新建幼儿园16所，改造公路 3.5 公里。")
    assert [(span.text, span.label_) for span in doc.spans[SPANS]] == [("16所", "所"), ("3.5 公里", "公里")]
    assert [quantity.object for quantity in doc.user_data[SPANS]] == ["幼儿园", "公路"]


def test_parse_and_component_agree() -> None:
    text = "完成 2 所学校前期准备、11 所学校工程立项等手续。"
    assert pipeline()(text).user_data[SPANS] == parse(text)


def test_digits_and_latin_letters_are_single_tokens() -> None:
    doc = pipeline().make_doc("完成4814万元，G312国道 1,200.5km")
    assert [token.text for token in doc] == [*"完成", "4814", *"万元，", "G", "312", *"国道", "1,200.5", "km"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_tokens_join_to_the_text(text: str) -> None:
    assert pipeline().make_doc(text).text == text
