"""What a re-extraction changes: told before rows are replaced, record by record and field by field."""

from collections.abc import Iterator
from dataclasses import dataclass

from schemas import Change, Record
from schemas.record import as_text
from schemas.run import ChangeKind

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table for one version of a document, as they were and as they are to be, each by its id."""

    kind: type[Record]
    before: dict[str, Row]
    after: dict[str, Row]

    def changes(self, run_id: str, sha256: str) -> Iterator[Change]:
        """Tell what is added, gone, and changed, field by field."""
        for record_id in sorted(self.before.keys() | self.after.keys()):
            before, after = self.before.get(record_id), self.after.get(record_id)
            for kind, field, old, new in _differences(before, after):
                yield Change(
                    run_id=run_id,
                    sha256=sha256,
                    record=self.kind.table,
                    record_id=record_id,
                    kind=kind,
                    field=field,
                    old=old,
                    new=new,
                )


def _differences(
    before: Row | None, after: Row | None
) -> Iterator[tuple[ChangeKind, str | None, str | None, str | None]]:
    if before is None:
        yield ChangeKind.ADDED, None, None, as_text(after)
    elif after is None:
        yield ChangeKind.GONE, None, as_text(before), None
    else:
        for field in before:
            if before[field] != after[field]:
                yield ChangeKind.CHANGED, field, as_text(before[field]), as_text(after[field])
