"""Tables made from the records: columns, types, NOT NULL, CHECK, and a comment on each table and column."""

import types
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Union, get_args, get_origin

import pyarrow as pa
from pydantic.fields import FieldInfo

from schemas import CONTENT, OBSERVATIONS, Document, Record

VERSION_NUMBER = "version_number"
"""A column that the warehouse adds to all content but documents: it counts the versions as they came to this file.

The rows of a version lie together, so that a question which joins by this number reads them and no others, however many
there are: DuckDB leaves blocks out whose least and greatest number don't fit. It is no content, for another warehouse
has other numbers.
"""

# value and base_value: no binary fractions
_DECIMAL = "DECIMAL(38,10)"
_LINES = ",\n  "
_SQL_TYPES: dict[object, str] = {
    str: "VARCHAR",
    int: "INTEGER",
    float: "DOUBLE",
    bool: "BOOLEAN",
    date: "DATE",
    datetime: "TIMESTAMP",
    Decimal: _DECIMAL,
    list[str]: "VARCHAR[]",
    list[int]: "INTEGER[]",
}
_ARROW_TYPES: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
    datetime: pa.timestamp("us"),
    Decimal: pa.decimal128(38, 10),
    list[str]: pa.list_(pa.string()),
    list[int]: pa.list_(pa.int32()),
}


def statements() -> Iterator[str]:
    """Give the SQL that creates every table with its comments; a table that is there stays as it is."""
    for record in (*CONTENT, *OBSERVATIONS):
        columns = [_column(name, field) for name, field in record.model_fields.items()]
        if is_numbered(record):
            columns.append(f"{VERSION_NUMBER} INTEGER NOT NULL")
        yield f"CREATE TABLE IF NOT EXISTS {record.table} (\n  {_LINES.join(columns)}\n)"
        yield f"COMMENT ON TABLE {record.table} IS {_quoted(record.comment)}"
        for name, field in record.model_fields.items():
            yield f"COMMENT ON COLUMN {record.table}.{name} IS {_quoted(field.description or '')}"
        if is_numbered(record):
            yield f"COMMENT ON COLUMN {record.table}.{VERSION_NUMBER} IS 'The version, as this warehouse counts them'"


def is_numbered(record: type[Record]) -> bool:
    """Whether the rows of a record's table are of one version each, and have its number."""
    return record in CONTENT and record is not Document


def arrow_schema(record: type[Record]) -> pa.Schema:
    """Give the Arrow schema of a record, its columns in the order of the fields."""
    return pa.schema([(name, _ARROW_TYPES[_stored(field)]) for name, field in record.model_fields.items()])


def _column(name: str, field: FieldInfo) -> str:
    plain, nullable = _plain_type(field)
    parts = [name, _SQL_TYPES[_stored(field)]]
    if not nullable:
        parts.append("NOT NULL")
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        parts.append(f"CHECK ({name} IN ({', '.join(_quoted(member.value) for member in plain)}))")
    return " ".join(parts)


def _stored(field: FieldInfo) -> object:
    """The Python type that a field's values are stored as: an enum as its string."""
    plain, _ = _plain_type(field)
    return str if isinstance(plain, type) and issubclass(plain, StrEnum) else plain


def _plain_type(field: FieldInfo) -> tuple[object, bool]:
    """The field's type without None and without constraints, and whether None is allowed."""
    annotation = field.annotation
    nullable = False
    if get_origin(annotation) in (Union, types.UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        nullable = len(members) < len(get_args(annotation))
        annotation = members[0]
    while hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    return annotation, nullable


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
