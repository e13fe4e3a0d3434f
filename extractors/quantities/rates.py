"""What a rate is for: 人月 in 每人每月 745元, 日 in 日处理 600 吨."""

import re
from functools import cache

from extractors.quantities.lexicon import rate_units, term_set


@cache
def _each() -> re.Pattern[str]:
    """每 and what it is for, or 单 and a classifier: 每人每月, 每千名, 单台."""
    who = f"{'|'.join(sorted(term_set('heads.tsv', 'rate-for'), key=len, reverse=True))}|{rate_units()}"
    return re.compile(
        r"(?:每(?:个(?=月|季度|学期|星期))?(?P<count>[十百千万]{0,2})|(?<![申简保下订菜账联])单(?=[个台座户亩家套间处件辆部例])(?!元|位|项))"
        rf"(?P<who>{who})(?:[一-鿿]{{0,4}}每个?(?P<time>年|月|周|日|天|学期|季度|次)(?![初底份末度内前均]))?"
    )


_AVERAGES = {
    **{"月人均": "人月", "人均月": "人月", "年人均": "人年", "人均年": "人年"},
    **{
        "人均": "人",
        "户均": "户",
        "亩均": "亩",
        "亩产": "亩",
        "床均": "床",
        "生均": "生",
        "村均": "村",
        "校均": "校",
        "船均": "船",
        "店均": "店",
        "企均": "企",
        "栋均": "栋",
        "场均": "场",
        "次均": "次",
        "月均": "月",
        "周均": "周",
    },
}
_TIMES = ("年", "月", "日", "天", "周", "次", "学期")
# what a share or a difference of an average is of is no rate: 人均收入增长 8%
_SHARES = ("%", "‰", "个百分点", "百分点", "倍", "ratio")
# 每月为 9800 名老人发放: who is served is no rate; what the verb after them gives is
_FOR = re.compile(r"[月年周日天季度](?P<for>为|对|向|给(?!予))[^，；。\d每]{0,8}$")
_DAILY = re.compile(
    r"(?<![全本今去明每半上往常多近历逐青老周学\d])(?<!\d\s)(?P<per>[日年]|月(?=用|收入|工资|营业))"
    r"(?:均(?!浓度|值|气温|增|受)"
    r"|(?:[一-鿿]{0,3}(?=额度|容量|产量|用量)|用[能电水气煤]|出栏|周转|收益|营业|销售|征收|发送|投放|处置|检测|屠宰|收入|减排|处理|排水|产(?!业)|吞吐|供|烘干|加工|接待|生产|发电|焚烧|净化|消纳|综合|最大|收获|充电|服务|投入|宰杀|运送|屠宰|分拣|转运|制水|限流|接诊|接种|清运|收运|配送|[一-鿿]{1,4}(?=能力))(?!标准|给|应))"
    r"[一-鿿]{0,9}?(?:由|从|达到?|已达|增至|提升至|提高到|约|近)?\s?"
    r"(?:[\d.]+\s?\S{0,4}(?:提[升高]|增加)[到至])?\s?$"
)
# 3,517 人均落实措施: a number of people, all of whom
_COUNTED = re.compile(r"\d\s?[人户亩床生]均")
# 万元工业产值电耗: what is used for so much of it
_INTENSITY = re.compile(
    r"[^，。；]{0,6}?(?P<per>[万亿]元)[一-鿿]{2,12}(?:能耗|电耗|水耗|用水量|用电量|耗水量|排放量|排放)"
)


def per(before: str, unit: str | None = None, after: str | None = None) -> str | None:
    """What the number between `before` and its `unit` is a rate for; null where it is none.

    `after` is what stands behind the unit: 生均…1200 元/年 is paid per 生年.
    """
    said = _per(before)
    if said == unit and not before.lstrip().startswith("每"):
        # 按每户 3000 元改造 80 户: nothing is a rate for itself, save 每个县打响品牌 2 个
        return after
    if unit in _SHARES and (said in _AVERAGES.values() or f"单{said}" in before):
        return after
    if after in _TIMES and said and not said.endswith(_TIMES):
        return said + after
    return after or said


def _per(before: str) -> str | None:
    opened = _FOR.search(before)
    if opened:
        before = before[opened.end("for") :]
    each = list(_each().finditer(before))
    if each:
        last = each[-1]
        who = last["who"].removeprefix("常住").removeprefix("户籍")
        return (last["count"] or "") + who + (last["time"] or "")
    average = next((of for word, of in _AVERAGES.items() if word in before and not _COUNTED.search(before)), None)
    if average:
        return average
    daily = _DAILY.search(before)
    if daily:
        return daily["per"]
    intensity = _INTENSITY.match(before)
    return intensity["per"] if intensity else None
