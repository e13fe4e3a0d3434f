"""The word lists of the samples, read from samples/data: every list is a file that can be edited."""

import csv
import tomllib
from functools import cache
from importlib import resources
from typing import Any

NATURES = ("works", "amounts", "services", "levels", "projects", "reforms")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Give the rows of a tab-separated list by its name."""
    text = resources.files("samples").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def column(name: str, field: str, **where: str) -> tuple[str, ...]:
    """Give one column of a list, of the rows whose fields equal `where`."""
    return tuple(row[field] for row in rows(name) if all(row[key] == value for key, value in where.items()))


@cache
def entries(nature: str) -> tuple[dict[str, Any], ...]:
    """Give the task kinds of one nature as they stand in their file."""
    text = resources.files("samples").joinpath("data", f"kinds_of_{nature}.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["kind"])
