"""Which columns give a task its number, group, name and goal."""

from dataclasses import dataclass

from extractors.plans.header import Header, Role


@dataclass(frozen=True, slots=True)
class Places:
    """Column indexes of a plan's table; `unread` are columns of words that no field takes."""

    goal: int
    name: int | None
    number: int | None
    group: int | None
    periods: tuple[int, ...]
    units: tuple[int, ...]
    unread: tuple[int, ...]

    @property
    def carried(self) -> tuple[int, ...]:
        """Columns whose cells are often merged over several tasks."""
        optional = (self.group, self.name)
        return (*(index for index in optional if index is not None), *self.units)


def places_of(header: Header) -> Places:
    """Give the columns of a plan's header; one task column alone is the goal, a title beside a goal is the name."""
    with_role = {role: [i for i, column in enumerate(header.columns) if column.role is role] for role in Role}
    titles, tasks, goals = with_role[Role.TITLE], with_role[Role.TASK], with_role[Role.GOAL]
    groups = with_role[Role.GROUP]
    if not (titles or tasks or goals):
        titles, groups = groups[-1:], groups[:-1]
    goal = (goals or tasks[-1:] or titles[-1:])[0]
    names = [index for index in (*titles, *tasks) if index != goal]
    name = names[0] if names else None
    taken = {goal, name}
    return Places(
        goal=goal,
        name=name,
        number=_first(with_role[Role.NUMBER]),
        group=_first(groups),
        periods=tuple(i for i, column in enumerate(header.columns) if column.is_period),
        units=tuple(
            i for i, column in enumerate(header.columns) if column.role in (Role.UNITS, Role.LEAD, Role.SUPPORT)
        ),
        unread=tuple(index for index in (*titles, *tasks, *goals) if index not in taken),
    )


def _first(indexes: list[int]) -> int | None:
    return indexes[0] if indexes else None
