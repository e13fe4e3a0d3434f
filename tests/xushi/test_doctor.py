"""`xushi doctor`: a line for each thing, what is wrong is told with what to do, and nothing is changed by looking."""

import fcntl
import json
import lzma
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.content import put, read
from tests.warehouse.texts import text_plan
from tests.xushi.running import NONE, ROOT, xushi
from warehouse.archive import folder_of
from xushi.doctoring.installed import required
from xushi.doctoring.line import State
from xushi.doctoring.machine import fonts

OLD = ROOT / "tests" / "data" / "warehouses" / "1.duckdb.xz"
NAMES = {
    "python",
    "xushi",
    "rules",
    "requirements",
    "ocr",
    "dask",
    "notebooks",
    "settings",
    "fonts",
    "temporary",
    "disk",
}
NAMES |= {"camelot-py", "pypdfium2", "spacy", "duckdb", "prefect", "server"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small warehouse."""
    folder = tmp_path_factory.mktemp("doctor")
    warehouse = folder / "w.duckdb"
    put(warehouse, 1, read(text_plan(folder / "plan.txt")))
    return folder


@pytest.fixture
def warehouse(made: Path, tmp_path: Path) -> Path:
    """A small warehouse of its own, to do harm to."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "w.duckdb"


def told(warehouse: Path, settings: dict[str, str] | None = None) -> tuple[int, dict[str, tuple[str, str]]]:
    """The exit code, and of each line its state and words by its name."""
    done = xushi("doctor", "--jsonl", "--warehouse", warehouse, settings=settings or NONE)
    assert done.err == ""
    return done.code, {line["name"]: (line["state"], line["told"]) for line in done.lines}


def test_all_is_told_a_line_each_and_nothing_is_changed(warehouse: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in warehouse.parent.rglob("*")}
    done = xushi("doctor", "--warehouse", warehouse, folder=warehouse.parent)
    assert (done.code, done.err) == (0, "")
    lines = [line.split(maxsplit=1) for line in done.out.splitlines()]
    assert {state for state, _ in lines} <= {"ok", "note"}
    assert "\x1b" not in done.out
    _, found = told(warehouse)
    assert set(found) >= NAMES | {"warehouse", "checks", "last publish", "failed files", "kept bytes"}
    assert all(any(rest.startswith(name) for _, rest in lines) for name in found)
    assert {path: path.stat().st_mtime_ns for path in warehouse.parent.rglob("*")} == before


def test_a_warehouse_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    code, found = told(tmp_path / "none" / "w.duckdb")
    assert (code, found["warehouse"][0]) == (0, "note")
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_warehouse(tmp_path: Path) -> None:
    (tmp_path / "w.duckdb").write_text("no database\n")
    code, found = told(tmp_path / "w.duckdb")
    assert (code, found["warehouse"][0]) == (1, "wrong")
    assert "can't be opened as a DuckDB file" in found["warehouse"][1]


def test_an_older_warehouse_stays_as_it_is(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    warehouse.write_bytes(lzma.decompress(OLD.read_bytes()))
    before = warehouse.read_bytes()
    code, found = told(warehouse)
    assert (code, found["warehouse"][0]) == (0, "note")
    assert "schema version 1, which is brought to" in found["warehouse"][1]
    assert warehouse.read_bytes() == before


def test_a_rule_that_is_broken(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("UPDATE quantities SET upper = value - 1 WHERE milestone_id IS NULL")
    code, found = told(warehouse)
    assert (code, found["checks"][0]) == (1, "wrong")
    assert found["checks"][1].startswith("ranges ascend: broken by 2")


def test_what_lies_beside_the_warehouse_is_told(warehouse: Path) -> None:
    shutil.copy(warehouse, f"{warehouse}.held")
    warehouse.with_name("w.duckdb.lock").write_text("process 1 on a since 2024-01-01 00:00 UTC")
    shutil.rmtree(folder_of(warehouse))
    code, found = told(warehouse)
    assert code == 0
    assert found["held"][0] == found["kept bytes"][0] == "note"
    assert found["lock (written)"][1].startswith("stale: process 1 on a")
    shutil.copy(warehouse, f"{warehouse}.rejected")
    code, found = told(warehouse)
    assert (code, found["rejected"][0]) == (1, "wrong")


def test_a_lock_that_is_held_is_told_and_stays_held(warehouse: Path) -> None:
    with warehouse.with_name("w.duckdb.refreshed.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write("process 2 on b")
        file.flush()
        _, found = told(warehouse)
    assert found["lock (refreshed)"] == ("note", "held by process 2 on b")


def test_files_that_failed_are_told(warehouse: Path) -> None:
    (warehouse.parent / "bad.txt").write_text("no table\n")
    assert xushi("ingest", "bad.txt", "--warehouse", warehouse, folder=warehouse.parent).code == 2
    code, found = told(warehouse)
    assert (code, found["failed files"][0]) == (0, "note")
    assert found["failed files"][1].startswith("1, such as bad.txt: ")


def test_a_wrong_setting_is_told(warehouse: Path) -> None:
    code, found = told(warehouse, {"XUSHI_WORKERS": "0"})
    assert (code, found["settings"][0]) == (1, "wrong")
    assert "workers" in found["settings"][1]
    assert found["warehouse"][0] == "ok"
    done = xushi("doctor", "--jsonl", settings={"XUSHI_WORKERS": "0", "XUSHI_WAREHOUSE": str(warehouse)})
    assert next(line["told"] for line in done.lines if line["name"] == "warehouse").startswith(str(warehouse))


def test_a_variable_that_means_nothing_is_told(warehouse: Path) -> None:
    settings = {"XUSHI_WORKER": "4", "XUSHI_WHO": "王某", "XUSHI_TIMEZONE": "Asia/Shanghai"}
    code, found = told(warehouse, settings)
    assert (code, found["settings"][0]) == (0, "note")
    assert found["settings"][1].startswith("XUSHI_WORKER in the environment means nothing")


@pytest.fixture
def api() -> Iterator[str]:
    """Something that answers as a Prefect server does."""

    class Healthy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/api/health" else 404)
            self.end_headers()
            self.wfile.write(json.dumps(True).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Healthy) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        serving.join()


def test_the_server_that_is_set_is_asked(warehouse: Path, api: str) -> None:
    for url, state in ((f"{api}/api", "ok"), (f"{api}/else", "wrong"), ("http://127.0.0.1:1/api", "wrong")):
        code, found = told(warehouse, {"PREFECT_API_URL": url})
        assert (code, found["server"][0]) == (state == "wrong", state)
        assert url in found["server"][1]


def test_without_fontconfig_nothing_is_said_of_fonts(warehouse: Path, tmp_path: Path) -> None:
    _, found = told(warehouse, {"PATH": str(tmp_path)})
    assert found["fonts"][0] == "note"
    assert "fc-list" in found["fonts"][1]


def test_fonts_of_other_scripts_are_not_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fc-list").write_text("#!/bin/sh\n")
    (tmp_path / "fc-list").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert fonts().state == State.NOTE
    (tmp_path / "fc-list").write_text("#!/bin/sh\necho 'Some Song,宋'\n")
    assert (fonts().state, fonts().told) == (State.OK, "Some Song")


def test_versions_are_held_against_what_is_asked() -> None:
    assert required(["click>=8", 'nothing-such>=1; extra == "ocr"']).state == State.OK
    found = required(["click<8", "nothing-such>=1"])
    assert found.state == State.WRONG
    assert "is not <8; nothing-such is not installed" in found.told
