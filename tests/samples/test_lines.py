"""Chinese line breaking."""

import pytest

from samples.lines import wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("完成学校，新建", 4, ["完成学", "校，新建"]),
        ("118", 2, ["11", "8"]),
        ("新建 12.5公里", 5, ["新建", "12.5公", "里"]),
        ("甲乙（丙）", 3, ["甲乙", "（丙）"]),
        ("甲\n乙", 9, ["甲", "乙"]),
        ("", 5, [""]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width, len) == lines
