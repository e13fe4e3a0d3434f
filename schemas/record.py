"""What all records share: fields that allow no others, a table's name, and ids made of what identifies a row."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """A row of the warehouse. `table` is its table's name, `comment` what a row of it says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: ClassVar[str]
    comment: ClassVar[str]


# 28 digits before the point and 10 after it: what DuckDB's DECIMAL(38,10) holds
Amount = Annotated[Decimal, Field(max_digits=38, decimal_places=10, allow_inf_nan=False)]

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def make_id(*parts: str | int | date | None) -> str:
    """An id of 128 bits in hex from what identifies a row; the same parts give the same id on every machine."""
    told = json.dumps([part.isoformat() if isinstance(part, date) else part for part in parts])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def as_text(value: object) -> str | None:
    """A field's value as text: decimals in plain digits, days as YYYY-MM-DD, rows and lists as JSON; null as null."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=as_text)
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)
