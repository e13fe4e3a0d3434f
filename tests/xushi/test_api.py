"""The public names for notebooks and scripts: read_plan, parse, connect."""

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

import xushi
from extractors.errors import UnreadableError
from tests.warehouse.content import PLANS
from warehouse.errors import WarehouseError


def test_a_plan_is_read() -> None:
    plan = xushi.read_plan(str(PLANS / "yunxi-2022.pdf"))
    assert (plan.place, plan.year, len(plan.tasks)) == ("云溪市", 2022, 38)


def test_a_text_is_parsed() -> None:
    (quantity,) = xushi.parse("新建幼儿园16所")
    assert (quantity.value, quantity.unit, quantity.object) == (Decimal(16), "所", "幼儿园")


def test_a_warehouse_is_opened_to_read(samples_warehouse: Path) -> None:
    with xushi.connect(samples_warehouse) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchall() == [(4,)]
        with pytest.raises(duckdb.Error):
            connection.execute("DROP TABLE documents")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="there is no such file"):
        xushi.read_plan(tmp_path / "none.pdf")
    with pytest.raises(WarehouseError, match="there is no warehouse"):
        xushi.connect(str(tmp_path / "none.duckdb"))
