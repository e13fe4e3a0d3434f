"""The spaCy component, as others would use it."""

import spacy

from extractors.events.pipeline import SPANS, parse
from extractors.quantities.tokenizer import QuantityTokenizer


def test_component_leaves_spans_and_records() -> None:
    nlp = spacy.blank("zh")
    nlp.tokenizer = QuantityTokenizer(nlp.vocab)
    nlp.add_pipe("xushi_quantities")
    nlp.add_pipe("xushi_events", config={"year": 2024})
    doc = nlp("年底前完成7所学校招标，青岭书院主体封顶。")
    spans = [(span.text, span.label_) for span in doc.spans[SPANS]]
    assert spans == [("年底前完成7所学校招标", "tender"), ("青岭书院主体封顶", "structure_complete")]
    first, second = doc.user_data[SPANS]
    assert (str(first.deadline.last_day), first.quantities, first.object) == ("2024-12-31", (0,), "学校")
    assert (second.deadline, second.quantities, second.object) == (None, (), "青岭书院")


def test_quantities_are_those_of_the_quantities_alone() -> None:
    from extractors.quantities.pipeline import parse as parse_quantities

    text = "开工建设 3 所学校，建成 2 所"
    assert parse(text, "新建学校 5 所").quantities == parse_quantities(text, "新建学校 5 所")
