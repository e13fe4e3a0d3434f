"""Whether the workers of a Dask cluster reach the Prefect server of a run."""

import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from distributed import Client
from prefect.settings import PREFECT_API_URL

from extractors.errors import UnreadableError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def refuse_loopback(client: Client) -> None:
    """Raise UnreadableError where workers are on other machines, and the server can be reached on this one alone.

    Their tasks would fail, one after another.
    """
    url = PREFECT_API_URL.value()
    if not url or urlsplit(url).hostname not in _LOOPBACK:
        return
    workers = client.scheduler_info(n_workers=-1)["workers"]
    elsewhere = others_of(worker["host"] for worker in workers.values())
    if elsewhere:
        told = f"settings: workers on {', '.join(elsewhere)} can't reach the Prefect server {url}"
        raise UnreadableError(f"{told}; start one for all with xushi server --host 0.0.0.0, and set PREFECT_API_URL.")


def others_of(hosts: Iterable[str]) -> list[str]:
    """Give the addresses that are not this machine's own."""
    return sorted({host for host in hosts if not _is_here(host)})


def _is_here(host: str) -> bool:
    try:
        # no other machine's address can be listened at
        with socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return True
    except OSError:
        return False
