"""A manifest: a file that lists sources, each with what is known of its document."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from extractors.errors import UnreadableError

_COLUMNS = {"source", "place", "year"}


def _none_of_empty(value: object) -> object:
    """An empty cell says nothing."""
    return None if value == "" else value


class Entry(BaseModel):
    """A line of a manifest: a folder, file or address, and the place and year of documents whose titles lack them."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    source: str = Field(min_length=1)
    place: Annotated[str | None, BeforeValidator(_none_of_empty)] = None
    year: Annotated[Annotated[int, Field(ge=1949, le=2100)] | None, BeforeValidator(_none_of_empty)] = None


def is_manifest(path: Path) -> bool:
    """Whether a file is a manifest: .toml and .csv are; text with tabs is one where its first line names `source`."""
    suffix = path.suffix.lower()
    if suffix != ".tsv":
        return suffix in {".toml", ".csv"}
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return "source" in file.readline().strip().split("\t")


def read_manifest(path: Path) -> list[Entry]:
    """Give the entries of a manifest, files and folders as seen from where it stands.

    TOML has a table `[[sources]]` an entry, CSV and TSV a line; the fields are source, place, year. Raises
    UnreadableError that names the entry that is wrong.
    """
    try:
        raws = list(_toml(path) if path.suffix.lower() == ".toml" else _lines(path))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise UnreadableError(f"{path}: can't be read as a manifest ({error}).") from None
    if not raws:
        raise UnreadableError(f"{path}: lists no sources; give a line or [[sources]] for each.")
    return [_entry(path, number, raw) for number, raw in enumerate(raws, start=1)]


def _toml(path: Path) -> Iterator[dict[str, object]]:
    found = tomllib.loads(path.read_text(encoding="utf8")).get("sources", [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UnreadableError(f"{path}: has no [[sources]]; give one for each source.")
    yield from found


def _lines(path: Path) -> Iterator[dict[str, object]]:
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=delimiter, strict=True)
        names = set(reader.fieldnames or ())
        if "source" not in names or names - _COLUMNS:
            told = ", ".join(map(str, reader.fieldnames or ())) or "nothing"
            raise UnreadableError(f"{path}: its first line names {told}; it must name source, and may place and year.")
        for row in reader:
            yield {("more" if name is None else name): value for name, value in row.items() if value is not None}


def _entry(path: Path, number: int, raw: dict[str, object]) -> Entry:
    try:
        return Entry.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        told = ".".join(map(str, first["loc"]))
        raise UnreadableError(f"{path}: source {number}: {told}: {first['msg']}.") from None
