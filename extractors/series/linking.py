"""Which quantities of a task are one indicator, and which goal it works towards.

Quantities are one indicator where they count the same thing at the same stage in one unit or counting class. What a
quarter calls the goal's object may be shorter, or no more than 项目. Steps before a work is there (招标, 开工) are
indicators of their own; what follows, and the plain act, work towards the goal together.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.series.likeness import likeness
from extractors.series.stages import is_early, order, stage_in
from extractors.series.words import ends_with, words
from schemas.event import Stage
from schemas.milestone import Milestone
from schemas.quantity import Basis, Measure, Quantity
from schemas.series import Reason

Key = tuple[str, str | None, str]
# what is of one goal (its place), of one thing where there is no goal, and of one stage
Groups = dict[tuple[int | None, int, Stage | None], list[tuple[Milestone, Quantity]]]
# more alike than the same words: the same action as well
_SAME_ACTION = 0.1
# stages that add up to the goal in this many periods are counts of how many stand where
_SNAPSHOT_PERIODS = 2
_SNAPSHOT_STAGES = 3


@dataclass(frozen=True, slots=True)
class Stated:
    """What one milestone states of an indicator."""

    milestone: Milestone
    quantities: tuple[Quantity, ...]


@dataclass(slots=True)
class Link:
    """One indicator: its goal quantity, if it has one, and what the periods state, in order."""

    goal: Quantity | None
    points: list[Stated]
    snapshot: bool = False
    restated: bool = False
    reason: Reason | None = None
    implied: list[Stated] = field(default_factory=list)

    @property
    def quantities(self) -> list[Quantity]:
        """The goal's quantity, then those of the periods."""
        stated = [one for point in self.points for one in point.quantities]
        return stated if self.goal is None else [self.goal, *stated]


def key_of(quantity: Quantity) -> Key:
    """What two quantities must share to be of one indicator: what they count or measure in, for what, and how."""
    return quantity.counting_class or quantity.base_unit or quantity.unit, quantity.per, quantity.measure.value


def links_of(
    goals: Sequence[Quantity],
    stated: Sequence[tuple[Milestone, Quantity]],
    clauses: Mapping[str, Stage | None],
) -> list[Link]:
    """Link the targets of a task's goal with those of its periods, which are given in order.

    `clauses` has the stage of the clause that a quantity stands in, by its id.
    """
    stages = {one.quantity_id: stage_in(one.action, clauses.get(one.quantity_id)) for _, one in stated}
    places = _without_the_near(goals, stated, [_goal_of(quantity, goals, stated) for _, quantity in stated])
    shared = _shared_goals(goals, stated, places, stages)
    groups: Groups = defaultdict(list)
    heads: list[Quantity] = []
    for (milestone, quantity), place in zip(stated, places, strict=True):
        goal = None if place in shared else place
        cluster = -1 if goal is not None else _cluster(quantity, heads)
        groups[goal, cluster, stages[quantity.quantity_id]].append((milestone, quantity))
    links = list(_linked(goals, _with_late_stages_joined(groups)))
    for at, unscheduled in enumerate(goals):
        if not any(link.goal is unscheduled for link in links):
            reason = Reason.GOAL_SHARED if at in shared else _why_without_points(unscheduled, stated)
            links.append(Link(unscheduled, [], reason=reason, implied=_implied(unscheduled, goals, stated, stages)))
    return sorted(links, key=lambda link: _place(link, goals, stated))


def _goal_of(quantity: Quantity, goals: Sequence[Quantity], stated: Sequence[tuple[Milestone, Quantity]]) -> int | None:
    """Give the place of the goal that a period's quantity works towards."""
    key = key_of(quantity)
    fitting = [place for place, goal in enumerate(goals) if key_of(goal) == key and _may_be_one(goal, quantity)]
    scores = {place: _score(quantity, goals[place]) for place in fitting}
    best = max(scores, key=lambda place: scores[place], default=None)
    if best is not None and scores[best] >= _SAME_ACTION * 2:
        return best
    if len(fitting) != 1 or quantity.measure is Measure.SHARE:
        return None
    # 培训150人, where the goal is to 培训 somebody
    is_act = quantity.object == goals[fitting[0]].action
    return fitting[0] if is_act or _is_general(quantity) or _is_alone(quantity, stated) else None


def _without_the_near(
    goals: Sequence[Quantity], stated: Sequence[tuple[Milestone, Quantity]], places: Sequence[int | None]
) -> list[int | None]:
    """Part what is only near in name to a goal from it, where the goal's own thing is counted too (岗位, 见习岗位)."""

    def is_own(quantity: Quantity, place: int) -> bool:
        return likeness(quantity.object, goals[place].object, strict=True) > 0

    counted = [(quantity, place) for (_, quantity), place in zip(stated, places, strict=True)]
    with_own = {place for quantity, place in counted if place is not None and is_own(quantity, place)}
    return [
        None if place is not None and place in with_own and _is_near(quantity, goals[place]) else place
        for quantity, place in counted
    ]


