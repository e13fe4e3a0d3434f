"""`xushi serve` on a real server: schedules make runs, runs leave artifacts, and nobody calls the internet."""

import ipaddress
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.flows.test_prefect import processes_of
from tests.flows.test_staging import assert_lake_is_whole
from tests.warehouse.content import PLANS, ask, checksum, small_plan
from tests.xushi.running import COMMAND, end_with_tests, environment, xushi

pytestmark = pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="processes are looked up in /proc")
SECONDS = 150
Json = Any  # what a server answers


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def until(found: Callable[[], Json], seconds: float = SECONDS) -> Json:
    """What is found, once it is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            value = found()
        except httpx.HTTPError:
            value = None
        if value:
            return value
        time.sleep(0.5)
    raise AssertionError("waited in vain")


def remote_addresses(processes: set[int]) -> Iterator[str]:
    """Addresses outside this machine that these processes are connected to, or try to be."""
    inodes = set()
    for process in processes:
        for fd in Path(f"/proc/{process}/fd").glob("*"):
            try:
                name = str(fd.readlink())
            except OSError:  # closed meanwhile
                continue
            if name.startswith("socket:["):
                inodes.add(name[8:-1])
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[9] in inodes:
                address = decoded(fields[2].partition(":")[0])
                if not (address.is_loopback or address.is_unspecified):
                    yield str(address)


def decoded(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """An address of /proc/net: words of four bytes, each in the machine's order."""
    raw = bytes.fromhex(text)
    swapped = b"".join(raw[at : at + 4][:: -1 if sys.byteorder == "little" else 1] for at in range(0, len(raw), 4))
    address = ipaddress.ip_address(swapped)
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def numbers_of(home: Path) -> set[int]:
    mark = f"PREFECT_HOME={home}".encode()
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.add(int(folder.name))
        except OSError:
            continue
    return found


def test_addresses_are_decoded() -> None:
    assert str(decoded("0100007F")) == "127.0.0.1"
    assert str(decoded("0000000000000000FFFF000008080808")) == "8.8.8.8"


def test_a_schedule_makes_runs_that_refresh_and_tell_and_call_nobody(tmp_path: Path) -> None:
    plans, home, port = tmp_path / "plans", tmp_path / "home", free_port()
    plans.mkdir()
    small_plan(plans / "a.pdf")
    (plans / "bad.pdf").write_text("no PDF")
    (tmp_path / "xushi.toml").write_text('sources = ["plans"]\nexport_folder = "exported"\n')
    # both schedules at one time of the day, so that the next run is at that time, whatever day it is
    settings = {"PREFECT_HOME": str(home), "XUSHI_RE_EXTRACT_CRON": "0 2 * * 0"}
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        cwd=tmp_path,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=end_with_tests,
    )
    called: set[str] = set()
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.2):
            called.update(remote_addresses(numbers_of(home)))

    threading.Thread(target=look).start()
    api = httpx.Client(base_url=f"http://127.0.0.1:{port}/api", trust_env=False)

    def post(path: str, **body: object) -> Json:
        return api.post(path, json=body).raise_for_status().json()

    try:
        nightly = until(lambda: api.get("/deployments/name/refresh/nightly").raise_for_status().json())
        # a cron schedule makes its next runs: two in the morning in China is six in the evening before, in UTC
        scheduled = until(
            lambda: post("/flow_runs/filter", flow_runs={"deployment_id": {"any_": [nightly["id"]]}}), seconds=90
        )
        assert all(run["state_type"] == "SCHEDULED" for run in scheduled)
        assert {run["expected_start_time"][11:19] for run in scheduled} == {"18:00:00"}
        assert "description" in nightly["parameter_openapi_schema"]["definitions"]["Settings"]["properties"]["workers"]
        status = xushi("status", folder=tmp_path, settings={**settings, "PREFECT_API_URL": f"{api.base_url}"})
        assert status.code == 2  # there is no warehouse yet
        run = post(f"/deployments/{nightly['id']}/create_flow_run", state={"type": "SCHEDULED"})

        def finished() -> Json:
            found = api.get(f"/flow_runs/{run['id']}").raise_for_status().json()
            return found if found["state_type"] in ("COMPLETED", "FAILED", "CRASHED") else None

        state = until(finished)
        assert (state["state_type"], state["state"]["message"]) == (
            "FAILED",
            "2 files: 1 read, 0 unchanged, 1 failed",
        )
        artifacts = {one["key"]: one for one in post("/artifacts/filter")}
        assert set(artifacts) == {"refresh", "refresh-files"}
        address = (tmp_path / "plans" / "bad.pdf").as_uri()
        assert f"- [plans/bad.pdf](<{address}>): is text without a table" in artifacts["refresh"]["data"]

        # a line for each file, and one for the run
        def said() -> Json:
            logs = [one["message"] for one in post("/logs/filter", sort="TIMESTAMP_ASC")]
            return logs if any(line.startswith("Finished in state Failed") for line in logs) else None

        logs = until(said, seconds=30)
        for words in ("plans/a.pdf: ", "not read: plans/bad.pdf: ", "2 files: 1 read, 0 unchanged, 1 failed"):
            assert sum(line.startswith(words) for line in logs) == 1, logs
        assert not any("Traceback" in line for line in logs), logs
        tasks = {one["name"] for one in post("/task_runs/filter")}
        assert {name.partition(" ")[0].partition("-")[0] for name in tasks} == {"extract", "publish"}
        assert ask(tmp_path / "xushi.duckdb", "SELECT kind, loaded, failed FROM runs") == [("refresh", 1, 1)]
        assert (tmp_path / "exported" / "tasks").is_dir()
        told = xushi("status", folder=tmp_path, settings={**settings, "PREFECT_API_URL": f"{api.base_url}"})
        assert "18:00 UTC" in next(line for line in told.out.splitlines() if line.startswith("next scheduled run"))
    finally:
        process.terminate()
        out, _ = process.communicate(timeout=60)
        ended.set()
    assert f"page: http://127.0.0.1:{port}" in out
    assert "Traceback" not in out, out
    assert called == set()
    until(lambda: processes_of(home) == [], seconds=10)


