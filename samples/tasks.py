"""One task of a plan: one to three things to do, told as a goal and four quarters."""

from dataclasses import dataclass
from random import Random

from samples.clauses import Teller, count, gained, granted, pick_thing
from samples.kinds import Kind
from samples.levels import level
from samples.phrases import Phrase, join
from samples.projects import projects, reform
from samples.schedules import Contradiction, Year, lay_out


@dataclass(frozen=True)
class Strand:
    """One thing that a task is about: its goal and its year."""

    goal: Phrase
    year: Year


@dataclass(frozen=True)
class Task:
    """A task; where it is divided into sub-rows, each strand has a row of its own."""

    kind: Kind
    group: str | None
    strands: tuple[Strand, ...]
    divided: bool
    lead: tuple[str, ...]
    support: tuple[str, ...]

    def cell(self, name: str) -> Phrase:
        """Give the text of `goal` or `q1` to `q4`, of all sub-rows together with a line feed between them."""
        ended = self.ended(name)
        # an empty cell of a sub-row leaves no empty line in the whole
        return join(ended, "\n") if self.divided else tuple(piece for part in ended for piece in part)

    def ended(self, name: str) -> list[Phrase]:
        """Give what each strand says in a cell, ended by a full stop; nothing stays nothing."""
        if name == "goal":
            parts = [strand.goal for strand in self.strands]
        else:
            parts = [strand.year.quarters[int(name[1]) - 1] for strand in self.strands]
        return [(*part, "。") if part else part for part in parts]

    @property
    def contradictions(self) -> list[Contradiction]:
        """What doesn't add up in this task."""
        return [slip for strand in self.strands for slip in strand.year.contradictions]


def make_strand(kind: Kind, teller: Teller, steady: Random) -> Strand:
    """Tell one kind of task."""
    if kind.nature == "levels":
        goal, year = level(kind, steady.choice(kind.long), teller)
        return Strand(goal, year)
    if kind.nature == "projects":
        return Strand(*projects(kind, teller))
    if kind.nature == "reforms":
        return Strand(*reform(kind, teller))
    thing = pick_thing(kind, teller, steady)
    year = lay_out(thing, teller)
    exact = bool(year.contradictions)
    clauses = [count(thing, thing.total, teller, exact=exact)]
    if teller.rng.random() < 0.5:
        clauses += [gained(thing, thing.total, teller), granted(kind, teller)]
    opening = teller.rng.choice(["", "", "", "年内", "计划", "力争"])
    goal = join(clauses, "，")
    return Strand((opening, *goal) if opening else goal, year)
