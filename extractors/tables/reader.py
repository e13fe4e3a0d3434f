"""Reads the tables of a document, whatever kind of file it is."""

from extractors.documents.document import Document
from extractors.tables.model import Reading


def read_tables(document: Document, password: str | None = None) -> Reading:
    """All tables of a document with the text around them, in reading order.

    `password` opens a locked file. Raises UnreadableError where the file is locked or damaged, or holds nothing that
    can be read.
    """
    from extractors.tables.pdf.reader import read_pdf

    return read_pdf(document, password)
