"""How right the events are: clause, stage, deadline, certainty, action, object and component against annotated cells.

An annotated event and a found one are paired where their clauses overlap most. Each figure is an F1 over all events:
clause asks for the exact clause, the others for the field in a pair; full is all of them. Where an annotation accepts
several readings of action and object, any of them is right.
"""

from collections.abc import Callable, Iterable, Sequence

from benchmarks.scoring import Gold, Score, alike, place
from extractors.events.event import Event

FIGURES = ("pair", "clause", "stage", "deadline", "certainty", "action", "object", "component", "full")

Parser = Callable[[str], Sequence[Event]]


def score(cells: Iterable[tuple[str, Sequence[Gold]]], parser: Parser) -> Score:
    """Score `parser` on (text, annotated events)."""
    total = Score(FIGURES)
    for text, annotated in cells:
        left = list(parser(text))
        total.annotated += len(annotated)
        total.found += len(left)
        for gold in annotated:
            start, end = place(text, gold)
            overlap, match = max(
                ((min(e.end, end) - max(e.start, start), e) for e in left), key=lambda pair: pair[0], default=(0, None)
            )
            if match is None or overlap <= 0:
                total.misses.append(f"{text}\n  missed {gold['text']}")
                continue
            left.remove(match)
            _judge(total, text, gold, match)
        total.misses += [f"{text}\n  spurious {event.text} [{event.stage}]" for event in left]
    return total


def _judge(total: Score, text: str, gold: Gold, got: Event) -> None:
    last_day = got.deadline.last_day.isoformat() if got.deadline and got.deadline.last_day else None
    right = {
        "pair": True,
        "clause": place(text, gold) == (got.start, got.end),
        "stage": gold["stage"] == got.stage,
        "deadline": gold["deadline_last_day"] == last_day,
        "certainty": gold["certainty"] == got.certainty,
        "action": alike(gold, "action", got.action),
        "object": alike(gold, "object", got.object),
        "component": gold["component"] == got.component,
    }
    right["full"] = all(right.values())
    for figure, is_right in right.items():
        total.right[figure] += is_right
    if not right["full"]:
        wrong = [name for name, is_right in right.items() if not is_right and name != "full"]
        told = ", ".join(f"{name}: {gold.get(_FIELDS.get(name, name))} got {_told(got, name)}" for name in wrong)
        total.misses.append(f"{text}\n  {gold['text']}: {told}")


_FIELDS = {"clause": "text"}


def _told(got: Event, name: str) -> object:
    return got.text if name == "clause" else getattr(got, name)
