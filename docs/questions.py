"""Fills the results of the questions in docs/sql.md, each a query and what it prints. Run `make readme`."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "sql.md"

_QUESTION = re.compile(r"(?<=```sql\n)(?P<query>.*?)(?P<between>\n```\n\n```text\n)(?P<result>.*?)(?=```)", re.DOTALL)


def main() -> None:
    """Ask all questions of the sample plans and write what is answered into the page."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "samples.duckdb"
        _xushi("ingest", "samples/plans", "--warehouse", str(warehouse))
        PAGE.write_text(answered(PAGE.read_text(encoding="utf8"), warehouse), encoding="utf8")


def answered(page: str, warehouse: Path) -> str:
    """The page with each query's result as `xushi sql` prints it."""
    return _QUESTION.sub(lambda found: found["query"] + found["between"] + _result(found["query"], warehouse), page)


def questions(page: str) -> list[str]:
    """The page's queries."""
    return [found["query"] for found in _QUESTION.finditer(page)]


def _result(query: str, warehouse: Path) -> str:
    printed = _xushi("sql", query, "--warehouse", str(warehouse))
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines() if line.strip())


def _xushi(*arguments: str) -> str:
    command = [sys.executable, "-m", "xushi.main", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


if __name__ == "__main__":
    main()
