"""Joins the rows of a plan over its pages: a row that a page break cut is made whole again.

What tells whether the first row of a page goes on with the last one of the page before: the numbers must run on
(a number may stand on either piece, since cells are centred, or be cut itself: 11 over 8), and where a cell's text
is cut, the upper piece ends on a full line. A task divided into sub-rows looks alike, but there the text above has
ended, and seldom on a full line: the columns vote.
"""

from collections.abc import Sequence
from enum import Enum, auto

from extractors.plans.labelled import first_period, last_period
from extractors.plans.numerals import label_number
from extractors.plans.roles import Places
from extractors.plans.rows import Part, Row
from extractors.plans.units import ends_as_unit

# A plan ends its cells with full stops when this part of them does, among so many rows before.
MARKS_SHARE = 0.7
MARKS_WITHIN = 40

# How many votes a cell has whose text certainly goes on.
SURE = 2

BREAK_UNCLEAR = "break-unclear"


class Join(Enum):
    """How a page's first row stands to the last row before it."""

    NEW_TASK = auto()
    SUB_ROW = auto()
    CONTINUES = auto()


def join(rows: list[Row], following: Sequence[Row], places: Places) -> Join:
    """Append a page's rows to `rows`, in place, and say how the first of them was joined."""
    if not rows or not following:
        rows.extend(following)
        return Join.NEW_TASK
    how = how_joined(rows, following[0], places)
    last, first = rows[-1], following[0]
    if how is not Join.NEW_TASK and _is_unclear(rows, first, places, how):
        last.doubt = (*last.doubt, BREAK_UNCLEAR)
    if how is Join.CONTINUES:
        for index in range(len(first.parts)):
            _unite(last, first, index, following)
        last.pages.extend(page for page in first.pages if page not in last.pages)
        last.doubt = (*last.doubt, *(name for name in first.doubt if name not in last.doubt))
        rows.extend(following[1:])
        return how
    for index in _open_columns(last, first, places, how):
        _unite(last, first, index, following)
    rows.extend(following)
    return how


def how_joined(rows: Sequence[Row], first: Row, places: Places) -> Join:
    """Whether `first`, a page's first row, is a new task, a further sub-row, or the rest of the last row."""
    last = rows[-1]
    if places.number is None or not any(row.label(places.number) for row in (*rows, first)):
        return Join.CONTINUES if _text_goes_on(rows, first, places) else Join.NEW_TASK
    upper, lower = last.label(places.number), first.label(places.number)
    if not lower:
        return Join.SUB_ROW if _is_sub_row(rows, first, places) else Join.CONTINUES
    before = _number_before(rows, places)
    wanted = None if before is None else before + 1
    if not upper:
        if label_number(lower) == (wanted or 1):
            return Join.SUB_ROW if _is_sub_row(rows, first, places) else Join.CONTINUES
        return Join.CONTINUES if _text_goes_on(rows, first, places) else Join.NEW_TASK
    if wanted is not None and label_number(upper) != wanted and label_number(upper + lower) == wanted:
        return Join.CONTINUES
    if upper == lower and _text_goes_on(rows, first, places):
        # the number is printed on both pieces: kept once
        first.parts[places.number].text = ""
        return Join.CONTINUES
    return Join.NEW_TASK


def _number_before(rows: Sequence[Row], places: Places) -> int | None:
    """Give the number of the last task before the last row's own."""
    if places.number is None:
        return None
    own = rows[-1].parts[places.number]
    for row in reversed(rows[:-1]):
        part = row.parts[places.number]
        if part is not own and not part.is_empty:
            return label_number(part.text)
    return None


def _text_columns(places: Places) -> tuple[int, ...]:
    return (places.goal, *places.periods)


def _text_goes_on(rows: Sequence[Row], first: Row, places: Places) -> bool:
    """Tell whether the words alone say that the row goes on: more cells are cut than ended, or no task begins."""
    goal = places.goal
    upper, lower = rows[-1].parts[goal], first.parts[goal]
    if upper.is_empty != lower.is_empty and max(upper.row_span, lower.row_span) == 1:
        return True
    cut, ended = _text_votes(rows, first, places)
    return cut > ended


def _text_votes(rows: Sequence[Row], first: Row, places: Places) -> tuple[int, int]:
    """Count the cells of the last row that look cut, and those that look ended, over all text columns."""
    pairs = [(rows[-1].parts[i], first.parts[i]) for i in _text_columns(places)]
    return _votes(pairs, _uses_marks(rows, places))


def _is_unclear(rows: Sequence[Row], first: Row, places: Places, how: Join) -> bool:
    """Whether cells of both pieces speak against how they were joined, or none speaks for it."""
    cut, ended = _text_votes(rows, first, places)
    says_nothing = not (cut if how is Join.CONTINUES else ended)
    pairs = ((rows[-1].parts[index], first.parts[index]) for index in _text_columns(places))
    return bool(cut and ended) or (says_nothing and any(upper.is_divided_from(lower) for upper, lower in pairs))


