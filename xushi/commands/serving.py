"""Commands of what runs by schedule, and of what it did."""

from pathlib import Path

import click

from xushi.commands.options import FROM_SETTINGS, WAREHOUSE


@click.command()
@FROM_SETTINGS
@click.option("--port", type=click.IntRange(1, 65535), default=4200, show_default=True, help="Where its page is.")
def serve(warehouse: Path | None, port: int) -> None:
    """Run refreshes and re-extractions by schedule on this machine, as xushi.toml says, until it is ended.

    Starts a Prefect server where PREFECT_API_URL names none, and says where its page is.

    Example: xushi serve
    """
    from flows.settings import read_settings
    from xushi.serving import serve_until_ended

    serve_until_ended(read_settings(warehouse=warehouse), port)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address that it listens at.")
@click.option("--port", type=click.IntRange(1, 65535), default=4200, show_default=True, help="Where its page is.")
def server(host: str, port: int) -> None:
    """Run a Prefect server alone, for workers on this machine or others, until it is ended.

    Example: xushi server --host 0.0.0.0
    """
    from xushi.serving import server_until_ended

    server_until_ended(host, port)


@click.command()
@WAREHOUSE
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many to show.")
@click.option("--jsonl", is_flag=True, help="Write a JSON object a line.")
def runs(warehouse: Path, limit: int, jsonl: bool) -> None:
    """Show the runs of the ledger, the last first: what each was for, what it read, and by which rules.

    Example: xushi runs
    """
    from xushi.ledger import show_runs

    show_runs(warehouse, limit, jsonl)


@click.command()
@WAREHOUSE
@click.option("--jsonl", is_flag=True, help="Write a JSON object.")
def status(warehouse: Path, jsonl: bool) -> None:
    """Show the state of the warehouse: its last publish and its age, the next scheduled run, files that failed.

    Example: xushi status
    """
    from xushi.ledger import show_status

    show_status(warehouse, jsonl)


COMMANDS = (serve, server, runs, status)
