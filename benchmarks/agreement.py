"""How far two people agree who annotated most of the unseen cells by the same guide: what a reader of them can come to.

Neither saw the other's annotations nor the parser. What the second wrote is scored against the first's as a reader's
answers are.
"""

from collections.abc import Iterator
from decimal import Decimal

from benchmarks.corpora import UNSEEN, identified
from benchmarks.scoring import Gold, Score, place, score
from extractors.quantities.quantity import Quantity


def agreement() -> Score:
    """The second annotator's answers against the first's."""
    second = dict(identified("second.jsonl", "cells.jsonl", UNSEEN))
    first = [cell for name, cell in identified("gold.jsonl", "cells.jsonl", UNSEEN) if name in second]
    answers = {(text, goal): list(_answers(text, told)) for text, goal, told in second.values()}
    return score(first, lambda text, goal: answers[text, goal])


def _answers(text: str, annotated: list[Gold]) -> Iterator[Quantity]:
    """Annotations as a reader would give them: their first reading, where several are accepted."""
    for one in annotated:
        start, end = place(text, one)
        yield Quantity(
            start=start,
            end=end,
            text=text[start:end],
            value=Decimal(str(one["value"])),
            upper=None if one["upper"] is None else Decimal(str(one["upper"])),
            unit=str(one["unit"]),
            per=_told(one, "per"),
            bound=str(one["bound"]),
            basis=str(one["basis"]),
            role=str(one["role"]),
            measure=str(one.get("measure", "level")),
            part=bool(one.get("part", False)),
            object=_told(one, "object"),
            action=_told(one, "action"),
            component=_told(one, "component"),
            unit_elided=bool(one.get("unit_elided", False)),
            object_elided=bool(one.get("object_elided", False)),
            dimension=None,
            counting_class=None,
            base_value=None,
            base_unit=None,
            rule="annotated",
            doubt=(),
        )


def _told(one: Gold, name: str) -> str | None:
    value = one.get(name)
    return None if value is None else str(value)
