"""The spaCy pipeline `xushi_quantities`: text in, quantities out.

Start here. One sentence carried through, "完成 11 所学校工程立项等手续":
tokenizer.py makes tokens; exclusions.py and the names take out numerals that are no quantities; measures.py finds
"11 所"; context.py says how it is meant (bound, basis, role); clauses.py cuts the words around it into the shape LQNSXG;
meaning.py, by the rule counted-event, gives the object 学校 and the action 工程立项.
"""

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from extractors.quantities import lexicon, tokenizer
from extractors.quantities.clauses import cut_words
from extractors.quantities.context import read_context
from extractors.quantities.elisions import supply_units
from extractors.quantities.exclusions import EXCLUSIONS
from extractors.quantities.meaning import read_meaning
from extractors.quantities.measures import find_measures
from extractors.quantities.quantity import Quantity, quantity_of
from extractors.quantities.reading import Reading, Word
from extractors.quantities.text import encodable, uniform

READING = "xushi_reading"
SPANS = "xushi_quantities"


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
        self.names.add("name", [nlp.make_doc(term) for term in lexicon.names()])

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its quantities found; the goal's Reading is taken from `doc.user_data` where it is set."""
        reading: Reading = doc.user_data.get(READING) or Reading(doc.text, uniform(doc.text))
        doc.user_data[READING] = reading
        if any(c.isdigit() for c in reading.uniform) or _has_han_numeral(reading.uniform):
            self._read(doc, reading)
        doc.user_data[SPANS] = [quantity_of(reading, measure) for measure in reading.measures]
        spans = (doc.char_span(m.start, m.end, label=m.unit or "", alignment_mode="expand") for m in reading.measures)
        doc.spans[SPANS] = [span for span in spans if span is not None]
        return doc

    def _read(self, doc: Doc, reading: Reading) -> None:
        for exclusion in EXCLUSIONS:
            reading.ignored += [(*m.span(), exclusion.name) for m in exclusion.pattern.finditer(reading.uniform)]
        for _, start, end in self.names(doc):
            span = doc[start:end]
            reading.ignored.append((span.start_char, span.end_char, "idiom"))
        reading.measures = find_measures(reading)
        supply_units(reading)
        if reading.measures:
            reading.words = cut_words(reading, self._words(doc))
            read_context(reading)
            read_meaning(reading)

    def _words(self, doc: Doc) -> Iterator[Word]:
        strings = doc.vocab.strings
        for key, start, end in self.words(doc):
            span: Span = doc[start:end]
            yield Word(span.start_char, span.end_char, strings[key])


def _has_han_numeral(text: str) -> bool:
    return any(c in text for c in "一二两三四五六七八九十百千万亿半番成")


@cache
def pipeline() -> Language:
    """The pipeline, built once: spaCy's blank Chinese with our tokenizer and the component."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = tokenizer.QuantityTokenizer(nlp)
    nlp.add_pipe(SPANS)
    return nlp


def parse(text: str, goal: str | None = None, header: str | None = None) -> list[Quantity]:
    """The quantities of a cell's text, in order; `goal` is the goal cell of its task, `header` its column's header."""
    nlp = pipeline()
    clean = encodable(text)
    doc = nlp.make_doc(clean)
    doc.user_data[READING] = Reading(text, uniform(clean), _goal_reading(goal) if goal else None, header)
    return list(nlp.get_pipe(SPANS)(doc).user_data[SPANS])


def _goal_reading(goal: str) -> Reading:
    """The goal as a Reading of its own; goals come up once a period, so the last ones are kept."""
    return _read_goal(encodable(goal))


@cache
def _read_goal(goal: str) -> Reading:
    nlp = pipeline()
    doc = nlp.get_pipe(SPANS)(nlp.make_doc(goal))
    reading: Reading = doc.user_data[READING]
    return reading


def parse_many(rows: Iterable[tuple[str, str | None, str | None]]) -> Iterator[list[Quantity]]:
    """The quantities of each (text, goal, header), in order."""
    return (parse(*row) for row in rows)
