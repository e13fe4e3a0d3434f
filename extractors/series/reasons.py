"""Why a verdict is not plainly met: what a reader would answer before calling a number missing."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.series.linking import Link
from extractors.series.stages import stage_of
from extractors.series.words import words
from schemas.milestone import Milestone
from schemas.series import Reason, Verdict


def reason_of(link: Link, verdict: Verdict, milestones: Sequence[Milestone]) -> Reason | None:
    """Give why a goal is not met by its periods; null where it is, or where there is no goal."""
    if link.goal is None or verdict is Verdict.MET:
        return None
    if link.reason is not None:
        return link.reason
    if verdict is Verdict.UNSCHEDULED:
        return _why_unscheduled(link, milestones)
    if verdict is Verdict.UNDER and _ends_in_words(link, milestones):
        return Reason.LAST_PERIOD_IN_WORDS
    if stage_of(link.goal.action) is None and stage_of(link.points[-1].quantities[0].action) is not None:
        return Reason.LAST_STAGE
    return Reason.NUMBERS_DIFFER


def _why_unscheduled(link: Link, milestones: Sequence[Milestone]) -> Reason:
    if link.implied:
        return Reason.SHARES_ONLY
    name = (link.goal.object if link.goal else None) or ""
    pairs = {one + other for one, other in pairwise(name)}
    text = "".join("".join(milestone.text.split()) for milestone in milestones)
    return Reason.WORDS_ONLY if any(pair in text for pair in pairs) else Reason.NOTHING


def _ends_in_words(link: Link, milestones: Sequence[Milestone]) -> bool:
    """Whether a later period ends the work without a number: 全面完成."""
    last = link.points[-1].milestone.position
    return any(
        milestone.position > last and any(word in milestone.text for word in words("total")) for milestone in milestones
    )
