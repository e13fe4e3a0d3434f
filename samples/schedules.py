"""Ways of laying a year out over its quarters; each is told in words and keeps its arithmetic.

A way takes what is counted and gives the quarters' phrases. Which way was taken stands in the truth, and so does a
contradiction where one was put in on purpose.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from samples.clauses import (
    Teller,
    breakdown,
    count,
    count_so_far,
    gained,
    part_of_plan,
    preparation,
    respectively,
)
from samples.kinds import Kind, Thing
from samples.numerals import write
from samples.phrases import Amount, Phrase, join
from samples.splitting import flow, running, shares
from samples.words import column, rows

# How often a plan contradicts itself, as real ones do.
SLIP: Final = 0.05


@dataclass(frozen=True)
class Contradiction:
    """What a reader who does the sums would find."""

    cell: str
    kind: str
    detail: str


@dataclass(frozen=True)
class Year:
    """A year's quarters in phrases, the way they were laid out, and what doesn't add up in them."""

    way: str
    quarters: tuple[Phrase, ...]
    contradictions: tuple[Contradiction, ...] = ()


Way = Callable[[Thing, Teller], Year]


def own_amounts(thing: Thing, teller: Teller) -> Year:
    """Tell each quarter's own amount; together they are the goal."""
    parts = shares(thing.total, thing.grain, teller.rng, idle=teller.rng.choice([0, 0, 1, 1, 2]))
    slips: tuple[Contradiction, ...] = ()
    busy = [index for index, amount in enumerate(parts) if amount > thing.grain]
    if busy and teller.rng.random() < SLIP:
        parts[busy[-1]] -= thing.grain
        slips = (
            Contradiction(f"q{busy[-1] + 1}", "sum differs", f"quarters add up to {sum(parts)}, goal {thing.total}"),
        )
    quarters = [_own(thing, index, amount, teller, exact=bool(slips)) for index, amount in enumerate(parts)]
    return Year("period", tuple(quarters), slips)


def running_totals(thing: Thing, teller: Teller) -> Year:
    """Tell running totals that end on the goal, said with 累计 and the like."""
    totals = running(shares(thing.total, thing.grain, teller.rng, idle=teller.rng.choice([0, 1, 1])))
    slips: tuple[Contradiction, ...] = ()
    if totals[1] and totals[1] != totals[2] and teller.rng.random() < SLIP:
        totals[1], totals[2] = totals[2], totals[1]
        slips = (Contradiction("q3", "running total falls", f"from {totals[1]} to {totals[2]}"),)
    quarters: list[Phrase] = []
    for index, total in enumerate(totals):
        first = not any(totals[:index])
        clause = count(thing, total, teller, exact=True) if first and total else ()
        if total and not first:
            clause = count_so_far(thing, total, teller)
            if teller.rng.random() < 0.15:
                clause += breakdown(thing, total, teller, "cumulative")
        quarters.append(_around(thing.kind, index, clause, teller))
    return Year("cumulative", tuple(quarters), slips)


def bare_running_totals(thing: Thing, teller: Teller) -> Year:
    """Tell running totals that no word announces; only the sum with the goal tells."""
    totals = running(shares(thing.total, thing.grain, teller.rng))
    quarters = [
        _around(thing.kind, index, count(thing, total, teller, exact=True), teller)
        for index, total in enumerate(totals)
    ]
    return Year("cumulative without a word", tuple(quarters))


def stages(thing: Thing, teller: Teller) -> Year:
    """Tell how many things reach each stage: prepared, tendered, begun, finished; each stage adds up to the goal."""
    ladder = _ladder(teller)
    arrivals = flow(int(thing.total), len(ladder), teller.rng)
    quarters = [_stage_list(thing, ladder, counts, teller) for counts in arrivals]
    return Year(
        "stages", tuple(phrase or preparation(thing.kind, index, teller) for index, phrase in enumerate(quarters))
    )


def snapshots(thing: Thing, teller: Teller) -> Year:
    """Where all things stand at each quarter's end: the counts add up to the goal in every quarter."""
    ladder = _ladder(teller)
    arrivals = flow(int(thing.total), len(ladder), teller.rng)
    reached = [sum(quarter[0] for quarter in arrivals[: index + 1]) for index in range(4)]
    quarters: list[Phrase] = []
    for index in range(4):
        so_far = [sum(quarter[stage] for quarter in arrivals[: index + 1]) for stage in range(len(ladder))]
        standing = [here - beyond for here, beyond in zip(so_far, [*so_far[1:], 0], strict=True)]
        standing[0] += int(thing.total) - reached[index]
        quarters.append(_stage_list(thing, ladder, standing, teller))
    return Year("snapshots", tuple(quarters))


def all_at_last(thing: Thing, teller: Teller) -> Year:
    """Words until the whole is done at once; what follows may be left empty."""
    done = teller.rng.choice([2, 3, 3])
    quarters: list[Phrase] = []
    for index in range(4):
        if index == done:
            quarters.append(_around(thing.kind, index, count(thing, thing.total, teller), teller))
        elif index > done:
            quarters.append(() if teller.rng.random() < 0.6 else preparation(thing.kind, index, teller))
        else:
            quarters.append(preparation(thing.kind, index, teller, steps=teller.rng.choice([1, 2])))
    return Year("at once", tuple(quarters))


