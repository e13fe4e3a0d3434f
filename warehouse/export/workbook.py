"""Exports as an Excel workbook: a sheet a table or view, the first row its columns."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from warehouse.errors import WarehouseError
from warehouse.export.cells import workbook_value
from warehouse.export.relations import Relation, quoted

WORKBOOK = "xushi.xlsx"
_MOST_ROWS = 1_048_576
_LONGEST_TITLE = 31
_BATCH = 10_000
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def write_workbook(connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation], folder: Path) -> None:
    """Write one workbook with a sheet a relation; raises WarehouseError where one has more rows than a sheet holds."""
    book = Workbook(write_only=True)
    for one in relations:
        counted = connection.execute(f"SELECT count(*) FROM {quoted(one.name)}").fetchall()  # noqa: S608
        if counted[0][0] >= _MOST_ROWS:
            told = f"{counted[0][0]} rows are more than a sheet holds"
            raise WarehouseError(f"{one.name}: {told}; export it to csv or parquet.")
        _write_sheet(connection, one, book.create_sheet(one.name[:_LONGEST_TITLE]))
    book.save(folder / WORKBOOK)
    _without_times(folder / WORKBOOK)


def _write_sheet(connection: duckdb.DuckDBPyConnection, one: Relation, sheet: WriteOnlyWorksheet) -> None:
    sheet.freeze_panes = "A2"
    sheet.append(list(one.columns))
    rows = connection.execute(one.select())
    while batch := rows.fetchmany(_BATCH):
        for row in batch:
            sheet.append([workbook_value(value) for value in row])


def _without_times(path: Path) -> None:
    """Take the time of writing out of the workbook's archive, so that the same rows are the same bytes."""
    timed = path.with_suffix(".timed")
    path.replace(timed)
    with zipfile.ZipFile(timed) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == _PROPERTIES:
                content = _TIMES.sub(b"", content)
            target.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    timed.unlink()
