"""Scanned pages are read as well as pages with text: askew, turned, among others, and with numbers exact."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.documents.document import Document, document_of
from extractors.plans.reader import read_plan
from extractors.tables.model import Reading
from extractors.tables.pdf.reader import read_pdf
from extractors.tables.scans.reader import OCR_UNSURE, SURE, paper_scale, read_picture
from extractors.tables.scans.recogniser import _engine
from samples.tables import Layout
from tests.extractors.tables.scans.scanning import (
    TEXTS,
    TITLE,
    WIDTHS,
    pdf_of_pictures,
    pictures_of,
    printed,
    scan_of,
    scanned,
)

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
pytest.importorskip("onnxruntime", reason="the extra ocr is not installed")


def body(reading: Reading) -> list[str]:
    return [cell.text for table in reading.tables for cell in table.cells if cell.row > 1]


@pytest.mark.parametrize(
    ("angle", "quarters"),
    # one leans much, one stands on its head; the rest is less of both
    [(-4.8, 0), (0.0, 2), *(pytest.param(*less, marks=pytest.mark.full) for less in [(0.0, 0), (0.7, 0), (0.7, 1)])],
)
def test_a_scan_is_read_exactly(angle: float, quarters: int) -> None:
    (page,) = read_pdf(scan_of(printed(), angle, quarters)).pages
    (table,) = page.tables
    assert page.is_by_ocr and not page.is_scan
    assert (table.rows, table.columns, table.doubt, table.above) == (5, 5, (), (TITLE,))
    assert [cell.text for cell in table.cells if cell.row > 1] == TEXTS
    sure = [cell.confidence or 0.0 for cell in table.cells if cell.text]
    assert sum(confidence > SURE for confidence in sure) >= 19
    assert [cell.confidence for cell in table.cells if not cell.text] == [None]


@pytest.mark.parametrize("quarters", [pytest.param(0, marks=pytest.mark.full), 1])
def test_cells_are_found_again_on_the_page(quarters: int) -> None:
    (plain,), (scan,) = (read_pdf(document).tables for document in (_text(), scan_of(printed(), 0.7, quarters)))
    width, height = 841.9, 595.3
    for cell, found in zip(plain.cells, scan.cells, strict=True):
        true, box = cell.fragments[0].box, found.fragments[0].box
        assert true is not None and box is not None
        middle = np.array([(true.x0 + true.x1) / 2, (true.y0 + true.y1) / 2])
        turn = np.radians(0.7)
        spun = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        x, y = spun @ (middle - (width / 2, height / 2)) + (width / 2, height / 2)
        if quarters:
            x, y = y, width - x
        assert ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == pytest.approx((x, y), abs=1.5)
        assert (found.fragments[0].page, found.fragments[0].end) == (1, len(found.text))


def test_numbers_alone_in_their_cells() -> None:
    rows = [[str(i), f"{i * 37}", f"{i / 10:.1f}", f"{i}%", "一"] for i in (1, 7, 10, 11, 17, 71, 80, 101, 111, 120)]
    cells = body(read_pdf(scan_of(printed(rows), 0.3)))
    assert cells == [text for row in rows for text in row]


def test_pages_of_text_and_scans_make_one_plan() -> None:
    first, second = _text(), scan_of(printed([["11", "新建公园8处。", "开工3处。", "建成8处。", "市城管局"]]), 0.7)
    joined = BytesIO()
    with pypdfium2.PdfDocument.new() as pdf:
        for document in (first, second):
            with pypdfium2.PdfDocument(document.content) as part:
                pdf.import_pages(part)
        pdf.save(joined)
    plan = read_plan(document_of("mixed.pdf", joined.getvalue()))
    assert [task.number for task in plan.tasks] == ["1", "2", "10", "11"]
    assert [task.goal_confidence is None for task in plan.tasks] == [True, True, True, False]
    assert plan.tasks[-1].periods[1].text == "建成8处。"
    notices = {notice.rule: notice.message for notice in plan.notices}
    assert "page 2 is a scan, read by OCR" in notices["pages-by-ocr"]


def test_a_scan_with_a_layer_of_text_is_left_to_that() -> None:
    ((size, picture),) = pictures_of(printed())
    file = BytesIO()
    with pypdfium2.PdfDocument(printed()) as pdf:
        image = pypdfium2.PdfImage.new(pdf)
        image.load_jpeg(BytesIO(cv2.imencode(".jpg", scanned(picture))[1].tobytes()), inline=True)
        image.set_matrix(pypdfium2.PdfMatrix().scale(*size))
        pdf[0].insert_obj(image)
        pdf[0].gen_content()
        pdf.save(file)
    (page,) = read_pdf(document_of("layer.pdf", file.getvalue())).pages
    assert not page.is_by_ocr and body(Reading((page,))) == TEXTS


def test_a_scan_with_a_stamp_of_the_scanner_is_a_scan() -> None:
    ((size, picture),) = pictures_of(printed())
    file = BytesIO()
    canvas = Canvas(file, pagesize=size)
    jpeg = cv2.imencode(".jpg", scanned(picture))[1].tobytes()
    canvas.drawImage(ImageReader(BytesIO(jpeg)), 0, 0, *size)
    canvas.drawString(20, 20, "ScanTool")
    canvas.save()
    (page,) = read_pdf(document_of("stamped.pdf", file.getvalue())).pages
    assert page.is_by_ocr and body(Reading((page,))) == TEXTS
    assert "ScanTool" in "".join(page.below)


def test_a_point_for_each_pixel_is_no_poster() -> None:
    ((_, picture),) = pictures_of(printed())
    size = (float(picture.shape[1]), float(picture.shape[0]))
    (table,) = read_pdf(document_of("huge.pdf", pdf_of_pictures([(size, scanned(picture))]))).tables
    assert [cell.text for cell in table.cells if cell.row > 1] == TEXTS
    (plain,) = read_pdf(_text()).tables
    assert table.box is not None and plain.box is not None
    assert table.box == pytest.approx([200 / 72 * edge for edge in plain.box], abs=3)


def test_paper_is_taken_as_it_is_and_anything_else_for_a4() -> None:
    assert paper_scale(842, 595) == paper_scale(420, 298) == paper_scale(1191, 842) == 1
    assert paper_scale(2 * 842, 2 * 595) == pytest.approx(2)


def test_what_is_hard_to_read_is_doubtful() -> None:
    ((_, picture),) = pictures_of(printed(layout=Layout("tiny", widths=WIDTHS, font_size=5)), 100)
    page = read_picture(cv2.resize(scanned(picture), None, fx=3, fy=3, interpolation=cv2.INTER_LINEAR), 300 / 72)
    cells = page.filled[0].cells[-len(TEXTS) :]
    wrong = [cell for cell, true in zip(cells, TEXTS, strict=True) if cell.text != true]
    assert len(wrong) > 2
    assert all(OCR_UNSURE in cell.doubt and (cell.confidence or 0.0) < SURE for cell in wrong)


@pytest.mark.parametrize("gray", [0, 255, None])
def test_pictures_without_text_give_nothing(gray: int | None) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (800, 1200)).astype(np.uint8)
    page = read_picture(noise if gray is None else np.full((800, 1200), gray, np.uint8), 300 / 72)
    assert (page.grids, page.loose) == ((), ())


def test_nothing_is_fetched(tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(scan_of(printed()).content)
    code = (
        "import socket, sys; from pathlib import Path\n"
        "def refuse(*_): sys.exit('the network was asked')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from extractors.documents.document import read_document\n"
        "from extractors.tables.pdf.reader import read_pdf\n"
        "print(len(read_pdf(read_document(Path(sys.argv[1]))).tables))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, scan], capture_output=True, text=True, env=dict(os.environ))
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_the_models_are_files_of_the_package() -> None:
    import rapidocr

    settings = _engine().cfg
    for part in (settings.Rec, settings.Det):
        assert Path(part.model_path).is_relative_to(Path(rapidocr.__file__).parent)
        assert Path(part.model_path).is_file()


def _text() -> Document:
    return document_of("text.pdf", printed())
