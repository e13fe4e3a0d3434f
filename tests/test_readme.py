"""README.md says what is true: its commands exist, its first query prints what it shows; the Chinese one follows it."""

import re
import subprocess
import sys
from pathlib import Path

from docs.readme import IN_CHINESE, README, first_query
from tests.warehouse.content import PLANS, load
from xushi.main import cli

TEXT = README.read_text(encoding="utf8")
CHINESE = IN_CHINESE.read_text(encoding="utf8")


def test_every_command_is_told_and_exists() -> None:
    told = set(re.findall(r"^    (?:.*\| |\$ )?xushi ([a-z-]+)\b", TEXT, re.MULTILINE))
    assert told == set(cli.commands)


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (README.parent / "Makefile").read_text(encoding="utf8"), re.MULTILINE))
    told = set(re.findall(r"(?:`|^    )make ([a-z][a-z-]+)", TEXT, re.MULTILINE))
    assert told
    assert told <= targets


def test_first_query_is_current() -> None:
    shown = TEXT.split("<!-- first query: begin -->")[1].split("<!-- first query: end -->")[0]
    assert _lines(shown) == _lines(first_query(TEXT))


def test_what_is_written_in_python_runs(tmp_path: Path) -> None:
    code = "\n".join(re.findall(r"^    (.*)$", TEXT.split("From Python:")[1].split("##")[0], re.MULTILINE))
    load(tmp_path / "demo.duckdb", PLANS / "yunxi-2022.pdf")
    (tmp_path / "samples").symlink_to(README.parent / "samples")
    told = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_every_folder_is_told() -> None:
    packages = {path.parent.name for path in README.parent.glob("*/__init__.py")}
    assert packages
    assert packages <= set(re.findall(r"([a-z]+)/", TEXT.split("## Where things are")[1]))


def test_the_chinese_readme_shows_the_same_commands() -> None:
    assert _shown(TEXT)
    assert _shown(CHINESE) == _shown(TEXT)
    assert re.findall(r"`(xushi[^`]*|make [^`]*|pip [^`]*|--[^`]*|SELECT[^`]*)`", CHINESE) == re.findall(
        r"`(xushi[^`]*|make [^`]*|pip [^`]*|--[^`]*|SELECT[^`]*)`", TEXT
    )


def test_the_chinese_readme_has_the_same_parts() -> None:
    for part in (r"^#+ ", r"^!\[.*\]\((.*)\)$", r"^\| ([a-z]+/) \|", r"^(\d)\. ", r"^(<!-- .* -->)$"):
        assert re.findall(part, CHINESE, re.MULTILINE) == re.findall(part, TEXT, re.MULTILINE), part
    links = [set(re.findall(r"\]\(([^)]+)\)", text)) - {"README.md", "README.zh-CN.md"} for text in (TEXT, CHINESE)]
    assert links[0] == links[1]


def _shown(text: str) -> list[str]:
    """The lines of listings, without their comments."""
    return [re.sub(r"\s+# .*", "", line) for line in text.splitlines() if line.startswith("    ")]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
