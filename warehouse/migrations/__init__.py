"""The steps from one schema version to the next: a file each, numbered by the version that it leads to.

A step supplies what the rows of an older warehouse lack, or moves what stands elsewhere now. The shape of the tables
themselves is not its concern: warehouse/shape.py takes it from the records.
"""

from importlib.resources import files

import duckdb


def newest() -> int:
    """The schema version that this code writes."""
    return max(steps())


def steps() -> dict[int, str]:
    """Each step's SQL by the version that it leads to, in order."""
    sources = {file.name: file for file in files(__name__).iterdir() if file.name.endswith(".sql")}
    return {int(name.partition("_")[0]): sources[name].read_text(encoding="utf8") for name in sorted(sources)}


def migrate(connection: duckdb.DuckDBPyConnection, found: int) -> None:
    """Take a warehouse of schema version `found` through the steps it lacks, and record where it stands."""
    for version, sql in steps().items():
        if version > found:
            connection.execute(sql)
            connection.execute("UPDATE warehouse_info SET schema_version = ?", [version])
