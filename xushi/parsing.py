"""`xushi parse`: a filter, texts in, quantities and events out, a line each."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

from extractors.events import pipeline as events
from extractors.events.deadlines import TimeFrame
from extractors.events.event import Event
from extractors.plans.periods import period_of
from extractors.quantities.pipeline import parse
from extractors.quantities.quantity import Quantity
from flows.plain import plain_number
from xushi.screen import json_number

_FIELDS = ("unit", "per", "bound", "basis", "role", "measure", "part", "object", "action", "component")
_FLAGS = ("unit_elided", "object_elided")


def parse_jsonl(lines: Iterable[bytes], out: TextIO) -> None:
    """Write a line of JSON for each line read; one that can't be read gives no quantities and says why."""
    for line in lines:
        out.write(_answered(line) + "\n")
        out.flush()


def _answered(line: bytes) -> str:
    try:
        return json.dumps(_answer(line), allow_nan=False)
    except (RecursionError, ValueError):
        return json.dumps(_failure(None, 'the "id" is nested too deeply, or no JSON'))


def _answer(line: bytes) -> dict[str, object]:
    identity: object = None
    try:
        # json itself would guess other encodings, and let bytes through that are no UTF-8
        asked = json.loads(line.decode("utf-8-sig"))
        if not isinstance(asked, dict):
            return _failure(None, "the line is no JSON object")
        identity = asked.get("id")
        text, goal, header = (_text(asked, key) for key in ("text", "goal", "header"))
        if text is None:
            return _failure(identity, 'the line has no "text"')
        parsed = events.parse(text, goal, header, _time_frame(asked.get("year"), header))
        return {
            "id": identity,
            "quantities": [as_json(quantity) for quantity in parsed.quantities],
            "events": [event_as_json(event) for event in parsed.events],
        }
    except RecursionError:
        return _failure(identity, "the line is nested too deeply")
    except ValueError as error:
        return _failure(identity, f"the line can't be read: {error}")
    except Exception as error:  # a fault of ours in one line must not keep the others from being answered
        return _failure(identity, f"reading the text failed: {type(error).__name__}: {error}")


def _text(asked: dict[str, object], key: str) -> str | None:
    value = asked.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'"{key}" is no text')
    return value


def _time_frame(year: object, header: str | None) -> TimeFrame:
    """The plan's year, null where it is none that a plan could have, and the days of the period its header names."""
    if not isinstance(year, int) or isinstance(year, bool) or not 1949 <= year <= 2200:
        return TimeFrame()
    period = period_of(header or "")
    return TimeFrame(year, *period.days(year)) if period else TimeFrame(year)


def _failure(identity: object, reason: str) -> dict[str, object]:
    return {"id": identity, "quantities": [], "events": [], "error": reason}


def as_json(quantity: Quantity) -> dict[str, object]:
    """A quantity as plain JSON values."""
    return {
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "value": json_number(quantity.value),
        "upper": None if quantity.upper is None else json_number(quantity.upper),
        **{name: getattr(quantity, name) for name in (*_FIELDS, *_FLAGS)},
    }


def event_as_json(event: Event) -> dict[str, object]:
    """An event as plain JSON values; days as YYYY-MM-DD."""
    deadline = event.deadline
    return {
        "start": event.start,
        "end": event.end,
        "text": event.text,
        "action": event.action,
        "stage": event.stage,
        "object": event.object,
        "component": event.component,
        "deadline": deadline
        and {"text": deadline.text, "start": _day(deadline.first_day), "end": _day(deadline.last_day)},
        "certainty": event.certainty,
        "quantities": list(event.quantities),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def texts_in(lines: Iterable[bytes]) -> Iterator[str]:
    """Lines as texts; bytes that are no UTF-8 are replaced."""
    for line in lines:
        yield line.decode("utf8", errors="replace").rstrip("\n")


def parse_text(texts: Iterable[str], out: TextIO, goal: str | None = None, header: str | None = None) -> None:
    """Write each text's quantities for a person, a line each, indented under the text."""
    for text in texts:
        out.write(text + "\n")
        for quantity in parse(text, goal, header):
            out.write("  " + _told(quantity) + "\n")
        out.flush()


def _told(quantity: Quantity) -> str:
    number = plain_number(quantity.value) + (f"-{plain_number(quantity.upper)}" if quantity.upper else "")
    said = [f"{name}={getattr(quantity, name)}" for name in _FIELDS[1:] if getattr(quantity, name) not in (None, False)]
    return f"{quantity.text} → {number} {quantity.unit}  {' '.join(said)}"
