"""What the lines above a plan say of it: its title, the place, the year, and for a bulletin its cut-off date."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from extractors.plans.numerals import squeezed, whole_number
from extractors.plans.periods import find_period
from extractors.plans.sections import is_section

# A title that is broken over more lines than this is no title.
MOST_TITLE_LINES = 3
# Words that a plan's title ends on, and words that it is about.
_ENDING = re.compile(
    r"(?:方案|安排|计划|安排表|计划表|一览表|任务表|进度表|情况表|明细表|台账|清单|目标任务|任务分解表|分解表|情况|通报|通知|公告|公示|报告|实事|项目|项目表|表|汇总)"
    r"(?:[(（].*[)）])?$"
)
_ABOUT = re.compile(r"实事|计划|任务|安排|方案|进度|目标|项目|工作|工程")
_NO_TITLE = re.compile(
    r"^(?:附件|附表|单位[:：]|填报|制表|注[:：]|第?\d+页|[（(]?(?:截[至止]|\d{4}年\d{1,2}月)|[\d\s]+$)"
)
_YEAR = re.compile(
    r"((?:19|20)\d\d)年|((?:19|20)\d\d)(?=度|民生|[(（])|([二一][〇○零九Ｏ0][〇○零一二三四五六七八九Ｏ0]{2})年"
)
_CITED = re.compile(r"(?:根据|按照|依据|遵照|结合|落实|贯彻|参照)[^《。]*《[^》]*》(?:[、和及与]*《[^》]*》)*")
_IS_PROSE = re.compile(r"[。；;]")
_BEFORE_PLACE = re.compile(
    r"^(?:附件\d*[:：]?|关于|印发|下达|公布|发布|调整|做好|《|“|\"|[(（]|((?:19|20)\d\d|[二一][〇○零九][〇○零一二三四五六七八九]{2})年?度?|的)+"
)
_NAME = r"[\u4e00-\u9fff]"
_PLACE = re.compile(
    rf"((?:{_NAME}{{2,3}}?(?:省|特别行政区)|{_NAME}{{2,6}}?自治区)?"
    rf"(?:{_NAME}{{1,8}}?(?:自治州|市|盟|地区))?"
    rf"(?:{_NAME}{{1,8}}?(?:自治县|自治旗|新区|开发区|高新区|县|区|旗|市))?"
    rf"(?:{_NAME}{{1,6}}?(?:街道|镇|乡))?)"
)
# Words that end like the name of a place and are none.
_NO_PLACE = re.compile(
    r"^(?:全|各|本|我|该|两|城|都|超|上|社|小|园|地|校|景|片|老旧|农村|重点|实施)|城市|小区|社区|园区|景区|超市|地区$"
)
_CUT_OFF = re.compile(r"截[至止]到?(?:((?:19|20)\d\d)年)?(\d{1,2})月(?:(\d{1,2})日|份|底|末)?")


def title_of(lines: Sequence[str]) -> str | None:
    """Give the plan's title among the lines above its table, lines of a broken title joined; None without one."""
    usable = [line.strip() for line in lines if _may_be_title(line)]
    ends = [i for i, line in enumerate(usable) if _ENDING.search(squeezed(line)) and _ABOUT.search(squeezed(line))]
    if not ends:
        return next((line for line in usable if _YEAR.search(squeezed(line))), usable[0] if usable else None)
    end = max(ends, key=lambda i: (bool(_YEAR.search(squeezed(usable[i]))), -i))
    start = end
    while start > 0 and end - start + 1 < MOST_TITLE_LINES and _goes_on(usable[start - 1], usable[start]):
        start -= 1
    while end + 1 < len(usable) and end - start + 1 < MOST_TITLE_LINES and _goes_on(usable[end], usable[end + 1]):
        end += 1
    return "".join(usable[start : end + 1])


def year_of(texts: Iterable[str]) -> int | None:
    """Give the year named in the first of the texts that names one, as 2021年 or 二〇二一年; None without one.

    A sentence that names several tells of the past first; documents that it cites (根据《2019年…》) say nothing.
    """
    for text in texts:
        plain = _CITED.sub("", squeezed(text))
        found = list(_YEAR.finditer(plain))
        if found:
            return _number_of(found[-1] if _IS_PROSE.search(plain) else found[0])
    return None


def place_of(texts: Iterable[str]) -> str | None:
    """Give the first place that a text begins with, year and opening words aside; None without one."""
    for text in texts:
        plain = _BEFORE_PLACE.sub("", squeezed(text))
        found = _PLACE.match(plain)
        if found and len(found[1]) > 1 and not _NO_PLACE.search(found[1]):
            return found[1]
    return None


def cut_off_of(texts: Iterable[str], year: int | None) -> date | None:
    """Give the day up to which a bulletin reports: 截至10月底, 2021年1-10月, 2021年10月; None where none is said."""
    for text in map(squeezed, texts):
        found = _CUT_OFF.search(text)
        if found:
            in_year = int(found[1]) if found[1] else year
            return _day(in_year, int(found[2]), found[3])
        named = find_period(_YEAR.sub("", text))
        if named is not None and named[2].last < 12:
            return named[2].days(year)[1]
    return None


def _may_be_title(line: str) -> bool:
    plain = squeezed(line)
    return len(plain) > 3 and not _NO_TITLE.search(plain) and not is_section(line) and plain[-1] not in "。；;：:"


def _goes_on(line: str, following: str) -> bool:
    """Whether a title broken into two lines stops after `line`: it has no ending, and the next no year of its own."""
    plain, after = squeezed(line), squeezed(following)
    is_office = plain.endswith(("人民政府", "办公室", "委员会", "文件"))
    return not _ENDING.search(plain) and not is_office and not _YEAR.search(after) and bool(_ENDING.search(after))


def _number_of(year: re.Match[str]) -> int | None:
    digits = year[1] or year[2]
    return int(digits) if digits else whole_number(year[3].replace("0", "〇"))


def _day(year: int | None, month: int, day: str | None) -> date | None:
    if year is None or not 1 <= month <= 12:
        return None
    longest = monthrange(year, month)[1]
    return date(year, month, min(max(int(day), 1), longest) if day else longest)
