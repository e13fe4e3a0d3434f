"""Writes docs/testing.md from a test run: `python -m tests.report RESULTS.xml docs/testing.md`."""

import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

from benchmarks.machine import machine

INTRODUCTION = """# Testing

`make test` checks style and types and runs the tests that need nothing but Python; tests that need Debian's chromium,
LibreOffice or files beside the checkout are skipped with their reason where those are missing. `make test-all` installs
every extra and adds the full counts (all hostile files instead of every sixth).

Tests stand in folders that mirror the packages. Most begin with a real file and end in what a user would see: sample
plans are drawn as PDFs, read by the real command, and queried in a real DuckDB file; one test runs the Prefect flow
on a real server. `tests/data/constructions.jsonl` holds single constructions of the language, a line each; the rules'
own examples (`meaning.toml`, `exclusions.toml`, `signals.toml`) run as tests too.

## The last full run
"""


def main(results: str, page: str) -> None:
    """Read pytest's JUnit file and write the page."""
    cases = list(ElementTree.parse(results).getroot().iter("testcase"))
    outcomes = Counter(_outcome(case) for case in cases)
    seconds = sum(float(case.get("time", 0)) for case in cases)
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    reasons = Counter(skip.get("message", "") for case in cases for skip in case.iter("skipped"))
    lines = [f"{told} in {seconds:.0f} seconds on {machine()}."]
    lines += [f"- {count} skipped: {reason}" for reason, count in sorted(reasons.items())]
    Path(page).write_text(INTRODUCTION + "\n" + "\n".join(lines) + "\n", encoding="utf8")


def _outcome(case: ElementTree.Element) -> str:
    kinds = {child.tag for child in case}
    return "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"


if __name__ == "__main__":
    main(*sys.argv[1:])
