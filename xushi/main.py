"""The command line: each command thin over the packages, which are imported when it runs."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

WAREHOUSE = click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("xushi.duckdb"),
    envvar="XUSHI_WAREHOUSE",
    show_default=True,
    show_envvar=True,
    help="The warehouse, a DuckDB file.",
)


_READING = (
    click.option(
        "--password", envvar="XUSHI_PASSWORD", show_envvar=True, help="Opens files that are locked with a password."
    ),
    click.option(
        "--time-limit",
        type=click.FloatRange(min=0, min_open=True),
        default=300.0,
        envvar="XUSHI_TIME_LIMIT",
        show_default=True,
        show_envvar=True,
        help="Seconds that reading one file may take.",
    ),
    click.option(
        "--memory-limit",
        type=click.IntRange(min=256),
        default=4096,
        envvar="XUSHI_MEMORY_LIMIT",
        show_default=True,
        show_envvar=True,
        help="Megabytes of memory that reading one file may take.",
    ),
)


_FROM_SETTINGS = click.option(
    "--warehouse",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The warehouse, a DuckDB file; without it XUSHI_WAREHOUSE, xushi.toml, or xushi.duckdb.",
)
_WORKERS = click.option("--workers", type=click.IntRange(min=1), help="Files read at once; else as many as cores.")


def _reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_READING):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="xushi")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """Read yearly plans of public works (民生实事序时进度安排) and query their numbers."""


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@WAREHOUSE
@_reading_options
@_WORKERS
@click.option("--prefect", is_flag=True, help="Run as a Prefect flow, with a server of its own if none is set.")
@click.option(
    "--max-changed",
    type=click.FloatRange(0, 100),
    default=10.0,
    envvar="XUSHI_MAX_CHANGED",
    show_default=True,
    show_envvar=True,
    help="Percent of the quantities of known bytes that reading them again may change; more is held back.",
)
@click.option("--accept", is_flag=True, help="Publish what reading known bytes again changes, however much.")
def ingest(
    paths: tuple[Path, ...],
    warehouse: Path,
    password: str | None,
    time_limit: float,
    memory_limit: int,
    workers: int | None,
    prefect: bool,
    max_changed: float,
    accept: bool,
) -> int:
    """Read plans and load them into the warehouse; folders are searched for files that may hold one.

    Runs as a Prefect flow where PREFECT_API_URL is set, else in this process.

    Example: xushi ingest plans/ more.pdf
    """
    from extractors.isolation.limits import Limits
    from xushi.ingesting import ingest_with_progress

    through_prefect = prefect or bool(os.environ.get("PREFECT_API_URL"))
    limits, allowed = Limits(time_limit, memory_limit), None if accept else max_changed
    return ingest_with_progress(paths, warehouse, password, limits, workers, through_prefect, allowed)


@cli.command()
@click.argument("sources", nargs=-1)
@_FROM_SETTINGS
@_WORKERS
@click.option("--retry-failed", is_flag=True, help="Try files again that these rules failed on before.")
@click.option("--runner", type=click.Choice(("here", "dask")), help="Who reads: this machine, or a Dask cluster.")
@click.option("--dask-address", metavar="ADDRESS", help="The cluster's scheduler, as in tcp://10.0.0.5:8786.")
@click.option("--prefect", is_flag=True, help="Run as a Prefect flow, with a server of its own if none is set.")
def refresh(
    sources: tuple[str, ...],
    warehouse: Path | None,
    workers: int | None,
    retry_failed: bool,
    runner: str | None,
    dask_address: str | None,
    prefect: bool,
) -> int:
    """Read what is new or changed in SOURCES, else in the sources of xushi.toml, and nothing else.

    A source is a folder, a file, an address of an allowed host, or a manifest that lists such (.toml, .csv, .tsv).

    Example: xushi refresh plans/ sources.csv
    """
    from flows.settings import read_settings
    from xushi.refreshing import refresh_with_progress

    settings = read_settings(
        sources=list(sources), warehouse=warehouse, workers=workers, runner=runner, dask_address=dask_address
    )
    through_prefect = prefect or settings.runner == "dask" or bool(os.environ.get("PREFECT_API_URL"))
    return refresh_with_progress(settings, retry_failed=retry_failed, through_prefect=through_prefect)


@cli.command("re-extract")
@_FROM_SETTINGS
@_WORKERS
@click.option("--place", help="Documents of this place.")
@click.option("--year", type=int, help="Documents of this year.")
@click.option("--document", metavar="ID|TITLE|FILE", help="One document: its id, or part of its title or file's name.")
@click.option("--rules-not-current", is_flag=True, help="Documents that other rules read.")
@click.option("--extracted-before", metavar="DATE", type=click.DateTime(("%Y-%m-%d",)), help="Read before it (UTC).")
@click.option("--run", "is_run", is_flag=True, help="Do it; without this it is only told what would be done, and why.")
@click.option("--accept", is_flag=True, help="Publish even if more than a tenth of the quantities changes.")
def re_extract(
    warehouse: Path | None,
    workers: int | None,
    place: str | None,
    year: int | None,
    document: str | None,
    rules_not_current: bool,
    extracted_before: datetime | None,
    is_run: bool,
    accept: bool,
) -> int:
    """Read documents again by the current rules, from the bytes that were kept, and tell what changes.

    Example: xushi re-extract --rules-not-current

    Example: xushi re-extract --place 云溪市 --year 2024 --run
    """
    from flows.re_extracting import Selection
    from flows.settings import read_settings
    from xushi.re_extracting import re_extract_told

    day = extracted_before.date() if extracted_before else None
    selection = Selection(place, year, document, rules_not_current, day)
    settings = read_settings(warehouse=warehouse, workers=workers)
    return re_extract_told(settings, selection, is_run=is_run, accept=accept)


@cli.command()
@_FROM_SETTINGS
@click.option("--port", type=click.IntRange(1, 65535), default=4200, show_default=True, help="Where its page is.")
def serve(warehouse: Path | None, port: int) -> None:
    """Run refreshes and re-extractions by schedule on this machine, as xushi.toml says, until it is ended.

    Starts a Prefect server where PREFECT_API_URL names none, and says where its page is.

    Example: xushi serve
    """
    from flows.settings import read_settings
    from xushi.serving import serve_until_ended

    serve_until_ended(read_settings(warehouse=warehouse), port)


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address that it listens at.")
@click.option("--port", type=click.IntRange(1, 65535), default=4200, show_default=True, help="Where its page is.")
def server(host: str, port: int) -> None:
    """Run a Prefect server alone, for workers on this machine or others, until it is ended.

    Example: xushi server --host 0.0.0.0
    """
    from xushi.serving import server_until_ended

    server_until_ended(host, port)


@cli.command()
@WAREHOUSE
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many to show.")
@click.option("--jsonl", is_flag=True, help="Write a JSON object a line.")
def runs(warehouse: Path, limit: int, jsonl: bool) -> None:
    """Show the runs of the ledger, the last first: what each was for, what it read, and by which rules.

    Example: xushi runs
    """
    from xushi.ledger import show_runs

    show_runs(warehouse, limit, jsonl)


@cli.command()
@WAREHOUSE
@click.option("--jsonl", is_flag=True, help="Write a JSON object.")
def status(warehouse: Path, jsonl: bool) -> None:
    """Show the state of the warehouse: its last publish and its age, the next scheduled run, files that failed.

    Example: xushi status
    """
    from xushi.ledger import show_status

    show_status(warehouse, jsonl)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@_reading_options
@click.option("--jsonl", is_flag=True, help="Write a JSON object a line, one a row.")
def table(file: Path, password: str | None, time_limit: float, memory_limit: int, jsonl: bool) -> None:
    """Show the rows of a plan as read, without a warehouse.

    Example: xushi table plan.pdf --jsonl
    """
    from extractors.isolation.limits import Limits
    from xushi.tabling import show_plan

    show_plan(file, jsonl, password, Limits(time_limit, memory_limit))


@cli.command()
@click.argument("texts", nargs=-1)
@click.option("--jsonl", is_flag=True, help='Read lines {"id", "text", "goal"?, "header"?}, write lines of JSON.')
@click.option("--explain", is_flag=True, help="Show tokens, words, the rule behind each field, and what is left out.")
@click.option("--html", is_flag=True, help="Explain on an HTML page that needs nothing else.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file for the HTML page.")
@click.option("--goal", help="The goal of the same task, which supplies what a text leaves out.")
@click.option("--header", help="The header of the text's column.")
def parse(
    texts: tuple[str, ...],
    jsonl: bool,
    explain: bool,
    html: bool,
    output: Path | None,
    goal: str | None,
    header: str | None,
) -> None:
    """Find the quantities of TEXTS, else of standard input: a filter to standard output, a text a line.

    Example: echo 新建幼儿园7所 | xushi parse

    Example: xushi parse --explain "累计新建幼儿园7所以上"
    """
    if jsonl and (texts or explain or html or goal or header):
        raise click.UsageError("--jsonl reads all it needs from standard input; leave the rest away.")
    if output and not html:
        raise click.UsageError("--output is for the page of --html.")
    from xushi.parsing import parse_jsonl, parse_text, texts_in

    if jsonl:
        parse_jsonl(sys.stdin.buffer, sys.stdout)
    elif explain or html:
        from xushi.explaining import report, show_reports
        from xushi.page import write_page

        reports = (report(text, goal, header) for text in texts or texts_in(sys.stdin.buffer))
        write_page(reports, output) if html else show_reports(reports)
    else:
        parse_text(texts or texts_in(sys.stdin.buffer), sys.stdout, goal, header)


@cli.command()
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


@cli.command()
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


@cli.command()
@WAREHOUSE
@click.option("--document", metavar="ID|FILE|TITLE", help="One document: its id, a file with its bytes, or its title.")
@click.option("--jsonl", is_flag=True, help="Write a JSON object a line.")
def series(document: str | None, warehouse: Path, jsonl: bool) -> None:
    """Show each goal of current documents against its quarters, and whether they meet it.

    Example: xushi series --document 云溪市2024年

    Example: xushi series --jsonl
    """
    from xushi.series import show_series

    show_series(document, warehouse, jsonl)


@cli.command()
@click.argument("record_id", metavar="ID")
@WAREHOUSE
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what shows it: FILE.png or FILE.html.",
)
@click.option("--open", "launch", is_flag=True, help="Open what shows it.")
@click.option("--password", envvar="XUSHI_PASSWORD", show_envvar=True, help="Opens a file that is locked.")
def evidence(record_id: str, warehouse: Path, output: Path | None, launch: bool, password: str | None) -> None:
    """Show where a record was written: a quantity, event, milestone, series, task or finding, by its id.

    A PDF gives a picture of the page with the cell outlined and the words marked, other files an excerpt as HTML. The
    beginning of an id is enough where no other record's begins so.

    Example: xushi evidence 5f0c2a91 -o evidence.png
    """
    from xushi.showing import show_evidence

    show_evidence(warehouse, record_id, output, password, launch=launch)


@cli.command()
@WAREHOUSE
@click.option("--place", help="The place as titles write it.")
@click.option("--year", type=int, help="The plans' year.")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file: report.html."
)
@click.option("--password", envvar="XUSHI_PASSWORD", show_envvar=True, help="Opens files that are locked.")
def report(warehouse: Path, place: str | None, year: int | None, output: Path, password: str | None) -> None:
    """Write a report of plans as one HTML file to be opened offline or printed; each number leads to its evidence.

    Example: xushi report --place 云溪市 --year 2023 -o report.html
    """
    from xushi.reporting.writing import write_report

    write_report(warehouse, place, year, output, password)


@cli.command()
@click.argument("name", required=False)
@WAREHOUSE
def notebook(name: str | None, warehouse: Path) -> None:
    """Open a notebook over the warehouse in JupyterLab, or list them all; needs `pip install "xushi[notebooks]"`.

    The notebook is copied into the current folder, where it may be changed; a copy that is there already is opened.

    Example: xushi notebook first-look
    """
    from xushi.exploring import list_notebooks, open_notebook

    if name is None:
        list_notebooks()
    else:
        open_notebook(name, warehouse)


@cli.command()
@click.argument("earlier", required=False)
@click.argument("later", required=False)
@WAREHOUSE
@click.option("--jsonl", is_flag=True, help="Write a JSON object a line.")
def diff(earlier: str | None, later: str | None, warehouse: Path, jsonl: bool) -> None:
    """Show which numbers of the same documents are other at a LATER moment: added, gone, or changed by field.

    A moment is a date, a time (UTC) or a run. Without them, what the last run changed; without LATER, until now.

    Example: xushi diff

    Example: xushi diff 2024-06-30 2024-12-31 --jsonl
    """
    from xushi.differing import show_differences

    show_differences(warehouse, earlier, later, jsonl)


@cli.command()
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


@cli.group()
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


@cli.command()
@WAREHOUSE
def check(warehouse: Path) -> int:
    """Check all rows of the warehouse against its rules; a run checks those that it brings.

    Example: xushi check
    """
    from xushi.checking import check_told

    return check_told(warehouse)


@cli.command()
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


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 part of a batch failed, 2 wrong use or unreadable input."""
    given = sys.argv[1:] if arguments is None else arguments
    # --debug may stand anywhere
    words = [word for word in given if word != "--debug"]
    sys.exit(_run(lambda: _command(words), debug=len(words) < len(given)))


