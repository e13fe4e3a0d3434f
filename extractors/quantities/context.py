"""What the words around a measure say of it: bound, basis, role, share or change, part, per, component."""

import re
from collections import deque
from itertools import pairwise

from extractors.quantities.clauses import SENTENCE_MARKS
from extractors.quantities.elisions import header_bound
from extractors.quantities.lexicon import modifiers, term_set, units
from extractors.quantities.reading import Measure, Reading


def _terms(field: str, value: str, side: str) -> str:
    terms = [m.term for m in modifiers()[field] if (m.value, m.side) == (value, side)]
    return "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))


# no sentence is longer; keeps the reading of a text without marks linear
_WINDOW = 400
# how many parts of a total are looked through for it
_MOST_PARTS = 20
_GAP = r"[\s“”\"（]{0,2}"
_BOUND_AFTER = [(v, re.compile(rf"[\s”\"]{{0,2}}(?:{_terms('bound', v, 'after')})")) for v in ("ge", "le", "approx")]
_AT_LEAST_EARLIER = re.compile(r"(?:至少|最少|不少于|不低于)[一-鿿]{0,12}\s?$")
_BOUND_BEFORE = [
    (v, re.compile(rf"(?<![不签预节集违合条])(?:{_terms('bound', v, 'before')})(?:为|在|至|到|于)?{_GAP}$"))
    for v in ("ge", "le", "approx")
]
_ONLY_WITH_AFTER = re.compile(rf"(?:控制在|降至|压降至){_GAP}$")
_CUMULATIVE = re.compile(
    r"累计|共(?:约|近|计)?\s?$|^\s*共(?=[有计建安发完投开新改惠])|总计|总数|总共|合计|共计|全年(?!度)|(?<![公共])(?<=[^一-鿿])共(?=[有计建安发完投开新改惠\d\s])|(?<=[实事已县市区月年前])共(?=[安发有计建完投开新改惠])"
)
_DONE_BEFORE = re.compile(
    r"已(?!建成的|有|接受|评|申报|认定的|批)|实际|现已|目前|截至|截止|上年度|前三季度|(?:1|一)\s?[-至]\s?(?:\d+|[二三四五六七八九十]+)\s?月(?!底)|前\s?(?:\d+|[二三四五六七八九十]+)\s?个?月|元至|年来|今年以来|上半年累计|现有|共有"
)
_BULLETIN = re.compile(
    r"同比|环比|(?:较|比)(?:上年|去年|上月|年初)|完成率|办结率|拨付率|到位率|支付率|整改率|[为是](?:年度|全年|年初|年)?(?:目标)?(?:任务|计划|目标)\S{0,4}的\s?[\d一二三四五六七八九百]|[\d一二三四五六七八九十百千万][^，。；]{1,8}，(?:分别)?完成(?:年度|全年|年初)?(?:目标)?(?:任务|计划)\S{0,4}的\s?[\d.]+\s?%(?!以上)|超(?:序时|任务|计划)|占(?:年度|全年|目标|年)\S{0,2}(?:计划|任务)|占计划|正在|在建|较序时|(?:较|比)\S{0,4}(?:同期|序时)|(?<=[造设目程])已(?:全部|经)?"
)
_PLAN_CLAUSE = re.compile(r"(?:计划(?!数|的)|拟|力争|争取|确保|预计|年底前|年内|将于|将达|今年\S{0,6}(?:安排|要|任务))|(?<!完成)(?<!完成年度)(?<!完成全年)(?<!超)(?<!度)(?:目标|任务|计划|应建数)\s?$")
_SHARE_BEFORE = re.compile(
    r"(?:占比|占(?!地|用|补|道)\S{0,14}?|比重\S{0,4}|(?:为|完成|相当于|达到?)(?:年度|全年|年初)?(?:目标)?(?:任务|计划|目标)\S{0,6}的|"
    rf"(?:{'|'.join(sorted(term_set('heads.tsv', 'share-rate')))})率\S{{0,4}}|任务\S{{0,2}}(?:的)?|工程量的?)\s?$"
)
_LEFT_OVER = re.compile(r"(?:剩余|其余|余下|另有?)\S{0,2}\s?$")
_CHANGE_BEFORE = re.compile(
    r"(?:提高|提升|上升|增长|增加|下降|降低|减少|上涨|缩短|压缩|压减|扩大|增幅|降幅|增速|回落|回升|压降|改善|提速|收窄|净增|翻)(?:了|约|近|超|超过|不少于|不低于)?[\s]?$"
)
_BASELINE = re.compile(
    r"(?:由|从)(?:原来的?|目前的?|现在的?|现行的?|上年的?|去年的?|每\S{1,5}|人均|户均)*[^，。；]{0,6}$"
)
_BASELINE_AFTER = re.compile(
    r"\s?(?:以上|左右)?\s?(?:，)?(?:再)?(?:提高|提升|增加|调整|下降|降低|上升|减少|缩短|压缩|扩大|增|升|降|提|调|压减|扩展|延长|拓展)\S{0,2}[到至为]"
)
_PER = re.compile(
    r"每(?P<count>[十百千万]{0,2})(?:(?P<who>人口|人|户|生|亩|吨|斤|名|个|所|家|座|处|张|台|件|公里|平方公里|平方米|辆|村|床|月|年|日|天|次))(?:[一-鿿]{0,4}每(?P<time>年|月|日|天|学期|次)(?![初底份末度内前均]))?"
)
_EACH = {"人均": "人", "户均": "户", "亩均": "亩", "床均": "床", "生均": "生"}
_CAPACITY = re.compile(
    r"(?P<per>[日年])(?:均(?!浓度|值|气温|增|受)|(?:处理|产(?!业)|吞吐|供|烘干|加工|接待|生产|发电|焚烧|净化|消纳|综合|最大|收获|充电|服务|运送|"
    r"屠宰|分拣|转运)(?!标准|给|应))[一-鿿]{0,9}?(?:由|从|达到?|已达|增至|提升至|提高到|约|近)?\s?(?:[\d.]+\s?\S{0,4}(?:提[升高]|增加)[到至])?\s?$"
)
_LABEL = re.compile(r"(?:^|(?<=[。；\n]))\s*(?P<label>[^，。；：\n、（）]{1,14}?)\s?：")
_NO_LABEL = re.compile(r"季度|目标|任务|进展|情况|单位|内容|一是|二是|三是|备注|说明|标准|月")


