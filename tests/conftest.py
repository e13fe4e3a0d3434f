"""What several tests share: a warehouse of the sample plans, made once by the command line."""

from pathlib import Path

import pytest

from tests import forking
from tests.warehouse.content import PLANS
from tests.xushi.running import Ways, xushi


def pytest_configure(config: pytest.Config) -> None:
    """Save time in the small run alone."""
    Ways.may_fork = config.option.markexpr == "not full"


def pytest_sessionfinish() -> None:
    """Leave no process behind."""
    forking.end()


@pytest.fixture(scope="session")
def samples_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse that holds the sample plans; tests only read it."""
    warehouse = tmp_path_factory.mktemp("samples") / "samples.duckdb"
    done = xushi("ingest", PLANS, "--warehouse", warehouse)
    assert done.code == 0, done.err
    return warehouse
