"""The command line: each command thin over the packages, which are imported when it runs."""

import os
import sys
from collections.abc import Callable
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
@click.option("--prefect", is_flag=True, help="Run as a Prefect flow, with a server of its own if none is set.")
def ingest(
    paths: tuple[Path, ...], warehouse: Path, password: str | None, time_limit: float, memory_limit: int, prefect: bool
) -> int:
    """Read plans and load them into the warehouse; folders are searched for files that may hold one.

    Runs as a Prefect flow where PREFECT_API_URL is set, else in this process.

    Example: xushi ingest plans/ more.pdf
    """
    from extractors.isolation.limits import Limits
    from xushi.ingesting import ingest_with_progress

    through_prefect = prefect or bool(os.environ.get("PREFECT_API_URL"))
    return ingest_with_progress(paths, warehouse, password, Limits(time_limit, memory_limit), through_prefect)


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
@click.option("--jsonl", is_flag=True, help='Read lines {"id", "text", "goal"?, "header"?}, write lines of JSON.')
def parse(jsonl: bool) -> None:
    """Find the quantities of texts: a filter from standard input to standard output, a text a line.

    Example: echo 新建幼儿园7所 | xushi parse
    """
    from xushi.parsing import parse_jsonl, parse_text

    (parse_jsonl if jsonl else parse_text)(sys.stdin.buffer, sys.stdout)


@cli.command()
@click.argument("query")
@WAREHOUSE
@click.option("--csv", "form", flag_value="csv", help="Write comma-separated values.")
@click.option("--jsonl", "form", flag_value="jsonl", help="Write a JSON object a line.")
def sql(query: str, warehouse: Path, form: str | None) -> None:
    """Ask the warehouse a question in SQL.

    Example: xushi sql "SELECT number, object, goal, q1, q2, q3, q4 FROM targets_by_quarter"
    """
    from xushi.querying import answer

    answer(query, warehouse, form)


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
        return _failed(f"{error.format_message()}{hint}")
    except BrokenPipeError:
        # the reader of a pipe has left: nothing more to say, and nothing to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if debug:
            raise
        return _failed(_sentence(error))


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
