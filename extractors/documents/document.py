"""A document's bytes and what they are."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import UnreadableError

PDF = "application/pdf"

# The PDF standard (ISO 32000-1, implementation note 13) lets the header stand anywhere in the first 1024 bytes.
_HEADER_WITHIN = 1024


@dataclass(frozen=True, slots=True)
class Document:
    """A file as bytes: where it came from, their sha256 in hex, and the media type told from the content."""

    source: str
    content: bytes
    sha256: str
    media_type: str


def read_document(path: Path) -> Document:
    """Read the file at `path`; raises UnreadableError where it is missing, empty, or of no kind that is known."""
    if path.is_dir():
        raise UnreadableError(f"{path}: is a folder; name a file in it.")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableError(f"{path}: there is no such file; check the path.") from None
    except OSError as error:
        raise UnreadableError(f"{path}: can't be read ({error.strerror}); check its permissions.") from error
    return document_of(str(path), content)


def document_of(source: str, content: bytes) -> Document:
    """Give a Document of bytes already at hand; raises UnreadableError where they are of no known kind."""
    if not content:
        raise UnreadableError(f"{source}: the file is empty; fetch it again.")
    return Document(source, content, hashlib.sha256(content).hexdigest(), _media_type(source, content))


def _media_type(source: str, content: bytes) -> str:
    if b"%PDF-" in content[:_HEADER_WITHIN]:
        return PDF
    raise UnreadableError(f"{source}: is not a PDF (its content does not begin as one); give a PDF with a text layer.")
