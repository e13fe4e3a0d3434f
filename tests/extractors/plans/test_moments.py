"""Cells of a column of deadlines say their own days."""

from datetime import date

import pytest

from extractors.plans.moments import days_of, says_when, years_in

CASES = """
2024年6月底前 2024-01-01 2024-06-30
2024 年 6 月底前完成 2024-01-01 2024-06-30
6月 2024-06-01 2024-06-30
全年 2024-01-01 2024-12-31
12月31日前 2024-01-01 2024-12-31
12月15日 2024-01-01 2024-12-15
上半年 2024-01-01 2024-06-30
年底 2024-01-01 2024-12-31
2025年6月底前 2025-01-01 2025-06-30
第二季度 2024-04-01 2024-06-30
二季度末 2024-01-01 2024-06-30
5月中旬前 2024-01-01 2024-05-20
9月下旬 2024-01-01 2024-09-30
2024/6/30 2024-01-01 2024-06-30
2024-06-15 2024-01-01 2024-06-15
2024.6 2024-06-01 2024-06-30
20240630 2024-01-01 2024-06-30
12.20前 2024-01-01 2024-12-20
3月-11月 2024-03-01 2024-11-30
3月15日至6月20日 2024-03-15 2024-06-20
2024年3月—2025年6月 2024-03-01 2025-06-30
2024.3-2024.10 2024-03-01 2024-10-31
6月1日-15日 2024-06-01 2024-06-15
2023-2025年 2023-01-01 2025-12-31
2024年度 2024-01-01 2024-12-31
长期坚持 2024-01-01 2024-12-31
力争10月底前完成 2024-01-01 2024-10-31
3月、6月 2024-03-01 2024-06-30
十二月底前 2024-01-01 2024-12-31
"""
ALONE_IS_NO_TIME = ["2024年度", "长期坚持"]


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_days(case: str) -> None:
    text, first, last = case.rsplit(" ", 2)
    days = (date.fromisoformat(first), date.fromisoformat(last))
    assert days_of(text, 2024, among_words=True) == days
    assert days_of(text, 2024, among_words=False) == (None if text in ALONE_IS_NO_TIME else days)


def test_times_among_words() -> None:
    text = "完成招标，6月底前开工建设，10月完工"
    assert days_of(text, 2024, among_words=False) is None
    assert days_of(text, 2024, among_words=True) == (date(2024, 1, 1), date(2024, 10, 31))


@pytest.mark.parametrize("text", ["", "12个月", "按计划推进", "13月底前", "新建 3 所", "2024-13-40"])
def test_no_time(text: str) -> None:
    assert days_of(text, 2024, among_words=True) is None


def test_without_a_year() -> None:
    assert days_of("6月底前", None, among_words=False) == (None, None)
    assert days_of("2024年6月底前", None, among_words=False) == (date(2024, 1, 1), date(2024, 6, 30))
    assert days_of("3月1日至6月30日", None, among_words=False) == (None, None)


@pytest.mark.parametrize("header", ["完成时限", "完 成 时 间", "时间节点", "竣工时间", "建设工期（起止年限）"])
def test_headers_that_say_when(header: str) -> None:
    assert says_when(header)


@pytest.mark.parametrize("header", ["进度安排", "节点目标", "序时进度", "第一季度"])
def test_headers_that_do_not(header: str) -> None:
    assert not says_when(header)


def test_years_of_dates() -> None:
    assert list(years_in("2024年6月底前、2025/3/1、3月")) == [2024, 2025]
