"""Compounds: which words make one noun with what stands beside them, wherever they stand."""

from functools import cache

from extractors.quantities.lexicon import term_set
from extractors.quantities.reading import VERBAL, Word

# what describes the thing that a suffix names: 助餐点
_DESCRIBING = (*VERBAL, "reach")


def begins_with_head(text: str, word: Word) -> bool:
    """True for a noun that begins with a plain one (项目), or is one of a single sign: 站, not 站台."""
    said = text[word.start : word.end].strip()
    return said in term_set("heads.tsv", "head") or said.startswith(_long_heads())


@cache
def _long_heads() -> tuple[str, ...]:
    return tuple(head for head in term_set("heads.tsv", "head") if len(head) > 1)


def makes_a_noun(text: str, word: Word, after: Word) -> bool:
    """True where an event and what follows are one noun wherever they stand: 助餐点, 回迁房, 处理能力."""
    said = text[after.start : after.end].strip()
    if word.kind in _DESCRIBING and word.end - word.start > 1 and said in term_set("heads.tsv", "suffix"):
        return True
    return said in term_set("heads.tsv", "level-noun")
