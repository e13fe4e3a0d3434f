"""The words that headers and cells of plans use, read from the TSV files beside this one."""

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> tuple[tuple[str, str], ...]:
    """Give the (role, word) pairs of the lexicon file `name`, longest word first; lines that begin with # are comments.

    Raises ValueError where a line has too few columns, naming it.
    """
    text = files("extractors.plans").joinpath(name).read_text(encoding="utf-8")
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    pairs = []
    for number, line in lines[1:]:
        role, word, *rest = line.split("\t")
        if not role or not word or len(rest) != 1:
            raise ValueError(f"{name}, line {number}: wants role, word and comment, parted by tabs.")
        pairs.append((role, word))
    return tuple(sorted(pairs, key=lambda pair: -len(pair[1])))
