"""Writes what both READMEs show of commands: the first query's result and the figures. Run `make readme`."""

import contextlib
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import series, startup

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
IN_CHINESE = ROOT / "README.zh-CN.md"


def main() -> None:
    """Fill both parts anew."""
    contents = {"first query": first_query(README.read_text(encoding="utf8")), "figures": figures()}
    for page in (README, IN_CHINESE):
        text = page.read_text(encoding="utf8")
        for name, content in contents.items():
            text = _filled(text, name, content)
        page.write_text(text, encoding="utf8")


def first_query(text: str) -> str:
    """What README's own two commands print."""
    commands = _first_query_commands(text)
    with tempfile.TemporaryDirectory() as folder:
        printed = [_run(command.replace("demo.duckdb", f"{folder}/demo.duckdb")) for command in commands]
    return printed[-1].strip("\n")


def _first_query_commands(text: str) -> list[str]:
    section = text.split("## A first query")[1].split("<!--")[0]
    joined = re.sub(r"\n {6,}", " ", section)
    return [line.strip().removeprefix("$ ") for line in joined.splitlines() if line.strip().startswith("$ ")]


def _run(command: str) -> str:
    shell = command.replace("xushi ", f"{sys.executable} -m xushi.main ", 1)
    return subprocess.run(shell, shell=True, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def figures() -> str:
    """What the benchmarks print that have no page of their own."""
    return "\n\n".join(_printed(part).strip("\n") for part in (series.main, startup.main))


def _printed(part: Callable[[], object]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        part()
    return out.getvalue()


def _filled(text: str, name: str, content: str) -> str:
    indented = "\n".join(f"    {line.rstrip()}".rstrip() for line in content.splitlines())
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    head, tail = text.split(begin)[0], text.split(end)[1]
    return f"{head}{begin}\n\n{indented}\n\n{end}{tail}"


if __name__ == "__main__":
    main()
