"""`xushi series`: each goal against its quarters, as a table or lines of JSON."""

import json
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import click
import duckdb

from warehouse.database import connect
from warehouse.errors import WarehouseError
from xushi.screen import json_number, print_table

# what the lines of JSON call each column of the view
_LINE = {
    "task": "number", "row": "ordinal", "name": "indicator", "unit": "unit", "goal": "goal",
    "q1": "q1", "q2": "q2", "q3": "q3", "q4": "q4",
    "basis": "basis", "verdict": "verdict", "decided_by": "decided_by", "reason": "reason",
}  # fmt: skip
_SHOWN = ("number", "indicator", "unit", "goal", "q1", "q2", "q3", "q4", "basis", "decided_by", "verdict", "reason")


def show_series(document: str | None, warehouse: Path, jsonl: bool) -> None:
    """Print the series of every current document, or of one; raises WarehouseError where there is no such document."""
    with connect(warehouse) as connection:
        documents = [_found(connection, document)] if document else None
        columns = list(_LINE.values()) if jsonl else list(_SHOWN)
        rows = _rows(connection, columns, documents)
    if jsonl:
        for row in rows:
            click.echo(json.dumps(dict(zip(_LINE, map(_plain, row), strict=True)), ensure_ascii=False))
    else:
        print_table(columns, rows)


def _rows(
    connection: duckdb.DuckDBPyConnection, columns: list[str], documents: list[str] | None
) -> list[tuple[object, ...]]:
    condition = "true" if documents is None else "document_id IN (SELECT unnest($documents))"
    query = (
        f"SELECT {', '.join(columns)} FROM indicators WHERE {condition}"  # noqa: S608 - our own names
        " ORDER BY place, year, document_id, ordinal, position"
    )
    return connection.execute(query, {} if documents is None else {"documents": documents}).fetchall()


def _found(connection: duckdb.DuckDBPyConnection, document: str) -> str:
    """Give the id of the document that is meant: by its id, a file with its bytes, or its title or a part of it."""
    path = Path(document)
    digest = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    title = "".join(document.split())
    query = (
        "SELECT DISTINCT document_id FROM documents LEFT JOIN versions USING (document_id)"
        " WHERE document_id = $given OR sha256 = $digest OR contains(title, $title)"
    )
    found = connection.execute(query, {"given": document, "digest": digest, "title": title}).fetchall()
    if len(found) != 1:
        told = "no document of the warehouse is" if not found else f"{len(found)} documents of the warehouse are"
        known = "the view quality tells the ids and titles of all"
        raise WarehouseError(f"{document}: {told} that; give an id, a file or a title ({known}).")
    return str(found[0][0])


def _plain(value: object) -> object:
    return json_number(value) if isinstance(value, Decimal) else value
