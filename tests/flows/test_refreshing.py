"""`xushi refresh`: only what is new or changed is read; what fails is told, tried twice, and set aside."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.flows.serving import content as served
from tests.flows.serving import web
from tests.flows.test_ingesting import children_of
from tests.warehouse.content import PLANS, ask, checksum, small_plan
from tests.xushi.running import COMMAND, Outcome, environment, xushi

LAST = "SELECT kind, files, loaded, failed, unchanged, set_aside FROM runs ORDER BY started_at DESC LIMIT 1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two plans."""
    plans = tmp_path / "plans"
    plans.mkdir()
    small_plan(plans / "a.pdf")
    shutil.copy(PLANS / "yunxi-2022.pdf", plans / "b.pdf")
    return tmp_path


def refresh(folder: Path, *more: str, **settings: str) -> Outcome:
    return xushi("refresh", *(more or ("plans",)), folder=folder, settings=settings)


def test_only_new_and_changed_bytes_are_read(folder: Path) -> None:
    warehouse = folder / "xushi.duckdb"
    done = refresh(folder)
    assert (done.code, done.out.splitlines()[0]) == (0, "2 files: 2 read, 0 unchanged")
    before, stamp = checksum(warehouse), warehouse.stat().st_mtime_ns
    # nothing is read, and nothing written: neither time nor name counts
    os.utime(folder / "plans" / "a.pdf", (0, 0))
    (folder / "plans" / "a.pdf").rename(folder / "plans" / "c.pdf")
    done = refresh(folder)
    assert (done.code, done.out, done.err) == (0, "2 files: nothing new, 2 unchanged\n", "")
    assert warehouse.stat().st_mtime_ns == stamp and checksum(warehouse) == before
    small_plan(folder / "plans" / "c.pdf", other_layout=True)
    done = refresh(folder)
    assert (done.code, done.out.splitlines()[0]) == (0, "2 files: 1 read, 1 unchanged")
    assert ask(warehouse, LAST) == [("refresh", 2, 1, 0, 1, 0)]


def test_what_fails_is_tried_twice_and_set_aside_until_its_bytes_change(folder: Path) -> None:
    bad = folder / "plans" / "bad.pdf"
    bad.write_text("no PDF")
    done = refresh(folder)
    assert done.code == 1
    assert done.out.splitlines()[0] == "3 files: 2 read, 0 unchanged, 1 failed"
    assert done.err.count("not read: plans/bad.pdf") == 1
    warehouse = folder / "xushi.duckdb"
    assert ask(warehouse, "SELECT source, sha256 IS NOT NULL, rules IS NOT NULL FROM failures") == [
        ("plans/bad.pdf", True, True)
    ]
    told = ask(warehouse, "SELECT severity, message FROM findings_open WHERE rule = 'file-not-read'")
    assert told == [("high", "plans/bad.pdf: is text without a table; put a tab between the cells of each row.")]
    done = refresh(folder)
    assert (done.code, done.err) == (0, "set aside: plans/bad.pdf\n")
    assert done.out == "3 files: nothing new, 2 unchanged, 1 set aside that failed before (--retry-failed)\n"
    assert refresh(folder, "plans", "--retry-failed").code == 1
    # rules that are others may read it: as if those of the failure had been others
    small_plan(bad, other_layout=True)
    done = refresh(folder)
    assert (done.code, done.out.splitlines()[0]) == (0, "3 files: 1 read, 2 unchanged")
    assert ask(warehouse, "FROM failures") == []


def test_a_source_that_vanished_is_told_and_the_rest_lands(folder: Path) -> None:
    done = refresh(folder, "plans", "gone")
    assert done.code == 1
    assert "not read: gone: there is no such file or folder; check the path, or whether it is mounted." in done.err
    assert ask(folder / "xushi.duckdb", LAST) == [("refresh", 3, 2, 1, 0, 0)]


def test_a_manifest_gives_what_titles_lack(folder: Path) -> None:
    rows = "序号\t目标任务\t一季度目标\t二季度目标\n1\t新建幼儿园7所\t开工3所\t开工7所\n"
    (folder / "untitled.txt").write_text(rows, encoding="utf8")
    manifest = "source,place,year\nuntitled.txt,云溪市,2025\nplans/a.pdf,某市,2024\n"
    (folder / "sources.csv").write_text(manifest, encoding="utf8")
    (folder / "xushi.toml").write_text('sources = ["sources.csv"]\nwarehouse = "data/w.duckdb"\n')
    done = xushi("refresh", folder=folder)
    warehouse = folder / "data" / "w.duckdb"
    assert done.code == 0, done.err
    query = "SELECT place, year FROM documents ORDER BY year"
    assert ask(warehouse, query) == [("云溪市", 2024), ("云溪市", 2025)]
    query = "SELECT message FROM findings WHERE rule = 'title-differs'"
    told = "the document says that its place is 云溪市, its source that it is 某市: the document's stands."
    assert ask(warehouse, query) == [(told,)]
    assert ask(warehouse, "SELECT count(*) FROM milestones WHERE first_day = DATE '2025-04-01'") == [(1,)]


