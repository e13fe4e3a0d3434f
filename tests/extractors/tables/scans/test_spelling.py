"""What OCR read is written as documents write it, one character for one, and numbers keep their marks."""

import pytest

from extractors.tables.scans.spelling import spelled

CHANGED = {
    "开工(2所);招标": "开工（2所）；招标",
    "(1)完成": "（1）完成",
    "完成11所,其中": "完成11所，其中",
    "牵头单位:市住建局": "牵头单位：市住建局",
    "(含新建),2021年": "（含新建），2021年",
    "８.５％": "8.5%",
    "２０２１年": "2021年",
    "2O21年": "2021年",
    "1l0所": "110所",
    "3.O%": "3.0%",
    "二0二一年": "二〇二一年",
    "2〇21": "2021",
    "一4一": "—4—",
}
KEPT = ["1,200人", "8:30", "3.5万户", "100%;2021", "PM2.5,O3", "5G", "1-3月", "一是完成", "（一）", "A1", "10O", ""]


@pytest.mark.parametrize("read", CHANGED)
def test_changed(read: str) -> None:
    assert spelled(read) == CHANGED[read]
    assert len(spelled(read)) == len(read)


@pytest.mark.parametrize("read", KEPT)
def test_kept(read: str) -> None:
    assert spelled(read) == read
