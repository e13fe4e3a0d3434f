"""The count in a plan's title against its rows."""

import pytest

from extractors.plans.title_count import count_in_title
from tests.warehouse.built import plan_of, task_of


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("云溪市2024年3件民生实事进度安排", ["the title counts 3件民生实事, the plan has 2 rows"]),
        ("云溪市2024年十项民生工程计划", ["the title counts 十项民生工程, the plan has 2 rows"]),
        ("云溪市2024年两件实事计划", []),
        ("云溪市2024年民生实事计划", []),
    ],
)
def test_a_title_that_counts_otherwise_is_told(title: str, told: list[str]) -> None:
    plan = plan_of(task_of(1, "新建公厕3座"), task_of(2, "新建公园1个"), title=title)
    assert [notice.message for notice in count_in_title(plan)] == told
