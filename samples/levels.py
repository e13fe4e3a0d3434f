"""Levels to reach: the goal says from where to where, the quarters how far, or only how."""

from dataclasses import replace
from decimal import Decimal

from samples.clauses import Teller, preparation
from samples.kinds import Kind
from samples.numerals import write
from samples.phrases import Amount, Phrase, join
from samples.schedules import Year
from samples.words import rows


def level(kind: Kind, long: str, teller: Teller) -> tuple[Phrase, Year]:
    """Give the goal and the year of a share, a concentration, a time or a standard."""
    rng = teller.rng
    target = (
        Decimal(rng.randrange(kind.low * 10**kind.places, kind.high * 10**kind.places + 1, kind.step)) / 10**kind.places
    )
    step = Decimal(kind.step) * rng.randint(1, 3) / (10**kind.places if kind.unit == "%" else 1)
    start = target - 3 * step if kind.rising else target + 3 * step
    words = rng.choice([row for row in rows("level_words") if row["rising"] == ("yes" if kind.rising else "no")])
    goal = _goal(kind, long, (start, target), (words["baseline"], words["reach"]), teller)
    if kind.standard:
        return goal, _standard(kind, long, target, teller)
    return goal, _rise(kind, long, start, target, words["reach"], teller)


def _goal(kind: Kind, long: str, ends: tuple[Decimal, Decimal], words: tuple[str, str], teller: Teller) -> Phrase:
    baseline, reach = words
    gap = teller.hand.gap
    to = _written(kind, ends[1], reach[:2], teller)
    if kind.standard or teller.rng.random() < 0.4:
        since = replace(_written(kind, ends[0], reach[:2], teller), role="baseline")
        return (f"{long}{baseline}{kind.said}{gap}", since, f"{reach}{kind.said}{gap}", to)
    if kind.rising:
        return (f"{long}达到{gap}", replace(to, action="达到", bound="ge"), "以上")
    return (f"{long}控制在{gap}", replace(to, action="控制", bound="le"), "以内")


def _standard(kind: Kind, long: str, target: Decimal, teller: Teller) -> Year:
    """Prepare a standard in words, then let it hold from a month on."""
    month = teller.rng.choice([4, 7])
    paid = replace(_written(kind, target, "发放", teller), object=kind.noun, object_alt=(long,))
    holding: Phrase = (f"{month}月起按{kind.said}{teller.hand.gap}", paid, "标准发放")
    quarters = [preparation(kind, index, teller) for index in range(4)]
    for index in range(month // 3, 4):
        quarters[index] = join([holding if index == month // 3 else (), quarters[index]], "；")
    return Year("standard", tuple(quarters))


def _rise(kind: Kind, long: str, start: Decimal, target: Decimal, reach: str, teller: Teller) -> Year:
    gap = teller.hand.gap
    quarters: list[Phrase] = []
    for index in range(4):
        value = start + (target - start) * index / 3
        if index == 0:
            quarters.append(preparation(kind, index, teller))
        elif teller.rng.random() < 0.25:
            change = abs(target - start) / 3
            unit = "个百分点" if kind.unit == "%" else kind.unit
            moved = "提高" if kind.rising else "降低"
            meaning = Amount("", change, unit, measure="change", object=kind.noun, action=moved, object_alt=(long,))
            quarters.append(
                (f"{long}较上季度{moved}{gap}", write(change, unit, teller.hand, teller.rng, meaning=meaning))
            )
        else:
            clause: Phrase = (f"{long}{reach}{gap}", _written(kind, value, reach[:2], teller))
            quarters.append(join([preparation(kind, index, teller), clause], "，"))
    return Year("level", tuple(quarters))


def _written(kind: Kind, value: Decimal, action: str, teller: Teller) -> Amount:
    """Write a level with what it is measured per: 34 微克/立方米, 790 元 a person and month."""
    meaning = Amount("", value, kind.unit, per=kind.per, object=kind.noun, action=action, object_alt=kind.long)
    amount = write(value, kind.unit, teller.hand, teller.rng, meaning=meaning)
    return replace(amount, text=amount.text + kind.suffix)
