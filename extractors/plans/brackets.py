"""Units in charge that stand in brackets behind a sentence: 新建幼儿园3所（市教育局牵头，市财政局配合）."""

import re
from collections.abc import Iterable

from extractors.plans.model import UnitsInCharge
from extractors.plans.units import UNITS, are_unit_names, has_label, units_in_charge

_LAST_BRACKET = re.compile(r"[（(【\[]((?:[^（(【\[）)】\]]|[（(][^（(）)]*[）)])+)[）)】\]]\s*[。．.；;]?\s*$")
# Who does what is said by a verb behind the names: 市教育局牵头，市财政局、市住建局配合.
_DOES = re.compile(
    r"(?P<names>(?:[^，,；;。（(]|[（(][^（(）)]*[）)])+?)(?:(?P<lead>牵头(?:负责|实施|落实)?|主办|主责)|(?P<support>配合(?:实施)?|协助|协办|参与|参加)|(?P<units>负责(?:实施|落实)?|承办|实施|落实))(?=[，,；;。]|$)"
)


def units_in_brackets(texts: Iterable[str]) -> UnitsInCharge:
    """Give the units named in the bracket that ends a text, of the first text whose bracket names any.

    A bracket counts where a label stands in it (牵头单位：…), a verb says what the units do, or each of its names ends
    as names of units do (unit_endings.tsv).
    """
    for text in texts:
        found = _LAST_BRACKET.search(text)
        units = _units_in(found[1]) if found else UnitsInCharge()
        if units.lead or units.support:
            return units
    return UnitsInCharge()


def _units_in(inside: str) -> UnitsInCharge:
    if has_label(inside):
        return units_in_charge([(UNITS, inside)])
    does = list(_DOES.finditer(inside))
    if does:
        return units_in_charge(
            (str(found.lastgroup), found["names"]) for found in does if are_unit_names(found["names"])
        )
    return units_in_charge([(UNITS, inside)]) if are_unit_names(inside) else UnitsInCharge()
