"""Measures: numerals joined with their units, with ranges, rates and units that several numbers share.

One example through the steps: "每人每月 745元" holds the numeral 745, the unit 元 after it, and is paid per 人月.
"""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from extractors.numerals import scale
from extractors.quantities.durations import goes_on, is_level
from extractors.quantities.lexicon import longer_words, term_set, units, units_by_first_character, words
from extractors.quantities.numerals import Numeral, find_numerals
from extractors.quantities.reading import Measure, Reading
from extractors.quantities.unknown_units import UNKNOWN_UNIT, unknown_unit

_INFIX = re.compile(r"\s?(?:[余多](?P<magnitude>万亿|万|亿)|余|几(?!何)|多(?!个月|层|功能|媒体|元化|式|样|种)|来)")
_SPACE = re.compile(r"\s{0,2}")
_QUOTE = re.compile(r"[”\"」』’]?")
_RANGE = re.compile(r"\s?(?:-{1,2}|至|到)\s?")
_OPENS_RANGE = re.compile(r"[至到-][零一二两三四五六七八九十百千万]")
_SHARED = re.compile(r"\s?(?:、|和|及|与|，)\s?")
_LARGEST = Decimal(10) ** 18

_PER_AFTER = re.compile(r"\s?每(?P<unit>[人户亩吨年月日天次床生]{1,2})")


def find_measures(reading: Reading) -> list[Measure]:
    """The measures of the text, left to right: every numeral that is not excluded and has, shares or lacks a unit."""
    text = reading.uniform
    excluded = bytearray(len(text))
    for start, end, _ in reading.ignored:
        excluded[start:end] = b"\1" * (end - start)
    measures: list[Measure] = []
    for numeral in find_numerals(text):
        inside = bool(measures) and numeral.start < measures[-1].end
        if inside or numeral.value > _LARGEST or 0 not in excluded[numeral.start : numeral.end]:
            continue
        measure = _with_unit(text, numeral)
        if measure is not None:
            measures.append(measure)
    measures = _join_ranges(text, measures)
    _share_units(text, measures)
    kept: list[Measure] = []
    for measure in measures:
        if measure.unit is None:
            counts = _stands_alone(text, measure)
        else:
            counts = is_level(text, measure) or (bool(kept) and goes_on(text, kept[-1], measure))
        if counts:
            kept.append(measure)
    return kept


@cache
def _rate() -> re.Pattern[str]:
    """What a rate is for, after its stroke: any unit, or two of them (元/人·月)."""
    terms = sorted({*units(), *term_set("heads.tsv", "rated")}, key=len, reverse=True)
    rated = rf"[十百千万]*(?:{'|'.join(map(re.escape, terms))}|[a-zA-Z]{{1,3}}[²³]?)"
    # 元/人月, and 1,500 元/人次升至 1,680 元/人次
    return re.compile(rf"\s?/\s?(?P<unit>{rated}(?:[·.]{rated}|(?!升至){rated})?)")


# kinds of words that may stand right behind a count
_WHOLE = ("noun", "person", "generic", "modifier", "verb", "event", "stage", "activity")


def _with_unit(text: str, numeral: Numeral) -> Measure | None:
    """The measure of a numeral, its unit null where none follows; null where a Chinese numeral is part of a word."""
    measure = Measure(numeral.start, numeral.end, numeral.value, numeral.upper, in_words=numeral.in_words)
    measure.at_least = numeral.at_least
    if numeral.unit is not None:
        measure.unit = numeral.unit
        return measure
    at = numeral.end
    if infix := _INFIX.match(text, at):
        if infix["magnitude"]:
            measure.value *= scale(infix["magnitude"])
        measure.at_least, at = True, infix.end()
    at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
    unit_at = _QUOTE.match(text, at).end()  # type: ignore[union-attr]
    term = _unit_at(text, unit_at)
    if term is None and (guess := _guessed_unit(text, numeral, at)) is not None:
        measure.doubt.append(UNKNOWN_UNIT)
        return _measured_in(text, measure, at, guess)
    if term is None and infix:
        measure.end = infix.end()
    if numeral.in_words and not _is_counted(text, numeral, term):
        return measure if _OPENS_RANGE.match(text, numeral.end) else None
    if term is None or (unit_at > at and units()[term].dimension != "time"):
        return measure
    return _measured_in(text, measure, unit_at, term)


