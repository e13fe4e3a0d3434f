"""The findings of the real plan: few above information, and those that a reader would sign."""

from collections import Counter

import pytest

from tests.rendering import REAL_PLAN
from tests.warehouse.content import Rows, ask
from tests.xushi.running import xushi

pytestmark = pytest.mark.skipif(not REAL_PLAN.exists(), reason="the real plan's text is not beside this checkout")

MOST = 15
# tasks whose findings were read against the plan and found wrong
REFUTED = {"4", "26", "30", "32", "79", "106", "113"}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """Severity, rule, task and message of each finding."""
    warehouse = tmp_path_factory.mktemp("findings") / "w.duckdb"
    done = xushi("ingest", REAL_PLAN, "--warehouse", warehouse)
    assert done.code == 0, done.err
    return ask(warehouse, "SELECT severity, rule, number, message FROM findings_open")


def test_few_stand_above_information(findings: Rows) -> None:
    above = Counter(number for severity, _, number, _ in findings if severity != "information")
    assert above.total() <= MOST
    assert above["110"] == 2 and above["28"] == above["111"] == 1
    assert not REFUTED & above.keys()


def test_task_110_is_told_with_its_numbers(findings: Rows) -> None:
    told = [message for severity, rule, number, message in findings if number == "110" and rule == "goal-not-met"]
    assert any("982" in message and "547" in message for message in told)
    assert any("348" in message and "132" in message for message in told)


def test_the_count_in_the_title_is_information(findings: Rows) -> None:
    (told,) = [(severity, message) for severity, rule, _, message in findings if rule == "count-in-title"]
    assert told[0] == "information" and "50" in told[1] and "120" in told[1]
