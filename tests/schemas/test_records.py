"""What the records refuse, keep, and say of themselves."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from schemas import CONTENT, OBSERVATIONS, Fragment, Milestone, Quantity, Record, Task
from schemas.record import make_id

ALL = (*CONTENT, *OBSERVATIONS)
CELL = "完成 16 所学校"
ID = "0" * 32
QUANTITY: dict[str, Any] = {
    "quantity_id": ID,
    "stable_key": ID,
    "task_id": ID,
    "milestone_id": None,
    "span_start": 3,
    "span_end": 7,
    "text": "16 所",
    "value": Decimal(16),
    "upper": None,
    "unit": "所",
    "per": None,
    "bound": "eq",
    "basis": "period",
    "role": "target",
    "measure": "level",
    "part": False,
    "object": "学校",
    "action": "完成",
    "component": None,
    "unit_elided": False,
    "object_elided": False,
    "dimension": "count",
    "counting_class": "institution",
    "base_value": None,
    "base_unit": None,
    "rule": "",
    "doubt": [],
    "pages": [1],
}
MILESTONE: dict[str, Any] = {
    "milestone_id": ID,
    "task_id": ID,
    "position": 1,
    "label": "第一季度",
    "first_day": date(2024, 1, 1),
    "last_day": date(2024, 3, 31),
    "quarter": 1,
    "kind": "plan",
    "text": "",
    "doubt": [],
    "pages": [1],
    "confidence": None,
}

BOX: dict[str, Any] = {"x0": 0.0, "y0": 0.0, "x1": 9.0, "y1": 9.0}
NO_BOX = dict.fromkeys(BOX)
FRAGMENT: dict[str, Any] = {
    "fragment_id": ID,
    "task_id": ID,
    "milestone_id": None,
    "position": 1,
    "page": 1,
    "place": None,
    "span_start": 0,
    "span_end": 4,
    "place_offset": 0,
    **BOX,
}


def quantity(**changes: object) -> Quantity:
    return Quantity.model_validate({**QUANTITY, **changes}, context={"cell": CELL})


def test_a_span_slices_to_its_text() -> None:
    assert CELL[3:7] == quantity().text
    with pytest.raises(ValidationError, match="the span 2:7 does not hold the text"):
        quantity(span_start=2)


def test_a_range_ascends() -> None:
    assert quantity(upper=Decimal(16)).upper == 16
    with pytest.raises(ValidationError, match="the range falls: 16 to 15"):
        quantity(upper=Decimal(15))


@pytest.mark.parametrize(
    "changes",
    [
        {"surprise": 1},
        {"bound": "roughly"},
        {"quantity_id": "not an id"},
        {"unit": ""},
        {"text": ""},
        {"value": Decimal("NaN")},
        {"value": Decimal("1E+28")},
        {"value": Decimal("0.00000000001")},
        {"base_value": Decimal(1)},
        {"base_unit": "元"},
    ],
    ids=str,
)
def test_impossible_values_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        quantity(**changes)


@pytest.mark.parametrize("text", ["9999999999999999999999999999.9999999999", "0.0000000001", "-0.1"])
def test_decimals_are_kept_to_the_last_digit(text: str) -> None:
    kept = quantity(value=Decimal(text)).value
    assert (type(kept), str(kept)) == (Decimal, str(Decimal(text)))


@pytest.mark.parametrize(
    "changes",
    [{"first_day": None}, {"last_day": date(2023, 12, 31)}, {"quarter": 5}, {"kind": "goal"}, {"position": 0}],
    ids=str,
)
def test_impossible_periods_are_refused(changes: dict[str, object]) -> None:
    Milestone.model_validate(MILESTONE)
    with pytest.raises(ValidationError):
        Milestone.model_validate({**MILESTONE, **changes})


def test_records_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        quantity().value = Decimal(1)


@pytest.mark.parametrize("record", ALL, ids=lambda record: record.__name__)
def test_records_say_what_they_and_their_fields_mean(record: type[Record]) -> None:
    assert record.table.isidentifier() and record.comment
    assert not [name for name, field in record.model_fields.items() if not field.description]


def test_tables_are_named_once() -> None:
    assert len({record.table for record in ALL}) == len(ALL) == len(Record.__subclasses__())


def test_ids_are_the_same_on_every_machine() -> None:
    # a change of these values changes every id in every warehouse
    assert make_id("task", "甲", 1, date(2024, 1, 1), None) == "d7726dfba8d88a5b73149ec7e7b88536"
    assert make_id("task", "甲", 1, date(2024, 1, 1), None) == make_id("task", "甲", 1, date(2024, 1, 1), None)


def test_ids_tell_apart_what_differs() -> None:
    parts = [(None,), ("",), ("None",), (1,), ("1",), ("a", "b"), ("ab",), ("b", "a"), ("a", "b", None), ()]
    assert len({make_id(*part) for part in parts}) == len(parts)


def test_a_task_may_be_without_number_but_not_without_place() -> None:
    values = {"task_id": ID, "sha256": "0" * 64, "ordinal": 1, "number": None, "name": None, "section": None}
    task = Task.model_validate({**values, "goal": "", "pages": [], "doubt": [], "confidence": None})
    assert task.number is None
    with pytest.raises(ValidationError):
        Task.model_validate({**values, "goal": "", "pages": [], "doubt": [], "ordinal": 0})


@pytest.mark.parametrize(
    "changes",
    [{"page": None}, {"place": "计划!C5"}, NO_BOX, {"page": None, "place": "计划!C5"}, {"span_start": 5}],
    ids=str,
)
def test_a_fragment_is_in_one_place(changes: dict[str, object]) -> None:
    Fragment.model_validate(FRAGMENT)
    Fragment.model_validate({**FRAGMENT, **NO_BOX, "page": None, "place": "计划!C5"})
    with pytest.raises(ValidationError):
        Fragment.model_validate({**FRAGMENT, **changes})
