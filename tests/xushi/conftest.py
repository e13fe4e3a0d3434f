"""What tests of the review page share: a warehouse with what is doubtful, and a visitor of its page."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.content import load
from tests.warehouse.texts import HOMES, SCHOOLS, text_plan
from tests.xushi.reviewing import Visitor, served

# the third quarter leaves its unit out, and so the goal is not met
SHORT = ("2", HOMES[1], "改造5个", "改造4个", "改造3", "改造5个", HOMES[6])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warehouse of a plan, for tests to copy."""
    folder = tmp_path_factory.mktemp("built")
    plan = text_plan(folder / "plan.txt", SCHOOLS, SHORT)
    load(folder / "w.duckdb", plan)
    # the bytes that were kept serve from here on
    plan.unlink()
    return folder


@pytest.fixture
def warehouse(built: Path, tmp_path: Path) -> Path:
    """A warehouse of a test's own."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path / "w.duckdb"


@pytest.fixture
def visitor(warehouse: Path) -> Iterator[Visitor]:
    """One who was given the address."""
    with served(warehouse) as address, Visitor(address) as visitor:
        yield visitor
