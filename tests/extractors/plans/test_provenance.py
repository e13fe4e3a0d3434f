"""Each text knows which of its characters stand where in the file."""

from extractors.tables.model import Fragment
from tests.extractors.plans.building import HEADER, Content, plan, table, task


def held(fragment: Fragment, text: str) -> str:
    return text[fragment.start : fragment.end]


def test_a_cell_broken_over_pages_stands_in_two_places() -> None:
    above = table([*HEADER, task("1", "新建。", "完成选址、立项、设计、招标，")])
    below = table([task("", "", "开工建设。")], page=2)
    period = plan(above, below).tasks[0].periods[0]
    assert [(place.page, held(place, period.text)) for place in period.fragments] == [
        (1, "完成选址、立项、设计、招标，"),
        (2, "开工建设。"),
    ]
    assert [place.offset for place in period.fragments] == [0, 0]


def test_periods_of_one_cell_are_parts_of_it() -> None:
    text = "第一季度：完成立项。第二季度：开工建设。"
    header: list[Content] = ["序号", "目标任务", "序时进度"]
    periods = plan(table([header, ["1", "新建 2 所。", text]])).tasks[0].periods
    assert [period.text for period in periods] == ["完成立项。", "开工建设。"]
    for period in periods:
        (place,) = period.fragments
        assert (place.start, place.end) == (0, len(period.text))
        assert text[place.offset :].startswith(period.text)


def test_a_period_may_go_on_over_the_page() -> None:
    header: list[Content] = ["序号", "目标任务", "序时进度"]
    above = table([header, ["1", "新建 2 所。", "第一季度：完成立项。第二季度：招标，"]])
    below = table([["", "", "开工。"]], page=2)
    first, second = plan(above, below).tasks[0].periods
    assert [place.page for place in first.fragments] == [1]
    assert [(place.page, held(place, second.text)) for place in second.fragments] == [(1, "招标，"), (2, "开工。")]
    assert [place.offset for place in second.fragments] == [15, 0]