# looked up and not imported: Prefect leaves threads running in whoever imports it
@pytest.mark.skipif(find_spec("prefect_dask") is None, reason="needs the extra dask")
@pytest.mark.parametrize("staging", [pytest.param("", marks=pytest.mark.full), "staging"])
def test_a_cluster_gives_the_same_though_a_worker_is_killed(staging: str, tmp_path: Path) -> None:
    plans, port = tmp_path / "plans", free_port()
    plans.mkdir()
    files = 4
    for number in range(files):
        (plans / f"{number}.pdf").write_bytes((PLANS / "yunxi-2022.pdf").read_bytes() + f"\n%{number}\n".encode())
    small_plan(plans / "small.pdf")
    address = f"tcp://127.0.0.1:{port}"
    home = tmp_path / "home"
    started = {**environment(), "DASK_TEMPORARY_DIRECTORY": str(tmp_path / "dask"), "PREFECT_HOME": str(home)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path, "env": started}
    quiet["preexec_fn"] = end_with_tests
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    processes = [subprocess.Popen([*dask, "--no-dashboard"], **quiet)]  # type: ignore[call-overload]
    try:
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
        processes += [
            subprocess.Popen([*worker, "--no-dashboard"], **quiet)  # type: ignore[call-overload]
            for _ in range(2)
        ]
        command = [*COMMAND, "refresh", "plans", "--runner", "dask", "--dask-address", address]
        # a staging folder is for workers that share the disk
        shared = {"XUSHI_STAGING_FOLDER": staging, "XUSHI_SOURCES_SHARED": "true"} if staging else {}
        running = subprocess.Popen(
            command,
            cwd=tmp_path,
            env=environment({"PREFECT_HOME": str(home), **shared}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert running.stderr
        for line in running.stderr:
            if "0.pdf" in line or "tasks, " in line:
                break
        processes[1].kill()
        out, err = running.communicate(timeout=SECONDS)
    finally:
        for process in processes:
            process.kill()
            process.wait()
    assert running.returncode == 0, err
    assert out.startswith(f"{files + 1} files: {files + 1} read, 0 unchanged\n"), out
    assert xushi("ingest", plans, "--warehouse", tmp_path / "here.duckdb").code == 0
    assert checksum(tmp_path / "here.duckdb") == checksum(tmp_path / "xushi.duckdb")
    if staging:
        # what the killed worker was writing goes with the next run
        assert xushi("refresh", "plans", folder=tmp_path, settings=shared).code == 0
        assert_lake_is_whole(tmp_path / staging, tmp_path / "xushi.duckdb")
    # no worker had started a server, which would have outlived it
    until(lambda: processes_of(home) == [], seconds=10)
