"""`xushi re-extract`: what would be read again, what that changes, and when that is held back."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.content import PLANS, ask, checksum, small_plan
from tests.xushi.running import xushi

OTHER = "0" * 64


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warehouse of two documents; their files are gone, but for the bytes that were kept."""
    folder = tmp_path_factory.mktemp("built")
    plans = folder / "plans"
    plans.mkdir()
    small_plan(plans / "a.pdf")
    shutil.copy(PLANS / "chengwan-2021.pdf", plans / "b.pdf")
    assert xushi("refresh", "plans", folder=folder).code == 0
    shutil.rmtree(plans)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A test's own copy of it."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def as_if(folder: Path, *statements: str) -> None:
    """Change the warehouse as if other rules had read it."""
    with duckdb.connect(str(folder / "xushi.duckdb")) as connection:
        for statement in statements:
            connection.execute(statement)


def test_without_run_it_is_only_told(folder: Path) -> None:
    before = (folder / "xushi.duckdb").read_bytes()
    done = xushi("re-extract", folder=folder)
    assert done.code == 0
    assert done.out.splitlines()[-1] == "2 to read again; --run does it"
    assert "plans/a.pdf" in done.out and "selected; read 20" in done.out
    assert xushi("re-extract", "--rules-not-current", folder=folder).out == "nothing to read again\n"
    assert (folder / "xushi.duckdb").read_bytes() == before


@pytest.mark.parametrize(
    ("selection", "count"),
    [
        (["--place", "云溪市"], 1),
        (["--place", "云溪市", "--year", "1999"], 0),
        (["--document", "b.pdf"], 1),
        (["--extracted-before", "2020-01-01"], 0),
        (["--extracted-before", "2999-01-01"], 2),
    ],
)
def test_documents_are_selected(selection: list[str], count: int, folder: Path) -> None:
    told = xushi("re-extract", *selection, folder=folder).out.splitlines()[-1]
    assert told == (f"{count} to read again; --run does it" if count else "nothing to read again")


def test_reading_again_by_the_same_rules_changes_nothing(folder: Path) -> None:
    before = checksum(folder / "xushi.duckdb")
    done = xushi("re-extract", "--run", folder=folder)
    assert (done.code, done.out) == (0, "2 read again, 0 failed; nothing changed\n")
    assert checksum(folder / "xushi.duckdb") == before
    assert ask(folder / "xushi.duckdb", "SELECT kind, loaded FROM runs ORDER BY started_at") == [
        ("refresh", 2),
        ("re-extract", 2),
    ]


def test_what_other_rules_read_is_read_again_and_told(folder: Path) -> None:
    warehouse = folder / "xushi.duckdb"
    before = checksum(warehouse)
    as_if(
        folder,
        f"UPDATE sightings SET rules = '{OTHER}' WHERE source = 'plans/a.pdf'",
        "UPDATE quantities SET value = value + 1 WHERE quantity_id IN (SELECT quantity_id FROM quantities"
        " JOIN tasks USING (task_id) JOIN sightings USING (sha256) WHERE source = 'plans/a.pdf' LIMIT 2)",
    )
    done = xushi("refresh", "plans", folder=folder)
    done = xushi("re-extract", "--rules-not-current", folder=folder)
    assert done.out.count("read by other rules") == 1
    done = xushi("re-extract", "--rules-not-current", "--run", folder=folder)
    assert done.code == 0, done.err
    assert "quantities: 0 added, 0 gone, 2 changed" in done.out.splitlines()[-1]
    assert checksum(warehouse) == before
    assert xushi("re-extract", "--rules-not-current", folder=folder).out == "nothing to read again\n"


def test_much_change_is_held_until_it_is_accepted(folder: Path) -> None:
    warehouse = folder / "xushi.duckdb"
    before = checksum(warehouse)
    as_if(folder, "UPDATE quantities SET value = value + 1")
    other = checksum(warehouse)
    done = xushi("re-extract", "--run", folder=folder)
    assert done.code == 1
    assert "stays as it was, for reading again would change 100.0 % of " in done.err
    assert "run again with --accept to publish it" in done.err
    assert checksum(warehouse) == other
    assert sorted(path.name for path in folder.glob("xushi.duckdb*")) == [
        "xushi.duckdb",
        "xushi.duckdb.files",
        "xushi.duckdb.held",
        "xushi.duckdb.lock",
        "xushi.duckdb.refreshed.lock",
    ]
    assert xushi("re-extract", "--run", "--accept", folder=folder).code == 0
    assert checksum(warehouse) == before


def test_bytes_that_are_gone_are_told_and_their_records_stay(folder: Path) -> None:
    before = checksum(folder / "xushi.duckdb")
    shutil.rmtree(folder / "xushi.duckdb.files")
    done = xushi("re-extract", "--run", folder=folder)
    assert done.code == 1 and done.out.startswith("0 read again, 2 failed")
    assert "plans/a.pdf: there is no such file" in done.err
    assert checksum(folder / "xushi.duckdb") == before
