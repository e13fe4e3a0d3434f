"""A plan as records (extractors/records.py): what does not validate is set aside, and nothing vanishes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractors.derived import quarter_of
from extractors.documents.document import Document as Source
from extractors.documents.document import document_of
from extractors.plans.model import Kind, Notice, PeriodText, Plan, TaskRow, UnitsInCharge
from extractors.plans.reader import read_plan
from extractors.records import DocumentRecords, records_of
from extractors.tables.model import Box, Fragment
from schemas import CONTENT, Document, Finding, Milestone, Quantity, Reject, Responsibility, Task, Version
from schemas.responsibility import Role
from tests.warehouse.content import small_plan

SOURCE = Source("built.pdf", b"", "0" * 64, "application/pdf")
PLACE = (Fragment(1, Box(0, 0, 10, 10)),)


def row(goal: str, *quarters: str, ordinal: int = 1, units: UnitsInCharge | None = None) -> TaskRow:
    """A row whose periods have no year, so that labels tell them apart."""
    periods = tuple(PeriodText(f"第{n}季度", None, None, Kind.PLAN, text, "", PLACE) for n, text in enumerate(quarters))
    return TaskRow(ordinal, str(ordinal), None, None, goal, "目标任务", periods, units or UnitsInCharge(), (1,), PLACE)


def plan(*tasks: TaskRow, year: int | None = None) -> Plan:
    return Plan("云溪市计划", "云溪市", year, Kind.PLAN, None, tasks, 1, (Notice("gap", "number 2 is missing", 1, 1),))


def assert_nothing_vanished(records: DocumentRecords) -> None:
    assert records.extracted == sum(records.count(kind) for kind in CONTENT)
    ids = [str(next(iter(record.model_dump().values()))) for kind in CONTENT for record in records.records[kind]]
    assert len(set(ids)) == len(ids)


def test_a_plan_gives_its_records() -> None:
    units = UnitsInCharge(("市教育局",), ("市财政局", "各县区"), lead_is_stated=True)
    records = records_of(SOURCE, plan(row("新建幼儿园16所", "开工4所", "", units=units)))
    counts = {kind: records.count(kind) for kind in (Document, Version, Task, Milestone, Quantity, Finding, Reject)}
    # a finding that no body is known by that name, and one that the goal of 16 has no number of its own stage
    assert list(counts.values()) == [1, 1, 1, 2, 2, 2, 0]
    roles = [unit.model_dump(include={"role", "position", "unit"}) for unit in records.records[Responsibility]]
    assert [tuple(role.values()) for role in roles] == [
        (Role.LEAD, 1, "市教育局"),
        (Role.SUPPORT, 1, "市财政局"),
        (Role.SUPPORT, 2, "各县区"),
    ]
    assert_nothing_vanished(records)


def test_a_number_too_fine_for_the_warehouse_is_rejected_with_its_reason() -> None:
    records = records_of(SOURCE, plan(row("投入0.00000000000001元", "投入5元")))
    (reject,) = records.records[Reject]
    assert isinstance(reject, Reject)
    assert (reject.record, reject.page) == ("quantities", 1)
    assert "value: Decimal input should have no more than 10 decimal places" in reject.reason
    assert "0.00000000000001" in reject.raw or "1E-14" in reject.raw
    assert records.count(Quantity) == 1
    assert_nothing_vanished(records)


@pytest.mark.parametrize(
    ("goal", "base"),
    [("改造12.5亩", "8333.3333333333"), ("改造12.555 亩", "8370"), ("改造1亩", "666.6666666667")],
)
def test_a_derived_value_is_rounded_rather_than_rejected(goal: str, base: str) -> None:
    records = records_of(SOURCE, plan(row(goal)))
    (quantity,) = records.records[Quantity]
    assert isinstance(quantity, Quantity)
    assert (quantity.base_value, quantity.base_unit, records.count(Reject)) == (Decimal(base), "平方米", 0)


def test_what_belongs_to_a_rejected_task_is_rejected_with_it() -> None:
    broken = row("新建幼儿园16所", "开工4所", ordinal=-1, units=UnitsInCharge(("市教育局",)))
    records = records_of(SOURCE, plan(row("新建幼儿园16所"), broken))
    assert (records.count(Task), records.count(Milestone), records.count(Quantity)) == (1, 0, 1)
    rejected = [reject for reject in records.records[Reject] if isinstance(reject, Reject)]
    # the task, its unit, the fragment and quantity of its goal, and the milestone with the like and its event
    assert sorted(reject.record for reject in rejected) == sorted(
        ["tasks", "responsibility", "fragments", "quantities", "milestones", "fragments", "quantities", "events"]
    )
    reasons = [reject.reason for reject in rejected if reject.record != "tasks"]
    assert all(reason.endswith("the record it belongs to was rejected") for reason in reasons)
    assert_nothing_vanished(records)


def test_a_document_of_an_impossible_year_is_rejected_whole() -> None:
    records = records_of(SOURCE, plan(row("新建幼儿园16所"), year=1908))
    assert {kind for kind in CONTENT if records.count(kind)} == {Reject}
    assert_nothing_vanished(records)


def test_a_file_gives_the_same_records_each_time(tmp_path: Path) -> None:
    source = document_of("plan.pdf", small_plan(tmp_path / "plan.pdf").read_bytes())
    read = read_plan(source)
    assert records_of(source, read) == records_of(replace(source, source="elsewhere.pdf"), read)
    assert_nothing_vanished(records_of(source, read))


def test_periods_with_one_label_and_no_year_are_told_apart() -> None:
    task = row("新建幼儿园16所", "开工4所")
    twice = replace(task, periods=task.periods * 2)
    records = records_of(SOURCE, plan(twice))
    assert records.count(Milestone) == 2
    assert_nothing_vanished(records)


def test_quarters_are_known_by_their_days() -> None:
    ends = [(1, 3, 31), (4, 6, 30), (7, 9, 30), (10, 12, 31)]
    assert [quarter_of(date(2024, first, 1), date(2024, last, day)) for first, last, day in ends] == [1, 2, 3, 4]
    assert quarter_of(date(2024, 2, 1), date(2024, 4, 30)) is None
    assert quarter_of(date(2024, 1, 1), date(2024, 3, 20)) is None
    assert quarter_of(None, None) is None
    assert quarter_of(date(2024, 1, 1), date(2024, 6, 30)) is None
    assert quarter_of(date(2024, 1, 1), date(2025, 3, 31)) is None
