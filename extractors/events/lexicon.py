"""The lexicons of events: words for stages, and words that say how sure a plan is."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractors.quantities.lexicon import term_set


@dataclass(frozen=True, slots=True)
class StageTerm:
    """A word that names a stage: `stage` by itself, `done` where 完成 stands with it; '' for none.

    `rank` says how it gets on with others of its clause (stages.tsv); `word` is its kind there: stage, event or noun.
    """

    term: str
    stage: str
    done: str
    rank: str
    word: str


@dataclass(frozen=True, slots=True)
class CertaintyTerm:
    """A word such as 力争, and what must not stand right before or after it for it to be one."""

    term: str
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]


def rows(name: str) -> list[list[str]]:
    """The rows of a lexicon file as lists of fields; lines of comment are left out."""
    text = files("extractors.events.lexicons").joinpath(name).read_text(encoding="utf8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def stage_terms() -> dict[str, StageTerm]:
    """Every word for a stage, by the word in lower case."""
    return {
        term.lower(): StageTerm(term, stage, done, rank, word)
        for stage, done, rank, word, terms, _comment in rows("stages.tsv")
        for term in terms.split(" ")
    }


def is_work(named: str) -> bool:
    """False for the papers and parties of works, which are no works themselves: 施工许可证, 监理单位."""
    term = stage_terms().get(named.lower())
    return not named.endswith(tuple(term_set("heads.tsv", "paper"))) and (term is None or term.word != "noun")


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """A stage named by several words apart; the group `word` of `pattern` stands for them (phrases.toml)."""

    name: str
    pattern: re.Pattern[str]
    term: StageTerm
    reason: str
    examples: tuple[tuple[str, str], ...]


@cache
def phrase_rules() -> tuple[PhraseRule, ...]:
    """Every rule for phrases, in the order of the file."""
    source = files("extractors.events").joinpath("phrases.toml").read_text(encoding="utf8")
    return tuple(
        PhraseRule(
            name=row["name"],
            pattern=re.compile(row["pattern"]),
            term=StageTerm(row["name"], row["stage"], "", row["rank"], row["word"]),
            reason=row["reason"],
            examples=tuple((text, words) for text, words in row["examples"]),
        )
        for row in tomllib.loads(source)["rule"]
    )


@cache
def certainty_terms() -> tuple[CertaintyTerm, ...]:
    """Every word of certainty, in the order of the file."""
    return tuple(
        CertaintyTerm(term, tuple(after.split()), tuple(before.split()))
        for term, after, before, _comment in rows("certainty.tsv")
    )
