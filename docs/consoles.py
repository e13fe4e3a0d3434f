"""Runs the commands that pages in docs/ show, and writes what they print below them. Run `make readme`.

A ```console block shows commands after `$ `, carried on after `> `, and what each prints. The commands of a page run
one after the other in a folder of their own that holds a copy of the packages and of samples/plans, as a checkout does,
so that a page may change the rules and show what comes of it. Pictures that the page shows and a command wrote there
are put beside the page.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs"
COPIED = ("extractors", "flows", "notebooks", "schemas", "warehouse", "xushi", "samples/plans")
SECONDS = 120

_BLOCK = re.compile(r"(?<=```console\n)(?P<session>.*?)(?=```)", re.DOTALL)
_PICTURE = re.compile(r"!\[[^]]*\]\(([\w-]+\.png)\)")
_DURATION = re.compile(r"\b\d+(?:\.\d+)? seconds")


def main() -> None:
    """Fill every page that shows commands."""
    for page in pages():
        text = page.read_text(encoding="utf8")
        with tempfile.TemporaryDirectory() as folder:
            again = filled(text, Path(folder))
            for picture in pictures(text):
                shutil.copy(Path(folder) / picture, page.parent / picture)
        # how long it took is written down once
        if steady(again) != steady(text):
            page.write_text(again, encoding="utf8")


def pages() -> list[Path]:
    """Give the pages that show commands."""
    return sorted(page for page in FOLDER.rglob("*.md") if _BLOCK.search(page.read_text(encoding="utf8")))


def filled(text: str, folder: Path) -> str:
    """Give the page's text with what its commands print when they run in `folder`, which is filled as a checkout."""
    settings = _set_up(folder)
    return _BLOCK.sub(lambda block: "".join(_ran(block["session"], folder, settings)), text)


def pictures(text: str) -> list[str]:
    """Give the names of the pictures that the page shows and that its commands write."""
    sessions = "".join(block["session"] for block in _BLOCK.finditer(text))
    return [name for name in _PICTURE.findall(text) if f" {name}\n" in sessions]


def steady(text: str) -> str:
    """Give the text without what differs from run to run: how many seconds it took."""
    return _DURATION.sub("… seconds", text)


def _set_up(folder: Path) -> dict[str, str]:
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    commands = folder / ".venv" / "bin"
    commands.mkdir(parents=True)
    for name, module in (("xushi", "-m xushi.main"), ("python", "")):
        (commands / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n')
        (commands / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XUSHI_", "PREFECT_"))}
    path = os.pathsep.join([str(commands), kept.get("PATH", "")])
    return {**kept, "PATH": path, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


def _ran(session: str, folder: Path, settings: dict[str, str]) -> Iterator[str]:
    for command in _commands(session):
        yield "".join(
            f"{sign} {line}".rstrip() + "\n" for sign, line in zip(chain("$", repeat(">")), command, strict=False)
        )
        done = subprocess.run(
            ["bash", "-c", "\n".join(command)],
            cwd=folder,
            env=settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf8",
            timeout=SECONDS,
        )
        yield "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines() if line.strip())


def _commands(session: str) -> Iterator[list[str]]:
    """The commands of a session, each as its lines."""
    command: list[str] = []
    for line in session.splitlines():
        if line.startswith("$ "):
            if command:
                yield command
            command = [line[2:]]
        elif line.startswith("> ") or line == ">":
            command.append(line[2:])
    if command:
        yield command


if __name__ == "__main__":
    main()
