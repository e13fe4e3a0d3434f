"""The parts of a Word or Excel file that hold its words, apart from everything else that such a file may carry.

Pictures, macros, embedded files and links to other files stay behind: nothing that reads the copy can run or follow
them, or stumble over one that is missing.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from lxml import etree

from extractors.documents.package import Package
from extractors.errors import UnreadableError

CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

# Files saved as Strict (ISO/IEC 29500) differ in the names of their namespaces; macros and templates in the main type.
_SAME = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_WORD_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EXCEL_MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SAME_TYPES = (
    (b"application/vnd.ms-word.document.macroEnabled.main+xml", _WORD_MAIN),
    (b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml", _WORD_MAIN),
    (b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", _WORD_MAIN),
    (b"application/vnd.ms-excel.sheet.macroEnabled.main+xml", _EXCEL_MAIN),
    (b"application/vnd.ms-excel.template.macroEnabled.main+xml", _EXCEL_MAIN),
    (b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", _EXCEL_MAIN),
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """What one part names another for: its id, its kind (the last word of its type), and the other's name."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        """The last word of the type: officeDocument, styles, worksheet."""
        return self.type.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Office:
    """The parts of an office file that were asked for, by name, and how its main part names them."""

    main: str
    parts: dict[str, bytes]
    relationships: tuple[Relationship, ...]

    def named(self, kind: str) -> bytes | None:
        """Give the first part of a kind, None where there is none."""
        return next((self.parts[one.target] for one in self.relationships if one.kind == kind), None)


def office_of(source: str, content: bytes, kinds: frozenset[str]) -> Office:
    """Give the main part of an office file and its parts of the kinds named, with what a library needs to open them.

    Raises UnreadableError where the file is damaged, locked or a bomb, or a part could name other files.
    """
    package = Package(source, content)
    root = _related(package, "_rels/.rels", "")
    main = next((one for one in root if one.kind == "officeDocument"), None)
    if main is None or CONTENT_TYPES not in package.names:
        raise UnreadableError(f"{source}: names no main part, it is damaged; open it, save it again and give that.")
    folder, _, name = main.target.rpartition("/")
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    wanted = tuple(one for one in _related(package, rels, folder) if one.kind in kinds)
    parts = {one.target: _usual(package.xml(one.target)) for one in (main, *wanted)}
    types = package.xml(CONTENT_TYPES)
    for other, usual in _SAME_TYPES:
        types = types.replace(b'"' + other + b'"', b'"' + usual + b'"')
    parts |= {CONTENT_TYPES: types, "_rels/.rels": _written([main]), rels: _written(wanted)}
    return Office(main.target, parts, wanted)


def _related(package: Package, name: str, folder: str) -> list[Relationship]:
    """Give what a part's relationships name in the package: neither links out of it nor parts that are missing."""
    if name not in package.names:
        return []
    try:
        root = etree.fromstring(package.xml(name), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise UnreadableError(f"{package.source}: its part {name} is damaged; open it, save it again.") from None
    return [one for one in _relationships(root, folder) if one.target in package.names]


def _relationships(root: etree._Element, folder: str) -> Iterator[Relationship]:
    for element in root.iter(f"{{{_RELATIONSHIPS}}}Relationship"):
        target = element.get("Target") or ""
        if element.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = _usual((element.get("Type") or "").encode()).decode()
            yield Relationship(element.get("Id") or "", kind, path)


def _usual(part: bytes) -> bytes:
    """Give a part of a Strict file as other files have it."""
    for strict, usual in _SAME:
        part = part.replace(strict, usual)
    return part


def _written(relationships: list[Relationship] | tuple[Relationship, ...]) -> bytes:
    lines = (
        f"<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.type)} Target={quoteattr('/' + one.target)}/>"
        for one in relationships
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{"".join(lines)}</Relationships>'.encode()
