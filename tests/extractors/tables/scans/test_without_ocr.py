"""Without the extra `ocr` a scan is named with what to do about it, and the pages of text are read."""

from io import BytesIO

import pypdfium2
import pytest

from extractors.documents.document import Document, document_of
from extractors.errors import UnreadableError
from extractors.plans.reader import read_plan
from extractors.tables.pdf import reader
from extractors.tables.pdf.reader import read_pdf
from tests.extractors.tables.scans.scanning import pdf_of_pictures, pictures_of, printed


@pytest.fixture(autouse=True)
def _not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "can_read_pictures", lambda: False)


def scans() -> bytes:
    return pdf_of_pictures(pictures_of(printed(), 72) * 2)


def joined(*parts: bytes) -> Document:
    file = BytesIO()
    with pypdfium2.PdfDocument.new() as pdf:
        for content in parts:
            with pypdfium2.PdfDocument(content) as part:
                pdf.import_pages(part)
        pdf.save(file)
    return document_of("mixed.pdf", file.getvalue())


def test_scans_alone_are_refused() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_pdf(document_of("scan.pdf", scans()))
    assert str(refused.value) == (
        'scan.pdf: pages 1-2 are each a scan, a picture without text; to read scans, pip install "xushi[ocr]".'
    )


def test_scans_among_pages_of_text_are_named() -> None:
    plan = read_plan(joined(printed(), scans()))
    assert [task.number for task in plan.tasks] == ["1", "2", "10"]
    (notice,) = (notice for notice in plan.notices if notice.rule == "scanned-pages")
    assert notice.message == 'pages 2-3 are each a scan and was not read; to read scans, pip install "xushi[ocr]".'
    assert notice.page == 2