def _is_near(quantity: Quantity, goal: Quantity) -> bool:
    alike, alike_strictly = (likeness(quantity.object, goal.object, strict=strict) for strict in (False, True))
    return alike > 0 and not alike_strictly


def _score(quantity: Quantity, goal: Quantity) -> float:
    alike = likeness(quantity.object, goal.object)
    is_same = quantity.object == goal.object
    return alike and alike + _SAME_ACTION * (is_same + (quantity.action == goal.action))


def _may_be_one(goal: Quantity, quantity: Quantity) -> bool:
    """Whether they are of one sub-project, and both of what comes or both of what is there (充电桩, 充电桩存量)."""
    is_one_component = None in (goal.component, quantity.component) or goal.component == quantity.component
    return is_one_component and ends_with(goal.object, "stock") == ends_with(quantity.object, "stock")


def _is_general(quantity: Quantity) -> bool:
    return quantity.object is None or quantity.object in words("general")


def _is_alone(quantity: Quantity, stated: Sequence[tuple[Milestone, Quantity]]) -> bool:
    """Whether its unit tells what is counted (所, 公里), and no other thing is counted in it."""
    if quantity.unit in words("unit"):
        return False
    same = [other for _, other in stated if key_of(other) == key_of(quantity)]
    return all(likeness(quantity.object, other.object, strict=True) or _is_general(other) for other in same)


def _shared_goals(
    goals: Sequence[Quantity],
    stated: Sequence[tuple[Milestone, Quantity]],
    places: Sequence[int | None],
    stages: Mapping[str, Stage | None],
) -> set[int]:
    """Give the goals whose periods say more than the goal by themselves: they count several goals together."""
    over = {
        place
        for (_, quantity), place in zip(stated, places, strict=True)
        if place is not None
        and quantity.value > (goals[place].upper or goals[place].value)
        and not is_early(stages[quantity.quantity_id])
    }
    keys = [key_of(goal) for goal in goals]
    return {
        place for place, key in enumerate(keys) if keys.count(key) > 1 and any(keys[other] == key for other in over)
    }


def _cluster(quantity: Quantity, heads: list[Quantity]) -> int:
    """Give the number of the first quantity that counts the same thing; one that none does is such a first."""
    for number, head in enumerate(heads):
        is_like = head.object == quantity.object or likeness(head.object, quantity.object, strict=True)
        if is_like and key_of(head) == key_of(quantity) and head.component == quantity.component:
            return number
    heads.append(quantity)
    return len(heads) - 1


def _with_late_stages_joined(groups: Groups) -> Groups:
    """Join what follows when the work is there (竣工, 投入使用, the plain act), unless a period counts two of them.

    The joined group bears the last of its stages.
    """
    joined: Groups = defaultdict(list)
    for place, cluster, stage in sorted(groups, key=lambda key: order(key[2])):
        members, late = groups[place, cluster, stage], [key for key in joined if key[:2] == (place, cluster)]
        before = next((key for key in late if not is_early(key[2]) and not _meet(joined[key], members)), None)
        if before is None or is_early(stage):
            joined[place, cluster, stage] = members
        else:
            joined[place, cluster, stage] = sorted(
                [*joined.pop(before), *members], key=lambda member: (member[0].position, member[1].span_start)
            )
    return joined


def _meet(one: Sequence[tuple[Milestone, Quantity]], other: Sequence[tuple[Milestone, Quantity]]) -> bool:
    """Whether some period states both as amounts of its own; a running total beside an amount restates it."""
    return bool(_own_periods(one) & _own_periods(other))


def _own_periods(members: Sequence[tuple[Milestone, Quantity]]) -> set[str]:
    return {milestone.milestone_id for milestone, quantity in members if quantity.basis is Basis.PERIOD}


def _linked(goals: Sequence[Quantity], groups: Groups) -> Iterator[Link]:
    towards = {place: _leading_stage(place, groups) for place in range(len(goals))}
    for (place, _, stage), members in groups.items():
        goal = goals[place] if place is not None and towards[place] == (stage,) else None
        is_snapshot = place is not None and (
            _adds_up(goals[place], place, groups) or _states_the_whole_again(goals[place], members)
        )
        own, again = _without_restated(members)
        yield Link(goal, _points(own), snapshot=is_snapshot)
        if again:
            yield Link(None, _points(again), restated=True)