def read_context(reading: Reading) -> None:
    """Set bound, basis, role, measure, part, per and component of each measure, in place."""
    labels = deque(
        (m.end(), m["label"].strip()) for m in _LABEL.finditer(reading.uniform) if not _NO_LABEL.search(m["label"])
    )
    component = None
    for index, measure in enumerate(reading.measures):
        while labels and labels[0][0] <= measure.start:
            component = labels.popleft()[1]
        before, after = _around(reading.uniform, measure)
        measure.bound = _bound(before, after, measure)
        header_bound(reading, measure)
        measure.measure = _kind(before, after, measure)
        measure.per = measure.per or _per(before)
        measure.component = component
        measure.part = _is_part(reading, index)
        measure.basis = _basis(reading, index, before)
        measure.role = _role(reading, index, before, after)
    level_list_kinds(reading)
    progress_roles(reading)


def _around(text: str, measure: Measure) -> tuple[str, str]:
    """The rest of the clause on both sides of a measure; a clause ends at ，。；： and at a new line."""
    start, _ = _between_marks(text, measure.start, "，。；：！？")
    _, end = _between_marks(text, measure.end, "，。；！？")
    return text[start : measure.start], text[measure.end : end]


def _bound(before: str, after: str, measure: Measure) -> str:
    if measure.at_least:
        return "ge"
    for value, pattern in _BOUND_AFTER:
        if pattern.match(after):
            return value
    for value, pattern in _BOUND_BEFORE:
        if pattern.search(before) and not _ONLY_WITH_AFTER.search(before) and not _is_change(before, measure):
            return value
    return "ge" if _AT_LEAST_EARLIER.search(before) else "eq"


