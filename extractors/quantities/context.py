"""What the words around a measure say of it: bound, basis, role, share or change, part, per, component."""

import re

from extractors.quantities.clauses import SENTENCE_MARKS
from extractors.quantities.lexicon import modifiers, units
from extractors.quantities.reading import Measure, Reading


def _terms(field: str, value: str, side: str) -> str:
    terms = [m.term for m in modifiers()[field] if (m.value, m.side) == (value, side)]
    return "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))


_GAP = r"[\s“”\"（]{0,2}"
_BOUND_AFTER = [(v, re.compile(rf"[\s”\"]{{0,2}}(?:{_terms('bound', v, 'after')})")) for v in ("ge", "le", "approx")]
_BOUND_BEFORE = [
    (v, re.compile(rf"(?:{_terms('bound', v, 'before')})(?:为|在|至|到|于)?{_GAP}$")) for v in ("ge", "le", "approx")
]
_ONLY_WITH_AFTER = re.compile(rf"(?:控制在|降至|压降至){_GAP}$")
_CUMULATIVE = re.compile(
    r"累计|总计|总数|总共|合计|共计|全年(?!度)|(?<![公共])(?<=[^一-鿿])共(?=[有计建安发完投开新改惠\d\s])|(?<=[实事已县市区月年前])共(?=[安发有计建完投开新改惠])"
)
_ACTUAL = re.compile(
    r"已(?!建成的|有的|接受)|实际|现已|目前|截至|截止|同比|环比|较上年|比上年|较去年|比去年|上年度|去年|"
    r"完成率|办结率|为(?:年度|全年)?(?:任务|计划|目标)\S{0,4}的|超(?:序时|任务|计划)|[年度]任务的|占(?:年度|全年)?\S{0,2}计划|前三季度|1\s?-\s?\d+\s?月|元至"
)
_PLAN = re.compile(r"计划|拟|力争|争取|确保|预计|年初|目标(?!任务的)|将(?!\S{0,12}纳入)|达到或超过")
_PLAN_CLAUSE = re.compile(r"(?:计划(?!数|的)|拟|力争|争取|确保|预计|年底前|年内|将于|将达)")
_DONE = re.compile(r"已|实际|现")
_SHARE_BEFORE = re.compile(
    r"(?:占比|占(?!地|用|补|道)\S{0,14}?|比重\S{0,4}|(?:为|完成|相当于|达到?)(?:年度|全年|年初)?(?:目标)?(?:任务|计划|目标)\S{0,6}的|"
    r"(?:完成|开工|竣工|完工|办结|到位|整改|拨付|支付|兑现|投产|交付|签约|落地|销号|复工|转化|执行|建成|发放|实施|安装|达标)率\S{0,4}|任务\S{0,2}(?:的)?|工程量的?)\s?$"
)
_CHANGE_BEFORE = re.compile(
    r"(?:提高|提升|上升|增长|增加|下降|降低|减少|上涨|缩短|压缩|压减|扩大|增幅|降幅|增速|超|超过|高于|低于|快于|回落|翻)(?:了|约|近|超|超过|不少于|不低于)?[\s]?$"
)
_TO = re.compile(r"(?:提高|提升|上升|增长|增加|下降|降低|减少|上涨|缩短|压缩|扩大)?[到至为]\s?$")
_BASELINE = re.compile(r"(?:由|从)(?:原来的?|目前的?|现在的?|现行的?|上年的?|去年的?|每\S{1,5}|人均|户均)*[^，。；]{0,6}$")
_BASELINE_AFTER = re.compile(r"\s?(?:以上|左右)?\s?(?:，)?(?:再)?(?:提高|提升|增加|调整|下降|降低|上升|减少|缩短|压缩|扩大|增|升|降|提|调|压减|扩展|延长|拓展)\S{0,2}[到至为]")
_PART = re.compile(r"其中")
_PER = re.compile(
    r"每(?P<count>[十百千万]{0,2})(?:(?P<who>人口|人|户|生|亩|吨|斤|名|个|所|家|座|处|张|台|件|公里|平方公里|平方米|辆|村|床|月|年|日|天|次))(?:[一-鿿]{0,5}?每?(?P<time>年|月|日|天|学期|次)(?![初底份末度内前均]))?"
)
_EACH = {"人均": "人", "户均": "户", "亩均": "亩", "床均": "床", "生均": "生"}
_CAPACITY = re.compile(r"(?P<per>[日年])(?:均)?(?:处理|产|吞吐|供水|供气|烘干|加工|接待|生产|发电|焚烧|净化|消纳|综合|最大)[一-鿿]{0,6}?(?:能力|量|规模)?(?:达到?|已达|增至|提升至|提高到)?\s?$")
_CRITERION_AFTER = re.compile(r"[\s”\"]?(?:以上|以下|以内|及以上|（含）以上|级|\s)*(?:的)?[一-鿿“]")
_LABEL = re.compile(r"(?:^|(?<=[。；\n]))\s*(?P<label>[^，。；：\n、（）]{1,14}?)\s?：")
_NO_LABEL = re.compile(r"季度|目标|任务|进展|情况|单位|内容|一是|二是|三是|备注|说明|标准|月")


