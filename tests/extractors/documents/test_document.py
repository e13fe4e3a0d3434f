"""Documents are told by their content."""

from pathlib import Path

import pytest

from extractors.documents.document import PDF, document_of, read_document
from extractors.errors import UnreadableError


def test_a_pdf_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"\n%PDF-1.7\n")
    document = read_document(path)
    assert (document.media_type, document.source, len(document.sha256)) == (PDF, str(path), 64)


@pytest.mark.parametrize(("content", "says"), [(b"", "is empty"), (b"PK\x03\x04", "is not a PDF")])
def test_other_content_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        document_of("plan.pdf", content)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read_document(tmp_path / "none.pdf")
    with pytest.raises(UnreadableError, match="is a folder"):
        read_document(tmp_path)
