"""Writes the last part of docs/testing.md from a test run: `python -m tests.report RESULTS.xml docs/testing.md`."""

import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

from benchmarks.machine import machine

# the page up to here is written by hand
HEADING = "## The last full run\n"


def main(results: str, page: str) -> None:
    """Read pytest's JUnit file and write what it tells under the page's last heading."""
    cases = list(ElementTree.parse(results).getroot().iter("testcase"))
    outcomes = Counter(_outcome(case) for case in cases)
    seconds = sum(float(case.get("time", 0)) for case in cases)
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    reasons = Counter(skip.get("message", "") for case in cases for skip in case.iter("skipped"))
    lines = [f"{told} in {seconds:.0f} seconds on {machine()}."]
    lines += [f"- {count} skipped: {reason}" for reason, count in sorted(reasons.items())]
    introduction, heading, _ = Path(page).read_text(encoding="utf8").partition(HEADING)
    Path(page).write_text(f"{introduction}{heading}\n" + "\n".join(lines) + "\n", encoding="utf8")


def _outcome(case: ElementTree.Element) -> str:
    kinds = {child.tag for child in case}
    return "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"


if __name__ == "__main__":
    main(*sys.argv[1:])
