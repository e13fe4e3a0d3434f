"""Cells that hold several periods: 第一季度：…；第二季度：… is split into its parts, each with its label as written."""

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.plans.header import Role, known_role
from extractors.plans.periods import Span, period_at

# A label stands at the beginning, or after a mark that ends a clause. Marks inside a clause (、) begin none.
_STARTS = re.compile(r"(?:^|(?<=[。；;！!\n\r]))[\s（(【\[]*(?:\d{1,2}[.、．]\s*)?(?=\S)")
# Labels may stand without a mark before them, too: a line's end in the file may have been the mark.
_ANY_START = re.compile(r"(?<=\S)\s*(?=[第前上下首一二三四五六七八九十截年全Qq1-9])")
# A label that is set to the width of its line (四 季 度) takes no more characters than this with its spaces.
_WIDEST_LABEL = 48
_SOFT_STARTS = re.compile(r"(?:^|(?<=[。；;，,！!\n\r\s]))\s*(?=\S)")
_AIM = r"(?:工作|阶段性?|序时)?(?:目标|计划|任务|进度|安排)"
_DONE = r"(?:工作)?(?:完成情况|进展情况|进展)"
_COLON = re.compile(rf"(?:{_AIM}|{_DONE})?(?:[)）】\]]?\s*[:：]|[】\]])\s*")
_COMMAS = "，,、"
_SPOKEN = re.compile(r"([\u4e00-\u9fff\s]{2,12})[:：]\s*")
_SPEAKING = (Role.SCHEDULE, Role.ACTUAL, Role.GOAL)
_PARTED = re.compile(r"[;；\s]+$")


@dataclass(frozen=True, slots=True)
class Part:
    """One period of a cell: its label as written (null for words before the first label), months, and text.

    `start` is the place of the text's first character in the cell's text. `role` says whether the label speaks of what
    is due or what was done; None where it does not say.
    """

    label: str | None
    span: Span | None
    text: str
    start: int
    role: Role | None = None


def first_period(text: str) -> Span | None:
    """Give the period that a label at the beginning of a cell's text names; None without one."""
    label = next(iter(_labels(text, _STARTS, needs_colon=True)), None)
    return label.span if label is not None and not text[: label.cut].strip() else None


def last_period(text: str) -> Span | None:
    """Give the period that the last label with a colon in a cell's text names; None without one."""
    return next((label.span for label in reversed(_labels(text, _STARTS, needs_colon=True)) if label.span), None)


def parts_of(text: str) -> tuple[Part, ...]:
    """Give the labelled parts of a schedule cell; one part without a label where the cell does not name its periods.

    Labels with a colon count from the first one on; labels without (3月底前完成…；6月底前…) only where there are at
    least two, in the order of the year, the first at the beginning of the cell.
    """
    with_colon = _with_unmarked(text, _labels(text, _STARTS, needs_colon=True))
    if with_colon:
        return _split(text, with_colon)
    bare = _labels(text, _SOFT_STARTS, needs_colon=False)
    if len(bare) > 1 and not text[: bare[0].cut].strip() and _rising(bare):
        return _split(text, bare)
    return (Part(None, None, text, 0),)


def holds_label(text: str) -> bool:
    """Whether words of a part look like a label that did not part it."""
    return any(_label_at(text, start, needs_colon=True) for start in _ANY_START.finditer(text))


@dataclass(frozen=True, slots=True)
class _Label:
    cut: int
    start: int
    end: int
    text_start: int
    span: Span | None
    role: Role | None = None


def _labels(text: str, starts: re.Pattern[str], *, needs_colon: bool) -> list[_Label]:
    labels: list[_Label] = []
    for start in starts.finditer(text):
        # after ； and a line feed the same label is met twice
        if labels and labels[-1].start == start.end():
            continue
        label = _label_at(text, start, needs_colon) or (_spoken_label_at(text, start) if needs_colon else None)
        if label is not None:
            labels.append(label)
    return labels


