"""Tells what kind of file some bytes are, from the bytes alone, and says what to do with kinds that are not read."""

import re

from extractors.documents.encoding import decoded
from extractors.documents.package import Package
from extractors.errors import UnreadableError

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = "text/html"
TEXT = "text/tab-separated-values"

# The PDF standard (ISO 32000-1, implementation note 13) lets the header stand anywhere in the first 1024 bytes.
_HEADER_WITHIN = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# The container of Office's binary files ([MS-CFB]): names of its streams stand in it as UTF-16.
_COMPOUND = b"\xd0\xcf\x11\xe0"
_STREAMS = (
    ("EncryptedPackage", "is locked with a password; open it, save it without one, and give that"),
    ("WordDocument", "is an old Word file (.doc); save it as .docx and give that"),
    ("Workbook", "is an old Excel file (.xls); save it as .xlsx and give that"),
    ("Book", "is an old Excel file (.xls); save it as .xlsx and give that"),
    ("PowerPoint Document", "is a PowerPoint file; give the plan as .docx, .xlsx or PDF"),
)
_OTHER_COMPOUND = "is an old binary Office or WPS file; save it as .docx or .xlsx and give that"

_PICTURE = "is a picture, not a document; give the document that it was taken from"
_BEGINNINGS = (
    (b"{\\rtf", "is an RTF file; save it as .docx and give that"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"BM", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"Rar!", "is a RAR archive; unpack it and give the plan in it"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive; unpack it and give the plan in it"),
    (b"\x1f\x8b", "is a gzip archive; unpack it and give the plan in it"),
)

_WORD = re.compile(rb"wordprocessingml\.(?:document|template)\.main|ms-word\.(?:document|template)\.macroEnabled\.main")
_EXCEL = re.compile(rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\.macroEnabled\.main")
_PACKAGES = (
    ("OFD.xml", "is an OFD file; print it to PDF and give that"),
    ("xl/workbook.bin", "is a binary Excel file (.xlsb); save it as .xlsx and give that"),
    ("ppt/presentation.xml", "is a PowerPoint file; give the plan as .docx, .xlsx or PDF"),
    ("content.xml", "is an OpenDocument file; save it as .docx or .xlsx and give that"),
)
_CONTENT_TYPES = "[Content_Types].xml"

_ARCHIVED_PAGE = re.compile(r"^(?:[\w-]+:.*\n(?:[ \t].*\n)*)*content-type:\s*multipart/related", re.IGNORECASE)
_OFFICE_XML = re.compile(r"<\?mso-application\s+progid=\"(\w+)\.")
_PAGE = re.compile(r"<!doctype\s+html|<(?:html|table)[\s>]", re.IGNORECASE)
_ROW_OF_TEXT = re.compile(r"\t|^ *\|.*\| *$", re.MULTILINE)
_MARKED_UP = re.compile(r"\s*<(?:\?xml|[a-zA-Z][\w:-]*[\s>])")
# So much of a text tells an archived page by its head, and XML by its first tags.
_HEAD = 4096


def media_type_of(source: str, content: bytes) -> str:
    """Give the media type of a file's bytes; raises UnreadableError for kinds that are not read."""
    if content.startswith(_ZIP):
        return _packaged(source, content)
    if b"%PDF-" in content[:_HEADER_WITHIN]:
        return PDF
    told = _told_by_beginning(content)
    if told:
        raise UnreadableError(f"{source}: {told}.")
    text = decoded(content)
    if text is None:
        raise UnreadableError(f"{source}: is of no kind that is known; give a PDF, .docx, .xlsx, HTML or text file.")
    return _written(source, text)


def _packaged(source: str, content: bytes) -> str:
    package = Package(source, content)
    types = package.part(_CONTENT_TYPES) if _CONTENT_TYPES in package.names else b""
    if _WORD.search(types) or "word/document.xml" in package.names:
        return DOCX
    if _EXCEL.search(types) or "xl/workbook.xml" in package.names:
        return XLSX
    says = next((says for name, says in _PACKAGES if name in package.names), None)
    raise UnreadableError(f"{source}: {says or 'is a zip archive; unpack it and give the plan in it'}.")


def _told_by_beginning(content: bytes) -> str | None:
    if content.startswith(_COMPOUND):
        found = (says for name, says in _STREAMS if name.encode("utf-16-le") in content)
        return next(found, _OTHER_COMPOUND)
    return next((says for beginning, says in _BEGINNINGS if content.startswith(beginning)), None)


def _written(source: str, text: str) -> str:
    head = text[:_HEAD]
    if _ARCHIVED_PAGE.search(head.replace("\r\n", "\n")):
        raise UnreadableError(f"{source}: is an archived web page (MHTML); save the page as HTML and give that.")
    office = _OFFICE_XML.search(head)
    if office:
        better = ".xlsx" if office[1] == "Excel" else ".docx"
        raise UnreadableError(f"{source}: is an XML file of an old Office; save it as {better} and give that.")
    if _PAGE.search(text):
        return HTML
    if _ROW_OF_TEXT.search(text) and not head.lstrip().startswith("<?xml"):
        return TEXT
    if _MARKED_UP.match(head):
        raise UnreadableError(f"{source}: is XML or HTML without a table; give a file whose rows are a table's.")
    raise UnreadableError(f"{source}: is text without a table; put a tab between the cells of each row.")
