"""The spaCy pipeline `xushi_quantities`: text in, quantities out.

Start here. One sentence carried through, "完成 6 所学校工程立项等手续":
tokenizer.py makes tokens; exclusions.py and the names take out numerals that are no quantities; measures.py finds
"6 所"; context.py says how it is meant (bound, basis, role); clauses.py cuts the words around it into the shape
LQNSXG; meaning.py, by the rule counted-event, gives the object 学校 and the action 工程立项.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import cast

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from extractors.quantities import lexicon, tokenizer
from extractors.quantities.clauses import cut_words
from extractors.quantities.context import read_context
from extractors.quantities.elisions import read_header_unit, supply_units
from extractors.quantities.exclusions import exclusions
from extractors.quantities.meaning import read_meaning
from extractors.quantities.measures import find_measures
from extractors.quantities.quantity import Quantity, quantity_of
from extractors.quantities.reading import Reading, Word
from extractors.quantities.text import encodable, uniform, unwrap

SPANS = "xushi_quantities"
_NUMERAL = re.compile(r"[\d一二两三四五六七八九十百千万亿半番成]")


@Language.factory(SPANS)
class QuantityReader:
    """A spaCy component that finds the quantities of a Doc.

    It leaves them in `doc.spans["xushi_quantities"]` (labels are units) and as Quantity records in `doc.user_data`.
    """

    def __init__(self, nlp: Language, name: str = SPANS) -> None:
        self.name = name
        self.words = PhraseMatcher(nlp.vocab, attr="NORM")
        for kind in sorted(set(lexicon.words().values())):
            terms = [term for term, of_kind in lexicon.words().items() if of_kind == kind]
            self.words.add(kind, [nlp.make_doc(term) for term in terms])
        self.names = PhraseMatcher(nlp.vocab, attr="NORM")
        self.names.add("name", [nlp.make_doc(term) for term in sorted(lexicon.names())])

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its quantities found."""
        text = doc.text
        reading = self.read(doc, Reading(text, uniform(text)))
        doc.user_data[SPANS] = [quantity_of(text, reading, measure) for measure in reading.measures]
        spans = (doc.char_span(m.start, m.end, label=m.unit or "", alignment_mode="expand") for m in reading.measures)
        doc.spans[SPANS] = [span for span in spans if span is not None]
        return doc

    def read(self, doc: Doc, reading: Reading) -> Reading:
        """`reading` with its measures found; `doc` holds the tokens of its text."""
        if _NUMERAL.search(reading.uniform) is None:
            return reading
        for exclusion in exclusions():
            reading.ignored += [(*m.span(), exclusion.name) for m in exclusion.pattern.finditer(reading.uniform)]
        for _, start, end in self.names(doc):
            span = doc[start:end]
            reading.ignored.append((span.start_char, span.end_char, "fixed-word"))
        reading.measures = find_measures(reading)
        if not reading.measures:
            read_header_unit(reading)
        supply_units(reading)
        if reading.measures:
            reading.words = cut_words(reading, self._words(doc))
            read_context(reading)
            read_meaning(reading)
        return reading

    def _words(self, doc: Doc) -> Iterator[Word]:
        strings = doc.vocab.strings
        for key, start, end in self.words(doc):
            span: Span = doc[start:end]
            yield Word(span.start_char, span.end_char, strings[key])


@cache
def pipeline() -> Language:
    """The pipeline, built once: spaCy's blank Chinese with our tokenizer and the component."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = tokenizer.QuantityTokenizer(nlp)
    nlp.add_pipe(SPANS)
    return nlp


def parse(text: str, goal: str | None = None, header: str | None = None) -> list[Quantity]:
    """The quantities of a cell's text, in order; `goal` is the goal cell of its task, `header` its column's header."""
    reading = _read(text, _read_goal(goal) if goal else None, header)
    return [quantity_of(text, reading, measure) for measure in reading.measures]


# a task's goal comes up again with each of its periods
@lru_cache(maxsize=1024)
def _read_goal(goal: str) -> Reading:
    return _read(goal, None, None)


def _read(text: str, goal: Reading | None, header: str | None) -> Reading:
    nlp = pipeline()
    flat, offsets = unwrap(text) if "\n" in text else (text, None)
    clean = encodable(flat)
    component = cast(QuantityReader, nlp.get_pipe(SPANS))
    return component.read(nlp.make_doc(clean), Reading(flat, uniform(clean), offsets, goal, header))
