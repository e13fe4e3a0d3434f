"""`xushi parse --explain`: how a text is read, for a person: its words, each field's rule, and what was left out."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractors.events import pipeline as events
from extractors.events.event import Event
from extractors.quantities.explain import Explained, Explanation, Field, explain
from flows.plain import plain_number, printable
from xushi.screen import Screen

FIELD_HEADERS = ("field", "value", "rule", "words", "why")
EVENT_HEADERS = ("event", "stage", "action", "object", "deadline", "certainty")
LEFT_OUT_HEADERS = ("left out", "is", "rule", "why")
_WIDEST = 120
_PIPED_WIDTH = 100
_QUANTITY, _LEFT_OUT = "bold green", "dim"
# colours of columns: what is read, what decided it, and why
_STYLES = ("cyan", "bold", "yellow", "green", "dim")


@dataclass(frozen=True, slots=True)
class Report:
    """How one text is read."""

    explanation: Explanation
    events: tuple[Event, ...]


def report(text: str, goal: str | None = None, header: str | None = None) -> Report:
    """Read a text and keep what decided it; `goal` and `header` as for `xushi.parse`."""
    return Report(explain(text, goal, header), tuple(events.parse(text, goal, header).events))


def show_reports(reports: Iterable[Report]) -> None:
    """Print reports on standard output, with colours on a terminal that wants them."""
    screen = _screen()
    for one in reports:
        _show(screen, one)


def field_rows(explained: Explained) -> list[tuple[str, ...]]:
    """The fields that something decided, as FIELD_HEADERS has them."""
    return [
        (field.name, told_value(field), field.decision.rule, field.decision.words, field.decision.reason)
        for field in explained.fields
        if field.decision is not None
    ]


def undecided(explained: Explained) -> str:
    """The fields of which the text says nothing, those with a default beside their value."""
    silent = [field for field in explained.fields if field.decision is None]
    defaults = [f"{field.name} {told_value(field)}" for field in silent if field.value is not None]
    empty = [field.name for field in silent if field.value is None]
    said = [f"by default: {', '.join(defaults)}" if defaults else "", f"none: {', '.join(empty)}" if empty else ""]
    return "; ".join(part for part in said if part)


def event_rows(found: Iterable[Event]) -> list[tuple[str, ...]]:
    """Events as EVENT_HEADERS has them."""
    return [
        (
            e.text,
            e.stage or "",
            e.action or "",
            e.object or "",
            e.deadline.text if e.deadline else "",
            e.certainty or "",
        )
        for e in found
    ]


def left_out_rows(explanation: Explanation) -> list[tuple[str, ...]]:
    """What is no quantity, as LEFT_OUT_HEADERS has it."""
    return [(one.text, one.kind, one.rule, one.reason) for one in explanation.left_out]


def told_value(field: Field) -> str:
    """A field's value as a person writes it."""
    if isinstance(field.value, bool):
        return "yes" if field.value else "no"
    return plain_number(field.value) if isinstance(field.value, Decimal) else str(field.value)


def _screen() -> Console:
    """A console as wide as the terminal, up to a width that is read well; plain where NO_COLOR is set."""
    screen = Screen(highlight=False, markup=False, emoji=False)
    width = min(screen.width, _WIDEST) if sys.stdout.isatty() else _PIPED_WIDTH
    if os.environ.get("NO_COLOR"):
        return Screen(highlight=False, markup=False, emoji=False, width=width, color_system=None)
    screen.width = width
    return screen


def _show(screen: Console, one: Report) -> None:
    explanation = one.explanation
    for text, marks in _ruled(explanation, screen.width):
        screen.print(text, soft_wrap=True)
        screen.print(marks, soft_wrap=True)
    screen.print(_labelled("tokens", " ".join(map(printable, explanation.tokens))))
    words = "  ".join(f"{printable(word.text)}/{word.kind}" for word in explanation.words)
    if words:
        screen.print(_labelled("words", words))
    for number, explained in enumerate(explanation.quantities, 1):
        quantity = explained.quantity
        screen.print(Text.assemble("\n", (f"{number}  {printable(quantity.text)}", _QUANTITY)))
        screen.print(_table(FIELD_HEADERS, field_rows(explained)))
        doubt = f"; doubt: {', '.join(quantity.doubt)}" if quantity.doubt else ""
        screen.print(Text(undecided(explained) + doubt, style="dim"))
    for headers, rows in ((EVENT_HEADERS, event_rows(one.events)), (LEFT_OUT_HEADERS, left_out_rows(explanation))):
        if rows:
            screen.print()
            screen.print(_table(headers, rows))
    screen.print()


def _labelled(label: str, told: str) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="cyan", width=6)
    grid.add_column(overflow="fold")
    grid.add_row(label, told)
    return grid


def _table(headers: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    # no lines: signs that draw them take two places in fonts for Chinese
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="underline")
    for header, style in zip(headers, _STYLES * 2, strict=False):
        table.add_column(header, style=style, overflow="fold")
    for row in rows:
        table.add_row(*map(printable, row))
    return table


def _ruled(explanation: Explanation, width: int) -> Iterator[tuple[Text, Text]]:
    """The text in lines that fit, each with a line under it: a quantity's number and ===, dots under what is left out.

    Full-width signs take two places, above and below.
    """
    line: list[tuple[str, str, str]] = []
    used = 0
    for sign, style, mark in zip(explanation.text, *_marks(explanation), strict=True):
        size = cell_len(printable(sign))
        if sign == "\n" or used + size > width:
            yield _styled(line, 0), _styled(line, 2)
            line, used = [], 0
        if sign != "\n":
            line.append((printable(sign), style, mark.ljust(size, "=" if mark.isdigit() else mark)[:size]))
            used += size
    yield _styled(line, 0), _styled(line, 2)


def _styled(line: list[tuple[str, str, str]], part: int) -> Text:
    """The signs of a line, or the marks under them, in their styles."""
    runs = groupby(line, key=lambda one: one[1])
    return Text.assemble(*(("".join(one[part] for one in run), style) for style, run in runs))


def _marks(explanation: Explanation) -> tuple[list[str], list[str]]:
    """The style of each character, and the mark under it."""
    styles, marks = [""] * len(explanation.text), [" "] * len(explanation.text)
    for one in explanation.left_out:
        for at in range(one.start, one.end):
            styles[at], marks[at] = _LEFT_OUT, "."
    for number, explained in enumerate(explanation.quantities, 1):
        start, end = explained.quantity.start, explained.quantity.end
        for place, at in enumerate(range(start, end)):
            styles[at], marks[at] = _QUANTITY, str(number)[place : place + 1] or "="
    return styles, marks
