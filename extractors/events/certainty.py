"""Certainty: the word that says how sure a plan is of a clause (certainty.tsv)."""

from extractors.events.lexicon import CertaintyTerm, certainty_terms


def find_certainty(text: str, start: int, end: int) -> str | None:
    """The first word of certainty in [start, end) of the text, made uniform; null without one."""
    found = [(at, term.term) for term in certainty_terms() if (at := _place(text, start, end, term)) >= 0]
    return min(found)[1] if found else None


def _place(text: str, start: int, end: int, term: CertaintyTerm) -> int:
    """Where the word stands by itself first; -1 for nowhere."""
    at = text.find(term.term, start, end)
    while at >= 0:
        before, after = text[start:at].rstrip(), text[at + len(term.term) : end].lstrip()
        if after and not before.endswith(term.not_after) and not after.startswith(term.not_before):
            return at
        at = text.find(term.term, at + 1, end)
    return -1
