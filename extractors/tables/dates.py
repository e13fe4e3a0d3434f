"""Days and times of a sheet as a spreadsheet shows them, by the letters of the cell's format."""

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Sequence
from datetime import datetime, timedelta

# Formats that a spreadsheet shows as the computer's own settings say: they have no form of their own.
_OF_THE_SYSTEM = re.compile(r"\[\$-[fF](?:800|400)\]|^(?:mm-dd-yy|m/d/yy(?: h:mm)?)$", re.IGNORECASE)
_WORDS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_LETTER = re.compile(
    r'"(?P<words>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<half>am/pm|a/p|上午/下午)|(?P<part>y+|m+|d+|a{3,4}|h+|s+|e+)|(?P<fraction>\.0+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATE = re.compile(r"[ymdhs]|a{3,4}|e(?![+-])", re.IGNORECASE)
_HAN_DAYS = "一二三四五六日"
_NOON = 12
# Spreadsheets count a 29 February 1900, which there was not: days before it are one off.
_DAYS_BEFORE_FAULT = 60
_SECONDS_A_DAY = 86_400
_LAST_DAY = 2_958_465


def is_date(section: str) -> bool:
    """Whether a section of a format shows a day or a time."""
    return bool(_OF_THE_SYSTEM.search(section) or _DATE.search(_WORDS.sub("", section)))


def date_shown(value: float, section: str, first_year: int) -> str | None:
    """Give the day or time that the number counts to, in the form of the section; None where there is no such day."""
    moment = _moment(value, first_year)
    if moment is None:
        return None
    if _OF_THE_SYSTEM.search(section):
        has_time = moment.hour or moment.minute or moment.second
        return moment.isoformat(" ", "seconds") if has_time else moment.date().isoformat()
    found = list(_LETTER.finditer(section))
    has_halves = any(match["half"] for match in found)
    return "".join(_part(found, at, moment, value, has_halves) for at in range(len(found))).strip()


def _moment(value: float, first_year: int) -> datetime | None:
    if not 0 <= value <= _LAST_DAY:
        return None
    if first_year == 1904:
        start = datetime(1904, 1, 1)
    else:
        start = datetime(1899, 12, 31) if value < _DAYS_BEFORE_FAULT else datetime(1899, 12, 30)
    return start + timedelta(seconds=round(value * _SECONDS_A_DAY))


def _part(found: Sequence[re.Match[str]], at: int, moment: datetime, value: float, has_halves: bool) -> str:
    match = found[at]
    if match["elapsed"]:
        return str(_elapsed(value, match["elapsed"][0].lower()))
    if match["half"]:
        first, _, second = match["half"].partition("/")
        return first if moment.hour < _NOON else second
    if not match["part"]:
        return match["words"] or match["escaped"] or match["other"] or ""
    letters = match["part"].lower()
    if letters[0] == "m" and _is_minute(found, at):
        return f"{moment.minute:0{min(len(letters), 2)}}"
    if letters[0] == "h":
        hour = (moment.hour % _NOON or _NOON) if has_halves else moment.hour
        return f"{hour:0{min(len(letters), 2)}}"
    return _of_day(letters, moment)


def _of_day(letters: str, moment: datetime) -> str:
    width, letter = len(letters), letters[0]
    if letter in "ye":
        return f"{moment.year % 100:02}" if letter == "y" and width < 3 else str(moment.year)
    if letter == "a":
        return ("星期" if width > 3 else "") + _HAN_DAYS[moment.weekday()]
    if letter == "m" and width > 2:
        return (month_abbr if width == 3 else month_name)[moment.month]
    if letter == "d" and width > 2:
        return (day_abbr if width == 3 else day_name)[moment.weekday()]
    number = {"m": moment.month, "d": moment.day, "s": moment.second}[letter]
    return f"{number:0{min(width, 2)}}"


def _is_minute(found: Sequence[re.Match[str]], at: int) -> bool:
    """Whether an m counts minutes: the part of a time before it are hours, or the one behind it seconds."""
    before = next((m for m in reversed(found[:at]) if m["part"] or m["elapsed"]), None)
    after = next((m for m in found[at + 1 :] if m["part"] or m["elapsed"]), None)
    return _begins(before, "h") or _begins(after, "s")


def _begins(match: re.Match[str] | None, letter: str) -> bool:
    return match is not None and (match["part"] or match["elapsed"]).lower().startswith(letter)


def _elapsed(value: float, letter: str) -> int:
    return int(round(value * _SECONDS_A_DAY) // {"h": 3600, "m": 60, "s": 1}[letter])
