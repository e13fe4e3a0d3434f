"""The command line: what all commands share, how it ends, and what it says when something is wrong."""

import os
import signal
import sys
from collections.abc import Callable

import click

from xushi.commands import asking, correcting, reading, serving, setting_up, showing
from xushi.commands.options import COMPLETION


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="xushi")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """Read yearly plans of public works (民生实事序时进度安排) and query their numbers."""


for _module in (reading, serving, asking, showing, correcting, setting_up):
    for _each in _module.COMMANDS:
        cli.add_command(_each)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 part of a batch failed, 2 wrong use or unreadable input."""
    given = sys.argv[1:] if arguments is None else arguments
    # --debug may stand anywhere
    words = [word for word in given if word != "--debug"]
    sys.exit(_run(lambda: _command(words), debug=len(words) < len(given)))


def _command(words: list[str]) -> int:
    """Run a command; click's own main would end the process where a pipe's reader has left."""
    asked = os.environ.get(COMPLETION)
    if asked:
        from click.shell_completion import shell_complete

        return shell_complete(cli, {}, "xushi", COMPLETION, asked)
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
