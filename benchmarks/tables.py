"""Milliseconds a page: this reader, camelot's two engines, and PDFium's text alone, on the same pages in one run.

Run `python -m benchmarks.tables [file.pdf …]`; without files the sample plans are read, or, where there are none, one
is drawn. Each figure is the best of several runs, so that another program on the machine disturbs it least.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.machine import machine
from extractors.documents.document import document_of
from extractors.tables.reader import read_tables
from samples.rendering import render_pdf
from samples.tables import Cell, Layout, Row

SAMPLES = Path(__file__).parents[1] / "samples" / "plans"
RUNS = 3
# What the reader is held to, as (against, at least or at most, ratio).
BARS = (
    ("camelot default", "faster", 6.0),
    ("camelot vector", "slower", 1.3),
)


def main(paths: Sequence[str]) -> int:
    """Print a line a reader with its time and ratio; 1 where a bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(path) for path in paths] or sorted(SAMPLES.glob("*.pdf")) or [_drawn(Path(folder))]
        pages = sum(_pages(path) for path in files)
        took = {name: _best(read, files) / pages * 1000 for name, read in READERS.items()}
    print(f"a page of a plan; {machine()}\n{len(files)} files, {pages} pages, best of {RUNS} runs")
    for name, milliseconds in took.items():
        print(f"  {name:<16} {milliseconds:8.1f} ms a page  {milliseconds / took['xushi']:6.2f} ×")
    missed = [against for against, kind, bar in BARS if not _holds(took["xushi"], took[against], kind, bar)]
    for against in missed:
        print(f"  bar missed: against {against}")
    return 1 if missed else 0


def _holds(ours: float, theirs: float, kind: str, bar: float) -> bool:
    return theirs >= bar * ours if kind == "faster" else ours <= bar * theirs


def _ours(path: Path) -> None:
    read_tables(document_of(str(path), path.read_bytes()))


def _camelot_default(path: Path) -> None:
    _camelot(path, "combined")


def _camelot_vector(path: Path) -> None:
    _camelot(path, "vector")


def _camelot(path: Path, engine: str) -> None:
    import camelot

    camelot.read_pdf(str(path), pages="all", flavor="lattice", engine=engine, suppress_stdout=True)


def _text_alone(path: Path) -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path.read_bytes())
    for page in pdf:
        text_page = page.get_textpage()
        text_page.get_text_range()
        text_page.close()
        page.close()
    pdf.close()


READERS: dict[str, Callable[[Path], None]] = {
    "xushi": _ours,
    "camelot default": _camelot_default,
    "camelot vector": _camelot_vector,
    "PDFium's text": _text_alone,
}


def _best(read: Callable[[Path], None], files: Sequence[Path]) -> float:
    """Give the shortest time for all files, in seconds; the first run warms up and does not count."""
    read(files[0])
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for path in files:
            read(path)
        times.append(time.perf_counter() - start)
    return min(times)


def _pages(path: Path) -> int:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return len(pdf)
    finally:
        pdf.close()


def _drawn(folder: Path) -> Path:
    """Draw a plan of 60 tasks of ordinary length."""
    sentence = "完成 3 所学校前期准备、6 所学校工程立项等手续、7 所学校施工招标、5 所学校开工建设。"
    header: list[Row] = [
        [Cell(text) for text in ("序号", "目标任务", "第一季度", "第二季度", "第三季度", "第四季度", "责任单位")]
    ]
    rows = [[Cell(str(number)), *[Cell(sentence)] * 5, Cell("牵头单位：市教育局")] for number in range(1, 61)]
    path = folder / "plan.pdf"
    render_pdf(path, "2021年民生实事序时进度安排", header, rows, Layout("benchmark", metrics="large"))
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
