"""Stretches of time: which are a level to reach (缩短到 3 个工作日), and which only say how long something takes."""

import re

from extractors.quantities.lexicon import open_places, units
from extractors.quantities.reading import Measure

_LEVEL_BEFORE = re.compile(
    r"(?:压缩|缩短|压减|控制|延长|最[迟长晚短多少]|至多|达到?|已达|[至到在为]|不少于|不低于|不超过|至少|提速|提前|降至|减至|增至|降低|减少|缩减|增加"
    r"|推迟|超期|用时|间隔|时限|时间|年限|寿命|时长|天数|月数|院日|告期|周期|累计|停留|满足|保障|[快慢])\S{0,3}\s?$"
)
_NEXT_TIME = re.compile(r"\s?(?:、[一-鿿]{0,6}|和|及|与)\s?")
_ONLY_EARLIER = re.compile(r"\s?(?:完成|实现|建成|交付|投用|竣工|超额)")
# nothing lasts so long: hours served by many, 志愿服务 12 万小时
_HOURS_SERVED = 10_000
# 使用满 15 年的电梯
_OF_AGE = re.compile(r"[满超逾]\s?$")
# 60 分钟内办结: within which something is done is a level to reach
_WITHIN = (
    "内(?:推送|回访|送达|联系|开通|发放|兑付|拨付|审结|审核|审批|发证|响应|办结|修复|办理|反馈|答复"
    "|回复|到达|到场|到位|处置|处理|解决|送达|受理|完成|出警|见警|可达|抵达)"
)
_LEVEL_AFTER = re.compile(
    rf"\s?(?:及?以上|以内|以下|之内|办[结理]|{_WITHIN})|[”\"]?[一-鿿]{{0,10}}圈|[一-鿿]{{0,6}}(?:{open_places()})|(?:到场|到达|响应|出警|办结)率|[降缩压减增延提][一-鿿]?[为至到]"
)


def is_level(text: str, measure: Measure) -> bool:
    """False for a stretch of time that only says how long something takes; true where it is a level to reach."""
    unit = units().get(measure.unit or "")
    if unit is None or unit.dimension != "time":
        return True
    before = text[max(0, measure.start - 3) : measure.start].rstrip()
    if _ONLY_EARLIER.match(text, measure.end) and before.endswith("提前"):
        # 提前 2 个月完成任务: how much earlier something was done is no level
        return False
    if measure.value >= _HOURS_SERVED or (
        _OF_AGE.search(text, max(0, measure.start - 3), measure.start) and text.startswith("的", measure.end)
    ):
        return True
    return (
        bool(
            _LEVEL_BEFORE.search(text[max(0, measure.start - 12) : measure.start])
            or _LEVEL_AFTER.match(text, measure.end)
        )
        or measure.unit_elided
    )


def goes_on(text: str, before: Measure, measure: Measure) -> bool:
    """True for the next of a list of times that are levels: 城区 5 分钟、郊区 15 分钟."""
    return before.unit == measure.unit and _NEXT_TIME.fullmatch(text, before.end, measure.start) is not None
