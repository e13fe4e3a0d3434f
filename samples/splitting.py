"""Sharing a year's amount out over its quarters."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from random import Random


def shares(total: Decimal, grain: Decimal, rng: Random, *, idle: int = 0) -> list[Decimal]:
    """Split `total` into four amounts in whole grains, none for the first `idle` quarters, some for all others.

    Round totals are split into round amounts where that leaves every quarter something.
    """
    count = int(total / grain)
    step = next(step for step in (1000, 100, 50, 10, 5, 1) if step == 1 or count >= 12 * step)
    weights = [rng.choice([2, 3, 3, 4, 5]) for _ in range(4 - idle)]
    whole = [max(step if count >= 4 * step else 0, count * weight // sum(weights) // step * step) for weight in weights]
    whole[-1] += count - sum(whole)
    if whole[-1] < 0:
        whole = [0, *[0] * (2 - idle), count] if idle < 3 else [count]
    return [Decimal(0)] * idle + [amount * grain for amount in whole]


def running(amounts: Sequence[Decimal]) -> list[Decimal]:
    """Give the running totals of amounts."""
    return list(accumulate(amounts))


def flow(total: int, stages: int, rng: Random) -> list[list[int]]:
    """Give for each quarter how many of `total` things reach each stage in it; every stage adds up to the total.

    Nothing reaches a later stage in an earlier quarter, and the last stage is reached by all at the year's end.
    """
    arrivals = [[0] * stages for _ in range(4)]
    groups = rng.randint(2, 4)
    sizes = [total // groups + (index < total % groups) for index in range(groups)]
    for size in sizes:
        quarter = rng.choice([0, 0, 0, 1])
        for stage in range(stages):
            latest = 3 if stage == stages - 1 else 2
            quarter = min(latest, max(quarter, quarter + rng.choice([0, 1, 1]) * (stage > 0)))
            arrivals[quarter][stage] += size
    return arrivals
