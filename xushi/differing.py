"""`xushi diff`: the numbers that are other at a later moment, as a table, lines of JSON, or a page."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

import click

from warehouse.database import connect
from warehouse.differences import Difference, differences, last_run
from warehouse.errors import WarehouseError
from warehouse.history import moment_of
from xushi.screen import print_table

_SHOWN = ("place", "year", "number", "period", "text", "kind", "field", "old", "new")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is other between two moments (UTC), the later one null for now."""

    since: datetime
    until: datetime | None
    found: Sequence[Difference]

    @property
    def summary(self) -> str:
        """How many numbers are other, and in which fields."""
        if not self.found:
            return "no number is other in the documents that were there at both moments"
        numbers = Counter({one.stable_key: one.kind for one in self.found}.values())
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(numbers.items()))
        fields = Counter(one.field for one in self.found if one.field)
        in_fields = ", ".join(f"{name} {count}" for name, count in fields.most_common())
        return f"{told}{f' ({in_fields})' if in_fields else ''}"

    def documents(self, most: int | None = None) -> list[tuple[str, list[Difference]]]:
        """Give the differences by document, each with its title; of many the first `most`."""
        by_document = groupby(self.found[:most], key=lambda one: (one.document_id, one.title or "untitled"))
        return [(title, list(of_document)) for (_, title), of_document in by_document]


def compare(warehouse: Path, earlier: str | None, later: str | None) -> Comparison:
    """Compare two moments: without them before the last run, and now. Raises WarehouseError where a moment is none."""
    with connect(warehouse) as connection:
        since = moment_of(connection, earlier) if earlier else last_run(connection)
        until = moment_of(connection, later) if later else None
        return Comparison(since, until, list(differences(connection, since, until or datetime.max)))


def show_differences(warehouse: Path, earlier: str | None, later: str | None, jsonl: bool, page: Path | None) -> None:
    """Print what is other, or write it as a page that needs nothing else."""
    compared = compare(warehouse, earlier, later)
    if page:
        _write(page, warehouse, compared)
    elif jsonl:
        for one in compared.found:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
    elif compared.found:
        print_table(_SHOWN, ([getattr(one, name) for name in _SHOWN] for one in compared.found))
    click.echo(compared.summary, err=True)


def _write(output: Path, warehouse: Path, compared: Comparison) -> None:
    from xushi.reviewing.pages import page, static

    filled = page(
        "differences",
        layout="file.html.jinja",
        style=static("review.css"),
        compared=compared,
        documents=compared.documents(),
        compared_in=warehouse,
        is_held=False,
        left_out=0,
    )
    try:
        output.write_text(filled, encoding="utf8")
    except OSError as error:
        raise WarehouseError(f"{output}: can't be written ({error.strerror}); check the folder.") from error
