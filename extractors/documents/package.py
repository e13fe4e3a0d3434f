"""A zip file of XML parts, as Word and Excel write it, opened without trusting what it says of itself.

Nothing is unpacked to disk, no part is read beyond its limit, and parts that could name other files are refused.
"""

import codecs
import lzma
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from extractors.errors import UnreadableError

# An office file has tens of parts, a page of pictures hundreds.
MOST_PARTS = 5_000
# All parts together, pictures among them; and one part that is read. A sheet of a million rows takes 200 MB.
MOST_UNPACKED = 1_000_000_000
MOST_IN_PART = 300_000_000
# Sheets of formatted empty cells shrink to a fortieth; deflate's own limit, which bombs come near, is a thousandth.
MOST_RATIO = 200
_RATIO_FROM = 10_000_000

_AT_ONCE = 1 << 20
_LOCKED = 0x1
_HEAD = 200
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""")
# ECMA-376, part 2: the parts of a package are UTF-8 or UTF-16, and have no document type.
_ALLOWED = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_DOCUMENT_TYPE = b"<!DOCTYPE"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What zipfile raises over damaged bytes, beside its own error.
_DAMAGE = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    RuntimeError,
)


class Package:
    """The parts of a zip file by their names; raises UnreadableError where it is damaged, locked or a bomb."""

    def __init__(self, source: str, content: bytes) -> None:
        self.source = source
        try:
            self._zip = ZipFile(BytesIO(content))
            parts = self._zip.infolist()
        except _DAMAGE as error:
            raise self._damaged() from error
        self._check(parts, len(content))
        self.names = frozenset(part.filename for part in parts)

    def part(self, name: str) -> bytes:
        """Give a part as it is unpacked, never more of it than a part may have."""
        part = BytesIO()
        try:
            with self._zip.open(name) as stream:
                for piece in _pieces(stream):
                    if part.write(piece) and part.tell() > MOST_IN_PART:
                        raise self._bomb()
        except _DAMAGE as error:
            raise self._damaged() from error
        return part.getvalue()

    def xml(self, name: str) -> bytes:
        """Give an XML part; one with a document type, or in an encoding that could hide one, is refused."""
        part = self.part(name)
        head = part[:_HEAD]
        if head.startswith(_WIDE):
            is_allowed = _DOCUMENT_TYPE not in part.decode("utf-16", errors="replace").encode()
        else:
            if b"\x00" in head or not head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<"):
                raise self._damaged()
            declared = _DECLARED.search(head)
            is_allowed = _DOCUMENT_TYPE not in part and (declared is None or declared[1].lower() in _ALLOWED)
        if not is_allowed:
            raise UnreadableError(
                f"{self.source}: its part {name} declares entities or another encoding, which office files never do; "
                "don't trust it."
            )
        return part

    def _check(self, parts: list[ZipInfo], size: int) -> None:
        """Refuse what can be told before anything is unpacked."""
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > max(_RATIO_FROM, MOST_RATIO * size):
            raise self._bomb()
        names = [part.filename for part in parts]
        if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
            raise UnreadableError(f"{self.source}: its parts have names that lead out of it or repeat; don't trust it.")
        if any(part.flag_bits & _LOCKED for part in parts):
            raise UnreadableError(f"{self.source}: is locked with a password; save it without one and give that.")

    def _damaged(self) -> UnreadableError:
        return UnreadableError(f"{self.source}: is a damaged zip, .docx or .xlsx file; fetch it again.")

    def _bomb(self) -> UnreadableError:
        return UnreadableError(
            f"{self.source}: would unpack to far more than a plan holds (a zip bomb?); don't trust it, or give the "
            "plan's part of it alone."
        )


def packed(parts: Mapping[str, bytes]) -> BytesIO:
    """Give a zip file of these parts, uncompressed: for libraries that read whole parts without a limit."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    stream.seek(0)
    return stream


def _is_wide(part: bytes) -> bool:
    return part.startswith(_WIDE)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: stream.read(_AT_ONCE), b"")


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name
