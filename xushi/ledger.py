"""`xushi runs` and `xushi status`: what was done when, and how the warehouse stands."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from flows.rules import rules_version
from warehouse.database import connect
from warehouse.ledger import Failure, failures, last_runs, readings
from xushi.screen import print_table

# so much of a hash tells one version of the rules from another
_SHOWN = 12


def show_runs(warehouse: Path, limit: int, jsonl: bool) -> None:
    """Print the last runs, the newest first; raises WarehouseError where there is no warehouse."""
    with connect(warehouse) as connection:
        names, rows = last_runs(connection, limit)
    if jsonl:
        for row in rows:
            click.echo(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str))
    else:
        print_table(names, [[_short(name, value) for name, value in zip(names, row, strict=True)] for row in rows])


def _short(name: str, value: object) -> object:
    if name == "rules" and isinstance(value, list):
        return [str(one)[:_SHOWN] for one in value]
    return value.replace(microsecond=0) if isinstance(value, datetime) else value


def show_status(warehouse: Path, jsonl: bool) -> None:
    """Print how the warehouse stands; raises WarehouseError where there is none."""
    with connect(warehouse) as connection:
        names, rows = last_runs(connection, 1)
        read, failed = readings(connection), failures(connection)
    last = dict(zip(names, rows[0], strict=True)) if rows else {}
    published = last.get("finished_at")
    age = datetime.now(UTC).replace(tzinfo=None) - published if isinstance(published, datetime) else None
    rules = rules_version()
    told: dict[str, object] = {
        "warehouse": str(warehouse),
        "last publish (UTC)": published,
        "age": str(timedelta(seconds=int(age.total_seconds()))) if age is not None else None,
        "last run": last.get("kind"),
        "documents read by other rules": sum(reading.rules != rules for reading in read),
        "rules": rules if jsonl else rules[:_SHOWN],
        "next scheduled run": _next_run(),
        "files that failed": len(failed),
    }
    if jsonl:
        told["failures"] = [{"source": one.source, "reason": one.reason} for one in failed]
        click.echo(json.dumps(told, ensure_ascii=False, default=str))
        return
    for name, value in told.items():
        click.echo(f"{name:<30} {'' if value is None else _short(name, value)}")
    _show_failures(failed)


def _show_failures(failed: list[Failure]) -> None:
    for one in failed:
        click.echo(f"  {one.reason}")


def _next_run() -> str | None:
    """When the next run is due, as the Prefect server that is set knows it; null without one."""
    if not os.environ.get("PREFECT_API_URL"):
        return None
    from flows.on_prefect.schedules import next_run

    return next_run()