def _label_at(text: str, start: re.Match[str], needs_colon: bool) -> _Label | None:
    """Give the label that names a period, as 第一季度目标."""
    at = start.end()
    named = period_at(text, at)
    colon = _COLON.match(text, named[0]) if named else None
    if named and colon:
        label_end = _end_of_label(colon)
        return _Label(start.start(), at, label_end, colon.end(), named[1], known_role(text[at:label_end])[0])
    if needs_colon:
        return _spaced_label_at(text, start)
    return _Label(start.start(), at, named[0], named[0], named[1]) if named else None


def _spaced_label_at(text: str, start: re.Match[str]) -> _Label | None:
    """Give the label that is spaced out, as 四 季 度：; its places are those in the text with the spaces."""
    at = start.end()
    if text[at : at + 1].isdigit() and text[at - 1 : at].isdigit():
        return None
    places = [i for i in range(at, min(at + _WIDEST_LABEL, len(text))) if not text[i].isspace()]
    plain = "".join(text[i] for i in places)
    named = period_at(plain, 0)
    colon = _COLON.match(plain, named[0]) if named else None
    if named is None or colon is None:
        return None
    label_end, colon_end = (places[end - 1] + 1 for end in (_end_of_label(colon), colon.end()))
    return _Label(start.start(), at, label_end, colon_end, named[1], known_role(text[at:label_end])[0])


def _end_of_label(colon: re.Match[str]) -> int:
    return colon.start() + len(colon[0].rstrip().rstrip(":：").rstrip().rstrip("】]"))


def _spoken_label_at(text: str, start: re.Match[str]) -> _Label | None:
    """Give the label that says in a header's words whether the rest is due or done, as 进展情况."""
    found = _SPOKEN.match(text, start.end())
    role, span = known_role(found[1]) if found else (None, None)
    if found is None or role not in _SPEAKING:
        return None
    return _Label(start.start(), found.start(1), found.end(1), found.end(), span, role)


def _with_unmarked(text: str, labels: list[_Label]) -> list[_Label]:
    """Give the labels with those that no mark parts from the words before (全部开工第二季度：…).

    All of them together are in the order of the year, and the cell begins with one, or has several, or a gap parts the
    only one from the words before.
    """
    found = list(labels)
    is_parted = False
    for start in _ANY_START.finditer(text):
        label = None if _is_inside(start.end(), found) else _label_at(text, start, needs_colon=True)
        if label is not None:
            is_parted = is_parted or start.end() > start.start()
            found.append(label)
    found.sort(key=lambda label: label.start)
    periods = [label for label in found if label.span]
    begins = bool(found) and found[0].span is not None and not text[: found[0].cut].strip()
    return found if _rising(found) and (begins or is_parted or len(periods) > 1) else labels


def _is_inside(index: int, labels: list[_Label]) -> bool:
    return any(label.start <= index < label.text_start for label in labels)


def _rising(labels: list[_Label]) -> bool:
    ends = [(label.span.last, label.span.first) for label in labels if label.span]
    return all(one < other for one, other in pairwise(ends))


def _split(text: str, labels: list[_Label]) -> tuple[Part, ...]:
    parts = []
    before = text[: labels[0].cut].strip()
    if before:
        parts.append(Part(None, None, before, text.index(before)))
    for index, label in enumerate(labels):
        is_last = index + 1 == len(labels)
        end = len(text) if is_last else labels[index + 1].cut
        start = _after_marks(text, label.text_start, end)
        said = text[start:end].rstrip() if is_last else _PARTED.sub("", text[start:end])
        parts.append(Part(text[label.start : label.end].strip(), label.span, said, start, label.role))
    return tuple(parts)


def _after_marks(text: str, start: int, end: int) -> int:
    """Give the place of the first character from `start` on that is neither a comma nor white space."""
    while start < end and (text[start] in _COMMAS or text[start].isspace()):
        start += 1
    return start