def read_context(reading: Reading) -> None:
    """Set bound, basis, role, measure, part, per and component of each measure, in place."""
    labels = [(m.end(), m["label"].strip()) for m in _LABEL.finditer(reading.uniform) if not _NO_LABEL.search(m["label"])]
    for index, measure in enumerate(reading.measures):
        before, after = _around(reading.uniform, measure)
        measure.bound = _bound(before, after, measure)
        measure.measure = _kind(before, after, measure)
        measure.per = measure.per or _per(before)
        measure.component = next((label for end, label in reversed(labels) if end <= measure.start), None)
        measure.part = _is_part(reading, index)
        measure.basis = _basis(reading, index, before)
        measure.role = _role(reading, index, before, after)


def _around(text: str, measure: Measure) -> tuple[str, str]:
    """The rest of the clause on both sides of a measure; a clause ends at ，。；： and at a new line."""
    start = max(text.rfind(mark, 0, measure.start) for mark in "，。；：！？") + 1
    ends = [at for at in (text.find(mark, measure.end) for mark in "，。；！？") if at >= 0]
    return text[start : measure.start], text[measure.end : min(ends, default=len(text))]


def _bound(before: str, after: str, measure: Measure) -> str:
    if measure.at_least:
        return "ge"
    for value, pattern in _BOUND_AFTER:
        if pattern.match(after):
            return value
    for value, pattern in _BOUND_BEFORE:
        if pattern.search(before) and not _ONLY_WITH_AFTER.search(before) and not _is_change(before, measure):
            return value
    return "eq"


def _is_change(before: str, measure: Measure) -> bool:
    """True for a difference that is said with 超 or 高于: 超任务 52 个, 超序时进度 6 个百分点."""
    return measure.unit in ("个百分点", "百分点") and bool(re.search(r"(?:超|高于|低于|快于|超过)\S*$", before))


def _kind(before: str, after: str, measure: Measure) -> str:
    if measure.unit in ("个百分点", "百分点"):
        return "change"
    if re.search(r"超(?:额|序时|任务|计划|目标|年度|全年)\S{0,6}\s?$", before):
        return "change"
    if measure.unit == "倍" or (_CHANGE_BEFORE.search(before) and measure.unit in ("%", "‰")):
        return "change"
    if measure.unit in ("%", "ratio"):
        return "share" if _is_share(before, after, measure) else "level"
    return "level"


