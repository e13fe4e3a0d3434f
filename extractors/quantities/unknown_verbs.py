"""Verbs that no lexicon has, told by their signs: the 调处 of 调处土地纠纷 130 起.

Which signs verbs and nouns begin and go on with is learnt from the words that the lexicon has of each.
"""

import re
from collections import Counter
from functools import cache, lru_cache
from math import log

from extractors.quantities.lexicon import term_set
from extractors.quantities.lexicon import words as lexicon_words
from extractors.quantities.reading import JOINED, Word

_IN_HAN = re.compile(r"[一-鿿]{2}")
_VERBS = ("verb", "event", "stage", "light", "reach")
_NOUNS = ("noun", "person", "modifier", "place", "generic")
# how much likelier, as a logarithm, two signs must be to make a verb than a noun
_LIKELY = 1.5
# a sign that was never met says little
_UNSEEN = 0.5
_SMOOTHING = 50
_ADVERBS = "共再已"
_VERBLESS = frozenset((*JOINED, "measure", "of"))
_BEFORE_PREDICATES = ("全部", "均", "均已", "都", "已", "悉数", "一并")


def with_unknown_verb(text: str, words: list[Word], at: int) -> list[Word]:
    """Words of which none governs the number at `at`, with the verb that opens them parted from its object."""
    is_rate = text.startswith("率", words[at - 1].end - 1) and text.startswith("%", words[at].end - 1)
    if is_rate or any(word.kind not in JOINED for word in words[:at]):
        # no verb governs a rate: 抽检合格率 98%
        return words
    first = words[0]
    said = text[first.start : first.end].rstrip()
    if first.kind != "noun" or len(said) < 2:
        return words
    if _is_single(text, first, said):
        # 共设考点 7 个
        return [Word(first.start, first.start + 1, "verb"), Word(first.start + 1, first.end, "noun"), *words[1:]]
    if not _begins_with_a_verb(said, has_more=at > 1):
        return words
    end = first.start + 2
    rest = [Word(end, first.end, "noun")] if len(said) > 2 else []
    return [Word(first.start, end if rest else first.end, "verb"), *rest, *words[1:]]


def with_unknown_predicate(text: str, words: list[Word], at: int) -> list[Word]:
    """Words without a verb, with the noun that stands behind an adverb made one: 30 条线路全部[跑通]."""
    if at + 1 >= len(words) or any(word.kind not in _VERBLESS for word in words):
        return words
    for index in range(at + 1, len(words)):
        word = words[index]
        said = text[word.start : word.end].strip()
        is_unknown = word.kind == "noun" and len(said) > 1 and said not in lexicon_words()
        if is_unknown and text.endswith(_BEFORE_PREDICATES, 0, word.start):
            return [*words[:index], Word(word.start, word.end, "verb"), *words[index + 1 :]]
    return words


def _is_single(text: str, word: Word, said: str) -> bool:
    """True for a verb of one sign behind an adverb, and its object: 共[设]考点."""
    follows = word.start > 0 and text[word.start - 1] in _ADVERBS
    return follows and len(said) > 2 and said[0] in term_set("heads.tsv", "verb-sign")


def _begins_with_a_verb(said: str, has_more: bool) -> bool:
    """True where the first two signs of a noun are likely a verb; of a known one only where they are all of it.

    Of three signs one would be left for the object.
    """
    if len(said) == 2 and has_more and _has_signs_of_verbs(said):
        return True
    is_known = said in lexicon_words()
    return not is_known and len(said) != 3 and (_has_signs_of_verbs(said) or _is_likely_a_verb(said[:2]))


def _has_signs_of_verbs(said: str) -> bool:
    """True for a word whose first two signs are those that verbs begin and go on with: 增划, 培树."""
    return said[0] in term_set("heads.tsv", "verb-first") and said[1] in term_set("heads.tsv", "verb-second")


@lru_cache(maxsize=4096)
def _is_likely_a_verb(pair: str) -> bool:
    """True for two signs that among the words of the lexicon are far likelier in a verb than in a noun."""
    return _IN_HAN.fullmatch(pair) is not None and sum(_odds(sign, at) for at, sign in enumerate(pair)) > _LIKELY


def _odds(sign: str, at: int) -> float:
    (verbs, all_verbs), (nouns, all_nouns) = _signs(_VERBS, at), _signs(_NOUNS, at)
    as_verb = (verbs[sign] + _UNSEEN) / (all_verbs + _SMOOTHING)
    as_noun = (nouns[sign] + _UNSEEN) / (all_nouns + _SMOOTHING)
    return log(as_verb / as_noun)


@cache
def _signs(kinds: tuple[str, ...], at: int) -> tuple[Counter[str], int]:
    """How many words of some kinds have each sign at a place, and how many there are."""
    terms = [term for term, kind in lexicon_words().items() if kind in kinds and len(term) > 1]
    return Counter(term[at] for term in terms), len(terms)
