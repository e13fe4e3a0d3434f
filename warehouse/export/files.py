"""Exports that DuckDB writes: Parquet by year, CSV that no spreadsheet takes for formulas, the warehouse itself."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from warehouse.export.cells import csv_value
from warehouse.export.relations import Relation, quoted

# how Hive, and DuckDB reading it, write that a partition's value is null
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
WAREHOUSE = "xushi.duckdb"


def write_parquet(connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation], folder: Path) -> None:
    """Write a folder a relation, with a partition a year: quantities/year=2023/quantities.parquet."""
    for one in relations:
        # what has no rows is written once, for its columns
        for year in _years(connection, one) or [None]:
            partition = folder / one.name / f"year={_NO_YEAR if year is None else year}"
            partition.mkdir(parents=True)
            condition = f"{one.year} IS NOT DISTINCT FROM {'NULL' if year is None else year}"
            # a partition's own value stands in its name
            _copy(connection, one.select(["year"], condition), partition / f"{one.name}.parquet", "FORMAT parquet")


def write_csv(connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation], folder: Path) -> None:
    """Write a file a relation; null is nothing between its commas, an empty text two quotes."""
    for one in relations:
        columns = ", ".join(f"{csv_value(name, kind)} AS {quoted(name)}" for name, kind in one.columns.items())
        # sorted before values become text
        query = f"SELECT {columns} FROM ({one.select()})"  # noqa: S608
        _copy(connection, query, folder / f"{one.name}.csv", "FORMAT csv, HEADER")


def write_duckdb(connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation], folder: Path) -> None:
    """Write a copy of the whole warehouse: every table, view and comment, to be opened like the original.

    DuckDB gives each file an identifier of its own: of all formats, this one alone is never the same bytes twice.
    """
    # its connection may be one that only reads
    connection.execute(f"ATTACH '{_path(folder / WAREHOUSE)}' AS exported_copy (READ_WRITE)")
    (name,) = connection.execute("SELECT current_database()").fetchall()[0]
    connection.execute(f"COPY FROM DATABASE {quoted(name)} TO exported_copy")
    connection.execute("DETACH exported_copy")


def _years(connection: duckdb.DuckDBPyConnection, one: Relation) -> list[int | None]:
    query = f"SELECT DISTINCT {one.year} AS year FROM {quoted(one.name)} AS r ORDER BY year"  # noqa: S608
    return [year for (year,) in connection.execute(query).fetchall()]


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path, options: str) -> None:
    connection.execute(f"COPY ({query}) TO '{_path(path)}' ({options})")


def _path(path: Path) -> str:
    return str(path).replace("'", "''")
