"""One clause about one amount: what is done to how many of what, in the orders that Chinese allows."""

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any

from samples.kinds import Kind, Thing
from samples.numerals import Hand, bounded, ranged, write
from samples.phrases import Amount, Phrase, cumulative
from samples.words import column, rows


@dataclass(frozen=True)
class Teller:
    """Who writes a plan: the place's words, the year, the writer's habits and the dice."""

    rng: Random
    hand: Hand
    year: int
    region: str
    districts: tuple[str, ...]


def pick_thing(kind: Kind, teller: Teller, steady: Random) -> Thing:
    """Choose what a task of `kind` counts; `steady` is the same in every year of a place, so that years compare."""
    long, unit, verb = (
        steady.choice(kind.long or (kind.noun,)),
        steady.choice(kind.units),
        steady.choice(kind.verbs or ("",)),
    )
    total = teller.rng.randrange(kind.low, kind.high + 1, kind.step) * kind.factor
    return Thing(kind, long, unit, verb.rstrip("*+"), verb[-1:] in {"*", "+"}, verb.endswith("+"), Decimal(total))


def count(thing: Thing, value: Decimal, teller: Teller, *, exact: bool = False) -> Phrase:
    """Say that `value` of a thing is done; unless `exact`, perhaps with a bound or in words."""
    figure = _figure(thing, value, teller, exact=exact)
    if thing.kind.nature == "services":
        return _serve(thing, figure, teller)
    return _do(thing, figure, teller)


def count_so_far(thing: Thing, value: Decimal, teller: Teller) -> Phrase:
    """Say that `value` of a thing is done since January, with a word that says so."""
    row = teller.rng.choice(rows("cumulative"))
    word = row["word"].format(region=teller.region)
    figure = _figure(thing, value, teller, exact=True)
    if row["side"] == "inside" and thing.kind.nature != "services" and not thing.kind.plain:
        return cumulative((f"{thing.verb}{thing.long}{word}{teller.hand.gap}", *figure))
    said = word if row["side"] == "before" else "累计"
    return cumulative((said, *count(thing, value, teller, exact=True)))


def breakdown(thing: Thing, value: Decimal, teller: Teller, basis: str) -> Phrase:
    """Say of what parts `value` is made up: the kind's parts, or the place's districts."""
    first = (value / 3 / thing.grain).to_integral_value() * thing.grain
    if first <= 0 or value - first <= 0:
        return ()
    by_kind = len(thing.kind.parts) == 2 and teller.rng.random() < 0.7
    names = thing.kind.parts if by_kind else tuple(teller.rng.sample(teller.districts, 2))
    phrase: list[str | Amount] = ["，其中"]
    for index, (name, amount) in enumerate(zip(names, (value - first, first), strict=True)):
        meaning = _meaning(thing, amount, part=True)
        meaning = (
            {**meaning, "object": name, "object_alt": (thing.kind.noun,)} if by_kind else {**meaning, "component": name}
        )
        figure = write(amount, thing.unit, teller.hand, teller.rng, meaning=Amount(**meaning))
        phrase += ["、" * (index > 0), name, teller.hand.gap, figure]
    return cumulative(tuple(phrase)) if basis == "cumulative" else tuple(phrase)


def respectively(thing: Thing, value: Decimal, teller: Teller) -> Phrase:
    """Say what two districts do, with 分别 and a list of amounts."""
    first = (value * 2 / 5 / thing.grain).to_integral_value() * thing.grain
    if first <= 0 or thing.kind.nature == "services" or thing.kind.plain:
        return count(thing, value, teller)
    places = teller.rng.sample(teller.districts, 2)
    figures = [
        write(amount, thing.unit, teller.hand, teller.rng, meaning=Amount(**_meaning(thing, amount), component=place))
        for place, amount in zip(places, (value - first, first), strict=True)
    ]
    return (f"{'、'.join(places)}分别{thing.verb}{thing.long}{teller.hand.gap}", figures[0], "、", figures[1])


def gained(thing: Thing, value: Decimal, teller: Teller) -> Phrase:
    """Say what so many things bring with them: places at school, beds, households reached."""
    gain = thing.kind.gain
    if not gain:
        return ()
    worth = Decimal(str(gain["each"])) * value / thing.kind.factor
    rounded = (worth / 10).to_integral_value() * 10
    if rounded <= 0:
        return ()
    meaning = Amount("", rounded, gain["unit"], object=gain["noun"], action=gain["verb"])
    return (
        f"{gain['verb']}{gain['noun']}{teller.hand.gap}",
        write(rounded, gain["unit"], teller.hand, teller.rng, meaning=meaning),
    )


