"""Makes docs/prefect-*.png: Prefect's page with a run, what it leaves, and its schedule. Run `make screens`."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy

import httpx

from tests.browser import Browser, browser
from tests.flows.test_serving import Json, free_port, until
from tests.xushi.running import COMMAND, environment

ROOT = Path(__file__).parents[1]
WIDTH = 1680
PLANS = ("yunxi-2022", "yunxi-2023")
# seconds until what is drawn around the words stands still
PAUSE = 3


def main() -> None:
    """Serve the schedules over two plans and a file that is none, run the refresh once, and keep what is seen."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "plans").mkdir()
        for plan in PLANS:
            copy(ROOT / "samples" / "plans" / f"{plan}.pdf", folder / "plans")
        (folder / "plans" / "notice.pdf").write_text("no PDF")
        (folder / "xushi.toml").write_text('sources = ["plans"]\n')
        with _served(folder) as address, browser(folder, WIDTH) as page:
            api = httpx.Client(base_url=f"{address}/api", trust_env=False)
            deployment, run = _run(api)
            artifacts = {one["key"]: one for one in _post(api, "/artifacts/filter")}
            for shown, path, words, height in (
                ("run", f"/runs/flow-run/{run['id']}", "2 read, 0 unchanged", 1270),
                ("artifact", f"/artifacts/artifact/{artifacts['refresh']['id']}", "Not read", 800),
                ("files", f"/artifacts/artifact/{artifacts['refresh-files']['id']}", "quantities", 800),
                ("schedule", f"/deployments/deployment/{deployment['id']}?tab=Parameters", "At 02:00 AM", 1010),
            ):
                _keep(page, f"{address}{path}", words, height, ROOT / "docs" / f"prefect-{shown}.png")


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Give the address of the page of `xushi serve` in a folder."""
    port = free_port()
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        cwd=folder,
        env=environment({"PREFECT_HOME": str(folder / "home")}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _run(api: httpx.Client) -> tuple[Json, Json]:
    """Start the nightly refresh, and give its deployment and the run as soon as that is done."""
    deployment = until(lambda: api.get("/deployments/name/refresh/nightly").raise_for_status().json())
    path = f"/deployments/{deployment['id']}/create_flow_run"
    # a server that has just begun may be busy
    started = until(lambda: _post(api, path, state={"type": "SCHEDULED"}))

    def finished() -> Json:
        found = api.get(f"/flow_runs/{started['id']}").raise_for_status().json()
        return found if found["state_type"] in ("COMPLETED", "FAILED", "CRASHED") else None

    return deployment, until(finished)


def _post(api: httpx.Client, path: str, **body: object) -> Json:
    return api.post(path, json=body).raise_for_status().json()


def _keep(page: Browser, address: str, words: str, height: int, picture: Path) -> None:
    """Open an address, and keep the page as soon as it shows these words and stands still."""
    # the window gets its size before the page is drawn
    page.picture(WIDTH, height)
    page.open(address)
    page.wait(f"document.body && document.body.innerText.includes('{words}')")
    time.sleep(PAUSE)
    picture.write_bytes(page.picture(WIDTH, height))


if __name__ == "__main__":
    main()
