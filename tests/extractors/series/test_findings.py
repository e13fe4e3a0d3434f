"""What is told of a series, and how much it matters."""

import pytest

from extractors.series.findings import findings_of
from schemas.run import Severity
from tests.extractors.series.made import linked, quarters_of

CASES = {
    "goal-not-met": (
        ("改造小区40个。", "改造小区15个。", "累计改造小区20个。", "", "累计改造小区35个。"),
        [("goal-not-met", Severity.HIGH)],
    ),
    "goal-not-met by arithmetic": (
        ("培训护理员90人。", "培训护理员50人。", "培训护理员30人。", "培训护理员40人。", ""),
        [("goal-not-met", Severity.WARNING)],
    ),
    "goal-unscheduled": (("新建公厕30座。", "制定方案。", "", "", ""), [("goal-unscheduled", Severity.HIGH)]),
    "in words": (("新建公厕30座。", "公厕选址。", "", "", ""), [("goal-unscheduled", Severity.INFORMATION)]),
    "left-to-the-last-quarter": (
        ("培训护理员100人。", "", "培训护理员20人。", "培训护理员10人。", "培训护理员70人。"),
        [("left-to-the-last-quarter", Severity.INFORMATION)],
    ),
    "running-total-falls": (
        ("", "累计改造小区25个。", "累计改造小区20个。", "", ""),
        [("running-total-falls", Severity.WARNING)],
    ),
    "nothing to tell": (("新建公厕30座。", "新建公厕10座。", "新建公厕20座。", "", ""), []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_told(case: str) -> None:
    (goal, *quarters), expected = CASES[case]
    told = [
        (notice.rule, severity)
        for series, points in linked(goal, quarters_of(*quarters))
        for notice, severity in findings_of(series, points, 1)
    ]
    assert told == expected
