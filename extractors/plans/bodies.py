"""What kind of body a unit in charge is, told from its name, and its name in one form."""

import re

from schemas.task import UnitKind

_GROUP = re.compile(r"^(?:各|有关|相关|全市各|市各)")
_COUNTY = re.compile(r"(?:县|区|市|旗|乡|镇|街道)(?:人民)?(?:政府|管委会|办事处)?$")
_ENTERPRISE = re.compile(r"(?:公司|集团|银行|企业|电网|水务|燃气|城投)$")


def canonical_unit(unit: str) -> str:
    """The name without spaces and with full-width brackets."""
    return re.sub(r"\s", "", unit).replace("(", "（").replace(")", "）") or unit


def kind_of_unit(unit: str) -> UnitKind:
    """A group word such as 各县区 (never expanded), a county or district, an enterprise, else a department."""
    name = canonical_unit(unit)
    if _GROUP.match(name):
        return UnitKind.GROUP
    if _ENTERPRISE.search(name):
        return UnitKind.ENTERPRISE
    return UnitKind.COUNTY if _COUNTY.search(name) else UnitKind.DEPARTMENT
