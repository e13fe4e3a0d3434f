"""Commands that ask the warehouse and hand on what it holds."""

from pathlib import Path

import click

from xushi.commands.options import WAREHOUSE, complete_document


@click.command()
@click.argument("query")
@WAREHOUSE
@click.option("--csv", "form", flag_value="csv", help="Write comma-separated values.")
@click.option("--jsonl", "form", flag_value="jsonl", help="Write a JSON object a line.")
@click.option(
    "--as-of",
    metavar="DATE|RUN",
    help="Have views show the versions of documents that were current at the end of a date (UTC), or after a run.",
)
def sql(query: str, warehouse: Path, form: str | None, as_of: str | None) -> None:
    """Ask the warehouse a question in SQL.

    Example: xushi sql "SELECT number, object, goal, q1, q2, q3, q4 FROM targets_by_quarter"

    Example: xushi sql --as-of 2024-06-30 "SELECT count(*) FROM current_tasks"
    """
    from xushi.querying import answer

    answer(query, warehouse, form, as_of)


@click.command()
@click.argument("words", nargs=-1, required=True)
@WAREHOUSE
@click.option("--jsonl", is_flag=True, help="Write a JSON object a line, with the ids of task and milestone.")
def find(words: tuple[str, ...], warehouse: Path, jsonl: bool) -> None:
    """Find the goals and milestones of current documents that hold all WORDS.

    Example: xushi find 幼儿园 开工
    """
    if not all(word.strip() for word in words):
        raise click.UsageError("A word to find is empty.")
    from xushi.finding import show_found

    show_found(words, warehouse, jsonl)


@click.command()
@WAREHOUSE
@click.option(
    "--document",
    metavar="ID|FILE|TITLE",
    shell_complete=complete_document,
    help="One document: its id, a file with its bytes, or its title.",
)
@click.option("--jsonl", is_flag=True, help="Write a JSON object a line.")
def series(document: str | None, warehouse: Path, jsonl: bool) -> None:
    """Show each goal of current documents against its quarters, and whether they meet it.

    Example: xushi series --document 云溪市2024年

    Example: xushi series --jsonl
    """
    from xushi.series import show_series

    show_series(document, warehouse, jsonl)


@click.command()
@click.argument("earlier", required=False)
@click.argument("later", required=False)
@WAREHOUSE
@click.option("--jsonl", is_flag=True, help="Write a JSON object a line.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write an HTML page that needs nothing else.",
)
def diff(earlier: str | None, later: str | None, warehouse: Path, jsonl: bool, page: Path | None) -> None:
    """Show which numbers of the same documents are other at a LATER moment: added, gone, or changed by field.

    A moment is a date, a time (UTC) or a run. Without them, what the last run changed; without LATER, until now.

    Example: xushi diff

    Example: xushi diff 2024-06-30 2024-12-31 --jsonl

    Example: xushi diff --html diff.html
    """
    if jsonl and page:
        raise click.UsageError("--jsonl and --html are two forms; name one.")
    from xushi.differing import show_differences

    show_differences(warehouse, earlier, later, jsonl, page)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@WAREHOUSE
@click.option(
    "--to", "form", required=True, type=click.Choice(("parquet", "csv", "xlsx", "duckdb")), help="The format."
)
@click.option(
    "--only", "names", multiple=True, help="A table or view to write, instead of all content; may be repeated."
)
def export(folder: Path, warehouse: Path, form: str, names: tuple[str, ...]) -> None:
    """Write tables and views as files into FOLDER; the same content gives the same bytes (but for duckdb).

    parquet is a folder a table with a partition a year, xlsx a workbook with a sheet a table, duckdb a copy of the
    whole warehouse. What spreadsheets would take for a formula gets an apostrophe before it in csv and xlsx.

    Example: xushi export --to parquet exported/

    Example: xushi export --to xlsx --only targets_by_quarter exported/
    """
    if names and form == "duckdb":
        raise click.UsageError("duckdb copies the whole warehouse; leave --only away.")
    from xushi.exporting import export_told

    export_told(warehouse, form, names, folder)


COMMANDS = (sql, find, series, diff, export)
