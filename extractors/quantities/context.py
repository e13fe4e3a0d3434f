"""What the words around a measure say of it: bound, basis, role, share or change, part, per, component."""

import re
from collections import deque
from collections.abc import Iterator
from itertools import islice, pairwise

from extractors.quantities.clauses import CLAUSE_MARKS, SENTENCE_MARKS
from extractors.quantities.elisions import NEXT_OF_LIST, header_bound
from extractors.quantities.lexicon import term_set
from extractors.quantities.rates import per
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.roles import progress_roles, role
from extractors.quantities.signals import found
from extractors.quantities.surroundings import Surroundings, between_marks, surroundings

# how many parts of a total are looked through for it
_MOST_PARTS = 20
# what a number after 其中 … ， counts is named in no more characters
_LONGEST_PART = 8
# nothing is counted after the number
_ENDS = re.compile(r"\s?(?:以上|左右)?\s?(?:[，。；、）]|$)")
_POINTS = ("个百分点", "百分点", "个基点", "基点")
# what 封顶 puts a limit to
_CAPPED = ("money", "share", "ratio", "time")
_SHARES = ("%", "‰", "ratio", *_POINTS)
_NOUN_AFTER_COMMA = re.compile(r"，\s?[一-鿿]{2,12}\s?")
_BOUND_BETWEEN = re.compile("^(?:以上|以下|以内|左右)")
_AVERAGE = re.compile("[日周月年]均")
_DEALT_ON = re.compile(r"[、和及与](?:每[人户月年亩生日]{1,4})*")
_LIST_MARKS = ("、", "和", "及", "与")
_LABEL = re.compile(r"(?:^|(?<=[。；\n]))\s*(?P<label>[^，。；：\n、（）]{1,14}?)\s?：")
_NO_LABEL = re.compile(r"季度|目标|任务|进展|情况|单位|内容|一是|二是|三是|备注|说明|标准$|月")


def read_context(reading: Reading) -> None:
    """Set bound, basis, role, measure, part, per and component of each measure, in place."""
    labels = deque(component_labels(reading.uniform))
    component = None
    for index, measure in enumerate(reading.measures):
        while labels and labels[0][0] <= measure.start:
            component = labels.popleft()[1]
        around = surroundings(reading, index)
        measure.bound = _bound(around)
        header_bound(reading, measure)
        measure.measure = _kind(around)
        measure.per = per(_rated(around), measure.unit, measure.per)
        measure.component = component
        measure.part = _is_part(around)
        measure.basis = _basis(around)
        measure.role = role(around)
        if measure.role == "criterion":
            # the kind of a thing is no part and no total of it
            measure.part, measure.basis = False, "period"
        if around.dimension == "age":
            measure.per = None
    _share_within_lists(reading)
    _share_rates(reading)
    _share_bounds(reading)
    progress_roles(reading)


def component_labels(text: str) -> Iterator[tuple[int, str]]:
    """The labels of the parts that a text is divided into, each with the place behind its colon."""
    for match in _LABEL.finditer(text) if "：" in text else ():
        if not _NO_LABEL.search(match["label"]):
            yield match.end(), match["label"].strip()


def _rated(around: Surroundings) -> str:
    """The text that may name what a number is a rate for.

    A rate of a class ends with it: 亩均税收 20 万元以上企业 65 家.
    """
    earlier = around.reading.measures[around.index - 1] if around.index else None
    is_of_class = earlier is not None and earlier.role == "criterion" and earlier.per is not None
    return around.since_last() if is_of_class else around.before


def _bound(around: Surroundings) -> str:
    if around.measure.at_least:
        return "ge"
    for name, value in (("at-least-after", "ge"), ("at-most-after", "le"), ("about-after", "approx")):
        if found(name, around.after):
            return value
    if around.dimension in _CAPPED and found("capped-after", around.after):
        return "le"
    if _is_difference(around):
        return "eq"
    for name, value in (("at-least-before", "ge"), ("at-most-before", "le"), ("about-before", "approx")):
        if found(name, around.before):
            return value
    return "ge" if found("at-least-earlier", around.before) else "eq"


def _is_difference(around: Surroundings) -> bool:
    """True for a difference said with 超 or 高于, which then bound nothing: 超序时进度 6 个百分点, 较计划超出 17 块."""
    if found("over-plan", around.before):
        return True
    return around.measure.unit in _POINTS and bool(re.search(r"(?:超|高于|低于|快于|超过)\S*$", around.before))


def _kind(around: Surroundings) -> str:
    """A level, a change, or a share."""
    before, unit = around.before, around.measure.unit
    if unit in _POINTS or found("over-plan", before) or found("compared-change", before):
        return "change"
    if unit == "倍" and "倍数" in before:
        return "level"
    if unit == "倍":
        return "share" if found("times-of-plan", before) else "change"
    if unit in ("%", "‰", "ratio") and found("change", before):
        return "change"
    if around.dimension not in ("count", "share", "ratio", "area", "length") and found("raised-by", before):
        return "change"
    if _ENDS.match(around.after) and found("count-changed", before):
        return "change"
    return "share" if unit in ("%", "ratio") and _is_share(around) else "level"


