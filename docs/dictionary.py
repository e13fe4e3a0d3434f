"""Writes docs/data-dictionary.md from the records and views of the code. Run `make readme`."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from schemas import CONTENT, OBSERVATIONS
from warehouse import views
from warehouse.tables import statements

PAGE = Path(__file__).parent / "data-dictionary.md"
HEAD = """# Data dictionary

Made from `schemas/` and `warehouse/views/` by `make readme`; the warehouse carries the same words as comments. `null?`
has yes where a value may be missing. Documents lead to versions (their bytes) by `document_id`, versions to tasks,
findings and rejects by `sha256`, tasks to all else by `task_id`. `version_number` counts the versions of one
warehouse: joined by it as well, a question on one document reads the rows of that document alone.
"""


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(dictionary(), encoding="utf8")


def dictionary() -> str:
    """The whole page."""
    with duckdb.connect() as connection:
        for statement in (*statements(), *views.statements()):
            connection.execute(statement)
        parts = (HEAD, *_tables(connection), "## Views\n", *_views(connection))
        return "\n".join(parts)


def _tables(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for title, records in (("Content", CONTENT), ("Observations", OBSERVATIONS)):
        yield f"## {title}\n"
        for record in records:
            yield f"### {record.table}\n\n{record.comment}.\n"
            yield "| column | type | null? | meaning |\n| --- | --- | --- | --- |"
            columns = (
                "SELECT column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE table_name = ?"
                " ORDER BY column_index"
            )
            for name, kind, nullable, meaning in connection.execute(columns, [record.table]).fetchall():
                yield f"| {name} | {kind} | {'yes' if nullable else ''} | {_cell(meaning)} |"
            yield ""


def _views(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for view in sorted(views.definitions(), key=lambda view: view.name):
        yield f"### {view.name}\n\n{view.comment}\n"
        described = connection.execute(f"DESCRIBE {view.name}").fetchall()
        yield "| column | type |\n| --- | --- |"
        yield from (f"| {name} | {_cell(kind)} |" for name, kind, *_ in described)
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()
