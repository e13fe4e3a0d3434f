"""docs/findings.md tells of every rule that finds something, and of every reason."""

from pathlib import Path

from extractors.series import findings
from schemas.series import Reason
from tests.warehouse.content import ask

PAGE = (Path(__file__).parents[1] / "docs" / "findings.md").read_text(encoding="utf8")


def test_each_rule_stands_in_the_page(samples_warehouse: Path) -> None:
    found = {rule for (rule,) in ask(samples_warehouse, "SELECT DISTINCT rule FROM findings")}
    of_series = {rule for name, rule in vars(findings).items() if name.isupper() and isinstance(rule, str)}
    assert found and {rule for rule in found | of_series if rule not in PAGE} == set()


def test_each_reason_stands_in_the_page() -> None:
    assert [reason for reason in Reason if f"| {reason} |" not in PAGE] == []
