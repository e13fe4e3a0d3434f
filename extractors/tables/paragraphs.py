"""The text of a Word paragraph, as a reader sees it when all tracked changes are taken over."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import nsmap, qn
from lxml import etree
from lxml.etree import _Element

from extractors.tables.words import visible

# Deleted and moved-away text, and the second form in which a text box is written for older programs.
_GONE = frozenset(
    {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
    | {qn("w:rt"), qn("w:pPr"), qn("w:rPr")}
)
_TEXTS = frozenset({qn("w:t"), f"{{{nsmap['m']}}}t"})
_MARKS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_SYMBOL, _BOX, _RUN = qn("w:sym"), qn("w:txbxContent"), qn("w:r")
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text, and the text boxes that hang on it."""

    text: str
    boxes: tuple[_Element, ...]


def paragraph_of(element: _Element) -> Paragraph:
    """Give a paragraph without its automatic number; line and page breaks are line feeds, notes' marks are left out."""
    texts: list[str] = []
    boxes: list[_Element] = []
    walk = etree.iterwalk(element, events=("start",))
    for _, inner in walk:
        if is_gone(inner):
            walk.skip_subtree()
        elif inner.tag == _BOX:
            boxes.append(inner)
            walk.skip_subtree()
        elif inner.tag in _TEXTS:
            texts.append(inner.text or "")
        else:
            texts.append(_MARKS.get(str(inner.tag)) or _symbol(inner))
    return Paragraph(visible("".join(texts)), tuple(boxes))


def is_gone(element: _Element) -> bool:
    """Whether a reader sees nothing of the element: deleted, hidden, or a property."""
    if element.tag in _GONE:
        return True
    if element.tag == qn("w:tr"):
        return element.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None
    return element.tag == _RUN and is_on(element.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))


def is_on(switch: _Element | None) -> bool:
    """Whether a switch, which may be missing or say no, is on."""
    return switch is not None and (value_of(switch) or "1") not in _OFF


def value_of(element: _Element | None) -> str | None:
    """Give what a property is set to; None where it is missing."""
    return None if element is None else element.get(qn("w:val"))


def _symbol(element: _Element) -> str:
    """Give a character of a symbol font; such fonts' own signs have no meaning outside of them, but a place."""
    if element.tag != _SYMBOL:
        return ""
    code = element.get(qn("w:char")) or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def blocks_of(element: _Element, tags: frozenset[str]) -> Iterator[_Element]:
    """Give the elements of these tags directly in `element`, or in controls and changes around them, in order."""
    walk = etree.iterwalk(element, events=("start",))
    for _, inner in walk:
        if inner is element:
            continue
        if is_gone(inner):
            walk.skip_subtree()
        elif inner.tag in tags:
            walk.skip_subtree()
            yield inner