def _is_change(before: str, measure: Measure) -> bool:
    """True for a difference that is said with 超 or 高于: 超任务 52 个, 超序时进度 6 个百分点."""
    return measure.unit in ("个百分点", "百分点") and bool(re.search(r"(?:超|高于|低于|快于|超过)\S*$", before))


def _kind(before: str, after: str, measure: Measure) -> str:
    if measure.unit in ("个百分点", "百分点"):
        return "change"
    if re.search(r"超(?:额|序时|任务|计划|目标|年度|全年)\S{0,6}\s?$", before):
        return "change"
    if re.search(r"(?:较|比)\S+(?:提高|提升|上升|增长|增加|下降|降低|减少|缩短|压缩|压减)(?:了|约|近)?\s?$", before):
        return "change"
    if re.search(r"(?:增收|净增|回升|同比[多少]\S{0,3})\s?$", before) or (
        measure.unit in ("%", "‰") and re.search(r"(?:增幅|降幅|增速)\S{0,6}$", before)
    ):
        return "change"
    if measure.unit == "倍" and re.search(r"(?:计划|任务|目标)\S{0,2}的\s?$", before):
        return "share"
    if measure.unit == "倍" or (_CHANGE_BEFORE.search(before) and measure.unit in ("%", "‰")):
        return "change"
    if measure.unit in ("%", "ratio"):
        return "share" if _is_share(before, after, measure) else "level"
    return "level"


def _is_share(before: str, after: str, measure: Measure) -> bool:
    if re.search(r"占|比重", before) or _SHARE_BEFORE.search(before):
        return True
    if measure.unit == "ratio" or (measure.in_words and re.match(r"\s?(?:以上)?的", after)):
        return True
    if re.match(r"\s?(?:以上|左右|以下)?的\S", after):
        return True
    if measure.in_words and not re.search(r"(?:率|比例|水平|强度|度)\S{0,5}$", before):
        return True
    if after.startswith("用于"):
        return True
    return (
        bool(
            re.search(r"(?:完成|施工|开工|竣工|完工|工程量|主体|安装|建设|进度)\S{0,6}\s?(?:约|达到?|至)?\s?$", before)
        )
        and "率" not in before
    )


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


def _between_marks(text: str, at: int, marks: str) -> tuple[int, int]:
    """The stretch around a place up to the next of `marks` on both sides, at most _WINDOW characters each way."""
    low, high = max(0, at - _WINDOW), min(len(text), at + _WINDOW)
    start = max(max(text.rfind(mark, low, at) for mark in marks) + 1, low)
    ends = [end for end in (text.find(mark, at, high) for mark in marks) if end >= 0]
    return start, min(ends, default=high)


def _is_part(reading: Reading, index: int) -> bool:
    """True after 其中, up to the first clause with a verb of its own, and inside a bracketed breakdown."""
    text, measure = reading.uniform, reading.measures[index]
    start, _ = _between_marks(text, measure.start, SENTENCE_MARKS)
    opening = text.rfind("（", start, measure.start)
    if opening > text.rfind("）", start, measure.start) and index > 0 and reading.measures[0].end <= opening:
        return True
    if "其中" in text[start : measure.start]:
        since = text[start + text[start : measure.start].rfind("其中") : measure.start]
        return "，" not in since
    return False


def _basis(reading: Reading, index: int, before: str) -> str:
    measure = reading.measures[index]
    if measure.part and index and not re.search(r"占|比", before):
        total = next((m for m in reversed(reading.measures[max(0, index - _MOST_PARTS) : index]) if not m.part), None)
        if total is not None and total.basis == "cumulative":
            return "cumulative"
    if _is_share_of_plan(before) and "累计" not in before:
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
    # what has been done is said once for a whole sentence, over its ；
    start, end = _between_marks(text, measure.start, "。！？")
    done = _DONE_BEFORE.search(text, start, measure.start) or _BULLETIN.search(text, start, end)
    if not done or _is_planned(reading, index, before):
        return "target"
    return "actual"


