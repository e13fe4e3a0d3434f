"""Reads the tables of a text file: a line a row, tabs (or Markdown's bars) between the cells, plain or marked up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from extractors.documents.document import Document
from extractors.documents.encoding import decoded
from extractors.errors import UnreadableError
from extractors.tables.blocks import Blocks
from extractors.tables.model import Reading
from extractors.tables.squares import Laid, Placed
from extractors.tables.words import doubt_of, visible

_LINE = re.compile(r"\r\n|\r|\n")
_BREAK = re.compile(r"<br\s*/?>|</p\s*>\s*<p(?:\s[^<>]*)?>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_HEADING = re.compile(r"^\s*#{1,6}\s+(?=\S)")
# | a | b |, and the line of dashes below Markdown's header
_BARS = re.compile(r"^ *\|(.*)\| *$")
_BAR = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"^[\s|:-]*-[\s|:-]*$")
# A spreadsheet puts a cell in quotes that holds a line feed, and doubles the quotes in it.
_OPEN_QUOTE = re.compile(r'(?:^|\t)"(?:[^"\t]|"")*$')
_QUOTED = re.compile(r'"((?:[^"]|"")*)"', re.DOTALL)
# A quoted cell goes on over at most this many lines: a quotation mark that is never closed opens none.
_MOST_QUOTED_LINES = 50


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with its number from 1; one with cells in quotes is several lines of the file."""

    number: int
    text: str


def read_text(document: Document) -> Reading:
    """All tables of a text with the lines around them.

    Raises UnreadableError where it can't be decoded, and TooLargeError where a table has too many squares.
    """
    text = decoded(document.content)
    if text is None:
        raise UnreadableError(f"{document.source}: is not text in a known encoding; save it as UTF-8.")
    blocks = Blocks()
    blocks.add(_rows(text))
    return Reading((blocks.reading(),))


def _rows(text: str) -> Iterator[list[Placed]]:
    """Give the cells of each line; a heading stands apart, as if empty rows were around it."""
    row, after_heading = 0, False
    for line in _lines(text):
        if _DASHES.match(line.text) and "|" in line.text:
            continue
        heading = _HEADING.match(line.text)
        row += 2 if heading or after_heading else 1
        after_heading = heading is not None
        fields = [line.text[heading.end() :]] if heading else _fields(line.text)
        yield [_placed(row, column, line.number, _plain(field)) for column, field in enumerate(fields)]


def _placed(row: int, column: int, line: int, text: str) -> Placed:
    return Placed(row, column, Laid(text, f"line {line}, field {column + 1}", doubt=doubt_of(text)))


def _lines(text: str) -> Iterator[_Line]:
    lines = _LINE.split(text)
    index = 0
    while index < len(lines):
        end = _end_of_quote(lines, index)
        yield _Line(index + 1, "\n".join(lines[index : end + 1]))
        index = end + 1


def _end_of_quote(lines: list[str], index: int) -> int:
    """Give the last line of the row that begins at `index`: a later one, where a quoted cell goes on over lines."""
    if not _OPEN_QUOTE.search(lines[index]):
        return index
    for end in range(index + 1, min(index + _MOST_QUOTED_LINES, len(lines))):
        head = lines[end].partition("\t")[0]
        if head.count('"') % 2:
            is_closed = head.endswith('"') and not _OPEN_QUOTE.search(lines[end][len(head) :])
            return end if is_closed else index
        if "\t" in lines[end]:
            return index
    return index


def _fields(text: str) -> list[str]:
    bars = _BARS.match(text)
    if bars and "\t" not in text:
        return [field.replace("\\|", "|") for field in _BAR.split(bars[1])]
    return [_unquoted(field) for field in text.split("\t")]


def _unquoted(field: str) -> str:
    """Give a cell without the quotes that a spreadsheet put around it; quotation marks of its own stay."""
    quoted = _QUOTED.fullmatch(field)
    if quoted and ("\n" in field or '""' in quoted[1]):
        return quoted[1].replace('""', '"')
    return field


def _plain(text: str) -> str:
    """Give a cell's words without markup; a line's or a paragraph's end is a line feed."""
    bare = _MARKUP.sub("", _BREAK.sub("\n", text))
    return visible(_ENTITY.sub(lambda entity: unescape(entity[0]), bare))
