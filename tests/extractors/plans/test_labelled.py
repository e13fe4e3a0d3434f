"""Cells that hold several labelled periods are split; others are left whole."""

import pytest

from extractors.plans.header import Role
from extractors.plans.labelled import holds_label, parts_of

SPLIT = {
    "第一季度：完成招标；第二季度：开工建设。": [("第一季度", "完成招标"), ("第二季度", "开工建设。")],
    "一季度:完成 3 个;二季度:完成 5 个；三季度：；四季度:验收": [
        ("一季度", "完成 3 个"),
        ("二季度", "完成 5 个"),
        ("三季度", ""),
        ("四季度", "验收"),
    ],
    "第一季度目标：完成招标。第二季度目标：开工。": [("第一季度目标", "完成招标。"), ("第二季度目标", "开工。")],
    "3月底前完成招标；6月底前开工建设；年底前完工。": [
        ("3月底前", "完成招标"),
        ("6月底前", "开工建设"),
        ("年底前", "完工。"),
    ],
    "第一季度：全部开工第二季度：封顶 3 栋第三季度：验收。": [
        ("第一季度", "全部开工"),
        ("第二季度", "封顶 3 栋"),
        ("第三季度", "验收。"),
    ],
    "三 季 度：全部开工四 季 度：完成验收。": [("三 季 度", "全部开工"), ("四 季 度", "完成验收。")],
    "第 一 季 度：完成 3 个 第\u3000二\u3000季 度 目 标 ：完成 12 个": [
        ("第 一 季 度", "完成 3 个"),
        ("第\u3000二\u3000季 度 目 标", "完成 12 个"),
    ],
    "6 月 底 前：开工10 — 12 月：完工": [("6 月 底 前", "开工"), ("10 — 12 月", "完工")],
    "新建 5 所第一季度：开工 2 所第二季度：开工 3 所": [
        (None, "新建 5 所"),
        ("第一季度", "开工 2 所"),
        ("第二季度", "开工 3 所"),
    ],
    "新建 5 所 四 季 度：完成验收": [(None, "新建 5 所"), ("四 季 度", "完成验收")],
    "上半年：前期；下半年：施工": [("上半年", "前期"), ("下半年", "施工")],
    "1.第一季度：启动\n2.第二季度：完成": [("第一季度", "启动"), ("第二季度", "完成")],
}
WHOLE = [
    "",
    "完成立项，6月底前开工建设。",
    "6月底前开工建设。",
    "每季度：开展一次检查。",
    "年底前完工；3月底前开工",
    "新建 5 所四季度：完成验收",
    "参见13月：略",
]


@pytest.mark.parametrize("text", SPLIT)
def test_split(text: str) -> None:
    assert [(part.label, part.text) for part in parts_of(text)] == SPLIT[text]


@pytest.mark.parametrize("text", WHOLE)
def test_whole(text: str) -> None:
    assert [(part.label, part.text) for part in parts_of(text)] == [(None, text)]


def test_words_before_the_first_label_are_kept() -> None:
    parts = parts_of("新建 5 所。第一季度：完成 1 所；第二季度：完成 4 所。")
    assert [part.label for part in parts] == [None, "第一季度", "第二季度"]
    assert parts[0].text == "新建 5 所。"


def test_a_line_feed_after_the_mark_parts_once() -> None:
    parts = parts_of("第一季度：摸底；\n第二季度：改造4个；\n第三季度：验收。")
    assert [part.text for part in parts] == ["摸底", "改造4个", "验收。"]


def test_labels_that_say_what_is_due_and_what_was_done() -> None:
    parts = parts_of("年度目标：新建 3 所。进展情况：已开工 2 所；第一季度完成情况：1 所。")
    assert [(part.label, part.text, part.role) for part in parts] == [
        ("年度目标", "新建 3 所。", Role.GOAL),
        ("进展情况", "已开工 2 所", Role.ACTUAL),
        ("第一季度完成情况", "1 所。", Role.ACTUAL),
    ]


@pytest.mark.parametrize("text", ["牵头单位：市教育局", "建设地点：云溪区", "具体如下：新建 3 所。"])
def test_other_words_before_a_colon_are_no_labels(text: str) -> None:
    assert [part.label for part in parts_of(text)] == [None]


@pytest.mark.parametrize("text", SPLIT)
def test_parts_are_spans_of_the_cell(text: str) -> None:
    for part in parts_of(text):
        assert text[part.start : part.start + len(part.text)] == part.text
        assert part.label is None or part.label in text
        assert not holds_label(part.text)


def test_a_label_that_parts_nothing_is_told() -> None:
    (part,) = parts_of("新建 5 所四 季 度：完成验收")
    assert holds_label(part.text)
    assert not holds_label("6月底前开工，每季度：检查一次")
