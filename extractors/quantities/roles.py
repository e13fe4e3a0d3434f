"""What a number is for: target, actual, baseline, or a criterion that only says which kind of thing is meant."""

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise

from extractors.quantities.clauses import SENTENCE_MARKS
from extractors.quantities.lexicon import term_set
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.signals import found, last_place
from extractors.quantities.surroundings import Surroundings, between_marks

# what comes after 在现有…基础上 is no longer of what there is
_DIGITS = re.compile(r"\D")
_REACHES = re.compile(r"[达到至为于过]\s?$")
# so many significant digits beyond two, in all numbers of a sentence, tell that they were counted
_COUNTED_OUT = 3
# no sentence of a plan has more numbers on either side; keeps the reading of long lists linear
_NEAR = 8
_PLAN_LABELS = ("目标", "计划", "任务", "安排")
# plans know the homes that they are for to the last one: 涉及居民楼 186 栋、居民 4320 户
_SCOPE = re.compile(r"(?:涉及|建筑面积)[^，。；]*$")
_LONGEST_SCOPE = 40
# plans are invested in to the last 万元
_BUDGETED = ("投资", "投资 ", "总投资额")
_ON_TOP_OF = "基础上"
_VERBAL = ("verb", "event", "stage", "light")
_WHOLE = re.compile(
    r".*(?<![初高集其])中(?:，?\s?|，[^，。；\d]{0,6})|(?!（?[占为])[^，。；、]{0,8}的\s?|[^，。；、\d]{2,12}有\s?"
)
# 36 个项目已完工 29 个; not 已全部, which is all of them
_PART_DONE_LATER = re.compile(r"[^；。]*，(?:目前|现)?已(?:累计)?(?:完成|完工|竣工|开工|建成)[一-鿿]{0,4}\s?")
_ALL_DONE = re.compile("已全部|均已|都已|全部")
_PART_DONE = re.compile(r"(?!.*(?:已全部|均已|都已))[^，。；、]*已[^，。；、]*", re.DOTALL)
# what a number of these is of is measured or is people; 床 and 张 are in what is counted
_MEASURED = ("money", "area", "length", "mass", "volume", "power", "energy", "steam")
_PEOPLE = ("人", "名", "户")
_FITTINGS = ("张", "床", "层")
# 新建 20 蒸吨燃气锅炉 3 台: what the number after counts
_NAMES_COUNTED = re.compile(r"\s?[一-鿿]{2,8}?\s?")
_COUNTED_IN = ("家", "个", "户")
_CAPACITIES = ("computing", "volume", "mass", "tonnage", "power", "energy", "steam", "apparent power")
_OF_CLASS = re.compile(r"的[\s\d]|(?:以上)?的[一-鿿]")
# 低于 3 万元的工业用地清退 900 亩; 低于 3 万元的标准补助 20 户 is a rate, and no class
_OF_COUNTED = re.compile("的(?!标准|比例|价格|补|奖|资金|要求)[^，。；、]*")
# 3 日以上深度游产品 15 个; 6 分钟内到场率
_OF_TIME = re.compile(r"\s?(?:及?以上|以内)的?[一-鿿]{2,8}\s?")
_RATE_WITHIN = re.compile(r"\s?内[一-鿿]{2,4}率")
_OF_NOUN = re.compile("的[一-鿿]{2}")
# “3 公里应急圈”
_CIRCLE = re.compile(r"[一-鿿]{2,6}圈(?![一-鿿])|[”\"][一-鿿]{2,6}圈")
_SIZES = ("computing", "volume", "mass", "tonnage", "power", "area", "length", "energy", "steam", "apparent power")


def role(around: Surroundings) -> str:
    """The role that the words around a measure give it; a target where they say nothing."""
    if found("baseline-before", around.before) and found("change-to-after", around.after):
        return "baseline"
    if found("was-before", around.before):
        return "baseline"
    if found("stock-before", around.before) and _ON_TOP_OF in around.after:
        return "baseline"
    if _is_criterion(around):
        return "criterion"
    return "actual" if _is_done(around) and not _is_planned(around) else "target"


def _is_done(around: Surroundings) -> bool:
    """True where words before the number, or its whole sentence, say that it has been reached.

    Beside a goal, or in a column that plans, shares and comparisons are what is to be reached, and only what was done
    by a day is a report.
    """
    reading = around.reading
    _, _, said = around.said_before.rpartition(_ON_TOP_OF)
    ahead = last_place("ahead", said)
    if ahead >= 0 and ahead > max(last_place("done", said), last_place("over-time", said)):
        return False
    if found("demanded-before", around.before) and "已" not in around.before:
        return False
    if found("done", said) or _is_done_after(around) or found("ranked", around.sentence):
        return True
    if found("report-column", reading.header or ""):
        return True
    if reading.goal is not None or found("plan-column", reading.header or ""):
        return False
    if found("over-time", said) or found("bulletin", around.sentence):
        return True
    reports = found("report", around.sentence) or _has_come_about(around)
    return reports and around.measure.upper is None and not found("demanded", around.sentence)


