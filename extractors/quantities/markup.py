"""A text with its quantities and what was left out marked, as HTML by spaCy's displaCy."""

from html import escape

from spacy import displacy

from extractors.quantities.explain import Explanation, Stretch

_QUANTITY = "#bfe1d9"
_LEFT_OUT = "#e2e2e2"
_WORDS = {"light": "#ffd8a8", "verb": "#ffd8a8", "event": "#ffc9c9", "stage": "#ffc9c9", "measure": _QUANTITY}
_WORD = "#e7f0fb"
_MARK = '<mark class="entity" style="background: {bg}"><span>{text}</span><span class="label">{label}</span></mark>'


def marked_text(explanation: Explanation) -> str:
    """The text with each quantity marked by its number and unit, and what was left out by what it is."""
    quantities = [
        (e.quantity.start, e.quantity.end, f"{number} · {e.quantity.unit}", _QUANTITY)
        for number, e in enumerate(explanation.quantities, 1)
    ]
    left_out = [(s.start, s.end, s.kind, _LEFT_OUT) for s in explanation.left_out]
    return _rendered(explanation.text, quantities + left_out)


def marked_words(explanation: Explanation) -> str:
    """The text with each word of its clauses marked by its kind."""
    return _rendered(explanation.text, [_of_word(word) for word in explanation.words])


def _of_word(word: Stretch) -> tuple[int, int, str, str]:
    return word.start, word.end, word.kind, _WORDS.get(word.kind, _WORD)


def _rendered(text: str, stretches: list[tuple[int, int, str, str]]) -> str:
    """The stretches marked with their labels; of overlapping ones the first that is given stays."""
    kept: list[tuple[int, int, str, str]] = []
    for one in stretches:
        if not any(one[0] < end and start < one[1] for start, end, *_ in kept):
            kept.append(one)
    entities = [
        # displaCy escapes the text, not the label
        {"start": start, "end": end, "label": escape(label), "params": {"bg": colour}}
        for start, end, label, colour in sorted(kept)
    ]
    given = {"text": text, "ents": entities, "title": None, "settings": {"lang": "zh"}}
    return displacy.render(given, style="ent", manual=True, page=False, jupyter=False, options={"template": _MARK})