def _is_planned(reading: Reading, index: int, before: str) -> bool:
    """True for the plan beside what was done: 年初计划举办 120 场, or the total before 已: 36 个项目已完工 29 个."""
    if _PLAN_CLAUSE.search(before) and not _DONE_BEFORE.search(before):
        return True
    after = reading.uniform[reading.measures[index].end : reading.measures[index].end + 20].split("，")[0]
    if _LEFT_OVER.search(before) and re.search(r"计划|拟|将|月|底前|年内", after) and not re.search(r"已|均|正在", after):
        return True
    following = reading.measures[index + 1] if index + 1 < len(reading.measures) else None
    if following is None or _DONE_BEFORE.search(before):
        return False
    between = reading.uniform[reading.measures[index].end : following.start]
    return "已" in between and not re.search(r"[，。；、]", between)


def _is_criterion(reading: Reading, index: int, before: str, after: str) -> bool:
    """True for a number that only says which kind of thing is meant: 65 岁以上老人, 110 千伏变电站, 300 户以上小区."""
    measure = reading.measures[index]
    dimension = units()[measure.unit].dimension if measure.unit in units() else ""
    if dimension in ("age", "voltage"):
        return True
    if dimension == "time":
        return bool(re.match(r"[\s”\"]?[一-鿿]{0,10}(?:圈|网|响应|生活)", after))
    if re.match(r"\s?级", after) or (measure.unit == "部门" and after.startswith(("联动", "协同", "会商"))):
        return True
    if re.search(r"(?:超|超过|达|不足|高于)\s?$", before) and re.match(r"的[\s\d]", after):
        return True
    return _is_threshold(reading, index, before, after) or _is_size(reading, index, before, after)


def _is_threshold(reading: Reading, index: int, before: str, after: str) -> bool:
    """True for 300 户以上小区: a bound, a noun, and the count elsewhere; or no verb before that could govern it."""
    if not re.match(r"\s?(?:[一-鿿]{0,2})(?:及以上|以上|以下)(?:的)?[一-鿿]", after) or reading.measures[index].unit in ("%", "ratio"):
        return False
    if index + 1 < len(reading.measures):
        between = reading.uniform[reading.measures[index].end : reading.measures[index + 1].start]
        if not re.search(r"[，。；、]", between):
            return True
    return not before.strip()


def _is_size(reading: Reading, index: int, before: str, after: str) -> bool:
    """True for the size of a thing that is counted beside it: 6 台200 立方米储气罐, 日处理 600 吨的处理厂."""
    measure = reading.measures[index]
    dimension = units()[measure.unit].dimension if measure.unit in units() else ""
    if dimension not in ("volume", "mass", "power", "area", "length", "energy") or not re.match(
        r"\s?的?[一-鿿]", after
    ):
        return False
    if re.search(r"(?:含|包含|包括)\s?$", before):
        return True
    counted_before = index > 0 and not reading.uniform[reading.measures[index - 1].end : measure.start].strip()
    return counted_before or bool(re.search(r"[日年](?:均)?处理\s?$", before) and after.lstrip().startswith("的"))


def level_list_kinds(reading: Reading) -> None:
    """Give the numbers of a list the kind of its first (下降 3.1%、4.6%), or of the one whose unit they share."""
    pairs = list(pairwise(reading.measures))
    for before, measure in [*pairs, *reversed(pairs)]:
        between = reading.uniform[before.end : measure.start].strip()
        if between in ("、", "和", "及", "与") and before.unit == measure.unit:
            if before.unit_elided:
                before.role, before.measure, before.per = measure.role, measure.measure, measure.per
            else:
                measure.measure, measure.per = before.measure, measure.per or before.per


def progress_roles(reading: Reading) -> None:
    """Make a share already reached and the one to reach after it (已完成 65%，完成 80%) baseline and target."""
    for before, measure in pairwise(reading.measures):
        between = reading.uniform[before.end : measure.start]
        if (
            before.unit == measure.unit == "%"
            and (before.role, measure.role) == ("actual", "actual")
            and before.value < measure.value
            and re.match(r"，(?:计划|力争|确保|将|年内)?完成(?!\S*(?:任务|计划|目标|率))", between)
        ):
            before.role, measure.role = "baseline", "target"
