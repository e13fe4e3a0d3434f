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
    "last period ends in words": (
        ("改造水管30公里。", "", "改造水管10公里。", "累计改造水管20公里。", "完成工程扫尾。"),
        [("goal-not-met", Severity.INFORMATION)],
    ),
    "last period tells a change": (
        ("门诊报销比例达到70%。", "", "门诊报销比例提高至65%。", "", "门诊报销比例较上季度提高5个百分点。"),
        [("goal-not-met", Severity.INFORMATION)],
    ),
    "another unit": (
        ("培训养殖户800人次。", "", "组织300名养殖户进行培训。", "", "培训养殖户500名。"),
        [("goal-unscheduled", Severity.INFORMATION)],
    ),
    "an outcome of another goal": (
        ("新建学校2所，新增学位900个。", "新建学校1所。", "", "新建学校1所。", ""),
        [("goal-unscheduled", Severity.INFORMATION)],
    ),
    "one of several things": (
        ("开展防汛和急救培训900人次。", "", "开展急救培训200人次。", "开展急救培训100人次。", ""),
        [("goal-not-met", Severity.INFORMATION)],
    ),
    "shares of the whole task": (
        ("新建公厕9座，安装路灯30盏。", "完成总任务量的40%。", "", "新建公厕9座。", "完成总任务量的100%。"),
        [("goal-unscheduled", Severity.INFORMATION)],
    ),
    "neither reading meets the goal": (
        ("新建公厕30座。", "新建公厕5座。", "新建公厕8座。", "新建公厕9座。", "新建公厕9座。"),
        [("goal-not-met", Severity.WARNING)],
    ),
    "a running total below the amount before it": (
        ("", "改造小区25个。", "累计改造小区20个。", "", ""),
        [("running-total-falls", Severity.WARNING)],
    ),
    "a part named without a number": (
        ("建成驿站9个。", "建成中心驿站。", "建成驿站4个。", "建成驿站4个。", ""),
        [("goal-not-met", Severity.INFORMATION)],
    ),
    "what is near in name beside the goal's own": (
        (
            "提供就业岗位900个。",
            "提供就业岗位500个，开发公益性岗位50个。",
            "",
            "提供就业岗位400个。",
            "",
        ),
        [],
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
