"""The Prefect server that a command starts for itself: it ends with the command, and is told of to who reaches it."""

import signal
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.flows.test_prefect import processes_of
from tests.flows.test_serving import until
from tests.warehouse.content import small_plan
from tests.xushi.running import COMMAND, ROOT, environment, xushi

pytestmark = pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="processes are looked up in /proc")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_its_command(how: signal.Signals, tmp_path: Path) -> None:
    home = tmp_path / "home"
    small_plan(tmp_path / "a.pdf")
    process = subprocess.Popen(
        [*COMMAND, "refresh", "a.pdf", "--prefect"],
        cwd=tmp_path,
        env=environment({"PREFECT_HOME": str(home)}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until(lambda: any("private_server" in command for command in processes_of(home)), seconds=60)
    process.send_signal(how)
    process.wait(timeout=60)
    until(lambda: processes_of(home) == [], seconds=30)
    assert not (tmp_path / "xushi.duckdb").exists()


def test_one_that_can_t_start_is_told(tmp_path: Path) -> None:
    small_plan(tmp_path / "a.pdf")
    (tmp_path / "home").write_text("a file")
    settings = {"PREFECT_HOME": str(tmp_path / "home" / "prefect")}
    done = xushi("refresh", "a.pdf", "--prefect", folder=tmp_path, settings=settings)
    assert done.code == 2
    assert done.err.splitlines()[-1].startswith("xushi: ") and "Traceback" not in done.err
    assert "PREFECT_HOME" in done.err


def test_what_tests_start_ends_with_them(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys; from tests.xushi.running import end_with_tests;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'], preexec_fn=end_with_tests);"
        "print(child.pid, flush=True); child.wait()"
    )
    tests = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert tests.stdout
    child = Path("/proc") / tests.stdout.readline().strip()
    assert child.exists()
    tests.kill()
    tests.communicate()
    until(lambda: not child.exists() or "State:\tZ" in (child / "status").read_text(), seconds=5)


@pytest.mark.skipif(find_spec("distributed") is None, reason="needs the extra dask")
def test_workers_elsewhere_are_known() -> None:
    code = "from flows.on_prefect.reaching import others_of; print(others_of(['127.0.0.1', '203.0.113.7', '::1']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env=environment())
    assert done.stdout == ("['203.0.113.7']\n" if socket.has_ipv6 else "['203.0.113.7', '::1']\n")


@pytest.mark.skipif(find_spec("distributed") is None, reason="needs the extra dask")
def test_workers_elsewhere_are_told_before_anything_is_read() -> None:
    # no second machine can be had: what the scheduler would tell of its workers is said here
    code = (
        "from types import SimpleNamespace; from flows.on_prefect.reaching import refuse_loopback\n"
        "workers = {'tcp://203.0.113.7:4000': {'host': '203.0.113.7'}, 'tcp://127.0.0.1:4001': {'host': '127.0.0.1'}}\n"
        "client = SimpleNamespace(scheduler_info=lambda n_workers: {'workers': workers})\n"
        "try: refuse_loopback(client)\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    settings = {"PREFECT_API_URL": "http://127.0.0.1:4200/api"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env=environment(settings)
    )
    assert done.stdout.startswith(
        "UnreadableError settings: workers on 203.0.113.7 can't reach the Prefect server http"
    )
    assert "xushi server --host 0.0.0.0" in done.stdout
