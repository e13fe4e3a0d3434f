"""xushi (序时): yearly plans of public works as numbers that can be queried.

`read_plan` gives a file's plan, `parse` the quantities of a text, `connect` a warehouse to query, `evidence` the page
that a record was written on.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from extractors.plans.model import Plan
    from extractors.quantities.quantity import Quantity
    from xushi.showing import ShownEvidence

__all__ = ["connect", "evidence", "parse", "read_plan"]


def read_plan(path: str | Path, password: str | None = None) -> Plan:
    """Read the plan in the file at `path`, in this process; `password` opens a locked file.

    Raises extractors.errors.UnreadableError where the file can't be read or holds no plan.
    """
    from extractors.documents.document import read_document
    from extractors.plans.reader import read_plan as read

    return read(read_document(Path(path)), password)


def parse(text: str, goal: str | None = None, header: str | None = None) -> list[Quantity]:
    """Give the quantities of a goal's or milestone's text, in order.

    `goal` is the goal of the same task (it supplies what the text leaves out), `header` the header of its column.
    """
    from extractors.quantities.pipeline import parse as read

    return read(text, goal, header)


def connect(warehouse: str | Path = "xushi.duckdb", as_of: str | None = None) -> duckdb.DuckDBPyConnection:
    """Open a warehouse to query, read-only, as it is or as it was `as_of` a date or run.

    Raises warehouse.errors.WarehouseError where there is none.
    """
    from warehouse.database import connect as open_to_read

    return open_to_read(Path(warehouse), as_of)


def evidence(record_id: str, warehouse: str | Path = "xushi.duckdb", password: str | None = None) -> ShownEvidence:
    """Give where a quantity, event, milestone, series, task or finding was written: `png`, `html`; notebooks show it.

    Raises warehouse.errors.WarehouseError where there is no such record, or the file is gone.
    """
    from xushi.showing import find_evidence

    return find_evidence(Path(warehouse), record_id, password)
