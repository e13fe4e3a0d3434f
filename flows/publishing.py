"""Publishing what was read: a batch in one transaction, with the run that read it; the files' bytes are kept."""

import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flows.correcting import corrected
from flows.extracting import Extraction
from flows.summary import Summary
from schemas import Run, Sighting
from schemas.run import Outcome, RunKind
from warehouse import archive
from warehouse.database import Connection, writing
from warehouse.errors import HeldError
from warehouse.gate import hold_back
from warehouse.loading import load
from warehouse.publishing import let_go
from warehouse.stored import known_versions
from warehouse.transactions import transaction

# A publish copies the whole warehouse. So the larger that is the more is published at once: about a tenth of the time
# goes into publishing, and a killed run loses about as much as was read in nine times what a publish takes.
BATCH = 20
MOST = 200
_READING_PER_PUBLISHING = 9

Publish = Callable[[Path, Run, Sequence[Extraction], float | None], None]


def publish(warehouse: Path, run: Run, extractions: Sequence[Extraction], allowed: float | None = None) -> None:
    """Load what was read, with the run that read it, and publish it; the files' bytes are kept.

    Where `allowed` is given, what is read again from known bytes is published apart from what is new, and raises
    HeldError where it would change more than that percentage of their quantities.
    """
    hashes = [extraction.document.sha256 for extraction in extractions if extraction.document]
    known = set() if allowed is None else known_versions(warehouse, hashes)
    again = [each for each in extractions if each.records is not None and each.records.sha256 in known]
    new = [each for each in extractions if each.records is None or each.records.sha256 not in known]
    if new or not again:
        _publish(warehouse, run, new, None)
    if again:
        _publish(warehouse, run, again, allowed)
    if again or allowed is None:
        let_go(warehouse)


def _publish(warehouse: Path, run: Run, extractions: Sequence[Extraction], allowed: float | None) -> None:
    with writing(warehouse) as connection:
        # what is held back is kept to be looked at, so it is written whole before it is judged
        with transaction(connection):
            for extraction in extractions:
                if extraction.document is not None and extraction.records is not None:
                    archive.keep(warehouse, extraction.document.sha256, extraction.document.content)
            load_extractions(connection, warehouse, run, extractions)
        if allowed is not None:
            hold_back(connection, run.run_id, allowed)


def load_extractions(connection: Connection, warehouse: Path, run: Run, extractions: Sequence[Extraction]) -> None:
    """Load what was read, with what people corrected in it and the run that read it, in the caller's transaction."""
    sightings = [_sighting(run.run_id, extraction) for extraction in extractions]
    read = [each.records for each in extractions if each.records is not None]
    load(connection, run, sightings, corrected(connection, warehouse, read))


def _sighting(run_id: str, extraction: Extraction) -> Sighting:
    return Sighting(
        run_id=run_id,
        source=extraction.file.name,
        sha256=extraction.sha256,
        outcome=Outcome.FAILED if extraction.failure else Outcome.LOADED,
        reason=extraction.failure,
        seconds=extraction.seconds,
        rules=extraction.rules,
        given_place=extraction.file.given.place,
        given_year=extraction.file.given.year,
    )


class Publisher:
    """Takes what was read file by file, and publishes it in batches as one run of the ledger.

    `unchanged` and `set_aside` count files of the run that are not read. Of known bytes that change more than `allowed`
    percent a batch is held back, and those after it go on. Where nothing could be read and there is no
    warehouse yet, none is made.
    """

    def __init__(
        self,
        warehouse: Path,
        kind: RunKind,
        publish: Publish = publish,
        *,
        allowed: float | None = None,
        unchanged: int = 0,
        set_aside: int = 0,
    ) -> None:
        self.run_id = uuid.uuid4().hex
        self.summary = Summary()
        self._warehouse = warehouse
        self._kind = kind
        self._allowed = allowed
        self.publish = publish
        self._not_read = {"unchanged": unchanged, "set_aside": set_aside}
        self._started, self._clock = _now(), time.monotonic()
        self._waiting: list[Extraction] = []
        self._published_at, self._seconds_a_publish = self._clock, 0.0

    def add(self, extraction: Extraction) -> None:
        """Take what was read of a file, and publish what waits if it is time."""
        self._waiting.append(extraction)
        self.summary = self.summary.plus(extraction)
        if self._is_time():
            self._publish_waiting()

    def finish(self) -> Summary:
        """Publish the rest, and give what the run brought."""
        if self._waiting:
            self._publish_waiting()
        return replace(self.summary, seconds=time.monotonic() - self._clock)

    def _is_time(self) -> bool:
        if len(self._waiting) < BATCH:
            return False
        since = time.monotonic() - self._published_at
        return len(self._waiting) >= MOST or since >= _READING_PER_PUBLISHING * self._seconds_a_publish

    def _publish_waiting(self) -> None:
        if not self.summary.documents and not self._warehouse.exists():
            return
        started = time.monotonic()
        try:
            self.publish(self._warehouse, self._run(), self._waiting, self._allowed)
        except HeldError as error:
            self.summary = replace(self.summary, held=(*self.summary.held, str(error)))
        self._waiting = []
        self._published_at = time.monotonic()
        self._seconds_a_publish = self._published_at - started

    def _run(self) -> Run:
        return Run(
            run_id=self.run_id,
            kind=self._kind,
            started_at=self._started,
            finished_at=_now(),
            files=self.summary.files + sum(self._not_read.values()),
            loaded=self.summary.documents,
            failed=len(self.summary.failures),
            **self._not_read,
        )


def _now() -> datetime:
    """UTC, without a zone, as the ledger keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)
