"""Prefect for a command of this process: silent, private where no server is set, and ended with the command."""

import atexit
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
import httpx

_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # an error is told by us, in a sentence
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    "PREFECT_SHOW_UPDATES": "false",
    # the server's first start builds its database: 20 s, the default, is too short on a busy machine
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
}


def set_quiet(level: str = "CRITICAL") -> None:
    """Set what Prefect reads when it is first imported; to be called before that. `level` is the logs'."""
    for name, value in {**_QUIET, "PREFECT_LOGGING_LEVEL": level}.items():
        os.environ.setdefault(name, value)


def prepare_prefect() -> None:
    """Make ready to run a flow in this process; to be called before Prefect is imported."""
    set_quiet()
    if not os.environ.get("PREFECT_API_URL"):
        # set but empty, it would keep Prefect's parts from finding the server that it starts
        os.environ.pop("PREFECT_API_URL", None)
        click.echo("starting a Prefect server for this run …", err=True)
    from flows.on_prefect.threads import end_threads

    # before the flow, so that it is called after Prefect has stopped its server
    atexit.register(end_threads)


@contextmanager
def lost_server_told() -> Iterator[None]:
    """Tell in a sentence where the server does not answer, and end the process at once.

    Prefect would try for minutes, when the process ends, to send that server what it has not told it yet.
    """
    try:
        yield
    except httpx.TransportError as error:
        url = os.environ.get("PREFECT_API_URL", "")
        told = f"the Prefect server {url} does not answer ({error}); what was published stays; run again when it does."
        click.echo(f"xushi: {told}", err=True)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(2)
