"""A document's bytes and what they are."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from extractors.documents.kinds import media_type_of
from extractors.errors import UnreadableError

# A plan takes megabytes; what is larger is something else, and would be held in memory several times over.
MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """A file as bytes: where it came from, their sha256 in hex, and the media type told from the content."""

    source: str
    content: bytes
    sha256: str
    media_type: str


def read_document(path: Path, source: str | None = None) -> Document:
    """Read the file at `path`, which is called `source` where that is not its path.

    Raises UnreadableError where it is missing, empty, too large, or of no known kind.
    """
    source = source or str(path)
    if path.is_dir():
        raise UnreadableError(f"{source}: is a folder; name a file in it.")
    try:
        # one byte more than may be read tells a file that is too large, and ends one that never ends
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableError(f"{source}: there is no such file; check the path.") from None
    except OSError as error:
        raise UnreadableError(f"{source}: can't be read ({error.strerror}); check its permissions.") from error
    return document_of(source, content)


def document_of(source: str, content: bytes) -> Document:
    """Give a Document of bytes already at hand; raises UnreadableError as read_document does."""
    if not content:
        raise UnreadableError(f"{source}: the file is empty; fetch it again.")
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise UnreadableError(f"{source}: is larger than {most} MB, which no plan is; give the part with the plan.")
    return Document(source, content, hashlib.sha256(content).hexdigest(), media_type_of(source, content))
