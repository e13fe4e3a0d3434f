"""What a number is for: target, actual, baseline, or a criterion that only says which kind of thing is meant."""

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise

from extractors.quantities.clauses import SENTENCE_MARKS
from extractors.quantities.criteria import is_criterion
from extractors.quantities.lexicon import term_set
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.signals import found, last_place
from extractors.quantities.surroundings import Surroundings, between_marks

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
# what comes after 在现有…基础上 is no longer of what there is
_ON_TOP_OF = "基础上"
_VERBAL = ("verb", "event", "stage", "light")
_WHOLE = re.compile(
    r".*(?<![初高集其])中(?:，?\s?|，[^，。；\d]{0,6})|(?!（?[占为])[^，。；、]{0,8}的\s?|[^，。；、\d]{2,12}有\s?"
)
# 36 个项目已完工 29 个; not 已全部, which is all of them
_PART_DONE_LATER = re.compile(r"[^；。]*，(?:目前|现)?已(?:累计)?(?:完成|完工|竣工|开工|建成)[一-鿿]{0,4}\s?")
_ALL_DONE = re.compile("已全部|均已|都已|全部")
_PART_DONE = re.compile(r"(?!.*(?:已全部|均已|都已))[^，。；、]*已[^，。；、]*", re.DOTALL)


def role(around: Surroundings) -> str:
    """The role that the words around a measure give it; a target where they say nothing."""
    if found("baseline-before", around.before) and found("change-to-after", around.after):
        return "baseline"
    if found("was-before", around.before):
        return "baseline"
    if found("stock-before", around.before) and _ON_TOP_OF in around.after:
        return "baseline"
    if is_criterion(around):
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
    if found("over-time", said) or found("bulletin", around.sentence) or found("to-a-tenth", around.sentence):
        return True
    reports = found("report", around.sentence) or _has_come_about(around) or _is_done_beside(around)
    return reports and around.measure.upper is None and not found("demanded", around.sentence)


def _has_come_about(around: Surroundings) -> bool:
    """True in a sentence on what nobody plans, or with numbers counted out, if it speaks of nothing to come."""
    has_come = (around.measure.component is None and found("come-about", around.sentence)) or _is_counted_out(around)
    return has_come and not found("to-come", around.sentence)


def _is_done_beside(around: Surroundings) -> bool:
    """True where something else is done in a later clause: 场地新增 8600 ㎡，3 座泳池已开放.

    What is counted there in the same unit is a part of this number, which is then the plan's.
    """
    later = around.sentence[len(around.said_before) + around.measure.end - around.measure.start + len(around.after) :]
    if not found("done-later", later) or found("to-come", around.sentence) or found("planned", around.said_before):
        return False
    end = around.measure.end + len(around.after) + len(later)
    following = around.reading.measures[around.index + 1 : around.index + _NEAR]
    return all(measure.unit != around.measure.unit for measure in following if measure.start < end)


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
    is_of_plan = found("planned", around.before) and not found("over-plan", around.before)
    if (is_of_plan or _under_plan(around)) and not is_done:
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
