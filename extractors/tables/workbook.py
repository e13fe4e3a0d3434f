"""Reads the tables of an Excel workbook: every visible sheet, values as they are shown, merged cells, hidden rows.

Nothing is calculated, run or followed: a formula's cell holds the value that the spreadsheet kept with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree
from lxml.etree import _Element
from openpyxl.styles.numbers import BUILTIN_FORMATS

from extractors.documents.document import Document
from extractors.documents.office import Office, office_of
from extractors.errors import UnreadableError
from extractors.tables.blocks import Blocks
from extractors.tables.formats import GENERAL
from extractors.tables.model import Reading
from extractors.tables.sheet import Book, Sheet, forget, read_sheet, text_of

_KINDS = frozenset({"worksheet", "sharedStrings", "styles"})
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_VISIBLE = "visible"

# Formats that a Chinese spreadsheet knows by number alone (ECMA-376, part 1, 18.8.30, zh-cn).
_MONTH, _DAY, _WHOLE_DAY = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_HOUR, _SECOND = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
_CHINESE_FORMATS = {
    **dict.fromkeys((27, 36, 50, 52, 57), _MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _DAY),
    30: "m-d-yy",
    31: _WHOLE_DAY,
    32: _HOUR,
    33: _SECOND,
    **dict.fromkeys((34, 55), "上午/下午" + _HOUR),
    **dict.fromkeys((35, 56), "上午/下午" + _SECOND),
}


@dataclass(frozen=True, slots=True)
class _Named:
    """A sheet as the workbook names it, with its part."""

    name: str
    part: bytes
    is_visible: bool


def read_workbook(document: Document) -> Reading:
    """All tables of a workbook's visible sheets with the lines around them; hidden sheets are named as left out.

    Raises UnreadableError where the file is damaged, locked or not to be trusted, or has tables on hidden sheets alone,
    and TooLargeError where a sheet or table is too large.
    """
    office = office_of(document.source, document.content, _KINDS)
    blocks = Blocks()
    hidden: list[str] = []
    for named, sheet in _sheets(document.source, office):
        if named.is_visible:
            blocks.add(sheet.rows(), named.name)
        elif sheet.cells:
            hidden.append(named.name)
    if hidden and not blocks.tables:
        names = ", ".join(hidden)
        raise UnreadableError(f"{document.source}: has tables on hidden sheets alone ({names}); show them and save it.")
    left_out = [f"the hidden sheet {name} was not read." for name in hidden]
    return Reading((blocks.reading(left_out),))


def _sheets(source: str, office: Office) -> Iterator[tuple[_Named, Sheet]]:
    """Give each sheet, in the workbook's order; what is damaged is told by the sheet's name."""
    where = "the workbook"
    try:
        root = _parsed(office.parts[office.main])
        book = _book(office, root)
        for named in _named(office, root):
            where = f"sheet {named.name}"
            yield named, read_sheet(named.name, named.part, book)
    except (etree.XMLSyntaxError, ValueError, IndexError, TypeError) as error:
        says = f"{where} is damaged; open it in Excel, save it again and give that."
        raise UnreadableError(f"{source}: {says}") from error


def _parsed(part: bytes) -> _Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _named(office: Office, root: _Element) -> Iterator[_Named]:
    targets = {one.id: one.target for one in office.relationships if one.kind == "worksheet"}
    for sheet in root.iter(_MAIN + "sheet"):
        target = targets.get(sheet.get(_ID) or "")
        if target is not None:
            name, state = sheet.get("name") or target, sheet.get("state") or _VISIBLE
            yield _Named(name, office.parts[target], state == _VISIBLE)


def _book(office: Office, root: _Element) -> Book:
    properties = root.find(_MAIN + "workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    texts = list(_texts(office.named("sharedStrings")))
    return Book(texts, list(_formats(office.named("styles"))), 1904 if is_1904 else 1900)


def _texts(part: bytes | None) -> Iterator[str]:
    if part is None:
        return
    for _, element in etree.iterparse(BytesIO(part), tag=_MAIN + "si", resolve_entities=False, no_network=True):
        yield text_of(element)
        forget(element)


def _formats(part: bytes | None) -> Iterator[str]:
    """Give the number format of each of the cells' styles, in their order."""
    root = None if part is None else _parsed(part)
    styles = None if root is None else root.find(_MAIN + "cellXfs")
    if root is None or styles is None:
        return
    own = {int(one.get("numFmtId") or 0): one.get("formatCode") or GENERAL for one in root.iter(_MAIN + "numFmt")}
    known = {**BUILTIN_FORMATS, **_CHINESE_FORMATS, **own}
    for style in styles.iter(_MAIN + "xf"):
        yield known.get(int(style.get("numFmtId") or 0), GENERAL)
