"""Units in charge: who leads and who supports, from one cell with labels or from columns of their own."""

import re
from collections.abc import Iterable
from functools import cache

from extractors.plans.lexicon import words
from extractors.plans.model import UnitsInCharge
from extractors.plans.numerals import squeezed

LEAD, SUPPORT, UNITS = "lead", "support", "units"

_OPENING, _CLOSING = "（(【[《〈", "）)】]》〉"
_LONG_LABEL = 4
# 市政府办（市外办）: the bracket is part of the name
_INNER = re.compile(r"[（(][^（(）)]*[）)]$")
_SHORTEST, _LONGEST = 2, 20
_FIRST_LEADS = re.compile(
    r"(?:(?:排|列|居)[^。；;，,]{0,4}(?:第一|首|最前)|(?:第一|首)(?:个|家|位)?(?:责任)?(?:单位|部门|为|是|即))"
    r"[^。；;，,]{0,8}(?:牵头|主办|主责)"
)
# Kinds of unit whose endings seldom stand inside another name, and what a name begins with.
_ENDING_ALONE = frozenset({"department", "enterprise"})
_BEGINNINGS = r"市(?!场)[\u4e00-\u9fff]{2}|各[县区镇乡有]|省[\u4e00-\u9fff]{2}|国网|团市委"
# What stands in a cell where there is no unit.
_NOBODY = re.compile(r"[\W_]*|无")
_SEPARATORS = "、，,；;\n"
# 市教育局（牵头）: a mark on the name itself.
_MARKED_LEAD = re.compile(r"^(.+?)\s*[（(]\s*(?:牵头|主责)(?:单位|部门)?\s*[)）]$")


def units_in_charge(cells: Iterable[tuple[str, str]], *, first_leads: bool = False) -> UnitsInCharge:
    """Who is in charge, from a row's (role, text) cells; role is that of the column: lead, support or units.

    `first_leads` says that the plan has the unit listed first lead, where nothing else says who does. Labels inside a
    cell (牵头单位：…；配合单位：…) go before the column's role. Where nothing says who leads, all units are in `lead`;
    where a plan names supporting units apart, those that are simply in charge are said to lead.
    """
    named: dict[str, list[str]] = {LEAD: [], SUPPORT: [], UNITS: []}
    for role, text in cells:
        for part_role, part in _labelled(text, role):
            named[part_role].extend(names for names in unit_names(part) if names not in named[part_role])
    if not named[LEAD] and not named[SUPPORT]:
        return _by_place(named[UNITS]) if first_leads else _by_marks(named[UNITS])
    if not named[LEAD]:
        return UnitsInCharge(tuple(named[UNITS]), tuple(named[SUPPORT]), bool(named[UNITS]))
    return UnitsInCharge(tuple(named[LEAD]), (*named[UNITS], *named[SUPPORT]), lead_is_stated=True)


def unit_names(text: str) -> tuple[str, ...]:
    """Give the names in a list of units, as written; separators inside brackets part nothing."""
    names: list[str] = []
    depth, start = 0, 0
    for index, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(depth - 1, 0)
        elif character == "\n" and text[index + 1 : index + 2] in _OPENING and index + 1 < len(text):
            # a line that ended before a bracket: the bracket belongs to the name
            continue
        elif character in _SEPARATORS and (depth == 0 or _never_closes(text, index)):
            names.append(text[start:index])
            start = index + 1
    names.append(text[start:])
    cleaned = ("".join(name.split("\n")).strip().rstrip("。.").strip() for name in names)
    cleaned = (name for name in cleaned if not _NOBODY.fullmatch(name))
    return tuple(part for name in cleaned for part in _parted(name) if part)


def are_unit_names(text: str) -> bool:
    """Whether the text is a list of names that end as names of units do (unit_endings.tsv)."""
    names = unit_names(text)
    return bool(names) and all(
        _SHORTEST <= len(name) <= _LONGEST and _INNER.sub("", name).endswith(_endings()) for name in names
    )


def ends_as_unit(text: str) -> bool:
    """Whether the last name in the text ends as names of units do; false where a page break has cut it."""
    names = unit_names(text)
    return bool(names) and _INNER.sub("", names[-1]).endswith(_endings())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(ending for _, ending in words("unit_endings.tsv"))


def _parted(name: str) -> list[str]:
    """Give names that stand together without a mark, a line each in the file, as names: 市体育局市住建局."""
    return _seam().split(name)


@cache
def _seam() -> re.Pattern[str]:
    """Give the place between the end of one unit's name and the beginning of another's."""
    endings = "|".join(f"(?<={ending})" for kind, ending in words("unit_endings.tsv") if kind in _ENDING_ALONE)
    # 市委市政府督查室 is one name
    return re.compile(rf"(?<![市省县区]委)(?:{endings}|(?<=[局委办府道]）))(?={_BEGINNINGS})")


def _never_closes(text: str, index: int) -> bool:
    """Whether no bracket closes after `index`: the open one was left open by mistake."""
    return not any(character in _CLOSING for character in text[index:])


def has_label(text: str) -> bool:
    """Whether a label such as 牵头单位： stands in the text."""
    return bool(_label_pattern().search(text))


def says_first_leads(texts: Iterable[str]) -> bool:
    """Whether a note or header says that the unit listed first leads: 责任单位中排在首位的为牵头单位."""
    return any(_FIRST_LEADS.search(squeezed(text)) for text in texts)


def _by_place(names: list[str]) -> UnitsInCharge:
    return UnitsInCharge(tuple(names[:1]), tuple(names[1:]), lead_is_stated=bool(names))


def _by_marks(names: list[str]) -> UnitsInCharge:
    """All names in `lead`, unless some carry the mark （牵头） and others don't."""
    marked = [(_MARKED_LEAD.match(name), name) for name in names]
    lead = tuple(found[1] for found, _ in marked if found)
    if lead and len(lead) < len(names):
        return UnitsInCharge(lead, tuple(name for found, name in marked if not found), lead_is_stated=True)
    return UnitsInCharge(tuple(names))


def _labelled(text: str, role: str) -> Iterable[tuple[str, str]]:
    """Give the text cut at its labels, each piece with its label's role; `role` for what stands before the first."""
    start, current = 0, role
    for found in _label_pattern().finditer(text):
        if text[start : found.start()].strip():
            yield current, text[start : found.start()]
        current, start = _role_of(found[1]), found.end()
    yield current, text[start:]


@cache
def _label_pattern() -> re.Pattern[str]:
    # a long label counts even right behind a name, where a line break stood; a short one (配合) needs its own place
    spaced = (
        ("" if len(word) >= _LONG_LABEL else r"(?<![\u4e00-\u9fff])") + r"\s*".join(map(re.escape, word))
        for _, word in words("unit_labels.tsv")
    )
    return re.compile(rf"({'|'.join(spaced)})\s*[:：]\s*")


def _role_of(label: str) -> str:
    plain = "".join(label.split())
    return next(role for role, word in words("unit_labels.tsv") if word == plain)