def _is_share(around: Surroundings) -> bool:
    if around.measure.unit == "ratio" or found("share", around.before) or found("share-after", around.after):
        return True
    if around.measure.in_words and not found("level-noun", around.before):
        return True
    return found("progress", around.before) and "率" not in around.before


def _is_part(around: Surroundings) -> bool:
    """True after 其中, up to the next comma, and inside a bracketed breakdown of a total."""
    text, measure = around.reading.uniform, around.measure
    start, _ = between_marks(text, measure.start, SENTENCE_MARKS)
    said = text[start : measure.start]
    opening = said.rfind("（")
    if opening > said.rfind("）") and not measure.per and not found("no-part", said[opening + 1 :]):
        counts = (m for m in islice(around.reading.measures, around.index) if m.role != "criterion")
        total = next(counts, None)
        if total is not None and total.end <= start + opening:
            return True
    _, among, since = said.rpartition("其中")
    return bool(among) and ("，" not in since or _lists_parts(around, since))


def _lists_parts(around: Surroundings, since: str) -> bool:
    """True where each comma since 其中 parts numbers, with or without a noun: 其中小学 3 所，初中 2 所."""
    earlier = around.reading.measures[around.index - 1] if around.index else None
    *_, said = since.rpartition("，")
    is_noun = len(said.strip()) <= _LONGEST_PART and not any(verb in said for verb in term_set("words.tsv", "verb"))
    return earlier is not None and earlier.part and earlier.unit == around.measure.unit and is_noun


def _basis(around: Surroundings) -> str:
    if around.measure.part and not re.search(r"占|比", around.before):
        earlier = around.reading.measures[max(0, around.index - _MOST_PARTS) : around.index]
        total = next((m for m in reversed(earlier) if not m.part and m.role != "criterion"), None)
        if total is not None and total.basis == "cumulative":
            return "cumulative"
    if _goes_on_from_total(around):
        return "cumulative"
    if found("share-of-year", around.before) and "累计" not in around.before:
        return "period"
    return "cumulative" if found("cumulative", around.before) else "period"


def _goes_on_from_total(around: Surroundings) -> bool:
    """True for a noun and its count after a comma, with no verb of their own: 共有站点 8 个，队员 60 名."""
    if not around.index or around.measure.unit in _SHARES:
        return False
    earlier, since = around.reading.measures[around.index - 1], around.since_last()
    if earlier.basis != "cumulative" or not _NOUN_AFTER_COMMA.fullmatch(since):
        return False
    kinds = {word.kind for word in around.reading.words if earlier.end <= word.start < around.measure.start}
    return kinds <= {"noun", "person", "modifier", "place", "mark", "aside"}


def _share_within_lists(reading: Reading) -> None:
    """Give the numbers of a list the kind of its first (下降 3.1%、4.6%), or of the one whose unit they share."""
    pairs = list(pairwise(reading.measures))
    for before, measure in [*pairs, *reversed(pairs)]:
        between = _BOUND_BETWEEN.sub("", reading.uniform[before.end : measure.start].strip())
        if between in _LIST_MARKS and before.unit == measure.unit:
            _take_over(before, measure)


def _share_rates(reading: Reading) -> None:
    """Give a level that is reached, and what else is listed, the rate said before: 日处理能力由 2 万吨扩至 4 万吨."""
    for before, measure in pairwise(reading.measures):
        between = reading.uniform[before.end : measure.start]
        if before.per and measure.per is None and NEXT_OF_LIST.fullmatch(between):
            start, _ = between_marks(reading.uniform, before.start, CLAUSE_MARKS)
            # 日均投入警力 1150 人次、警车 230 台次
            measure.per = before.per if _AVERAGE.search(reading.uniform[start : before.start]) else None
        if (before.role, before.unit) == ("baseline", measure.unit) and measure.per is None:
            measure.per = before.per


def _share_bounds(reading: Reading) -> None:
    """Give the numbers that 分别 deals out the bound said once, before the first: 分别不低于 20 万亩和 90%."""
    text = reading.uniform
    if "分别" not in text:
        return
    for before, measure in pairwise(reading.measures):
        start, _ = between_marks(text, before.start, "，：" + SENTENCE_MARKS)
        between = _BOUND_BETWEEN.sub("", text[before.end : measure.start].strip())
        if "分别" in text[start : before.start] and _DEALT_ON.fullmatch(between):
            measure.bound = before.bound if measure.bound == "eq" else measure.bound


def _take_over(before: Measure, measure: Measure) -> None:
    if before.unit_elided:
        # 减少 5 和 8 天以上: what stands around the list is said of all its numbers
        measure.measure = before.measure if measure.measure == "level" else measure.measure
        before.bound = measure.bound if before.bound == "eq" else before.bound
        before.role, before.measure, before.per = measure.role, measure.measure, measure.per
    else:
        measure.measure, measure.per = before.measure, measure.per or before.per