def _has_come_about(around: Surroundings) -> bool:
    """True in a sentence on what nobody plans, or with numbers counted out, if it speaks of nothing to come."""
    has_come = (around.measure.component is None and found("come-about", around.sentence)) or _is_counted_out(around)
    return has_come and not found("to-come", around.sentence)


def _is_counted_out(around: Surroundings) -> bool:
    """True in a sentence whose numbers are not round, as counted ones are and planned ones seldom.

    Measured on 190 annotated sentences without another sign: of numbers of four or more significant digits 37 of 39
    were reports, of those of three 158 of 187.
    """
    if not found("counted-out", around.sentence):
        return False
    start = around.measure.start - len(around.said_before)
    end = start + len(around.sentence)
    # a slice, for islice would go through all measures before
    near = around.reading.measures[max(0, around.index - _NEAR) : around.index + _NEAR]
    digits = sum(_counted_digits(around.reading, measure) for measure in near if start <= measure.start < end)
    is_over = "上半年" in around.sentence or "前三季度" in around.sentence
    return digits >= (1 if is_over else _COUNTED_OUT)


def _counted_digits(reading: Reading, measure: Measure) -> int:
    """How many significant digits beyond two a number has.

    None for a range, a level to reach, what is invested, and how many or how much a plan extends to.
    """
    text, start = reading.uniform, measure.start
    if measure.upper is not None or _SCOPE.search(text, max(0, start - _LONGEST_SCOPE), start):
        return 0
    if _REACHES.search(text, max(0, start - 3), start):
        return 0
    if text.endswith(_BUDGETED, 0, start):
        return 0
    return max(0, len(_DIGITS.sub("", text[start : measure.end]).strip("0")) - 2)


def _is_done_after(around: Surroundings) -> bool:
    """True where the words behind the last number of the clause say that it is done: 39 件…问题已得到解决."""
    measures, end = around.reading.measures, around.measure.end + len(around.after)
    last = around.measure
    for index in range(around.index + 1, len(measures)):
        if measures[index].start >= end:
            break
        last = measures[index]
    return found("done-after", around.reading.uniform[last.end : end])


def _is_planned(around: Surroundings) -> bool:
    """True for the plan beside what was done: 年初计划举办 120 场, or the total before 已: 36 个项目已完工 29 个."""
    is_done = found("done", around.before)
    if (found("planned", around.before) or _under_plan(around)) and not is_done:
        return True
    if found("left-over", around.before) and found("left-over-after", around.after):
        return not re.search(r"已|均", around.after)
    following = _up_to_next_count(around)
    if following is None or is_done:
        return False
    # 48 所学校中，44 所已完成; 36 个项目已完工 29 个; 应建数 72 处的 75%: the whole of which a part is done
    if _WHOLE.fullmatch(following) or _PART_DONE.fullmatch(following) or _is_done_in_part(around, following):
        return True
    return _is_given(around, following)


def _is_done_in_part(around: Surroundings, following: str) -> bool:
    """True for a plan where a later clause tells how much of it is done: 整治 3.9 公里，现已完成护岸 2.7 公里."""
    measure, after = around.measure, around.reading.measures[around.index + 1]
    is_less = after.unit == measure.unit and after.value < measure.value
    return is_less and _PART_DONE_LATER.fullmatch(following) is not None


def _up_to_next_count(around: Surroundings) -> str | None:
    """The text up to the next number that counts, over one that says the same again: 22 幢 4.6 万㎡已竣工 17 幢."""
    measures, at = around.reading.measures, around.index + 1
    is_told_twice = around.dimension not in ("share", "ratio") and not (around.up_to_next() or "").strip()
    if is_told_twice and at + 1 < len(measures):
        return around.reading.uniform[measures[at].end : measures[at + 1].start]
    return around.up_to_next()


def _is_given(around: Surroundings, following: str) -> bool:
    """True for a count without a verb of which a part is then dealt with: 欠薪线索 1,024 条办结 1,009 条."""
    measure, after = around.measure, around.reading.measures[around.index + 1]
    if after.unit != measure.unit or after.value > measure.value or not _dealt_with().fullmatch(following):
        return False
    if _ALL_DONE.search(following):
        return False
    start = measure.start - len(around.before)
    words = around.reading.words
    first = bisect_left(words, start, key=lambda word: word.start)
    last = bisect_left(words, measure.start, key=lambda word: word.start)
    # 督察组交办的 147 件: who deals with them is no deed on them
    described = max((i for i in range(first, last) if words[i].kind == "of"), default=first)
    return not any(word.kind in _VERBAL for word in words[described:last])


@cache
def _dealt_with() -> re.Pattern[str]:
    """A noun, and an event that ends something, right before the next number."""
    deeds = "|".join(sorted(term_set("heads.tsv", "share-rate")))
    return re.compile(rf"[^，。；：、\d]{{0,12}}(?:，?\s?|，截至[\d\s年月日底末]+|，目前)(?:{deeds})\s?")


