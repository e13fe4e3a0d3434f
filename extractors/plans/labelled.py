"""Cells that hold several periods: 第一季度：…；第二季度：… is split into its parts, each with its label as written."""

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.plans.header import Role, known_role
from extractors.plans.periods import Span, period_at

# A label stands at the beginning, or after a mark that ends a clause. Marks inside a clause (、) begin none.
_STARTS = re.compile(r"(?:^|(?<=[。；;！!\n\r]))[\s（(【\[]*(?:\d{1,2}[.、．]\s*)?(?=\S)")
# Where a cell begins with a label, the next ones need no mark before them: a line's end in the file may have been one.
_ANY_START = re.compile(r"(?<=[\u4e00-\u9fff”）)%％\]】])(?=\S)")
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
    with_colon = _labels(text, _STARTS, needs_colon=True)
    if with_colon:
        return _split(text, _with_unmarked(text, with_colon))
    bare = _labels(text, _SOFT_STARTS, needs_colon=False)
    if len(bare) > 1 and not text[: bare[0].cut].strip() and _rising(bare):
        return _split(text, bare)
    return (Part(None, None, text, 0),)


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
    named = period_at(text, start.end())
    if named is None:
        return None
    end, span = named
    colon = _COLON.match(text, end)
    if colon is None:
        return None if needs_colon else _Label(start.start(), start.end(), end, end, span)
    label_end = colon.start() + len(colon[0].rstrip().rstrip(":：").rstrip().rstrip("】]"))
    role = known_role(text[start.end() : label_end])[0]
    return _Label(start.start(), start.end(), label_end, colon.end(), span, role)


def _spoken_label_at(text: str, start: re.Match[str]) -> _Label | None:
    """Give the label that says in a header's words whether the rest is due or done, as 进展情况."""
    found = _SPOKEN.match(text, start.end())
    role, span = known_role(found[1]) if found else (None, None)
    if found is None or role not in _SPEAKING:
        return None
    return _Label(start.start(), found.start(1), found.end(1), found.end(), span, role)


def _with_unmarked(text: str, labels: list[_Label]) -> list[_Label]:
    """Give the labels with those that no mark parts from the words before (全部开工第二季度：…).

    The cell begins with a label, and all of them together are in the order of the year.
    """
    if text[: labels[0].cut].strip() or labels[0].span is None:
        return labels
    found = list(labels)
    for start in _ANY_START.finditer(text):
        label = None if _is_inside(start.end(), found) else _label_at(text, start, needs_colon=True)
        if label is not None:
            found.append(label)
    found.sort(key=lambda label: label.start)
    return found if _rising(found) else labels


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