def _is_sub_row(rows: Sequence[Row], first: Row, places: Places) -> bool:
    """Tell whether a row without a number begins a further sub-row, rather than going on with the last row."""
    last, number = rows[-1], places.number
    divided = number is not None and max(last.parts[number].row_span, first.parts[number].row_span) > 1
    pairs = [
        (last.parts[i], first.parts[i])
        for i in _text_columns(places)
        if not divided or (last.parts[i].row_span == 1 and first.parts[i].row_span == 1)
    ]
    uses_marks = _uses_marks(rows, places)
    cut, ended = _votes(pairs, uses_marks)
    if divided and not cut and not ended:
        # each ended its sentence, on a line that happens to be full
        both = [upper for upper, lower in pairs if upper.is_divided_from(lower)]
        return uses_marks and bool(both) and all(upper.is_sentence for upper in both)
    return ended >= max(cut, 1) if divided else ended > max(cut, 1)


def _votes(pairs: Sequence[tuple[Part, Part]], uses_marks: bool) -> tuple[int, int]:
    """Count the upper cells that look cut by the page break, and those that look ended, where both hold text.

    A cut text ends on a full line, save where a long number went to the next line whole; an ended one does so by
    chance. A mark at the break that ends no sentence (，、；), or one that begins none, leaves no doubt. Where a plan
    ends its cells with a full stop, one that has none is cut, and one that has it may be either.
    """
    cut = ended = 0
    for upper, lower in pairs:
        if not upper.is_divided_from(lower):
            continue
        goes_on = _next_period(upper, lower)
        if goes_on or (goes_on is None and upper.is_open_before(lower)):
            cut += SURE
        elif goes_on is False or upper.begins_anew_in(lower):
            ended += SURE
        elif uses_marks:
            cut += not upper.is_sentence and upper.is_full_for(lower)
            ended += upper.is_sentence and not upper.is_full_for(lower)
        else:
            cut += upper.is_full_for(lower)
            ended += not upper.is_full_for(lower)
    return cut, ended


def _next_period(upper: Part, lower: Part) -> bool | None:
    """Whether the lower cell begins with a period (第二季度：…) that is later than the upper's last one.

    None where one of them labels no periods.
    """
    before, after = last_period(upper.text), first_period(lower.text)
    return None if before is None or after is None else after.last > before.last


def _uses_marks(rows: Sequence[Row], places: Places) -> bool:
    """Tell whether most cells of the rows before the last end with the end of a sentence."""
    cells = [row.parts[index] for row in rows[-MARKS_WITHIN:-1] for index in places.periods]
    filled = [part for part in cells if not part.is_empty]
    return bool(filled) and sum(part.is_sentence for part in filled) >= MARKS_SHARE * len(filled)


def _open_columns(last: Row, first: Row, places: Places, how: Join) -> list[int]:
    """Give the columns whose merged cell stays open over the break."""
    if how is Join.SUB_ROW:
        whole = [index for index in (places.number, places.goal, *places.carried) if index is not None]
        pairs = [(i, last.parts[i], first.parts[i]) for i in whole]
        return [i for i, upper, lower in pairs if not upper.is_divided_from(lower) or _is_open(i, last, first, places)]
    merged = [i for i in places.carried if max(last.parts[i].row_span, first.parts[i].row_span) > 1]
    return [i for i in merged if last.parts[i].is_empty != first.parts[i].is_empty]


def _is_open(index: int, last: Row, first: Row, places: Places) -> bool:
    """Tell whether a cell goes on in a further sub-row of its task: its text does, or it is merged as the number is.

    Names of units end without a full stop, so a full line says nothing there.
    """
    upper, lower = last.parts[index], first.parts[index]
    number = None if places.number is None else (last.parts[places.number], first.parts[places.number])
    is_divided = number is not None and max(part.row_span for part in number) > 1
    is_merged = number is not None and _spans(upper, lower) == _spans(*number)
    if index in places.units:
        return upper.is_open_before(lower) or not ends_as_unit(upper.text) or (is_divided and is_merged)
    return upper.reads_on_in(lower) and (is_merged or not is_divided)


def _spans(upper: Part, lower: Part) -> tuple[int, int]:
    return upper.row_span, lower.row_span


def _unite(last: Row, first: Row, index: int, following: Sequence[Row]) -> None:
    """Make one cell of the last row's and the first row's in a column, wherever the latter is shared."""
    upper, lower = last.parts[index], first.parts[index]
    if upper is lower:
        return
    upper.take(lower)
    for row in following:
        row.parts[:] = [upper if part is lower else part for part in row.parts]
