"""A whole plan: an invented place, a year, tasks with their units in charge, and the form its table takes."""

from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from samples.clauses import Teller
from samples.kinds import Kind, all_kinds
from samples.numerals import Hand
from samples.tables import Layout
from samples.tasks import Strand, Task, make_strand
from samples.words import rows

# Kinds that come out differently from the year before, as a share of all.
TURNOVER: Final = 0.2
# How often a task is about two things, and how often about three.
SECOND, THIRD = 0.35, 0.08


@dataclass(frozen=True)
class Form:
    """How the table is divided: which columns there are, where groups stand, how units in charge are told."""

    columns: Literal["goal", "name and goal"] = "goal"
    groups: Literal["none", "rows", "headings"] = "none"
    restart: bool = False
    units: Literal["labelled", "lines", "plain", "separate"] = "labelled"
    divided: bool = False
    quarters: Literal["第一季度", "一季度", "一季度目标", "1-3月"] = "第一季度"
    schedule: str = "序时进度"
    task: str = "目标任务"


@dataclass(frozen=True)
class Plan:
    """A plan as its author knows it, before anything is written down."""

    place: str
    year: int
    title: str
    form: Form
    layout: Layout
    tasks: tuple[Task, ...]

    def numbers(self) -> list[str]:
        """Give the number written before each task; it may begin anew in each group."""
        numbers: list[str] = []
        count, group = 0, None
        for task in self.tasks:
            if self.form.restart and task.group != group:
                count, group = 0, task.group
            count += 1
            numbers.append(str(count))
        return numbers


def make_plan(place: str, year: int, size: int, form: Form, layout: Layout, rng: Random) -> Plan:
    """Invent a plan of `size` tasks."""
    entry = next(row for row in rows("places") if row["name"] == place)
    teller = Teller(rng, Hand.pick(rng), year, f"全{place[-1]}", tuple(entry["districts"].split("|")))
    kinds = _choose(place, year, size)
    if form.groups != "none":
        themes = list(dict.fromkeys(kind.theme for kind in kinds))
        kinds.sort(key=lambda kind: themes.index(kind.theme))
    short = rng.random() < 0.6
    tasks = tuple(_task(kind, place, form, teller, short=short) for kind in kinds)
    title = rng.choice(rows("titles"))["title"].format(place=place, year=year, count=size)
    return Plan(place, year, title, form, layout, tasks)


def _choose(place: str, year: int, size: int) -> list[Kind]:
    """Choose kinds, most of them the same in every year of a place."""
    standing = list(all_kinds())
    Random(place).shuffle(standing)
    if size > len(standing):
        raise ValueError(f"{size} tasks asked for, {len(standing)} kinds known")
    changed = min(round(size * TURNOVER), len(standing) - size)
    kept, others = standing[: size - changed], standing[size - changed :]
    return kept + Random(f"{place}{year}").sample(others, changed)


def _task(kind: Kind, place: str, form: Form, teller: Teller, *, short: bool) -> Task:
    rng = teller.rng
    strands: list[Strand] = [make_strand(kind, teller, Random(f"{place}/{kind.name}"))]
    dice = rng.random()
    if kind.counts:
        akin = [other for other in all_kinds() if other.theme == kind.theme and other.counts and other != kind]
        wanted = min(len(akin), (dice < SECOND) + (dice < THIRD))
        strands += [make_strand(other, teller, Random(f"{place}/{other.name}")) for other in rng.sample(akin, wanted)]
    lead, support = _units(kind, place, teller, short=short)
    group = kind.theme if form.groups != "none" else None
    divided = form.divided and len(strands) > 1
    return Task(kind, group, tuple(strands), divided, lead, support)


def _units(kind: Kind, place: str, teller: Teller, *, short: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the leading and the supporting units as they are written; districts support most works."""
    prefix = place[-1]
    spelled = {row["key"]: prefix + row["short" if short else "full"] for row in rows("departments")}
    support = [spelled[key] for key in teller.rng.sample(kind.support, teller.rng.randint(1, len(kind.support)))]
    if teller.rng.random() < 0.5:
        support.append("各县区" if prefix == "市" else "各镇（街道）")
    return (spelled[kind.lead],), tuple(support)
