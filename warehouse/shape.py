"""The shape of the tables in a file, made to agree with the records that declare it."""

import duckdb

from warehouse.tables import statements

# what a table is called while its rows move into the one that takes its place
_FORMER = "former_"


def shape_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the tables that are missing, and those anew whose columns or constraints are now declared otherwise.

    Rows move by the names of their columns. A column that is new is null in them, unless a migration filled it; one
    that is declared no more must have been dropped by a migration, for nothing is forgotten in silence.
    """
    found = _tables(connection)
    changed = [name for name, sql in _declared().items() if found.get(name, sql) != sql]
    for name in changed:
        connection.execute(f"ALTER TABLE {name} RENAME TO {_FORMER}{name}")
    for statement in statements():
        connection.execute(statement)
    for name in changed:
        connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM {_FORMER}{name}")  # noqa: S608
        connection.execute(f"DROP TABLE {_FORMER}{name}")


def _declared() -> dict[str, str]:
    with duckdb.connect() as connection:
        for statement in statements():
            connection.execute(statement)
        return _tables(connection)


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Each table's definition in DuckDB's own words, which are the same for the same columns and constraints."""
    return dict(connection.execute("SELECT table_name, sql FROM duckdb_tables() WHERE NOT internal").fetchall())