def _is_share(before: str, after: str, measure: Measure) -> bool:
    if re.search(r"占|比重", before) or _SHARE_BEFORE.search(before):
        return True
    if measure.unit == "ratio" or measure.in_words and re.match(r"\s?(?:以上)?的", after):
        return True
    if re.match(r"\s?(?:以上|左右|以下)?的\S", after):
        return True
    if measure.in_words and re.match(r"[一-鿿]", after.removeprefix("以上")):
        return True
    return bool(re.search(r"(?:完成|施工|开工|竣工|完工|工程量|主体|安装|建设|进度)\S{0,6}\s?(?:约|达到?|至)?\s?$", before)) and "率" not in before


def _per(before: str) -> str | None:
    found = None
    for match in _PER.finditer(before):
        who = match["who"].removesuffix("口")
        if match["count"]:
            who = match["count"] + who
        found = who + (match["time"] or "")
    if found:
        return found
    for word, per in _EACH.items():
        if word in before:
            return per
    capacity = _CAPACITY.search(before)
    return capacity["per"] if capacity else None


def _clause_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "，。；：！？") + 1


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, at) for mark in SENTENCE_MARKS) + 1
    ends = [e for e in (text.find(mark, at) for mark in SENTENCE_MARKS) if e >= 0]
    return start, min(ends, default=len(text))


def _is_part(reading: Reading, index: int) -> bool:
    """True after 其中, up to the first clause with a verb of its own, and inside a bracketed breakdown."""
    text, measure = reading.uniform, reading.measures[index]
    start, _ = _sentence(text, measure.start)
    opening = text.rfind("（", start, measure.start)
    if opening > text.rfind("）", start, measure.start) and any(m.end <= opening for m in reading.measures[:index]):
        return True
    if re.match(r"\s?(?:左右|以上)?$", "") and re.search(r"其中", text[start : measure.start]):
        since = text[start + text[start : measure.start].rfind("其中") : measure.start]
        return "，" not in since
    return False


def _basis(reading: Reading, index: int, before: str) -> str:
    measure = reading.measures[index]
    if measure.part and index and not re.search(r"占|比", before):
        total = next((m for m in reversed(reading.measures[:index]) if not m.part), None)
        if total is not None and total.basis == "cumulative":
            return "cumulative"
    if _is_share_of_plan(before):
        return "period"
    return "cumulative" if _CUMULATIVE.search(before) else "period"


def _is_share_of_plan(before: str) -> bool:
    return bool(re.search(r"(?:占|为|完成)\S{0,4}(?:全年|年度)\S{0,6}的\s?$", before))


def _role(reading: Reading, index: int, before: str, after: str) -> str:
    text, measure = reading.uniform, reading.measures[index]
    if _BASELINE.search(before) and _BASELINE_AFTER.match(after):
        return "baseline"
    if _is_criterion(reading, index, before, after):
        return "criterion"
    start, end = _sentence(text, measure.start)
    if not _ACTUAL.search(text[start:end]):
        return "target"
    return "target" if _is_planned(reading, index, before, after) else "actual"


def _is_planned(reading: Reading, index: int, before: str, after: str) -> bool:
    if _PLAN_CLAUSE.search(before) and not _DONE.search(before):
        return True
    following = reading.measures[index + 1] if index + 1 < len(reading.measures) else None
    if following is None or _DONE.search(before):
        return False
    between = reading.uniform[reading.measures[index].end : following.start]
    return bool(re.search(r"已", between)) and not re.search(r"[，。；、]", between)


def _is_criterion(reading: Reading, index: int, before: str, after: str) -> bool:
    measure = reading.measures[index]
    dimension = units()[measure.unit].dimension if measure.unit in units() else ""
    if dimension == "age":
        return True
    if dimension == "time":
        return bool(re.match(r"[\s”\"]?[一-鿿]{0,10}(?:圈|网|响应|生活)", after))
    if dimension == "voltage":
        return True
    if re.match(r"\s?(?:以上|以下|及以上)(?:的)?[一-鿿]", after) and index + 1 < len(reading.measures):
        return not re.search(r"[，。；、]", reading.uniform[measure.end : reading.measures[index + 1].start])
    return bool(re.match(r"\s?级", after))
