"""Faults of the machine: what is public stays whole, a sentence says what is wrong, and the next run goes on."""

import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.flows.test_serving import free_port, until
from tests.warehouse.content import ask, checksum, small_plan
from tests.xushi.running import COMMAND, Outcome, end_with_tests, environment, xushi

# in a name space of its own, root may mount a small disk; what it mounts goes with it
UNSHARED = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c")


def may_mount() -> bool:
    try:
        return subprocess.run([*UNSHARED, "mount -t tmpfs tmpfs /mnt"], capture_output=True).returncode == 0
    except OSError:
        return False


needs_mounts = pytest.mark.skipif(not may_mount(), reason="mounting in a user name space is not permitted")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with plans, of which one is in the warehouse already."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "plans").mkdir()
    (folder / "disk").mkdir()
    small_plan(folder / "plans" / "a.pdf")
    assert xushi("refresh", "plans", "--warehouse", "w.duckdb", folder=folder).code == 0
    small_plan(folder / "plans" / "b.pdf", other_layout=True)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A test's own copy of it."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def on_small_disk(folder: Path, script: str) -> Outcome:
    """Run a script where `disk` is a small disk of its own; `$XUSHI` is the command."""
    command = " ".join(COMMAND)
    size = (folder / "w.duckdb").stat().st_size * 5 // 2
    setup = f"mount -t tmpfs -o size={size} tmpfs disk && cp w.duckdb disk/ && XUSHI='{command}'; {script}"
    done = subprocess.run(
        [*UNSHARED, setup], cwd=folder, capture_output=True, text=True, env=environment(), timeout=120
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@needs_mounts
def test_a_full_disk_leaves_what_is_public(folder: Path) -> None:
    before = checksum(folder / "w.duckdb")
    done = on_small_disk(
        folder,
        "head -c 100M /dev/zero > disk/filler 2>&-;"
        " $XUSHI refresh plans --warehouse disk/w.duckdb; echo code $?;"
        " rm disk/filler; cp disk/w.duckdb kept.duckdb; $XUSHI refresh plans --warehouse kept.duckdb >/dev/null",
    )
    assert "code 2" in done.out
    assert "Traceback" not in done.err and "xushi: disk/w.duckdb: can't be written (No space left" in done.err
    # what was kept then is whole, and takes the next run
    assert ask(folder / "kept.duckdb", "SELECT count(*) FROM runs") == [(2,)]
    assert checksum(folder / "kept.duckdb") != before


@needs_mounts
def test_a_folder_that_may_only_be_read(folder: Path) -> None:
    done = on_small_disk(
        folder, "mount -o remount,ro disk; $XUSHI refresh plans --warehouse disk/w.duckdb; echo code $?"
    )
    assert "code 2" in done.out
    assert "Traceback" not in done.err and "xushi: disk/w.duckdb: can't be written (Read-only file system" in done.err


def test_a_killed_refresh_loses_what_was_not_public_and_the_next_goes_on(folder: Path) -> None:
    before = checksum(folder / "w.duckdb")
    process = subprocess.Popen(
        [*COMMAND, "refresh", "plans", "--warehouse", "w.duckdb"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    lock = folder / "w.duckdb.refreshed.lock"
    until(lambda: lock.exists() and lock.read_text(), seconds=30)
    time.sleep(0.3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert checksum(folder / "w.duckdb") == before
    done = xushi("refresh", "plans", "--warehouse", "w.duckdb", folder=folder)
    assert (done.code, done.out.splitlines()[0]) == (0, "2 files: 1 read, 1 unchanged")
    assert lock.read_text() == ""


def test_a_prefect_server_that_is_lost(folder: Path) -> None:
    port, home = free_port(), folder / "home"
    settings = {"PREFECT_HOME": str(home), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}
    server = subprocess.Popen(
        [*COMMAND, "server", "--port", str(port)],
        cwd=folder,
        env=environment({"PREFECT_HOME": str(home)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=end_with_tests,
    )
    assert server.stdout
    assert f"http://127.0.0.1:{port}" in server.stdout.readline()
    for number in range(12):
        shutil.copy(folder / "plans" / "b.pdf", folder / "plans" / f"{number}.pdf")
        with (folder / "plans" / f"{number}.pdf").open("ab") as file:
            file.write(f"\n%{number}\n".encode())
    running = subprocess.Popen(
        [*COMMAND, "refresh", "plans", "--warehouse", "w.duckdb"],
        cwd=folder,
        env=environment({**settings, "PREFECT_CLIENT_MAX_RETRIES": "1"}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr
    for line in running.stderr:
        if "tasks, " in line:
            break
    server.terminate()
    server.communicate(timeout=30)
    _, err = running.communicate(timeout=150)
    assert "Traceback" not in err, err
    # whether the flow came to its end without its server or not, what is public is whole and the next run goes on
    assert running.returncode == 2
    assert err.splitlines()[-1].startswith(f"xushi: the Prefect server http://127.0.0.1:{port}/api does not answer (")
    done = xushi("refresh", "plans", "--warehouse", "w.duckdb", folder=folder)
    assert done.code == 0
    assert xushi("ingest", "plans", "--warehouse", "again.duckdb", folder=folder).code == 0
    assert checksum(folder / "w.duckdb") == checksum(folder / "again.duckdb")


def soak(folder: Path, refreshes: int) -> None:
    """Refresh again and again while files come, go, break and change, and runs are killed."""
    plans = folder / "plans"
    shutil.rmtree(plans)
    plans.mkdir()
    for number in range(refreshes):
        path = plans / f"{number % 5}.pdf"
        small_plan(path, other_layout=bool(number % 2))
        with path.open("ab") as file:
            file.write(f"\n%{number}\n".encode())
        if number % 3 == 1:
            (plans / "bad.pdf").write_text(f"no PDF {number}")
        if number % 4 == 3:
            min(plans.glob("?.pdf")).unlink()
        if number % 3 == 2:
            kill_in_the_middle(folder)
        done = xushi("refresh", "plans", "--warehouse", "w.duckdb", folder=folder)
        assert done.code in (0, 1), done


def kill_in_the_middle(folder: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "refresh", "plans", "--warehouse", "w.duckdb"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(1.2)
    process.kill()
    process.wait()


@pytest.mark.parametrize("refreshes", [3, pytest.param(30, marks=pytest.mark.full)])
def test_refreshes_in_a_row_leave_what_one_reading_gives(refreshes: int, folder: Path) -> None:
    soak(folder, refreshes)
    versions = ask(folder / "w.duckdb", "SELECT DISTINCT sha256 FROM versions")
    scratch = folder / "scratch"
    scratch.mkdir()
    for (sha256,) in versions:
        shutil.copy(folder / "w.duckdb.files" / sha256, scratch / f"{sha256}.pdf")
    assert xushi("ingest", "scratch", "--warehouse", "again.duckdb", folder=folder).code == 0
    # which version of a document is current hangs on when each arrived; all else is the same
    for table in ("tasks", "milestones", "quantities", "events", "series", "findings"):
        query = f"SELECT * EXCLUDE (version_number) FROM {table} ORDER BY ALL"
        assert ask(folder / "w.duckdb", query) == ask(folder / "again.duckdb", query), table
    left = {path.name for path in folder.glob("w.duckdb*")}
    assert left == {"w.duckdb", "w.duckdb.files", "w.duckdb.lock", "w.duckdb.refreshed.lock"}
    assert (folder / "w.duckdb.lock").read_text() == (folder / "w.duckdb.refreshed.lock").read_text() == ""
    assert not [path for path in (folder / "w.duckdb.files").iterdir() if path.suffix]
