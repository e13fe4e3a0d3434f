"""Commands that review and correct what was read, and check what is there."""

import getpass
from pathlib import Path

import click

from xushi.commands.options import WAREHOUSE


@click.command()
@click.argument("record_id", metavar="ID")
@WAREHOUSE
@click.option(
    "--set", "settings", multiple=True, required=True, metavar="FIELD=VALUE", help="What it is; may be repeated."
)
@click.option("--reason", required=True, help="Why: what a colleague would ask.")
@click.option("--who", envvar="XUSHI_WHO", show_envvar=True, help="Who says so; by default, who is logged in.")
def correct(record_id: str, warehouse: Path, settings: tuple[str, ...], reason: str, who: str | None) -> None:
    """Correct fields of a record, known by its ID (quantity_id, task_id, …) or its stable key; it holds from now on.

    FIELD= without a value says that there is none. What was read stays in the table corrected_fields.

    Example: xushi correct 0123456789abcdef0123456789abcdef --set value=9 --reason "a typing error in the plan"
    """
    from xushi.correcting import correct_told

    correct_told(warehouse, record_id, settings, reason, who)


@click.group()
def corrections() -> None:
    """List, take over or hand on what people corrected.

    Example: xushi corrections list
    """


@corrections.command("list")
@WAREHOUSE
@click.option("--jsonl", is_flag=True, help="Write a JSON object a line.")
def list_corrections(warehouse: Path, jsonl: bool) -> None:
    """Show the corrections of the warehouse, and whether each is applied.

    Example: xushi corrections list
    """
    from xushi.correcting import show_corrections

    show_corrections(warehouse, jsonl)


@corrections.command("apply")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@WAREHOUSE
def apply_corrections(file: Path, warehouse: Path) -> int:
    """Take over the corrections in FILE, such as those of another warehouse; known ones are left out.

    Example: xushi corrections apply theirs.jsonl
    """
    from xushi.correcting import apply_told

    return apply_told(warehouse, file)


@corrections.command("export")
@WAREHOUSE
def export_corrections(warehouse: Path) -> None:
    """Write the corrections as lines of JSON, for `apply` elsewhere.

    Example: xushi corrections export > ours.jsonl
    """
    from xushi.correcting import export_lines

    export_lines(warehouse)


@click.command()
@WAREHOUSE
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8210, show_default=True, help="Where the page is; 0: any."
)
@click.option("--who", envvar="XUSHI_WHO", show_envvar=True, help="Who answers; by default, who is logged in.")
@click.option("--open/--no-open", "launch", default=True, show_default=True, help="Open the page in the browser.")
@click.option("--password", envvar="XUSHI_PASSWORD", show_envvar=True, help="Opens files that are locked.")
def review(warehouse: Path, port: int, who: str | None, launch: bool, password: str | None) -> None:
    """Go through what is doubtful on a local web page, and accept, correct or reject it, until the page is ended.

    The page shows findings and records with doubt by weight, each with the place where it was written; answers are
    kept and published as `xushi correct` does. It speaks to this machine alone, and to whoever has the address.

    Example: xushi review --who 王某
    """
    from xushi.reviewing.serving import review_until_ended

    review_until_ended(warehouse, port, who or getpass.getuser(), password, launch=launch)


@click.command()
@WAREHOUSE
def check(warehouse: Path) -> int:
    """Check all rows of the warehouse against its rules; a run checks those that it brings.

    Example: xushi check
    """
    from xushi.checking import check_told

    return check_told(warehouse)


COMMANDS = (correct, corrections, review, check)
