"""Reads the tables of a document, whatever kind of file it is."""

from extractors.documents.document import Document
from extractors.documents.kinds import DOCX, HTML, PDF, TEXT, XLSX
from extractors.errors import UnreadableError
from extractors.tables.model import Reading
from extractors.tables.squares import TooLargeError


def read_tables(document: Document, password: str | None = None) -> Reading:
    """All tables of a document with the text around them, in reading order.

    `password` opens a locked PDF. Raises UnreadableError where the file is locked or damaged, or holds nothing that
    can be read.
    """
    try:
        return _read(document, password)
    except TooLargeError as error:
        raise UnreadableError(f"{document.source}: {error}") from None


def _read(document: Document, password: str | None) -> Reading:
    # each reader brings a library of its own, which only files of its kind need
    if document.media_type == PDF:
        from extractors.tables.pdf.reader import read_pdf

        return read_pdf(document, password)
    if document.media_type == DOCX:
        from extractors.tables.docx import read_docx

        return read_docx(document)
    if document.media_type == XLSX:
        from extractors.tables.workbook import read_workbook

        return read_workbook(document)
    if document.media_type == HTML:
        from extractors.tables.html import read_html

        return read_html(document)
    if document.media_type == TEXT:
        from extractors.tables.text import read_text

        return read_text(document)
    raise UnreadableError(f"{document.source}: no reader for {document.media_type}; give a PDF.")
