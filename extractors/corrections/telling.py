"""Findings on corrections: one that is dropped without a word would be believed to hold."""

from extractors.validation import DocumentRecords
from schemas import Correction, Decision, Finding
from schemas.record import make_id
from schemas.run import Severity

NOT_APPLIED = "correction-not-applied"
NOT_NEEDED = "correction-not-needed"
_RULES = frozenset({NOT_APPLIED, NOT_NEEDED})

OTHER_WORDS = "these words no longer stand there"
"""Why a correction is not applied whose record is gone, or reads otherwise."""


def tell(version: DocumentRecords, one: Correction, rule: str, why: str, severity: Severity = Severity.HIGH) -> None:
    """Add a finding that says why a correction is not applied, or not needed."""
    what = f"{one.who}'s {_meant(one)} is not applied: {why} ({one.reason})"
    finding = Finding(
        finding_id=make_id("finding", version.sha256, rule, one.correction_id),
        sha256=version.sha256,
        rule=rule,
        severity=severity,
        message=what,
        page=None,
        ordinal=one.ordinal,
    )
    version.add(finding)


def forget_told(version: DocumentRecords) -> None:
    """Take out all that was told of corrections."""
    version.drop(Finding, lambda record: isinstance(record, Finding) and record.rule in _RULES)


def quoted(value: str | None) -> str:
    """A value in a sentence."""
    return "nothing" if value is None else f"“{value}”"


def _meant(one: Correction) -> str:
    if one.decision is Decision.REJECT:
        return f"rejection of {quoted(one.text)}"
    return f"correction of {one.field} of {quoted(one.text)} from {quoted(one.expected)} to {quoted(one.value)}"
