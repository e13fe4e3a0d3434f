"""`xushi serve` and `xushi server`: schedules, their worker, and the server that keeps them, until they are ended."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
import httpx

from extractors.errors import UnreadableError
from flows.settings import Settings
from xushi.on_prefect import set_quiet

# a server's first start builds its database
_PATIENCE = 180.0
_PAUSE = 0.3
_GRACE = 8.0


def serve_until_ended(settings: Settings, port: int) -> None:
    """Run what the schedules ask for on this machine."""
    if not settings.sources:
        raise UnreadableError("serve: has no sources; set sources in xushi.toml.")
    # what runs say is for the server's page, and for who looks at this process
    set_quiet("INFO")
    if os.environ.get("PREFECT_API_URL"):
        _serve(settings)
        return
    with _server("127.0.0.1", port) as url:
        os.environ["PREFECT_API_URL"] = f"{url}/api"
        _serve(settings)


def server_until_ended(host: str, port: int) -> None:
    """Run a server; ends with it."""
    set_quiet()
    with _server(host, port) as url:
        click.echo(f"workers and commands find it with PREFECT_API_URL={url}/api")
        while True:
            time.sleep(_PATIENCE)


def _serve(settings: Settings) -> None:
    from flows.on_prefect.deployments import serve_deployments

    click.echo(
        f"refresh: {settings.refresh_cron}, re-extract: {settings.re_extract_cron} ({settings.timezone});"
        f" page: {os.environ['PREFECT_API_URL'].removesuffix('/api')}; end with ^C"
    )
    serve_deployments(settings)


@contextmanager
def _server(host: str, port: int) -> Iterator[str]:
    """Give the address of a server that is started, and ended with the block."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - told, not listened at
    url = f"http://{shown}:{port}"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", host, "--port", str(port)]
    # where the page finds the API
    told = {**os.environ, "PREFECT_SERVER_UI_API_URL": f"{url}/api"}
    process = subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait_for(process, url)
        click.echo(f"Prefect server: {url}")
        yield url
    finally:
        process.terminate()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen[bytes], url: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise UnreadableError(f"{url}: the server did not start; is the port in use? Name another with --port.")
        try:
            if httpx.get(f"{url}/api/health", trust_env=False).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(_PAUSE)
    raise UnreadableError(f"{url}: the server did not answer within {_PATIENCE:g} seconds; see PREFECT_HOME.")
