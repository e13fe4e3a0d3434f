"""What evidence is shown from: the file that a record was read from, and its words as the extractors know them."""

from pathlib import Path

from extractors.documents.document import Document, document_of
from extractors.errors import UnreadableError
from extractors.evidence.passage import Passage
from extractors.tables.model import Box, Fragment
from warehouse import archive
from warehouse.errors import WarehouseError
from warehouse.evidence import Words


def spans_of(words: Words) -> tuple[tuple[int, int], ...]:
    """Give where the words begin and end that are meant."""
    return tuple((span.start, span.end) for span in words.spans)


def passage_of(words: Words) -> Passage:
    """Give the words with their places as the extractors know them."""
    fragments = (
        Fragment(place.page, Box(*place.box) if place.box else None, place.name, place.start, place.end, place.offset)
        for place in words.places
    )
    return Passage(words.text, tuple(fragments), spans_of(words))


def file_of(warehouse: Path, sha256: str, sources: tuple[str, ...]) -> Document:
    """Give the file with these bytes: from where it was read if it is still there, else from the archive."""
    for path in (*map(Path, sources), archive.folder_of(warehouse) / sha256):
        try:
            document = document_of(sources[0] if sources else str(path), path.read_bytes())
        except (OSError, UnreadableError):
            continue
        if document.sha256 == sha256:
            return document
    told = sources[0] if sources else sha256
    raise WarehouseError(f"{told}: neither the file that was read nor its copy is there; ingest it again.")
