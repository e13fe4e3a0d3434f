"""How far the figures on sentences that nobody looks at lie below those on the rest.

A fifth of the project's own sentences, told by a hash of the id, is only ever scored: rules are written with the rest
in view. What the parser has learnt by heart shows as a gap between the two, with a bootstrap 95 % interval. The gold
sets beside the checkout are divided alike, for comparison: rules were written with all of them in view.

Run `python -m benchmarks.holdout`.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from benchmarks.corpora import GOLD, OWN, Annotated, identified
from benchmarks.scoring import FIGURES, Parser, Score, score
from extractors.quantities.pipeline import parse

SHARE = 5
ROUNDS = 1000

Identified = tuple[str, Annotated]


@dataclass(frozen=True)
class Gap:
    """F1 of one figure on the rest less that on the hold-out, with the ends of its 95 % interval."""

    figure: str
    rest: float
    held: float
    low: float
    high: float

    def __str__(self) -> str:
        gap = self.rest - self.held
        return (
            f"{self.figure:7} rest {self.rest:.4f}  hold-out {self.held:.4f}  "
            f"gap {gap:+.4f} [{self.low:+.4f}, {self.high:+.4f}]"
        )


def is_held_out(name: str) -> bool:
    """Whether the text of this id belongs to the hold-out."""
    return int(sha256(name.encode()).hexdigest(), 16) % SHARE == 0


def gaps(cells: Iterable[Identified], parser: Parser = parse) -> list[Gap]:
    """The gap between rest and hold-out for each figure."""
    scores: tuple[list[Score], list[Score]] = ([], [])
    for name, cell in cells:
        scores[is_held_out(name)].append(score([cell], parser))
    return [_gap(figure, *scores) for figure in FIGURES]


def _gap(figure: str, rest: Sequence[Score], held: Sequence[Score]) -> Gap:
    # whole texts are drawn, since the quantities of one text stand or fall together
    draw = random.Random(figure)
    differences = sorted(
        _f1(figure, draw.choices(rest, k=len(rest))) - _f1(figure, draw.choices(held, k=len(held)))
        for _ in range(ROUNDS)
    )
    low, high = differences[ROUNDS * 25 // 1000], differences[ROUNDS * 975 // 1000 - 1]
    return Gap(figure, _f1(figure, rest), _f1(figure, held), low, high)


def _f1(figure: str, scores: Sequence[Score]) -> float:
    right = sum(one.right[figure] for one in scores)
    return 2 * right / max(sum(one.annotated + one.found for one in scores), 1)


def sets() -> Iterator[tuple[str, list[Identified]]]:
    """The gold sets that are at hand, by name."""
    yield "the project's own sentences", list(identified("gold.jsonl", "cells.jsonl", OWN))
    if GOLD.exists():
        yield "gold, a real plan (dev half)", list(identified("seed_dev.jsonl", "cells.jsonl"))
        yield "gold, sentences (dev half)", list(identified("wild_dev.jsonl", "wild_dev_cells.jsonl"))


def main() -> None:
    """Print the gaps for each set."""
    for name, cells in sets():
        held = sum(is_held_out(one) for one, _ in cells)
        print(f"\n{name}: {len(cells)} texts, {held} held out")
        for gap in gaps(cells):
            print(f"  {gap}")


if __name__ == "__main__":
    main()
