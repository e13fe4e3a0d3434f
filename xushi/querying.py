"""`xushi sql`: a question to the warehouse, answered as a table, CSV or lines of JSON."""

import csv
import json
import sys
from datetime import date
from decimal import Decimal
from math import isfinite
from pathlib import Path

import duckdb

from warehouse.database import connect
from warehouse.errors import WarehouseError
from xushi.screen import json_number, print_table, shown


def answer(query: str, warehouse: Path, form: str | None, as_of: str | None = None) -> None:
    """Print the result of `query`, now or `as_of` a date or run; `form` is csv, jsonl, or null for a table.

    Raises WarehouseError where the warehouse can't be opened or the query is wrong.
    """
    with connect(warehouse, as_of) as connection:
        try:
            connection.execute(query)
            headers = _names([column[0] for column in connection.description or ()])
            rows = connection.fetchall() if headers else []
        except duckdb.Error as error:
            raise WarehouseError(f"the query failed: {' '.join(str(error).split())}") from error
    if not headers:
        raise WarehouseError("the query asks nothing; give a SELECT.")
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(headers)
        writer.writerows([shown(value) for value in row] for row in rows)
    elif form == "jsonl":
        for row in rows:
            print(json.dumps(dict(zip(headers, map(json_value, row), strict=True)), ensure_ascii=False))
    else:
        print_table(headers, rows)


def _names(headers: list[str]) -> list[str]:
    """The names with those that come again numbered, as DuckDB does in its tables: a, a_1."""
    earlier = [headers[:at].count(name) for at, name in enumerate(headers)]
    return [f"{name}_{count}" if count else name for name, count in zip(headers, earlier, strict=True)]


def json_value(value: object) -> object:
    """A value of the warehouse as plain JSON."""
    if isinstance(value, Decimal):
        return json_number(value)
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, list):
        return [json_value(item) for item in value]
    if isinstance(value, dict):
        return {key: json_value(item) for key, item in value.items()}
    return value.isoformat() if isinstance(value, date) else value if _is_plain(value) else str(value)


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)
