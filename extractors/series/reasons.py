"""Why a verdict is not plainly met: what a reader would answer before calling a number missing."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.series.clauses import joints, said_before, sentence_of
from extractors.series.likeness import likeness
from extractors.series.linking import Link, Stated
from extractors.series.stages import is_early, stage_of
from extractors.series.words import words
from schemas.milestone import Milestone
from schemas.quantity import Measure, Quantity
from schemas.series import Reason, Verdict


def reason_of(
    link: Link, verdict: Verdict, goal_text: str, milestones: Sequence[Milestone], quantities: Sequence[Quantity]
) -> Reason | None:
    """Give why a goal is not met by its periods; null where it is, or where there is no goal.

    `goal_text` is the goal's cell, `milestones` are the planned ones, `quantities` all of the task.
    """
    if link.goal is None or verdict is Verdict.MET:
        return None
    if verdict is Verdict.UNSCHEDULED:
        return _why_unscheduled(link, link.goal, goal_text, milestones, quantities)
    later = {one.milestone_id: one.text for one in milestones if one.position > link.points[-1].milestone.position}
    ends_in_words = verdict is Verdict.UNDER and any(_ends_the_work(text) for text in later.values())
    if ends_in_words or any(one.milestone_id in later and _is_change(one, link.goal) for one in quantities):
        return Reason.LAST_PERIOD_IN_WORDS
    if link.snapshot or _stands_with_its_last_stage(link, link.goal):
        return Reason.LAST_STAGE
    if _is_one_of_several(link, link.goal, goal_text):
        return Reason.ONE_OF_SEVERAL
    if verdict is Verdict.UNDER and _is_named_without_a_number(link, link.goal, milestones):
        return Reason.PART_WITHOUT_NUMBER
    return Reason.NUMBERS_DIFFER


def _why_unscheduled(
    link: Link, goal: Quantity, goal_text: str, milestones: Sequence[Milestone], quantities: Sequence[Quantity]
) -> Reason:
    if link.reason is not None:
        return link.reason
    if link.implied:
        return Reason.SHARES_ONLY
    text = "".join("".join(milestone.text.split()) for milestone in milestones)
    if any(pair in text for pair in _pairs(goal.object)) or any(word in text for word in words("whole")):
        return Reason.WORDS_ONLY
    return Reason.OUTCOME if _is_outcome(goal, goal_text, quantities) else Reason.NOTHING


def _pairs(name: str | None) -> set[str]:
    return {one + other for one, other in pairwise(name or "")}


def _is_outcome(goal: Quantity, goal_text: str, quantities: Sequence[Quantity]) -> bool:
    """Whether it comes of the goal before it in its sentence: 新建学校2所，新增学位900个; 户均补助3万元."""
    sentence = sentence_of(goal_text, goal)
    is_after_another = any(
        one.milestone_id is None and sentence.start <= one.span_start < goal.span_start for one in quantities
    )
    return is_after_another and (goal.per is not None or goal.action in words("outcome"))


def _ends_the_work(text: str) -> bool:
    """Whether a period without a number says that all is done: 全面完成."""
    return any(word in text for word in (*words("total"), *words("finished")))


def _is_change(quantity: Quantity, goal: Quantity) -> bool:
    """Whether it tells no more than by how much the goal's own thing changes: 较上季度降低2个百分点."""
    return quantity.measure is Measure.CHANGE and likeness(quantity.object, goal.object) > 0


def _stands_with_its_last_stage(link: Link, goal: Quantity) -> bool:
    return stage_of(goal.action) is None and stage_of(link.points[-1].quantities[0].action) is not None


def _is_one_of_several(link: Link, goal: Quantity, goal_text: str) -> bool:
    """Whether the goal counts several things in one number, and the periods one of them."""
    return joints(said_before(goal_text, goal)) > max(map(_joints, link.points))


def _joints(point: Stated) -> int:
    return max(joints(said_before(point.milestone.text, one)) for one in point.quantities)


def _is_named_without_a_number(link: Link, goal: Quantity, milestones: Sequence[Milestone]) -> bool:
    """Whether a period says that the goal's own thing is reached, and not of how many."""
    with_number = {point.milestone.milestone_id for point in link.points}
    name = goal.object
    return name is not None and any(
        name in milestone.text and _is_reached(milestone.text)
        for milestone in milestones
        if milestone.milestone_id not in with_number
    )


def _is_reached(text: str) -> bool:
    stage = stage_of(text)
    return stage is not None and not is_early(stage)
