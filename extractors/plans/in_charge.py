"""Who is in charge of a plan's tasks: each unit named, with what it does and which body it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.plans.bodies import Body, body_of, home_of
from extractors.plans.model import Notice, Plan, TaskRow
from schemas.responsibility import Role


@dataclass(frozen=True, slots=True)
class InCharge:
    """A unit in charge of a row; `position` counts the row's units of the same role from 1."""

    row: TaskRow
    role: Role
    position: int
    unit: str
    body: Body


def units_of(plan: Plan) -> list[InCharge]:
    """Give every unit that the plan's rows name, in order."""
    home = home_of(plan.place, (unit for row in plan.tasks for unit in (*row.units.lead, *row.units.support)))
    return [
        InCharge(row, role, position, unit, body_of(unit, home))
        for row in plan.tasks
        for role, units in _by_role(row)
        for position, unit in enumerate(units, start=1)
    ]


def unknown_bodies(units: Iterable[InCharge]) -> Iterator[Notice]:
    """Tell of each name that no lexicon knows, once, with the first row that has it."""
    told: set[str] = set()
    for one in units:
        if one.body.is_known or one.body.name in told:
            continue
        told.add(one.body.name)
        page = one.row.pages[0] if one.row.pages else None
        message = f"the unit in charge {one.unit} is not in the list of bodies; its name is kept as written"
        yield Notice("unknown-body", message, page, one.row.ordinal)


def _by_role(row: TaskRow) -> tuple[tuple[Role, tuple[str, ...]], ...]:
    lead = Role.LEAD if row.units.lead_is_stated else Role.UNSAID
    return (lead, row.units.lead), (Role.SUPPORT, row.units.support)