def test_files_are_fetched_by_address(folder: Path) -> None:
    with web({"/plan.pdf": served((folder / "plans" / "a.pdf").read_bytes())}) as (at, _):
        url = at.replace("http://", "http://user:word@") + "/plan.pdf"
        refusal = xushi("refresh", url, folder=folder)
        assert refusal.code == 1 and "is not among allowed_hosts" in refusal.err and "word" not in refusal.err
        allowed = {"XUSHI_ALLOWED_HOSTS": '["127.0.0.1"]', "XUSHI_ALLOW_PRIVATE_HOSTS": "true"}
        assert xushi("refresh", url, folder=folder, settings=allowed).code == 0
        assert xushi("refresh", url, folder=folder, settings=allowed).out == "1 files: nothing new, 1 unchanged\n"
    assert ask(folder / "xushi.duckdb", "SELECT DISTINCT source FROM sightings") == [(f"{at}/plan.pdf",)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sources = 1", "settings: sources: Input should be a valid list"),
        ("workers = 0", "settings: workers: Input should be greater than or equal to 1"),
        ("colour = 1", "settings: colour: is no setting; see xushi.toml"),
        ('timezone = "Moon"', "settings: timezone: Moon is no timezone, such as Asia/Shanghai; see xushi.toml"),
        ("sources =", "xushi.toml: is no TOML"),
        ("", "refresh: has no sources; name folders, manifests or addresses, or set sources in xushi.toml."),
    ],
)
def test_wrong_settings_are_told(text: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "xushi.toml").write_text(text)
    done = xushi("refresh", folder=tmp_path)
    assert done.code == 2 and sentence in done.sentence


def test_a_list_in_the_environment_that_is_no_json_is_told(tmp_path: Path) -> None:
    done = xushi("refresh", folder=tmp_path, settings={"XUSHI_SOURCES": "plans"})
    assert done.code == 2
    assert done.sentence == 'xushi: settings: sources: XUSHI_SOURCES is no list in JSON, such as ["one", "two"].\n'


def test_of_two_at_once_the_second_leaves(folder: Path) -> None:
    first = subprocess.Popen(
        [*COMMAND, "refresh", "plans"], cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    until = time.monotonic() + 20
    lock = folder / "xushi.duckdb.refreshed.lock"
    while time.monotonic() < until and not (lock.exists() and lock.read_text()):
        time.sleep(0.05)
    second = refresh(folder)
    assert second.code == 2
    assert f"is being refreshed by process {first.pid}" in second.sentence
    first.communicate(timeout=60)
    assert first.returncode == 0


def test_told_to_end_it_ends_and_leaves_nothing_half_done(folder: Path) -> None:
    for number in range(6):
        small_plan(folder / "plans" / f"{number}.pdf")
        with (folder / "plans" / f"{number}.pdf").open("ab") as file:
            file.write(f"\n%{number}\n".encode())
    process = subprocess.Popen(
        [*COMMAND, "refresh", "plans"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    process.stderr.readline()
    children = children_of(process.pid)
    assert children
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.splitlines()[-1]) == (2, "xushi: interrupted.")
    assert not any(Path(f"/proc/{child}").exists() for child in children)
    assert not (folder / "xushi.duckdb.next").exists()
    done = refresh(folder)
    assert done.code == 0
    again = folder / "again"
    again.mkdir()
    assert xushi("ingest", folder / "plans", "--warehouse", again / "w.duckdb").code == 0
    assert checksum(again / "w.duckdb") == checksum(folder / "xushi.duckdb")


def test_runs_and_status(folder: Path) -> None:
    (folder / "plans" / "bad.pdf").write_text("no PDF")
    refresh(folder)
    (run,) = xushi("runs", "--jsonl", folder=folder).lines
    assert (run["kind"], run["loaded"], run["failed"], len(run["rules"])) == ("refresh", 2, 1, 1)
    assert "refresh" in xushi("runs", folder=folder).out
    (told,) = xushi("status", "--jsonl", folder=folder).lines
    assert (told["files that failed"], told["documents read by other rules"]) == (1, 0)
    assert told["failures"][0]["source"] == "plans/bad.pdf"
    shown = xushi("status", folder=folder).out
    assert "plans/bad.pdf: is text without a table" in shown
    assert re.search(r"^last publish \(UTC\) +[0-9-]+ [0-9:]+$", shown, re.MULTILINE)


def test_a_schedule_that_is_none_is_told(tmp_path: Path) -> None:
    settings = {"XUSHI_SOURCES": '["plans"]', "XUSHI_REFRESH_CRON": "whenever"}
    done = xushi("serve", folder=tmp_path, settings={**settings, "PREFECT_API_URL": "http://127.0.0.1:1/api"})
    assert done.code == 2
    assert done.err.startswith("xushi: settings: refresh_cron: Invalid cron string") and done.err.count("\n") == 1
