"""The real plan that tests read: its rows from a text file, and renderings of it by several makers of PDF files."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from samples.html import render_html
from samples.rendering import render_pdf
from samples.tables import Cell, Layout, Row

REAL_PLAN = Path(__file__).parents[2] / "shared" / "documents" / "lianyungang-2021.txt"
TITLE = "2021 年连云港市 50 件民生实事序时进度安排方案"
HEADER: list[Row] = [
    [Cell("序号", rows=2), Cell("目标任务", rows=2), Cell("序时进度", columns=4), Cell("责任单位", rows=2)],
    [Cell(f"第{quarter}季度") for quarter in "一二三四"],
]
WIDTHS = (1.0, 3.5, 4.0, 4.0, 4.0, 4.0, 3.0)
SECONDS = 180

_MARKUP = re.compile(r"</?[a-z]+>")
_LEAD = re.compile(r"(?:牵头单位|(?<!共同)责任单位)\s*[:：](.*?)(?:[;；]|$)")
_SUPPORT = re.compile(r"共同责任单位\s*[:：](.*)$")


@dataclass(frozen=True)
class Truth:
    """A row of the plan without white space: number, goal, four quarters, who leads and who supports."""

    number: str
    goal: str
    quarters: tuple[str, ...]
    lead: tuple[str, ...]
    support: tuple[str, ...]


def real_rows() -> list[list[str]]:
    """Give the plan's 120 rows of seven cells, markup removed."""
    rows = []
    for line in REAL_PLAN.read_text(encoding="utf-8").splitlines():
        cells = [_MARKUP.sub("", cell).strip() for cell in line.split("\t")]
        if len(cells) == 7 and cells[0].isdigit():
            rows.append(cells)
    return rows


def real_truth() -> list[Truth]:
    """Give what a reader must find; units are parted here by the plan's own two labels and 、，, alone."""
    return [_truth(*row) for row in real_rows()]


def _truth(number: str, goal: str, first: str, second: str, third: str, fourth: str, units: str) -> Truth:
    lead, support = _LEAD.search(units), _SUPPORT.search(units)
    quarters = tuple(squeezed(text) for text in (first, second, third, fourth))
    return Truth(number, squeezed(goal), quarters, _names(lead), _names(support))


def _names(found: re.Match[str] | None) -> tuple[str, ...]:
    names = re.split("[、，,]", squeezed(found[1])) if found else []
    return tuple(name.rstrip("。") for name in names if name)


def squeezed(text: str) -> str:
    """Give the text without white space."""
    return "".join(text.split())


LAYOUTS = {
    "flow, header once": Layout("flow", widths=WIDTHS),
    "flow, header on each page": Layout("each", header="each page", widths=WIDTHS, running=True),
    "a table a page": Layout("pages", header="table a page", rows_break=False, widths=WIDTHS),
    "large ascent, centred, rules as rectangles": Layout(
        "large", align="middle", metrics="large", rules="rectangles", widths=WIDTHS
    ),
    "portrait, centred, narrow": Layout("narrow", orientation="portrait", align="middle", widths=WIDTHS, font_size=8),
}


def draw(layout: Layout, path: Path) -> None:
    """Draw the real plan with the project's own renderer."""
    render_pdf(path, TITLE, HEADER, [[Cell(text) for text in row] for row in real_rows()], layout)


def print_by_chromium(layout: Layout, path: Path) -> None:
    """Print the plan's HTML page to `path` with Chromium."""
    page = _page(layout, path)
    browser = shutil.which("chromium") or "chromium"
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    profile = f"--user-data-dir={path.parent / 'profile'}"
    _run([browser, *switches, profile, "--no-pdf-header-footer", f"--print-to-pdf={path}", page.as_uri()])


def print_by_writer(layout: Layout, path: Path) -> None:
    """Turn the plan's HTML page into a PDF at `path` with LibreOffice Writer."""
    page = _page(layout, path)
    profile = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    kind = ["--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export"]
    _run(["soffice", "--headless", profile, *kind, "--outdir", str(path.parent), str(page)])
    page.with_suffix(".pdf").rename(path)


MAKERS: dict[str, tuple[str, Callable[[Layout, Path], None]]] = {
    "chromium": ("chromium", print_by_chromium),
    "writer": ("soffice", print_by_writer),
}


def _page(layout: Layout, path: Path) -> Path:
    rows = [[Cell(text) for text in row] for row in real_rows()]
    text = render_html(TITLE, HEADER, rows, layout, font="Noto Sans CJK SC")
    # Writer draws a table's rules by the table's own attribute, not by the style of its cells
    text = text.replace("<table", '<table border="1" cellspacing="0"')
    page = path.parent / "page.html"
    page.write_text(text, encoding="utf-8")
    return page


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
