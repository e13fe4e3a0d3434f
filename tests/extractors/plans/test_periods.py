"""Periods named in headers become first and last days."""

from datetime import date

import pytest

from extractors.plans.periods import find_period, period_of

CASES = """
第一季度 2021-01-01 2021-03-31
一季度目标 2021-01-01 2021-03-31
第 二 季 度 2021-04-01 2021-06-30
3季度 2021-07-01 2021-09-30
第4季度 2021-10-01 2021-12-31
Q1 2021-01-01 2021-03-31
首季度 2021-01-01 2021-03-31
一至三季度 2021-01-01 2021-09-30
前三季度 2021-01-01 2021-09-30
一季度末 2021-01-01 2021-03-31
上半年 2021-01-01 2021-06-30
上半年目标 2021-01-01 2021-06-30
下半年 2021-07-01 2021-12-31
3月底前 2021-01-01 2021-03-31
6月底 2021-01-01 2021-06-30
9月30日前 2021-01-01 2021-09-30
10月15日前 2021-01-01 2021-10-15
年底前 2021-01-01 2021-12-31
截至9月底 2021-01-01 2021-09-30
截至2022年9月底 2022-01-01 2022-09-30
1-10月 2021-01-01 2021-10-31
1—6月推进情况 2021-01-01 2021-06-30
1月至11月 2021-01-01 2021-11-30
4-6月 2021-04-01 2021-06-30
2月 2021-02-01 2021-02-28
2024年2月 2024-02-01 2024-02-29
十二月份 2021-12-01 2021-12-31
全年 2021-01-01 2021-12-31
2020年第四季度 2020-10-01 2020-12-31
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_days(case: str) -> None:
    label, first, last = case.rsplit(" ", 2)
    span = period_of(label)
    assert span is not None
    assert span.days(2021) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["责任单位", "目标任务", "13月", "0月底", "5季度", "年度目标", "新建 3 所", "20 个月饼"]
)
def test_no_period(text: str) -> None:
    assert period_of(text) is None


def test_days_are_unknown_without_a_year() -> None:
    span = period_of("第一季度")
    assert span is not None and span.days(None) == (None, None)


def test_the_first_of_several_is_found_with_its_place() -> None:
    found = find_period("截至10月底，第四季度完成")
    assert found is not None and found[:2] == (0, 6)
