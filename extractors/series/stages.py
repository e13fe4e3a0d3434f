"""Which stage an action names: 开工 and 竣工 of the same roads are two series."""

from functools import cache

from extractors.events.lexicon import stage_terms
from extractors.series.words import words
from schemas.event import Stage

# the stages that come before a work is there; those after it work towards the goal together with the plain act (新建)
_EARLY = (Stage.PREPARATION, Stage.TENDER, Stage.STARTED, Stage.STRUCTURE_COMPLETE)


@cache
def stage_of(action: str | None) -> Stage | None:
    """Give the stage that the last stage word of an action names; null for a plain act such as 新建 or 培训."""
    if not action:
        return None
    if action.endswith(words("preparatory")):
        return Stage.PREPARATION
    found = [(action.rfind(word) + len(word), len(word), word) for word in stage_terms() if word in action]
    if not found:
        return None
    stage = stage_terms()[max(found)[2]].stage
    return Stage(stage) if stage else None


def stage_in(action: str | None, clause: Stage | None) -> Stage | None:
    """Give the stage that an action names, or for a plain act an early one that its clause names (启动建设)."""
    named = stage_of(action)
    return clause if named is None and is_early(clause) else named


def is_early(stage: Stage | None) -> bool:
    """Whether a stage comes before the work is there."""
    return stage in _EARLY


def order(stage: Stage | None) -> int:
    """Give the place of a stage in the way of a work; a plain act stands where the work is there."""
    return len(_EARLY) if stage is None else list(Stage).index(stage)