def _measured_in(text: str, measure: Measure, at: int, unit: str) -> Measure:
    """The measure with the unit that stands at `at`, and what it is a rate for after that."""
    measure.end, measure.unit = at + len(unit), unit
    if rate := _rate().match(text, measure.end) or _PER_AFTER.match(text, measure.end):
        measure.per = rate["unit"].replace("·", "").replace(".", "")
        if not rate[0].lstrip().startswith("每"):
            measure.end = rate.end()
    return measure


def _guessed_unit(text: str, numeral: Numeral, at: int) -> str | None:
    """A unit that no lexicon has; numbers in words have one only if they are long: 三百畦, never 三畦."""
    number = text[numeral.start : numeral.end]
    if numeral.in_words and (len(number) < 2 or not re.search("[十百千万亿]", number)):
        return None
    return unknown_unit(text, number, numeral.start, at)


def why_left_out(text: str, numeral: Numeral) -> tuple[int, str]:
    """Why a numeral that no exclusion takes out makes no measure (lexicons/leavings.tsv), and where its words end."""
    measure = _with_unit(text, numeral)
    if measure is None:
        return numeral.end, "part-of-word"
    return measure.end, "no-unit" if is_level(text, measure) else "duration"


def _unit_at(text: str, at: int) -> str | None:
    terms = [term for term in units_by_first_character().get(text[at : at + 1], ()) if text.startswith(term, at)]
    for index, term in enumerate(terms):
        if not _cuts_a_word(text, at, term, terms[index + 1 :]) and not _continues_a_word(text, at, term):
            return term
    return None


def _cuts_a_word(text: str, at: int, term: str, shorter: list[str]) -> bool:
    """True where a shorter unit leaves a word whole that the term would cut: 12 亩 地上主体, not 12 亩地."""
    return any(_begins_a_word(text, at + len(unit), len(term) - len(unit)) for unit in shorter)


def _continues_a_word(text: str, at: int, term: str) -> bool:
    """True where the term is only the beginning of a longer word (longer.tsv), 家 of 家长; or of a Latin word."""
    after = text[at + len(term) : at + len(term) + 2]
    if term.isascii() and term.isalpha():
        return after[:1].isascii() and after[:1].isalpha()
    # a word that begins with a longer unit tells against that one: 支队伍 against 支队, not against 支
    lengths = (1,) if term + after[:1] in units() else (1, 2)
    length = next((length for length in lengths if term + after[:length] in longer_words()), None)
    if length is None or term in term_set("heads.tsv", "counted-noun"):
        return length is not None
    return not _begins_a_word(text, at + len(term), length)


def _begins_a_word(text: str, at: int, longer_than: int) -> bool:
    """True where the unit leaves a whole word behind: 12 项 目标任务, not 项目, and 12 处 方案设计, not 处方."""
    said = (text[at : at + length] for length in range(longer_than + 1, 7))
    return any(words().get(word) in _WHOLE for word in said)


def _is_counted(text: str, numeral: Numeral, term: str | None) -> bool:
    """True where a Chinese numeral counts something: it needs a unit, and a single one needs a plain classifier."""
    if term is None:
        return False
    word = text[numeral.start : numeral.end]
    if word == "半":
        return True
    if text[numeral.start - 1 : numeral.start] in ("数", "几") and not word.strip("十百千万亿"):
        return False
    if word in ("百", "千", "万"):
        return _is_round(text, numeral, term)
    if len(word) > 1 or word == "亿":
        return True
    if term in term_set("heads.tsv", "counted-noun"):
        return False
    if term == "倍":
        return True
    if word == "一":
        return _is_one(text, numeral, term)
    if term in term_set("heads.tsv", "idiom-prone"):
        return _counts_alone(text, numeral, term)
    return True


def _counts_alone(text: str, numeral: Numeral, term: str) -> bool:
    """True where a unit of many names counts: with no word right behind (球队八支), and for floors completed."""
    if term == "层" and text.endswith("完成", 0, numeral.start):
        return True
    if term not in term_set("heads.tsv", "counted-alone") or text[numeral.start - 1 : numeral.start] in _ORDINAL:
        return False
    end = numeral.end + len(term)
    if term != "层" and text.startswith(_BOUNDS, end):
        return True
    # a quoted one is a name: “三包”
    return re.match(r"\s?[一-鿿”’」\"]", text[end : end + 2]) is None