def granted(kind: Kind, teller: Teller) -> Phrase:
    """Say how much money is given for each: 户均补助不低于 2.6 万元."""
    grant = kind.grant
    if not grant:
        return ()
    value = Decimal(teller.rng.randint(grant["low"] * 10, grant["high"] * 10)) * grant["factor"] / 10
    meaning = Amount("", value, grant["unit"], per=grant["per"], object=grant["noun"], bound="ge")
    figure = write(value, grant["unit"], teller.hand, teller.rng, meaning=meaning)
    return (f"{grant['said']}{grant['noun']}不低于{teller.hand.gap}", figure)


def part_of_plan(thing: Thing, percent: int, teller: Teller, *, total: bool) -> Phrase:
    """Say which share of the year's task is done, `total` since January."""
    whole = teller.rng.choice(["年度任务", "全年任务", "工程量", "总任务量"])
    meaning = Amount(
        "", Decimal(percent), "%", measure="share", object=whole, action="完成", object_alt=(thing.kind.noun,)
    )
    figure = write(Decimal(percent), "%", teller.hand, teller.rng, meaning=meaning)
    end: Phrase = (figure,)
    if percent < 100 and teller.rng.random() < 0.4:
        end = (replace(figure, bound="ge"), "以上")
    phrase: Phrase = (f"完成{whole}的{teller.hand.gap}", *end)
    return cumulative(("累计", *phrase)) if total else phrase


def preparation(kind: Kind, quarter: int, teller: Teller, *, steps: int = 1) -> Phrase:
    """Say what else is done in a quarter (0 to 3), in words, perhaps with a date, an ordinal or an idiom."""
    texts = teller.rng.sample(column("preparations", "text", quarter=str(quarter + 1)), steps)
    month = quarter * 3 + teller.rng.randint(1, 3)
    return ("；".join(texts).format(name=kind.name, year=teller.year, month=month),)


def _meaning(thing: Thing, value: Decimal, *, part: bool = False) -> dict[str, Any]:
    noun = thing.kind.noun
    alternatives = () if thing.long == noun else (thing.long,)
    return {
        "text": "",
        "value": value,
        "unit": thing.unit,
        "object": noun,
        "object_alt": alternatives,
        "action": thing.verb or thing.kind.action,
        # 为…提供免费体检: the service or the providing, either is what happens
        "action_alt": ("提供",) if thing.kind.nature == "services" and thing.kind.action != "提供" else (),
        "part": part,
    }


def _figure(thing: Thing, value: Decimal, teller: Teller, *, exact: bool) -> Phrase:
    hand, rng = teller.hand, teller.rng
    plain = write(value, thing.unit, hand, rng, meaning=Amount(**_meaning(thing, value)))
    if exact or rng.random() > hand.loose or plain.text[0] not in "0123456789":
        return (plain,)
    if value <= 40 and thing.kind.factor == 1 and rng.random() < 0.4:
        return (ranged(plain, value + rng.randint(1, max(1, int(value) // 4)), hand, rng),)
    return bounded(plain, hand, rng)


def _do(thing: Thing, figure: Phrase, teller: Teller) -> Phrase:
    gap, verb, long = teller.hand.gap, thing.verb, thing.long
    closed = isinstance(figure[-1], Amount)
    nominal: list[Phrase] = [("完成", *_apart(figure, gap), long, verb), (f"完成{long}{verb}{gap}", *figure)]
    if thing.applied:
        nominal.append(("对", *_apart(figure, gap), long, "实施", verb))
    forms: list[Phrase] = (
        [] if thing.kind.plain else [(f"{verb}{long}{gap}", *figure), (verb, *_apart(figure, gap), long)]
    )
    if thing.nominal:
        forms += nominal
    # 以上 and 左右 close a number that stands last; before a noun they would bound the noun
    return teller.rng.choice(forms if closed else [form for form in forms if form[-len(figure) :] == figure])


def _serve(thing: Thing, figure: Phrase, teller: Teller) -> Phrase:
    kind, gap = thing.kind, teller.hand.gap
    who: Phrase = (*_apart(figure, gap), *_criterion(kind, teller), kind.noun)
    forms: list[Phrase] = [("为", *who, "提供", kind.service)]
    if kind.action != "提供":
        forms += [("组织", *who, "接受", kind.service), ("完成", *who, kind.service)]
    return teller.rng.choice(forms)


def _criterion(kind: Kind, teller: Teller) -> Phrase:
    given = kind.criterion
    if not given:
        return ()
    figure = write(Decimal(given["value"]), given["unit"], teller.hand, teller.rng)
    if "upper" in given:
        figure = ranged(figure, Decimal(given["upper"]), teller.hand, teller.rng)
    meaning = {**vars(figure), "role": "criterion", "bound": given["bound"], "object": kind.noun}
    return (Amount(**meaning), given["after"])


def _apart(figure: Phrase, gap: str) -> Phrase:
    """Keep the habit of a space between a word and a following number."""
    return (gap, *figure) if gap else figure