def _under_plan(around: Surroundings) -> bool:
    """True for what stands behind a label that plans: 第三季度目标：完成投资 2.4 亿元；实际：…."""
    text, start = around.reading.uniform, around.measure.start - len(around.before)
    label_start, _ = between_marks(text, start - 1, "，：" + SENTENCE_MARKS)
    return text.startswith("：", start - 1) and text[label_start : start - 1].rstrip().endswith(_PLAN_LABELS)


def _is_criterion(around: Surroundings) -> bool:
    """True for 65 岁以上老人, 110 千伏变电站, 300 户以上小区: the number would be the same whatever is achieved."""
    if around.dimension == "voltage" or (around.dimension == "age" and not found("age-level", around.before)):
        return True
    if not around.after:
        return False
    if around.dimension == "time":
        is_age = found("class-limit-before", around.before) and around.after.startswith("的")
        names_kind = _OF_TIME.fullmatch(around.up_to_next() or "") or _RATE_WITHIN.match(around.after)
        return bool(names_kind) or is_age or found("circle-after", around.after) or found("age-after", around.after)
    if around.dimension == "length" and _CIRCLE.match(around.after):
        return True
    if found("class-limit-before", around.before) and found("all-of-class-after", around.after):
        return True
    if found("class-after", around.after) or (around.measure.unit == "部门" and around.after.startswith("联动")):
        return True
    if _names_class(around) or _is_limit_for(around):
        return True
    if _OF_CLASS.match(around.after) and found("class-limit-before", around.before):
        # 产值超百亿元的 4 个; 3 个投资超 10 亿元的项目: the count stands behind, or before
        is_later = _OF_COUNTED.fullmatch(around.up_to_next() or "") is not None
        counted_behind = is_later or around.after.lstrip("的 ")[:1].isdigit()
        return counted_behind or (around.index > 0 and not re.search(r"[，。；、]", around.since_last()))
    return _is_threshold(around) or _is_size(around)


def _is_limit_for(around: Surroundings) -> bool:
    """True for the limit that says for whom or what: 对月收入超过 2800 元的家庭停止发放."""
    is_limit = around.after.startswith("的") and found("class-limit-before", around.before)
    return is_limit and re.search("(?:[对为向]|给(?!予))[^，。；]*$", around.before) is not None


def _names_class(around: Surroundings) -> bool:
    """True for a limit of money and the noun of which the next number counts: 营业收入超 20 亿元企业达到 3 家."""
    following = around.up_to_next()
    names = following is not None and not following.startswith("的") and _NAMES_COUNTED.fullmatch(following)
    if around.dimension != "money" or not names or not found("class-limit-before", around.before):
        return False
    return around.reading.measures[around.index + 1].unit in _COUNTED_IN


def _is_threshold(around: Surroundings) -> bool:
    """True for a bound and a noun with the count elsewhere, or one that the unit cannot count: 66 人以上大班额."""
    if around.measure.unit in ("%", "ratio") or not found("threshold-after", around.after):
        return False
    following = around.up_to_next()
    if following is not None and len(following) <= 1:
        # 21 个亿元以上项目: the bound is the next number's
        return False
    if around.dimension == "money" and around.index and not around.since_last().strip():
        # 14 宗千万元以上技术合同
        return True
    counted_after = following is not None and not re.search(r"[，。；、]", following) and not _next_is_class(around)
    return counted_after or not around.before.strip() or not _may_count(around)


def _next_is_class(around: Surroundings) -> bool:
    """True where the number after only says which kind is counted: 4 个以上十亿元级园区."""
    following = around.reading.measures[around.index + 1]
    return around.reading.uniform.startswith("级", following.end)


def _may_count(around: Surroundings) -> bool:
    """True where what stands after the bound may be as much as that: 100 公里以上绿道, 30 家以上企业."""
    name = "measured-after" if around.dimension in _MEASURED else "peopled-after"
    if around.dimension in _MEASURED or around.measure.unit in _PEOPLE:
        return found(name, around.after)
    return around.measure.unit not in _FITTINGS


def _is_size(around: Surroundings) -> bool:
    """True for the size of a thing that is counted beside it: 6 台200 立方米储气罐, 日处理 600 吨的处理厂."""
    if around.measure.per and _OF_NOUN.match(around.after) and found("capacity-before", around.before):
        # 日宰杀 2 万羽的屠宰点
        return True
    if around.dimension not in _SIZES or not re.match(r"\s?的?[一-鿿]", around.after):
        return False
    if found("holds-before", around.before):
        return True
    if found("capacity-before", around.before) and found("plant-after", around.after):
        return True
    is_size = around.dimension in _CAPACITIES or around.measure.upper is not None
    if is_size and _NAMES_COUNTED.fullmatch(around.up_to_next() or ""):
        return True
    earlier = around.reading.measures[around.index - 1] if around.index else None
    return earlier is not None and not around.reading.uniform[earlier.end : around.measure.start].strip()


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
