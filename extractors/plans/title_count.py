"""The count that a plan's title gives of itself (50 件民生实事), held against the rows that were read."""

import re
from collections.abc import Iterator

from extractors.plans.model import Notice, Plan
from extractors.plans.numerals import squeezed, whole_number

_COUNT = re.compile(r"(?<!第)(\d{1,4}|[一二三四五六七八九十百两]{1,5})(?:件|项|个)[^\d]{0,8}?(?:实事|项目|工程|任务)")


def count_in_title(plan: Plan) -> Iterator[Notice]:
    """Tell where the title counts other than the plan's rows: one of its things may be parted into several rows."""
    found = _COUNT.search(squeezed(plan.title or ""))
    counted = whole_number(found[1]) if found else None
    if found and counted is not None and counted != len(plan.tasks):
        yield Notice("count-in-title", f"the title counts {found[0]}, the plan has {len(plan.tasks)} rows")
