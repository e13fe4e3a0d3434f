"""The plans that the project carries, by the names of their files; two of them are of one place in two years."""

import tomllib
from importlib import resources
from typing import Final, TypedDict

from samples.generate import plan
from samples.plans import Plan


class Recipe(TypedDict):
    """What `plan` is asked for."""

    seed: int
    place: str
    year: int
    size: int
    layout: str


CARRIED: Final[dict[str, Recipe]] = tomllib.loads(
    resources.files("samples").joinpath("data", "carried.toml").read_text(encoding="utf-8")
)


def carried(name: str) -> Plan:
    """Make a carried plan anew."""
    return plan(**CARRIED[name])
