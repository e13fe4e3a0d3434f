"""The corrections file, which is the truth on what people corrected: lines of JSON, appended under a lock.

The table `corrections` holds the same lines as of the last publishing; where the two differ, documents are to be
corrected anew.
"""

import fcntl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import duckdb
from pydantic import ValidationError

from schemas import Correction
from warehouse.errors import WarehouseError
from warehouse.publishing import sync
from warehouse.rows import insert


def file_of(warehouse: Path) -> Path:
    """The file beside a warehouse that holds its corrections."""
    return warehouse.with_name(warehouse.name + ".corrections.jsonl")


def corrections_in(file: Path) -> list[Correction]:
    """Give the corrections in a file, the earliest first; raises WarehouseError where a line is none."""
    try:
        with file.open("rb") as opened, _locked(opened, fcntl.LOCK_SH):
            lines = opened.read().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise WarehouseError(f"{file}: can't be read ({error.strerror or error}); check the file.") from error
    found = (_correction(file, number, line) for number, line in enumerate(lines, start=1) if line.strip())
    # a line that stands there twice, as two files put together have it, is one correction
    return list({one.correction_id: one for one in found}.values())


def append(warehouse: Path, corrections: Iterable[Correction]) -> None:
    """Add corrections to the file of a warehouse, all of them or none, and have them on the disk."""
    written = "".join(line_of(one) + "\n" for one in corrections).encode()
    if not written:
        return
    with file_of(warehouse).open("ab", buffering=0) as opened, _locked(opened, fcntl.LOCK_EX):
        opened.write(written)
        sync(file_of(warehouse))


def line_of(correction: Correction) -> str:
    """A correction as a line of JSON."""
    return correction.model_dump_json()


def corrections_held(connection: duckdb.DuckDBPyConnection) -> list[Correction]:
    """The corrections that a warehouse holds, as of its last publishing."""
    columns = ", ".join(Correction.model_fields)
    found = connection.execute(f"SELECT {columns} FROM {Correction.table} ORDER BY rowid").fetchall()  # noqa: S608
    return [Correction(**dict(zip(Correction.model_fields, row, strict=True))) for row in found]


def hold(connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]) -> set[str]:
    """Have a warehouse hold these corrections and no others; gives the documents whose corrections are others now."""
    held = corrections_held(connection)
    if held == list(corrections):
        return set()
    connection.execute(f"DELETE FROM {Correction.table}")  # noqa: S608
    insert(connection, Correction, corrections)
    return {one.document_id for one in {*held} ^ {*corrections}}


def _correction(file: Path, number: int, line: bytes) -> Correction:
    try:
        return Correction.model_validate_json(line)
    except ValidationError as error:
        [first, *_] = error.errors()
        told = f"{'.'.join(map(str, first['loc'])) or 'JSON'}: {first['msg']}"
        raise WarehouseError(f"{file}: line {number} is no correction ({told}); mend or remove it.") from error


@contextmanager
def _locked(opened: IO[bytes], how: int) -> Iterator[None]:
    """Hold a lock on an open file; the kernel gives it back when it is closed, however that comes about."""
    fcntl.flock(opened, how)
    yield
