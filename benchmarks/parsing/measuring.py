"""Measures each reader in a process of its own, all of them in turn, so that what disturbs one disturbs all."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from benchmarks.corpora import ROOT, Annotated, sample_cells
from benchmarks.parsing.readers import COMPILED, OF_US, OURS, PEERS, Found
from benchmarks.parsing.worker import Answer, Asked
from benchmarks.scoring import Score, score
from extractors.quantities.pipeline import parse
from extractors.quantities.quantity import Quantity

# the more turns, the less what else runs on the machine counts
TURNS = 5
# where `make compiled` leaves the package
BUILT = ROOT / "build" / "compiled"
# plans that are in no set
WARM_UP = range(490, 493)


@dataclass(frozen=True)
class Measured:
    """A reader on one set: its best processor time, once through a set not seen before, and how right it was."""

    seconds: float
    score: Score


def measured(sets: Sequence[list[Annotated]], interpreters: Sequence[Path]) -> dict[str, list[Measured]]:
    """Measure each reader on each set, by the first interpreter that has it; one that none has is left out.

    Raises RuntimeError for compiled rules that do not read as the sources do.
    """
    asked = Asked(
        warm_up=[(text, goal) for text, goal, _ in sample_cells(WARM_UP)],
        sets=[[(text, goal) for text, goal, _ in cells] for cells in sets],
    )
    readers = (OURS, *([COMPILED] if BUILT.exists() else []), *PEERS)
    turns = [{name: _asked(name, asked, interpreters) for name in readers} for _ in range(TURNS)]
    if any(turn[COMPILED]["found"] != turn[OURS]["found"] for turn in turns if COMPILED in turn):
        raise RuntimeError(f"what is in {BUILT} reads otherwise than the sources: run `make compiled` again")
    return {
        name: [_measured(name, at, cells, [turn[name] for turn in turns]) for at, cells in enumerate(sets)]
        for name, answer in turns[0].items()
        if answer is not None
    }


def _asked(name: str, asked: Asked, interpreters: Sequence[Path]) -> Answer | None:
    for interpreter in (Path(sys.executable), *interpreters):
        command = [str(interpreter), "-m", "benchmarks.parsing.worker", name]
        done = subprocess.run(
            command, input=json.dumps(asked), capture_output=True, text=True, cwd=ROOT, env=_environment(name)
        )
        if done.returncode:
            raise RuntimeError(f"{name} failed under {interpreter}:\n{done.stderr}")
        answer: Answer | None = json.loads(done.stdout)
        if answer is not None:
            return answer
    return None


def _environment(name: str) -> dict[str, str]:
    """The environment of a reader's process; the compiled package is found before the sources."""
    if name != COMPILED:
        return dict(os.environ)
    return os.environ | {"PYTHONSAFEPATH": "1", "PYTHONPATH": f"{BUILT}{os.pathsep}{ROOT}"}


def _measured(name: str, at: int, cells: list[Annotated], turns: Sequence[Answer | None]) -> Measured:
    answers = [answer for answer in turns if answer is not None]
    seconds = min(answer["seconds"][at] for answer in answers)
    if name in OF_US:
        return Measured(seconds, score(cells, parse))
    told = iter(answers[0]["found"][at])
    return Measured(seconds, score(cells, lambda _text, _goal: _quantities(next(told))))


def _quantities(found: Sequence[object]) -> list[Quantity]:
    numbers = [Found(*one) for one in found]  # type: ignore[misc]
    return [_quantity(one) for one in numbers if _number(one.value) is not None]


def _quantity(found: Found) -> Quantity:
    """What was found as a record; what is beyond number and unit has the most frequent value."""
    plain: dict[str, object] = dict.fromkeys(Quantity.__dataclass_fields__)
    plain |= {"start": found.start, "end": found.end, "text": "", "value": _number(found.value)}
    plain |= {"upper": _number(found.upper), "unit": found.unit or ""}
    plain |= {"bound": "eq", "basis": "period", "role": "target", "measure": "level", "part": False}
    return Quantity(**plain)  # type: ignore[arg-type]


def _number(written: str | None) -> Decimal | None:
    """The number, null where a reader gave something else (2/3, 50%)."""
    try:
        return Decimal(written) if written is not None else None
    except InvalidOperation:
        return None