# 第三批, 首二期
_ORDINAL = ("第", "首", "前")
_BOUNDS = ("以上", "以内", "以下", "内")
# 百间客房以上酒店
_AT_LEAST = re.compile("[一-鿿]{0,3}以[上下]")


def _is_round(text: str, numeral: Numeral, term: str) -> bool:
    """True where 百, 千 or 万 alone is a number, for something says how many: 百余场, 逾千次, 万吨级, 百岁老人."""
    end = numeral.end + len(term)
    if units()[term].dimension == "age":
        return text.startswith(("老", "及以上", "以上", "寿星"), end)
    about = "余" in text[numeral.end : numeral.end + 2] or "多" in text[numeral.end : numeral.end + 2]
    is_size = _AT_LEAST.match(text, end) is not None or (text.startswith("级", end) and units()[term].base is not None)
    return about or is_size or bool(_ABOUT.search(text[max(0, numeral.start - 8) : numeral.start]))


def _is_one(text: str, numeral: Numeral, term: str) -> bool:
    """True where 一 counts one: 至少设立一处, 新建一座, and not 一个 as an article."""
    if _AT_LEAST_ONE.search(text[max(0, numeral.start - 8) : numeral.start]):
        return units()[term].dimension == "count"
    built = re.search(r"[建成造增办设置通]$", text[max(0, numeral.start - 4) : numeral.start].rstrip()[-2:])
    ends = text[numeral.end + len(term) : numeral.end + len(term) + 1] in ("", "，", "。", "；", "、")
    return term in "座所家处条个" and bool(built or ends)


def _join_ranges(text: str, measures: list[Measure]) -> list[Measure]:
    """Two measures with a range mark between them made one: 3-5 家, 30%-50%, 25-30亿元."""
    joined: list[Measure] = []
    for measure in measures:
        before = joined[-1] if joined else None
        if before is None or before.upper is not None or not _is_range(text, before, measure):
            joined.append(measure)
            continue
        low = before.value
        if before.unit is None:
            low *= _shared_scale(text, before, measure)
        joined[-1] = replace(measure, start=before.start, value=low, upper=measure.value)
    return joined


def _is_range(text: str, before: Measure, measure: Measure) -> bool:
    if measure.unit is None or before.unit not in (None, measure.unit):
        return False
    return _RANGE.fullmatch(text, before.end, measure.start) is not None


def number_of(text: str, measure: Measure) -> str:
    """The number of a measure without its unit, which may hold a magnitude: 3 个百分点, 80千克."""
    end = text.rfind(measure.unit, measure.start, measure.end) if measure.unit else -1
    return text[measure.start : end if end > 0 else measure.end]


def _shared_scale(text: str, before: Measure, measure: Measure) -> Decimal:
    """The magnitude that the second number of a range lends to the first: 亿 in 25-30亿元."""
    if re.search(r"[十百千万亿]", text[before.start : before.end]):
        return Decimal(1)
    magnitude = re.search(r"(万亿|[百千]?万|[百千]?亿|百|千)", number_of(text, measure))
    if magnitude is None or not text[measure.start].isdigit():
        return Decimal(1)
    return Decimal(scale(magnitude[1]))


def _share_units(text: str, measures: list[Measure]) -> None:
    """Give numbers in a list the unit that stands once, after the last: 8 和 5 个百分点, “1、3、5”分钟."""
    for before, measure in zip(reversed(measures[:-1]), reversed(measures[1:]), strict=True):
        if before.unit is None and measure.unit is not None and _SHARED.fullmatch(text[before.end : measure.start]):
            before.unit, before.unit_elided = measure.unit, True


_AT_LEAST_ONE = re.compile(r"(?:至少|不少于)[一-鿿]{0,4}$")
_ABOUT = re.compile(r"(?:[逾超近约达破]|突破|(?<!以)上)过?\s?$")


def _stands_alone(text: str, measure: Measure) -> bool:
    """True for a number without a unit that still counts something: it has a magnitude, or ends its clause."""
    if re.search(r"[百千万亿]", text[measure.start : measure.end]):
        return True
    if measure.in_words or "\n" in text[measure.start : measure.end]:
        return False
    after = text[measure.end : measure.end + 3].lstrip(" ")
    before = text[max(0, measure.start - 4) : measure.start].rstrip()[-1:]
    ends = after == "" or after[0] in "，。；、）并" or after.startswith(("以上", "以下", "左右", "以内"))
    return ends and before != "" and before not in '-+“”"/·.：（' and not before.isascii()
