"""What the items of one list share: a verb said once, and nouns that 分别 deals out to as many numbers."""

import re
from itertools import pairwise

from extractors.quantities.items import Item
from extractors.quantities.lexicon import term_set, words
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.relations import SHARES, alike, clause_before, is_place

# A list whose last item names what is done with all of it, and an item that a preposition opens.
_ENDS_LIST = (
    "counted-event",
    "counted-verb",
    "counted-does-event",
    "for-counted-do-event",
    "for-counted-verb",
    "counted-then-done",
)
# an event, what belongs to it, and its number
_EVENTS_ALONE = re.compile("[MNET]*[ET]Q")
_ENDING = 2
_PAID = ("补贴", "补助", "津贴", "奖励", "救助")
_PREPOSED = ("PQN", "PMQN", "PMQMN", "PQMN")
_COUNTED_FIRST = ("Q", *_PREPOSED)
_LISTED = re.compile("[、和及与]")
_BEFORE_NAME = re.compile("^(?:[全本我各][市县区省]|去年|今年|上年)")
_AFTER_NAMES = re.compile(r"(?:已|均|要|应|同比|环比)\s?$")
_NAME = re.compile("[一-鿿]{2,10}")


def share_verbs(reading: Reading, found: list[tuple[Measure, Item]]) -> None:
    """Give items of a list without a verb the one that ends the list, or the one that opened it.

    "2 户接户线及 3 台变压器改造": both are 改造; "修建防火道路 12 公里、蓄水池 8 座": both are 修建.
    """
    if not found:
        return
    ending = found[-1][0].action if found[-1][0].rule in _ENDS_LIST else None
    for (measure, item), (following, _) in reversed(list(pairwise(found))):
        if following.rule in _ENDS_LIST:
            ending = following.action
        # 公路 86 公里、危桥 9 座全部交工
        is_listed = measure.rule == "object" and following.rule in ("counted-then-done", "object")
        if ending and (is_listed or measure.rule in ("light-counted", "counted") or item.shape in _COUNTED_FIRST):
            measure.action = ending
        else:
            ending = None
        is_counted = measure.unit not in SHARES
        if measure.object is None and measure.action and following.object and is_counted and alike(measure, following):
            # 推进 3 个、完成 2 个平台建设: the noun stands once
            measure.object = following.object
    for (before, _), (measure, item) in pairwise(found):
        _under_verb(reading, before, measure, item)
    action = None
    for measure, _ in found:
        measure.action = measure.action or (action if not has_level(measure) else None)
        action = measure.action


def _under_verb(reading: Reading, before: Measure, measure: Measure, item: Item) -> None:
    """Make an event the noun that the verb before it governs too, where the noun there ends as it does.

    办理结婚登记 1,904 对、离婚登记 688 对.
    """
    deed = reading.text[item.words[0].start : item.words[-2].end].strip() if len(item.words) > 1 else ""
    is_event = _EVENTS_ALONE.fullmatch(item.shape) and measure.rule in ("verb", "amount-of-event", "activity-alone")
    if not is_event or before.action is None or before.rule not in ("verb-object", "light-object", "payment"):
        return
    ends_alike = (before.object or "")[-_ENDING:] == deed[-_ENDING:] and len(deed) > _ENDING
    if ends_alike or (deed.endswith(_PAID) and alike(before, measure)):
        measure.object, measure.action = deed, before.action


def distribute(reading: Reading, found: list[tuple[Measure, Item]], previous: list[Measure]) -> None:
    """Deal out several nouns to as many numbers: 水稻、油菜…分别达到 98%和 76%; or those of the numbers before."""
    measures = [measure for measure, _ in found]
    if len(measures) < 2 or not (_is_distributed(reading, measures) or _goes_on(measures, previous)):
        return
    first = measures[0]
    subjects = list(first.subjects)
    if first.object and first.rule in ("verb-object", "light-verb-object"):
        subjects = [first.object] * len(measures)
    if len(subjects) != len(measures) and len(previous) >= len(measures):
        subjects = [m.object or "" for m in previous[-len(measures) :]]
    if len(subjects) != len(measures):
        subjects = _named_before(reading, first, len(measures))
    if len(subjects) != len(measures):
        return
    action = _said_after(reading, first) or first.action
    for before, measure, subject in zip([first, *measures], measures, subjects, strict=False):
        own = _reached_by(reading, before, measure)
        measure.object, measure.action = subject or None, own or action
        measure.rule = "distributed"


def _reached_by(reading: Reading, before: Measure, measure: Measure) -> str | None:
    """The verb of a number among dealt-out ones that has its own: 分别增长 8%和[下降] 3%."""
    said = _LISTED.sub("", reading.uniform[before.end : measure.start]).strip()
    return said if words().get(said) in ("verb", "reach") else None


def _is_distributed(reading: Reading, measures: list[Measure]) -> bool:
    return "分别" in clause_before(reading, measures[0])


def _said_after(reading: Reading, first: Measure) -> str | None:
    """The word alone between 分别 and the first number: 分别[完成] 3 万亩、2 万亩."""
    _, _, said = clause_before(reading, first).rpartition("分别")
    return said.strip() if words().get(said.strip()) in ("light", "total", "reach") else None


def _named_before(reading: Reading, first: Measure, count: int) -> list[str]:
    """The nouns of the clause before 分别, if they are as many as the numbers after it."""
    said, dealt, _ = clause_before(reading, first).partition("分别")
    named = [_BEFORE_NAME.sub("", name.strip()) for name in _LISTED.split(_AFTER_NAMES.sub("", said))] if dealt else []
    are_names = len(named) == count and all(_NAME.fullmatch(name) and not is_place(name) for name in named)
    return named if are_names else []


def _goes_on(measures: list[Measure], previous: list[Measure]) -> bool:
    """True where as many numbers without a subject follow dealt-out ones: 分别提升 0.4 和 0.9，达到 5.2%和 7.8%."""
    before = previous[-len(measures) :]
    return measures[0].object is None and [m.rule for m in before] == ["distributed"] * len(measures)


def has_level(measure: Measure) -> bool:
    """True where the object is an attribute with a level, which no verb need govern: 均价 1.42 元, 失业率低于 4%.

    Standards that are counted have none: 制定国家标准 5 项、行业标准 8 项.
    """
    if measure.object is None or (measure.unit == "项" and measure.object.endswith("标准")):
        return False
    if measure.part and measure.unit in ("人", "名") and measure.object.endswith("人口"):
        # 其中脱贫人口 190 人
        return False
    return measure.object.endswith(tuple(term_set("heads.tsv", "attribute")))