def _leading_stage(place: int, groups: Groups) -> tuple[Stage | None] | None:
    """Give the stage (as a tuple of one) whose numbers stand with a goal.

    One that comes when the work is there, of such the one that most periods state, then the last.
    """
    periods = {stage: len(_points(members)) for (goal, _, stage), members in groups.items() if goal == place}
    begun = [stage for stage in periods if order(stage) >= order(Stage.STARTED)]
    if not begun:
        return None
    return (max(begun, key=lambda stage: (not is_early(stage), not is_early(stage) and periods[stage], order(stage))),)


def _adds_up(goal: Quantity, place: int, groups: Groups) -> bool:
    """Whether the stages add up to the goal in several periods: they say how many stand where just then."""
    stages = [members for (other, _, _), members in groups.items() if other == place]
    if len(stages) < _SNAPSHOT_STAGES:
        return False
    totals: dict[str, list[Quantity]] = defaultdict(list)
    for milestone, quantity in (one for members in stages for one in members):
        totals[milestone.milestone_id].append(quantity)
    several = [counted for counted in totals.values() if len(counted) > 1]
    return sum(sum(one.value for one in counted) == goal.value for counted in several) >= _SNAPSHOT_PERIODS


def _states_the_whole_again(goal: Quantity, members: Sequence[tuple[Milestone, Quantity]]) -> bool:
    """Whether several periods part the goal among acts: each time they say how far its parts have come."""
    parted = [point.quantities for point in _points(members) if len({one.action for one in point.quantities}) > 1]
    return sum(sum(one.value for one in counted) == goal.value for counted in parted) >= _SNAPSHOT_PERIODS


def _without_restated(
    members: Sequence[tuple[Milestone, Quantity]],
) -> tuple[list[tuple[Milestone, Quantity]], list[tuple[Milestone, Quantity]]]:
    """Part a running total that stands beside the period's own amount, and says the same again, from the others."""
    own_in = {milestone.milestone_id for milestone, quantity in members if quantity.basis is Basis.PERIOD}
    again = [
        (milestone, quantity)
        for milestone, quantity in members
        if quantity.basis is Basis.CUMULATIVE and milestone.milestone_id in own_in
    ]
    return [member for member in members if member not in again], again


def _points(members: Sequence[tuple[Milestone, Quantity]]) -> list[Stated]:
    by_milestone: dict[str, list[tuple[Milestone, Quantity]]] = defaultdict(list)
    for milestone, quantity in members:
        by_milestone[milestone.milestone_id].append((milestone, quantity))
    return [Stated(found[0][0], tuple(quantity for _, quantity in found)) for found in by_milestone.values()]


def _why_without_points(goal: Quantity, stated: Sequence[tuple[Milestone, Quantity]]) -> Reason | None:
    """Give what the periods say of a goal without its numbers: the same act in another unit, or shares of it all."""
    levels = [quantity for _, quantity in stated if quantity.measure is Measure.LEVEL]
    if any(_is_same_act(goal, other) and key_of(goal) != key_of(other) for other in levels):
        return Reason.OTHER_UNIT
    shares = [quantity for _, quantity in stated if quantity.measure is Measure.SHARE and _is_general(quantity)]
    return Reason.SHARES_ONLY if shares else None


def _is_same_act(goal: Quantity, other: Quantity) -> bool:
    is_one_kind = (goal.dimension, goal.per) == (other.dimension, other.per)
    return is_one_kind and goal.action is not None and goal.action == other.action


def _implied(
    goal: Quantity,
    goals: Sequence[Quantity],
    stated: Sequence[tuple[Milestone, Quantity]],
    stages: Mapping[str, Stage | None],
) -> list[Stated]:
    """Give the shares of the task that the periods state in place of amounts (完成任务的一半)."""
    if goal.measure is not Measure.LEVEL:
        return []
    shares = [
        (milestone, quantity)
        for milestone, quantity in stated
        if quantity.measure is Measure.SHARE
        and (likeness(quantity.object, goal.object) or (_is_general(quantity) and len(goals) == 1))
        and not is_early(stages[quantity.quantity_id])
    ]
    return _points(shares)


def _place(link: Link, goals: Sequence[Quantity], stated: Sequence[tuple[Milestone, Quantity]]) -> tuple[int, int]:
    """Series stand in the order of their goals, then of their first numbers."""
    order_of_goals = [goal.quantity_id for goal in goals]
    at_goal = order_of_goals.index(link.goal.quantity_id) if link.goal else len(goals)
    order_of_stated = [quantity.quantity_id for _, quantity in stated]
    at_first = order_of_stated.index(link.points[0].quantities[0].quantity_id) if link.points else -1
    return at_goal, at_first
