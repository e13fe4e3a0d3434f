"""Small plans as text files, so that a test says all the words that it is about."""

from collections.abc import Sequence
from pathlib import Path

TITLE = "云溪市2024年民生实事序时进度安排表"
_HEADER = ("序号", "目标任务", "第一季度", "第二季度", "第三季度", "第四季度", "责任单位")

SCHOOLS = ("1", "新建幼儿园7所", "完成选址", "开工建设3所", "开工建设4所", "建成7所", "市教育局")
HOMES = ("2", "改造老旧小区20个", "改造5个", "改造5个", "改造5个", "改造5个", "市住建局")


def text_plan(path: Path, *rows: Sequence[str], notes: str = "") -> Path:
    """Write a plan whose fields are parted by tabs; other notes below it give other bytes with the same words."""
    lines = [TITLE, "\t".join(_HEADER), *("\t".join(row) for row in rows or (SCHOOLS, HOMES)), notes]
    path.write_text("\n".join(lines) + "\n", encoding="utf8")
    return path
