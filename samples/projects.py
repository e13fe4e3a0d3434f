"""Single projects, each told under its label: words, floors, shares of the work, money invested."""

from decimal import Decimal

from samples.clauses import Teller
from samples.kinds import Kind
from samples.numerals import chinese, write
from samples.phrases import Amount, Phrase, cumulative, join, within
from samples.schedules import Year
from samples.words import column


def projects(kind: Kind, teller: Teller) -> tuple[Phrase, Year]:
    """Give the goal and the year of one to three projects of a kind."""
    names = teller.rng.sample(kind.named, teller.rng.randint(1, min(3, len(kind.named))))
    aim = teller.rng.choice(["推进{}建设", "加快{}建设", "建成{}并投入使用", "完成{}主体工程"])
    goal: Phrase = (aim.format("、".join(names)),)
    quarters = tuple(_quarter(names, index, teller) for index in range(4))
    return goal, Year("projects", quarters)


def reform(kind: Kind, teller: Teller) -> tuple[Phrase, Year]:
    """Give the goal and the year of a task told in words alone; now and then a quarter stays empty."""
    quarters: list[Phrase] = [(step,) for step in kind.steps]
    if teller.rng.random() < 0.3:
        quarters[teller.rng.choice([2, 3])] = ()
    return (teller.rng.choice(kind.goal).removesuffix("。"),), Year("words", tuple(quarters))


def _quarter(names: list[str], quarter: int, teller: Teller) -> Phrase:
    told = [(name, _step(quarter, teller)) for name in names]
    if len(told) == 1:
        return told[0][1]
    return join([within(name, (f"{name}：", *step)) for name, step in told], teller.rng.choice(["；", "。"]))


def _step(quarter: int, teller: Teller) -> Phrase:
    text = teller.rng.choice(column("project_steps", "text", step=str(quarter + 1)))
    before, brace, rest = text.partition("{")
    if not brace:
        return _half(text, teller) if "过半" in text else (text,)
    slot, _, after = rest.partition("}")
    clause: Phrase = (before + teller.hand.gap, _slot(slot, before, quarter, teller))
    return (*(cumulative(clause) if "累计" in before else clause), *((after,) if after else ()))


def _slot(slot: str, before: str, quarter: int, teller: Teller) -> Amount:
    rng, hand = teller.rng, teller.hand
    if slot == "floor":
        floor = rng.randint(2, 6) + quarter * 3
        if rng.random() < 0.5:
            written = chinese(floor).replace("两", "二")
            return Amount(f"{written}层", Decimal(floor), "层", action="施工")
        return write(Decimal(floor), "层", hand, rng, meaning=Amount("", Decimal(floor), "层", action="施工"))
    if slot == "money":
        value = Decimal(rng.randint(6, 90) * 1_000_000)
        return write(value, "元", hand, rng, meaning=Amount("", value, "元", object="投资", action="完成"))
    share = Decimal(rng.randrange(20, 95, 5))
    work = before.removeprefix("完成")
    meaning = Amount("", share, "%", measure="share", object=work, action="完成")
    return write(share, "%", hand, rng, meaning=meaning)


def _half(text: str, teller: Teller) -> Phrase:
    before, after = text.split("过半")
    half = Amount(
        "过半", Decimal(50), "%", bound="ge", measure="share", object=before.removesuffix("施工"), action="施工"
    )
    return (before, half, after) if after else (before, half)
