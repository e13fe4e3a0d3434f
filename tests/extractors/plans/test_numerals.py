"""Numbers in labels."""

import pytest

from extractors.plans.numerals import label_number, squeezed, whole_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("二〇二一", 2021),
        ("三", 3),
        ("3a", None),
        ("", None),
    ],
)
def test_whole_number(text: str, value: int | None) -> None:
    assert whole_number(text) == value


@pytest.mark.parametrize(
    ("label", "value"),
    [("7", 7), ("7.", 7), ("（3）", 3), ("十二、", 12), ("第五项", 5), ("1 1", 11), ("1-2", None), ("合计", None)],
)
def test_label_number(label: str, value: int | None) -> None:
    assert label_number(label) == value


def test_squeezed() -> None:
    assert squeezed("任 务\n名　称（Ａ）") == "任务名称(A)"
