"""Documents are told by their content."""

from pathlib import Path

import pytest

from extractors.documents.document import document_of, read_document
from extractors.documents.kinds import PDF
from extractors.errors import UnreadableError


def test_a_pdf_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"\n%PDF-1.7\n")
    document = read_document(path)
    assert (document.media_type, document.source, len(document.sha256)) == (PDF, str(path), 64)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(UnreadableError, match="is empty"):
        document_of("plan.pdf", b"")


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read_document(tmp_path / "none.pdf")
    with pytest.raises(UnreadableError, match="is a folder"):
        read_document(tmp_path)