def by_share(thing: Thing, teller: Teller) -> Year:
    """Shares of the year's task, each so far or, with a word, since January."""
    ladder = teller.rng.choice([(25, 50, 75, 100), (20, 45, 80, 100), (10, 40, 70, 100), (30, 60, 90, 100)])
    said = teller.rng.random() < 0.4
    quarters = [
        _around(thing.kind, index, part_of_plan(thing, percent, teller, total=said), teller)
        for index, percent in enumerate(ladder)
    ]
    return Year("share", tuple(quarters))


def words_only(thing: Thing, teller: Teller) -> Year:
    """No number at all until the year ends, and none then."""
    quarters = [preparation(thing.kind, index, teller) for index in range(3)]
    return Year("words", (*quarters, (teller.rng.choice(column("remainders", "text")),)))


def by_deadline(thing: Thing, teller: Teller) -> Year:
    """Amounts under a month's end: 6月底前完成 …."""
    parts = shares(thing.total, thing.grain, teller.rng, idle=1)
    quarters: list[Phrase] = [preparation(thing.kind, 0, teller)]
    for index, amount in enumerate(parts[1:], start=1):
        month = index * 3 + teller.rng.randint(1, 3)
        clause = (f"{month}{teller.hand.gap}月底前", *count(thing, amount, teller)) if amount else ()
        quarters.append(_around(thing.kind, index, clause, teller))
    return Year("period", tuple(quarters))


WAYS: Final[dict[str, Sequence[tuple[Way, int]]]] = {
    "works": (
        (stages, 8), (own_amounts, 7), (running_totals, 4), (all_at_last, 4), (by_deadline, 2), (snapshots, 1),
        (by_share, 2), (words_only, 2), (bare_running_totals, 1),
    ),
    "amounts": (
        (own_amounts, 9), (running_totals, 6), (all_at_last, 2), (by_deadline, 2), (by_share, 2), (words_only, 1),
        (bare_running_totals, 2),
    ),
    "services": ((own_amounts, 6), (running_totals, 5), (all_at_last, 2), (by_share, 2), (bare_running_totals, 1)),
}  # fmt: skip


def lay_out(thing: Thing, teller: Teller) -> Year:
    """Choose a way for a thing and lay its year out."""
    ways, weights = zip(*WAYS[thing.kind.nature], strict=True)
    chosen: Way = teller.rng.choices(ways, weights)[0]
    # a few buildings pass through stages; thousands of flats don't, nor do villages that get a treatment
    if chosen in {stages, snapshots} and (thing.kind.plain or not 4 <= thing.total <= 130):
        chosen = own_amounts
    return chosen(thing, teller)


def _own(thing: Thing, quarter: int, amount: Decimal, teller: Teller, *, exact: bool) -> Phrase:
    if not amount:
        return preparation(thing.kind, quarter, teller, steps=teller.rng.choice([1, 1, 2]))
    dice = teller.rng.random()
    if dice < 0.08:
        clause = respectively(thing, amount, teller)
    else:
        clause = count(thing, amount, teller, exact=exact)
        if dice < 0.18 and clause and isinstance(clause[-1], Amount):
            clause += breakdown(thing, amount, teller, "period")
        elif dice < 0.3:
            clause = join([clause, gained(thing, amount, teller)], "，")
    return _around(thing.kind, quarter, clause, teller)


def _around(kind: Kind, quarter: int, clause: Phrase, teller: Teller) -> Phrase:
    """Put words before or after a clause, or leave it alone."""
    dice = teller.rng.random()
    mark = teller.rng.choice(["，", "；", "。"])
    if not clause or dice < 0.3:
        return join([preparation(kind, quarter, teller), clause], mark)
    return join([clause, preparation(kind, quarter, teller)], mark) if dice < 0.5 else clause


def _ladder(teller: Teller) -> list[tuple[str, str]]:
    """Choose two to five stages in order, each with its word and where the word may stand."""
    names = list(dict.fromkeys(row["stage"] for row in rows("stages")))
    kept = sorted(teller.rng.sample(range(len(names) - 1), teller.rng.randint(1, 4)))
    chosen = [names[index] for index in kept] + [names[-1]]
    return [
        (row["word"], row["form"])
        for name in chosen
        for row in [teller.rng.choice([row for row in rows("stages") if row["stage"] == name])]
    ]


def _stage_list(thing: Thing, ladder: Sequence[tuple[str, str]], counts: Sequence[int], teller: Teller) -> Phrase:
    """Tell the stages that some things reach; the noun may be left out after the first."""
    clauses: list[Phrase] = []
    open_list = False
    for (word, form), amount in zip(ladder, counts, strict=True):
        if not amount:
            continue
        meaning = Amount("", Decimal(amount), thing.unit, object=thing.kind.noun, action=word)
        if thing.long != thing.kind.noun:
            meaning = Amount(**{**vars(meaning), "object_alt": (thing.long,)})
        figure = write(Decimal(amount), thing.unit, teller.hand, teller.rng, meaning=meaning)
        noun = teller.rng.choice([thing.long, thing.kind.noun, ""]) if clauses else thing.long
        before = form == "before" or (form == "both" and teller.rng.random() < 0.5)
        if form == "event":
            clauses.append(("" if open_list else "完成", teller.hand.gap * (not open_list), figure, noun, word))
        else:
            clauses.append((word, teller.hand.gap, figure, noun) if before else (figure, noun, word))
        open_list = form == "event"
    return join(clauses, teller.rng.choice(["、", "，", "，", "；"]))
