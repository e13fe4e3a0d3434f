"""Serves the page on loopback until it is ended, and says where it is."""

import errno
import secrets
import socket
import webbrowser
from pathlib import Path

import click
import uvicorn

from extractors.errors import UnreadableError
from warehouse.database import connect
from xushi.reviewing.application import Review, application
from xushi.reviewing.guarding import Guard

_ADDRESS = "127.0.0.1"
# seconds that an answer which is being published is waited for
_GRACE = 10


def review_until_ended(warehouse: Path, port: int, who: str, password: str | None, *, launch: bool) -> None:
    """Serve the page; raises WarehouseError where there is no warehouse, UnreadableError where the port is taken."""
    with connect(warehouse):
        pass
    with _listening(port) as listening:
        port, token = listening.getsockname()[1], secrets.token_urlsafe(32)
        app = Guard(application(Review(warehouse, who, password)), port, token)
        address = f"http://{_ADDRESS}:{port}/?token={token}"
        click.echo(f"review of {warehouse} by {who}: {address} (end with ^C)")
        if launch:
            webbrowser.open(address)
        config = uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_ADDRESS, port))
        listening.listen()
    except OSError as error:
        listening.close()
        taken = "is in use" if error.errno == errno.EADDRINUSE else f"can't be listened at ({error.strerror})"
        raise UnreadableError(f"port {port}: {taken}; name another with --port.") from error
    return listening
