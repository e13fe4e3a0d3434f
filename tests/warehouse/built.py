"""Warehouses in memory, of plans that tests make up."""

from collections.abc import Sequence
from hashlib import sha256

import duckdb

from extractors.documents.document import Document
from extractors.plans.model import Kind, Plan, TaskRow, UnitsInCharge
from extractors.records import records_of
from schemas import CONTENT
from warehouse import views
from warehouse.rows import insert
from warehouse.tables import is_numbered, statements


def plan_of(*rows: TaskRow, place: str = "云溪市", year: int | None = 2024, title: str = "") -> Plan:
    """A plan of one page."""
    return Plan(title or f"{place}民生实事计划", place, year, Kind.PLAN, None, tuple(rows), 1)


def task_of(
    ordinal: int, goal: str, lead: Sequence[str] = (), support: Sequence[str] = (), said: bool = True
) -> TaskRow:
    """A row without periods."""
    units = UnitsInCharge(tuple(lead), tuple(support), lead_is_stated=said and bool(lead))
    return TaskRow(ordinal, str(ordinal), None, None, goal, "目标任务", (), units, (1,))


def warehouse_of(*plans: Plan) -> duckdb.DuckDBPyConnection:
    """A warehouse in memory that holds the plans."""
    connection = duckdb.connect()
    for statement in (*statements(), *views.statements()):
        connection.execute(statement)
    for number, plan in enumerate(plans, start=1):
        source = Document("built.pdf", b"", sha256(repr(plan).encode()).hexdigest(), "application/pdf")
        records = records_of(source, plan).records
        for kind in CONTENT:
            numbers = [number] * len(records[kind]) if is_numbered(kind) else None
            insert(connection, kind, records[kind], numbers)
    return connection
