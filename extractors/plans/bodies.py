"""Units in charge in one form: 市市场监管局, 市场监管局 and 市市场监督管理局 are one body of a city's plan.

What bodies there are, and what they are called, is in `bodies.tsv`; what kind a name is, its ending tells
(`unit_endings.tsv`). A name that is in neither form known is kept as written.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractors.plans.lexicon import words
from schemas.responsibility import UnitKind

_LEVELS = ("市", "县", "区", "省", "州", "旗", "盟", "自治区")
_LEVEL = re.compile(r"(?:自治区|[市县区省州旗盟])$")
# 江苏省连云港市: the last part of a place is the one that plans
_LAST_PART = re.compile(r"[^省市州盟]+(?:自治区|[市县区省州旗盟])$")
# 海州区教育局: the body of another place than the plan's
_OTHER_PLACE = re.compile(r"[\u4e00-\u9fff]{1,9}[市县区省州旗盟]")
_SHORTEST_STEM = 2
_GROUP = re.compile(r".{0,3}(?:各|有关|相关)")
_GOVERNMENT = re.compile(r"(?<=[县区市旗乡镇])(?:人民政府|政府|管委会|管理委员会)$|(?<=街道)办事处$")
_BRACKET = re.compile(r"^([^（）]+)（([^（）]+)）$")


@dataclass(frozen=True, slots=True)
class Home:
    """Whose plan it is: the place if known, and the level (市, 县 …) that names without one mean; '' if unknown."""

    place: str | None = None
    level: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A unit in charge: its name in one form, its kind, and whether the lexicon or the name's form tells it."""

    name: str
    kind: UnitKind
    is_known: bool


def home_of(place: str | None, units: Iterable[str]) -> Home:
    """Give the level of a plan from its place, else from the level that most names of its units begin with."""
    found = _LEVEL.search(place or "")
    if found:
        return Home(place, found[0])
    levels = Counter(_forms()[name][1] for name in map(_plain, units) if name in _forms() and _forms()[name][1])
    return Home(place, min(levels, key=lambda level: (-levels[level], level)) if levels else "")


def body_of(unit: str, home: Home) -> Body:
    """Tell which body a unit's name means in the plan of `home`; a group word such as 各县区 is never expanded."""
    name = _plain(unit)
    if _GROUP.match(name):
        return Body(name, UnitKind.GROUP, is_known=True)
    known = _known(name, home)
    if known:
        is_enterprise = _kind(known) is UnitKind.ENTERPRISE
        return Body(known, UnitKind.ENTERPRISE if is_enterprise else UnitKind.DEPARTMENT, is_known=True)
    kind = _kind(name)
    # 霖东区人民政府 is 霖东区
    plain = _GOVERNMENT.sub("", name) if kind is UnitKind.COUNTY else name
    return Body(plain, kind, is_known=kind is not UnitKind.DEPARTMENT)


def _plain(unit: str) -> str:
    """The name without spaces and with full-width brackets."""
    return re.sub(r"\s", "", unit).replace("(", "（").replace(")", "）") or unit


def _known(name: str, home: Home) -> str | None:
    found = _at_home(name, home) or _elsewhere(name)
    bracket = _BRACKET.match(name)
    if found or not bracket:
        return found
    # a second name on the same door (市政府办（市外办）) is no other body; what else is in brackets stays
    first, second = (_known(part, home) for part in bracket.groups())
    return first and (first if second else f"{first}（{bracket[2]}）")


def _at_home(name: str, home: Home) -> str | None:
    for spelled in (name, *_without_place(name, home)):
        if spelled in _forms():
            body, level = _forms()[spelled]
            return _named(body, level or home.level)
    return None


def _without_place(name: str, home: Home) -> Iterable[str]:
    """The name with the level where the plan's place stands: 云溪供电公司 and 云溪市供电公司 are 市供电公司."""
    part = _LAST_PART.search(home.place or "")
    if not home.place or not part:
        return
    stem = part[0].removesuffix(home.level)
    for place in (home.place, part[0], *([stem] if len(stem) >= _SHORTEST_STEM else [])):
        if place in name:
            yield name.replace(place, home.level)


def _elsewhere(name: str) -> str | None:
    for end in range(2, len(name) - 1):
        body, level = _forms().get(name[end:], ("", ""))
        if body and not level and not _GOVERNMENT.search(name) and _OTHER_PLACE.fullmatch(name, 0, end):
            return _named(body, name[:end])
    return None


def _named(body: str, level: str) -> str:
    if "*" in body:
        return body.replace("*", level)
    # 委宣传部 is 市委宣传部 with its level, and 宣传部 without
    return level + body if level else body.removeprefix("委")


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Every spelling of every body, with the body and the level that stands in it; two bodies share none."""
    forms: dict[str, tuple[str, str]] = {}
    for body, aliases in words("bodies.tsv"):
        for alias in (body, *aliases.split("、")):
            for level in ("", *_LEVELS):
                spelled = alias.replace("*", level) if "*" in alias else level + alias
                if forms.setdefault(spelled, (body, level)) != (body, level):
                    raise ValueError(f"bodies.tsv: {spelled} is both {forms[spelled][0]} and {body}.")
    return forms


def _kind(name: str) -> UnitKind:
    if _GOVERNMENT.search(name):
        return UnitKind.COUNTY
    kinds = (kind for kind, ending in words("unit_endings.tsv") if name.endswith(ending))
    return UnitKind(next(kinds, UnitKind.DEPARTMENT))
