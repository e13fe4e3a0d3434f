"""Writes tables and views into a folder: the same content gives the same bytes, whoever writes it, and whenever.

Rows are sorted and written by one thread. Runs and sightings are what was done and when, not content: they stay out
unless they are named. A copy of the whole warehouse has all.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from schemas import CONTENT
from warehouse.errors import WarehouseError
from warehouse.export.files import write_csv, write_duckdb, write_parquet
from warehouse.export.relations import Relation, relation
from warehouse.export.workbook import write_workbook

Writer = Callable[[duckdb.DuckDBPyConnection, Sequence[Relation], Path], None]

FORMATS: dict[str, Writer] = {
    "parquet": write_parquet,
    "csv": write_csv,
    "xlsx": write_workbook,
    "duckdb": write_duckdb,
}
"""What writes each format: a connection, what to write, and the folder it goes to."""


def export(connection: duckdb.DuckDBPyConnection, form: str, names: Sequence[str], folder: Path) -> list[Path]:
    """Write the tables and views `names`, or all tables of content, to `folder`; gives what was written, by name.

    Files and folders of the same names are replaced once all is written; others stay. Raises WarehouseError where a
    name is not known, or where the folder can't be written.
    """
    relations = [relation(connection, name) for name in names or [kind.table for kind in CONTENT]]
    connection.execute("SET threads = 1")
    try:
        with _beside(folder) as unfinished:
            FORMATS[form](connection, relations, unfinished)
            return sorted(_moved(path, folder) for path in unfinished.iterdir())
    except OSError as error:
        raise WarehouseError(f"{folder}: can't be written ({error.strerror or error}); name another folder.") from error


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give a folder for unfinished files on the same disk as `folder`, which is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
    try:
        yield unfinished
    finally:
        shutil.rmtree(unfinished)


def _moved(path: Path, folder: Path) -> Path:
    target = folder / path.name
    if target.is_dir():
        # a year that is no more must not stay behind in its partition
        shutil.rmtree(target)
    return path.replace(target)
