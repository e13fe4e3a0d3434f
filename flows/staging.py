"""Staging: what workers read lies as Parquet in a folder that all machines reach, until the one loader publishes it.

    <folder>/.incoming/<sha256>.<rules>/<table>.parquet    a document that was read and is not public yet
    <folder>/<table>/<sha256>.parquet                      the lake: what is public, a file for each document

A document's folder comes into being whole, by one renaming: who is killed while it is written leaves nothing that is
read. Its files move into the lake after the warehouse is published; every table has one, with no rows where there are
none, so that `read_parquet('<folder>/quantities/*.parquet')` has an answer for each table.
"""

import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet
from pydantic import ValidationError

from extractors.documents.document import Document, read_document
from extractors.errors import UnreadableError
from extractors.validation import DocumentRecords
from flows.extracting import Extraction, Staged
from flows.settings import Settings
from schemas import CONTENT
from warehouse.database import connect
from warehouse.errors import WarehouseError
from warehouse.ledger import read_by
from warehouse.tables import arrow_schema

_INCOMING = ".incoming"
_PARTIAL = ".partial"


def stage(folder: Path, extraction: Extraction) -> Extraction:
    """Write the records of an extraction into `folder`; gives it with a reference in their place, and without bytes.

    Where they can't be written, that is its failure.
    """
    try:
        return _staged(folder, extraction)
    except OSError as error:
        told = f"can't be staged in {folder} ({error.strerror or error}); check the folder on each worker"
        return replace(extraction, document=None, records=None, failure=f"{extraction.file.name}: {told}.")


def _staged(folder: Path, extraction: Extraction) -> Extraction:
    records = extraction.records
    if records is None or extraction.staged:
        return extraction
    at = folder / _INCOMING / f"{records.sha256}.{extraction.rules}"
    _write(records, at)
    counts = {kind.table: records.count(kind) for kind in CONTENT}
    staged = Staged(at, records.document_id, records.sha256, records.extracted, counts)
    return replace(extraction, document=None, records=None, staged=staged)


def _write(records: DocumentRecords, at: Path) -> None:
    partial = at.with_name(f"{uuid.uuid4().hex}{_PARTIAL}")
    partial.mkdir(parents=True)
    for kind in CONTENT:
        rows = [record.model_dump() for record in records.records[kind]]
        parquet.write_table(pa.Table.from_pylist(rows, schema=arrow_schema(kind)), _file(partial, kind.table))
    try:
        partial.rename(at)
    except OSError:
        # a worker that was taken for dead has written the same
        if not at.exists():
            raise
        shutil.rmtree(partial)


def unstage(extraction: Extraction) -> Extraction:
    """Give an extraction with the records that were staged, each validated again, and with the file's bytes.

    Where they are not what was written, or the file has other bytes by now, that is its failure.
    """
    staged = extraction.staged
    if staged is None:
        return extraction
    name = extraction.file.name
    try:
        document = _document(extraction, staged)
        records = {
            kind: [kind.model_validate(row) for row in _rows(_file(staged.folder, kind.table))] for kind in CONTENT
        }
    except (OSError, pa.ArrowException, ValidationError) as error:
        told = " ".join(f"{type(error).__name__}: {error}".split())
        return replace(extraction, staged=None, failure=f"{name}: what a worker staged can't be read ({told}).")
    except UnreadableError as error:
        return replace(extraction, staged=None, failure=str(error))
    if {kind.table: len(found) for kind, found in records.items()} != staged.counts:
        return replace(extraction, staged=None, failure=f"{name}: what a worker staged is not all there.")
    read = DocumentRecords(staged.document_id, staged.sha256, records, staged.extracted)
    return replace(extraction, document=document, records=read)


def _document(extraction: Extraction, staged: Staged) -> Document:
    document = read_document(extraction.file.path, extraction.file.source)
    if document.sha256 != staged.sha256:
        raise UnreadableError(f"{document.source}: was changed while it was read; run again.")
    return document


def _rows(path: Path) -> list[dict[str, object]]:
    with parquet.ParquetFile(path) as file:
        rows: list[dict[str, object]] = file.read().to_pylist()
    return rows


def _file(folder: Path, table: str) -> Path:
    return folder / f"{table}.parquet"


@dataclass(frozen=True, slots=True)
class Staging:
    """What the loader does with a staging folder; without one it does nothing.

    `is_kept` says whether what is public stays there as the lake, or is removed.
    """

    folder: Path | None
    is_kept: bool

    @classmethod
    def of(cls, settings: Settings) -> "Staging":
        """Give the staging that the settings ask for."""
        return cls(settings.staging_folder, settings.staging_kept)

    def tidy(self, warehouse: Path) -> None:
        """Settle what an earlier run published and left, and remove what it did not publish; only for who is alone.

        Raises WarehouseError where the folder can't be written.
        """
        if self.folder is None:
            return
        incoming = self.folder / _INCOMING
        with self._written():
            incoming.mkdir(parents=True, exist_ok=True)
            left = sorted(incoming.iterdir())
            public = _public(warehouse) if left else set()
            for at in left:
                if at.name in public:
                    self._settle(at)
                else:
                    shutil.rmtree(at)

    def passed(self, extractions: Iterable[Extraction]) -> Iterator[Extraction]:
        """Give what was read, and stage what no worker has staged; raises WarehouseError where that can't be."""
        for extraction in extractions:
            staged = extraction.staged
            if self.folder is not None:
                with self._written():
                    staged = _staged(self.folder, extraction).staged
            yield replace(extraction, staged=staged)

    def settle(self, published: Iterable[Extraction]) -> None:
        """Move what is public by now into the lake, or remove it; raises WarehouseError where that can't be."""
        with self._written():
            for extraction in published:
                if extraction.staged:
                    self._settle(extraction.staged.folder)

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            told = f"can't be written ({error.strerror or error}); check the folder"
            raise WarehouseError(f"{self.folder}: {told}.") from error

    def _settle(self, at: Path) -> None:
        if self.folder is not None and self.is_kept:
            sha256 = at.name.partition(".")[0]
            # the files that are not there any more were moved by a run that was killed
            for file in at.iterdir():
                table = self.folder / file.stem
                table.mkdir(exist_ok=True)
                file.replace(_file(table, sha256))
        shutil.rmtree(at)


def _public(warehouse: Path) -> set[str]:
    """The names of folders whose documents the warehouse has as they were read."""
    if not warehouse.exists():
        return set()
    with connect(warehouse) as connection:
        return {f"{sha256}.{rules}" for sha256, rules in read_by(connection).items()}
