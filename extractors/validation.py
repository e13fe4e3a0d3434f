"""What was read becomes a record, or a reject that says why not; nothing vanishes."""

import json
from collections.abc import Callable, Set
from dataclasses import dataclass, field

from pydantic import ValidationError

from extractors.plans.model import Notice
from extractors.tables.model import Box
from schemas import CONTENT, Document, Finding, Milestone, Record, Reject, Task, Version
from schemas.record import make_id
from schemas.run import Severity

# what others hang on, by the key they name it with: where it is rejected, so are they
OWN_KEYS: dict[type[Record], str] = {
    Document: "document_id",
    Version: "sha256",
    Task: "task_id",
    Milestone: "milestone_id",
}
_INFORMATION = frozenset({"table-skipped", "row-left-out", "pages-by-ocr", "unknown-body", "count-in-title"})


@dataclass(frozen=True, slots=True)
class Raw:
    """A record before validation: its kind and values, and where it was read: page, the cell's text, its first box."""

    kind: type[Record]
    values: dict[str, object]
    page: int | None = None
    cell: str | None = None
    box: Box | None = None


@dataclass(slots=True)
class DocumentRecords:
    """All records of one version of a document; `extracted` counts what was read, rejected records among it."""

    document_id: str
    sha256: str
    records: dict[type[Record], list[Record]] = field(default_factory=lambda: {kind: [] for kind in CONTENT})
    extracted: int = 0

    def count(self, kind: type[Record]) -> int:
        """How many records of a kind there are."""
        return len(self.records[kind])

    def add(self, record: Record) -> None:
        """Put in one more record."""
        self.records[type(record)].append(record)
        self.extracted += 1

    def drop(self, kind: type[Record], leaves: Callable[[Record], bool]) -> None:
        """Take out the records of a kind that leave."""
        kept = [record for record in self.records[kind] if not leaves(record)]
        self.extracted -= self.count(kind) - len(kept)
        self.records[kind] = kept


def validated(raw: Raw, sha256: str, rejected: Set[object] = frozenset()) -> Record:
    """Give the record, or a reject with the reason: it does not validate, or what it hangs on is among the rejected."""
    missing = [key for key in OWN_KEYS.values() if raw.values.get(key) in rejected]
    if missing:
        return _reject(raw, sha256, f"{', '.join(missing)}: the record it belongs to was rejected")
    try:
        return raw.kind.model_validate(raw.values, context={"cell": raw.cell})
    except ValidationError as error:
        told = (f"{'.'.join(map(str, e['loc'])) or 'record'}: {e['msg']}" for e in error.errors())
        # what was given stands in `raw`
        return _reject(raw, sha256, "; ".join(told), error.json(include_url=False, include_input=False))


def _reject(raw: Raw, sha256: str, reason: str, errors: str = "[]") -> Reject:
    values = json.dumps(raw.values, ensure_ascii=True, default=str, sort_keys=True)
    x0, y0, x1, y1 = raw.box or (None,) * 4
    return Reject(
        reject_id=make_id("reject", sha256, raw.kind.table, values),
        sha256=sha256,
        record=raw.kind.table,
        raw=values,
        reason=reason,
        errors=errors,
        text=raw.cell,
        page=raw.page,
        x0=x0,
        y0=y0,
        x1=x1,
        y1=y1,
    )


def finding(sha256: str, notice: Notice, severity: Severity | None = None) -> Raw:
    """A finding; how much it matters is told by its rule where it is not given."""
    severity = severity or (Severity.INFORMATION if notice.rule in _INFORMATION else Severity.WARNING)
    values: dict[str, object] = {
        "finding_id": make_id("finding", sha256, notice.rule, notice.page, notice.row, notice.message),
        "sha256": sha256,
        "rule": notice.rule,
        "severity": severity,
        "message": notice.message,
        "page": notice.page,
        "ordinal": notice.row,
    }
    return Raw(Finding, values, notice.page)
