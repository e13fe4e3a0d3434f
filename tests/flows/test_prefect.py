"""The Prefect flow: the same content as without it, and none of Prefect's noise.

Few tests, since each starts Prefect's own server, which takes a quarter of a minute; and some that start none.
"""

from pathlib import Path

import pytest

from tests.flows.serving import content as served
from tests.flows.serving import web
from tests.warehouse.content import NAMES, PLANS, ask, content, small_plan
from tests.xushi.running import xushi


def processes_of(home: Path) -> list[str]:
    """The commands of all processes that were started with this PREFECT_HOME."""
    mark = f"PREFECT_HOME={home}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:  # it has ended meanwhile, or is not ours
            continue
    return found


def test_the_flow_gives_the_same_content_in_silence(samples_warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_text("no PDF")
    home, warehouse = tmp_path / "home", tmp_path / "w.duckdb"
    files: list[str | Path] = [*(PLANS / f"{name}.pdf" for name in NAMES), "bad.pdf"]
    done = xushi(
        "ingest", "--prefect", *files, "--warehouse", warehouse, folder=tmp_path, settings={"PREFECT_HOME": str(home)}
    )
    assert done.code == 1, done.err
    assert content(warehouse) == content(samples_warehouse)
    assert ask(warehouse, "SELECT files, loaded, failed FROM runs") == [(5, 4, 1)]
    # a line that a server is started, a line a file, and nothing else
    first, *lines = done.err.splitlines()
    assert "Prefect server" in first
    told = sorted(line.partition(": ")[0] for line in lines)
    assert told == [*(str(PLANS / f"{n}.pdf") for n in NAMES), "not read"]
    assert done.out.startswith("4 documents, ") and done.out.count("\n") == 1
    # the flow really ran through Prefect's server, which has ended with the command
    assert (home / "prefect.db").stat().st_size > 0
    if Path("/proc/self").is_dir():
        assert processes_of(home) == []


def test_a_server_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path) -> None:
    nobody = {"PREFECT_API_URL": "http://127.0.0.1:9/api", "PREFECT_HOME": str(tmp_path / "home")}
    done = xushi("ingest", PLANS / "yunxi-2022.pdf", "--warehouse", tmp_path / "w.duckdb", settings=nobody)
    assert done.code == 2
    assert "http://127.0.0.1:9/api" in done.sentence
    assert not (tmp_path / "w.duckdb").exists()


def test_what_opens_an_address_is_not_kept_by_the_server(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with web({"/plan.pdf": served(small_plan(tmp_path / "a.pdf").read_bytes())}) as (at, asked):
        url = at.replace("http://", "http://user:pass-word@") + "/plan.pdf?token=open-sesame"
        settings = {
            "PREFECT_HOME": str(home),
            "XUSHI_ALLOWED_HOSTS": '["127.0.0.1"]',
            "XUSHI_ALLOW_PRIVATE_HOSTS": "true",
        }
        done = xushi("refresh", url, "--prefect", folder=tmp_path, settings=settings)
    assert done.code == 0, done.err
    assert asked[0].startswith("/plan.pdf?token=open-sesame Basic ")
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert f"{at}/plan.pdf".encode() in kept
    assert b"pass-word" not in kept and b"open-sesame" not in kept
    assert "pass-word" not in done.err + done.out and "open-sesame" not in done.err + done.out


@pytest.mark.parametrize("value", ["", None])
def test_without_a_server_that_is_set_none_is_started(value: str | None, tmp_path: Path) -> None:
    home = tmp_path / "home"
    settings = {"PREFECT_HOME": str(home)} | ({} if value is None else {"PREFECT_API_URL": value})
    done = xushi("ingest", PLANS / "yunxi-2022.pdf", "--warehouse", tmp_path / "w.duckdb", settings=settings)
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert not home.exists()
