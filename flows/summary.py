"""What a run brought, over all its files."""

from dataclasses import dataclass, replace

from flows.extracting import Extraction
from schemas import Finding, Milestone, Quantity, Record, Reject, Task


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what was read, and a sentence for each file that was not, and for each batch that was held back.

    `seconds` is the time of the whole run.
    """

    documents: int = 0
    pages: int = 0
    tasks: int = 0
    milestones: int = 0
    quantities: int = 0
    findings: int = 0
    rejects: int = 0
    failures: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def files(self) -> int:
        """How many files were read or tried."""
        return self.documents + len(self.failures)

    def plus(self, extraction: Extraction) -> "Summary":
        """The summary with another file counted in."""
        records = extraction.records
        if records is None:
            return replace(self, failures=(*self.failures, extraction.failure or ""))

        def count(kind: type[Record]) -> int:
            return records.count(kind)

        return replace(
            self,
            documents=self.documents + 1,
            pages=self.pages + extraction.pages,
            tasks=self.tasks + count(Task),
            milestones=self.milestones + count(Milestone),
            quantities=self.quantities + count(Quantity),
            findings=self.findings + count(Finding),
            rejects=self.rejects + count(Reject),
        )
