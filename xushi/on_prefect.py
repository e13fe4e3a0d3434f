"""Prefect for a command of this process: silent, private where no server is set, and ended with the command."""

import atexit
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
import httpx

if TYPE_CHECKING:
    from flows.on_prefect.private_server import PrivateServer

_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # an error is told by us, in a sentence
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_SHOW_UPDATES": "false",
}


def set_quiet(level: str = "CRITICAL") -> None:
    """Set what Prefect reads when it is first imported; to be called before that. `level` is the logs'."""
    from flows.on_prefect.importing import leave_out_grammar

    leave_out_grammar()
    for name, value in {**_QUIET, "PREFECT_LOGGING_LEVEL": level}.items():
        os.environ.setdefault(name, value)


@contextmanager
def prefect_at_hand() -> Iterator[None]:
    """Make ready to run a flow in this process, with a server for it where none is set; Prefect is imported inside.

    Where the server is lost, that is told in a sentence and the process ends at once: Prefect would try for minutes,
    when the process ends, to send that server what it has not told it yet.
    """
    set_quiet()
    started = None if os.environ.get("PREFECT_API_URL") else _start_server()
    # takes seconds to import, as the server takes to start
    from flows.on_prefect.threads import end_threads

    atexit.register(end_threads)
    if started:
        started.wait()
    try:
        yield
    except httpx.TransportError as error:
        url = os.environ.get("PREFECT_API_URL", "")
        told = f"the Prefect server {url} does not answer ({error}); what was published stays; run again when it does."
        click.echo(f"xushi: {told}", err=True)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(2)


def _start_server() -> "PrivateServer":
    """Start a server, and set where it is: for the flow, and for who reads for it in other processes."""
    from flows.on_prefect.private_server import PrivateServer

    click.echo("starting a Prefect server for this run …", err=True)
    # what is logged is told where it happens, and who reads for us may outlive this server
    os.environ.setdefault("PREFECT_LOGGING_TO_API_ENABLED", "false")
    server = PrivateServer()
    os.environ["PREFECT_API_URL"] = server.url
    return server
