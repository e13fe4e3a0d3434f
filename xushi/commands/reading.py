"""Commands that read plans: into the warehouse, or onto the screen."""

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from xushi.commands.options import FROM_SETTINGS, WAREHOUSE, WORKERS, complete_document, reading_options


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@WAREHOUSE
@reading_options
@WORKERS
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


@click.command()
@click.argument("sources", nargs=-1)
@FROM_SETTINGS
@WORKERS
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


@click.command("re-extract")
@FROM_SETTINGS
@WORKERS
@click.option("--place", help="Documents of this place.")
@click.option("--year", type=int, help="Documents of this year.")
@click.option(
    "--document",
    metavar="ID|TITLE|FILE",
    shell_complete=complete_document,
    help="One document: its id, or part of its title or file's name.",
)
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


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@reading_options
@click.option("--jsonl", is_flag=True, help="Write a JSON object a line, one a row; doubts go to the error stream.")
def table(file: Path, password: str | None, time_limit: float, memory_limit: int, jsonl: bool) -> None:
    """Show the rows of a plan as read, without a warehouse.

    Example: xushi table plan.pdf --jsonl
    """
    from extractors.isolation.limits import Limits
    from xushi.tabling import show_plan

    show_plan(file, jsonl, password, Limits(time_limit, memory_limit))


@click.command()
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
        from extractors.quantities.explain import COMPILED, is_compiled
        from xushi.explaining import report, show_reports
        from xushi.page import write_page

        if is_compiled():
            raise click.UsageError(COMPILED)
        reports = (report(text, goal, header) for text in texts or texts_in(sys.stdin.buffer))
        write_page(reports, output) if html else show_reports(reports)
    else:
        parse_text(texts or texts_in(sys.stdin.buffer), sys.stdout, goal, header)


COMMANDS = (ingest, refresh, re_extract, table, parse)
