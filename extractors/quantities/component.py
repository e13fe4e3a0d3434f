"""The spaCy component `xushi_quantities`: the steps from a text to its quantities, for any pipeline.

Start here. One sentence carried through, "完成 6 所学校工程立项等手续":
tokenizer.py makes tokens; exclusions.py and the names take out numerals that are no quantities; measures.py finds
"6 所"; context.py says how it is meant (bound, basis, role); clauses.py and settling.py cut the words around it
into the shape LQNSXG; meaning.py, by the rule counted-event, gives the object 学校 and the action 工程立项.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from extractors.numerals import HAN
from extractors.quantities import lexicon
from extractors.quantities.clauses import cut_words
from extractors.quantities.context import read_context
from extractors.quantities.elisions import read_header_unit, supply_units
from extractors.quantities.exclusions import exclusions_for
from extractors.quantities.items import LETTERS
from extractors.quantities.meaning import read_meaning
from extractors.quantities.measures import find_measures
from extractors.quantities.quantity import Quantity, quantities_of
from extractors.quantities.reading import Measure, Reading, Word
from extractors.quantities.serial import serialisable
from extractors.quantities.text import encodable, is_laid_out, uniform, unwrap
from extractors.quantities.tokenizer import QuantityTokenizer
from extractors.quantities.trace import trace

T = TypeVar("T")

SPANS = "xushi_quantities"
READING = "xushi_reading"
_NUMERAL = re.compile(rf"[\d{HAN}半番]")
# what names are kept as among the words
_NAME = "name"
# left out of a clause's shape
_SILENT = ("adverb",)

# what the component leaves in doc.user_data goes where its Doc goes
serialisable(Quantity, Reading, Measure, Word)


@Language.factory(
    SPANS,
    default_config={"names": [], "words": {}},
    assigns=["doc.spans", "doc._.xushi_quantities", "span._.xushi_quantities"],
)
class QuantityReader:
    """A spaCy component that finds the quantities of a Doc, whatever tokens the pipeline makes.

    It leaves them in `doc.spans["xushi_quantities"]` (labels are units) and as Quantity records in
    `doc._.xushi_quantities`; `span._.xushi_quantities` are those that lie in any span. `names` are further fixed words
    that hold a numeral and no quantity, `words` further words of clauses, by their kind (lexicons/words.tsv).
    Raises ValueError where a kind is none.
    """

    def __init__(self, nlp: Language, name: str, names: list[str], words: dict[str, list[str]]) -> None:
        if unknown := sorted(set(words) - {*LETTERS, *_SILENT}):
            raise ValueError(f"no kind of word: {', '.join(unknown)}; kinds are {', '.join((*LETTERS, *_SILENT))}")
        self.name = name
        self.tokenizer = QuantityTokenizer(nlp.vocab)
        known = lexicon.words() | {term: kind for kind, terms in words.items() for term in terms}
        self.words = PhraseMatcher(nlp.vocab, attr="NORM")
        for kind in sorted(set(known.values())):
            self.words.add(kind, [self.tokenizer(term) for term, of_kind in known.items() if of_kind == kind])
        # names are looked for with the words: two matchers would go through each text twice
        self.words.add(_NAME, [self.tokenizer(term) for term in sorted({*lexicon.names(), *names})])
        self._name = nlp.vocab.strings[_NAME]
        self._kinds = {nlp.vocab.strings[kind]: kind for kind in set(known.values())}
        _add_attributes()

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its quantities found."""
        (read,) = self.pipe([doc], batch_size=1)
        return read

    def pipe(self, stream: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """The docs with their quantities found, in order, read in batches."""
        for docs in batches(stream, batch_size):
            readings = [unread(doc.text) for doc in docs]
            self.read(readings)
            for doc, reading in zip(docs, readings, strict=True):
                yield _with_quantities(doc, reading)

    def read(self, readings: Sequence[Reading]) -> list[Doc]:
        """Fill readings in place, each step for all of them before the next; the tokens they were read from.

        A step's code and tables then stay in the processor's caches.
        """
        tokens = [self.tokens(reading) for reading in readings]
        numeric = [index for index, reading in enumerate(readings) if _NUMERAL.search(reading.uniform)]
        matched = [self._matched(tokens[index]) for index in numeric]
        for index, (names, _) in zip(numeric, matched, strict=True):
            _ignore(readings[index], names)
        for index in numeric:
            _measure(readings[index])
        measured = [(readings[index], words) for index, (_, words) in zip(numeric, matched, strict=True)]
        measured = [(reading, words) for reading, words in measured if reading.measures]
        for reading, words in measured:
            reading.words = cut_words(reading, words)
        for reading, _ in measured:
            read_context(reading)
        for reading, _ in measured:
            read_meaning(reading)
        return tokens

    def tokens(self, reading: Reading) -> Doc:
        """The tokens of a reading's text."""
        return self.tokenizer.tokens(encodable(reading.text), reading.uniform)

    def lexicon_words(self, tokens: Doc) -> list[Word]:
        """The words of words.tsv in a text's tokens, the longest of those that begin at one place; they may overlap."""
        return self._matched(tokens)[1]

    def _matched(self, tokens: Doc) -> tuple[list[tuple[int, int]], list[Word]]:
        """Where the names of a text's tokens begin and end in it, and its lexicon words."""
        places = tokens.to_array(["IDX", "LENGTH"]).tolist()
        names: list[tuple[int, int]] = []
        longest: dict[int, tuple[int, int]] = {}
        for key, start, end in self.words(tokens):
            if key == self._name:
                names.append((places[start][0], sum(places[end - 1])))
            elif start not in longest or end > longest[start][1]:
                longest[start] = key, end
        kinds = self._kinds
        return names, [
            Word(places[start][0], sum(places[end - 1]), kinds[key]) for start, (key, end) in longest.items()
        ]


def batches(stream: Iterable[T], size: int) -> Iterator[list[T]]:
    """What a stream holds in lists of `size`, the last one shorter."""
    rest = iter(stream)
    while batch := list(islice(rest, size)):
        yield batch


def unread(text: str, goal: Reading | None = None, header: str | None = None) -> Reading:
    """A cell's text ready to be read; `goal` is the reading of its task's goal."""
    flat, offsets = unwrap(text) if is_laid_out(text) else (text, None)
    return Reading(flat, uniform(encodable(flat)), offsets, goal, header)


def _ignore(reading: Reading, names: Iterable[tuple[int, int]]) -> None:
    """Take out the numerals that are no quantities: those that exclusions match, and those inside names."""
    for exclusion in exclusions_for(reading.uniform):
        reading.ignored += [(*m.span(), exclusion.name) for m in exclusion.pattern.finditer(reading.uniform)]
    reading.ignored += [(start, end, "fixed-word") for start, end in names]


def _measure(reading: Reading) -> None:
    """Find the measures, in the header's unit where the cell is a number alone, and supply their units."""
    reading.measures = find_measures(reading)
    trace(reading, find_measures)
    if not reading.measures:
        read_header_unit(reading)
        trace(reading, read_header_unit)
    supply_units(reading)


def _with_quantities(doc: Doc, reading: Reading) -> Doc:
    found = quantities_of(doc.text, reading)
    doc.user_data[READING], doc.user_data[SPANS] = reading, found
    spans = (doc.char_span(q.start, q.end, label=q.unit, alignment_mode="expand") for q in found)
    doc.spans[SPANS] = [span for span in spans if span is not None]
    return doc


def _add_attributes() -> None:
    """Give Doc and Span the attribute `_.xushi_quantities`, once."""
    if not Doc.has_extension(SPANS):
        Doc.set_extension(SPANS, getter=_of_doc)
    if not Span.has_extension(SPANS):
        Span.set_extension(SPANS, getter=_of_span)


def _of_doc(doc: Doc) -> list[Quantity]:
    return list(doc.user_data.get(SPANS, ()))


def _of_span(span: Span) -> list[Quantity]:
    return [q for q in _of_doc(span.doc) if q.start < span.end_char and span.start_char < q.end]