def _command(words: list[str]) -> int:
    """Run a command; click's own main would end the process where a pipe's reader has left."""
    with cli.make_context("xushi", words) as context:
        code = cli.invoke(context)
    sys.stdout.flush()
    return code or 0


def _run(command: Callable[[], int], debug: bool) -> int:
    # whoever is told to end ends as at ^C: children end, and nothing half-done is published
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return command()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _failed("interrupted.")
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.UsageError as error:
        hint = f" See `{error.ctx.command_path} --help`." if error.ctx else ""
        # click breaks the line before each choice of an option that is missing
        told = " ".join(error.format_message().split()).rstrip(".")
        return _failed(f"{told}.{hint}")
    except BrokenPipeError:
        # the reader of a pipe has left: nothing more to say, and nothing to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if debug:
            raise
        return _failed(_sentence(error))


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _sentence(error: Exception) -> str:
    from extractors.errors import UnreadableError

    # WarehouseError is told by name, so that duckdb is imported only by commands that need it
    if isinstance(error, UnreadableError) or type(error).__name__ == "WarehouseError":
        return str(error)
    first = next(iter(str(error).splitlines()), "")
    return f"{type(error).__name__}: {first.rstrip('.')}. Run again with --debug to see where."


def _failed(sentence: str) -> int:
    click.echo(f"xushi: {sentence}", err=True)
    return 2


if __name__ == "__main__":
    main()
