"""`xushi evidence`: where a record was written, as a picture of the page or an excerpt of the file, and in words."""

import base64
import tempfile
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

import click

from extractors.documents.document import Document
from extractors.documents.kinds import PDF
from extractors.errors import UnreadableError
from extractors.evidence.excerpt import excerpt, marked_up
from extractors.evidence.passage import Passage
from extractors.evidence.picture import picture
from flows.evidence import file_of, passage_of, spans_of
from flows.plain import printable
from warehouse.database import connect
from warehouse.errors import WarehouseError
from warehouse.evidence import Evidence, Words, evidence_of

_STYLE = """body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  color: #222; margin: 1.5rem; }
.evidence table { border-collapse: collapse; font-size: .9rem; }
.evidence td { border: 1px solid #aaa; padding: .3rem .5rem; vertical-align: top; white-space: pre-wrap; }
.evidence td.meant { outline: 3px solid #c41e3a; outline-offset: -2px; }
.evidence mark { background: #ffd60a; }
.evidence img { max-width: 100%; border: 1px solid #ccc; }
.evidence figure { margin: .5rem 0; } .evidence figcaption, .evidence dt { color: #666; }
.evidence dd { margin: 0 0 .5rem; white-space: pre-wrap; }"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<title>xushi evidence</title></head>
<body>{body}</body></html>
"""


@dataclass(frozen=True, repr=False)
class ShownEvidence:
    """Where a record was written, ready to be shown: in words, as HTML, and for a PDF as a picture."""

    evidence: Evidence
    document: Document
    password: str | None = None

    def __repr__(self) -> str:
        return f"<{self.evidence.kind} {self.evidence.record_id}: {self.evidence.told}>"

    @property
    def is_pdf(self) -> bool:
        """Whether there are pages to make a picture of."""
        return self.document.media_type == PDF

    @cached_property
    def png(self) -> bytes:
        """The picture of the pages; raises UnreadableError where the file has none, or none that is meant."""
        whole = [self.evidence.page] if self.evidence.page and not self.evidence.words else []
        if not self.is_pdf:
            raise UnreadableError(f"{self.document.source}: has no pages to make a picture of; ask for FILE.html.")
        if not whole and not self._passages:
            raise UnreadableError(f"{self.evidence.told}: is about no page in particular; there is nothing to show.")
        return picture(self.document, self._passages, whole=whole, password=self.password)

    @cached_property
    def html(self) -> str:
        """What `_repr_html_` shows, as a page of its own that needs nothing else."""
        return _PAGE.format(policy=_POLICY, body=self._repr_html_())

    @cached_property
    def excerpt(self) -> str:
        """The tables around the cells as HTML, for a file without pages; raises UnreadableError where it can't be."""
        return excerpt(self.document, self._passages, self.password)

    def _repr_html_(self) -> str:
        """Shown in notebooks."""
        if self.is_pdf:
            data = base64.b64encode(self.png).decode()
            shown = f'<figure><img alt="{escape(self.evidence.told)}" src="data:image/png;base64,{data}"></figure>'
        else:
            shown = self.excerpt
        words = "".join(
            f"<dt>{escape(words.label)}</dt><dd>{marked_up(words.text, spans_of(words))}</dd>"
            for words in self.evidence.words
        )
        title = (
            f"<p><b>{escape(self.evidence.kind)}</b> {escape(self.evidence.told)}<br>{escape(self.evidence.title)}</p>"
        )
        return f'<style>{_STYLE}</style><div class="evidence">{title}{shown}<dl>{words}</dl></div>'

    @property
    def _passages(self) -> list[Passage]:
        return [passage_of(words) for words in self.evidence.words]


def find_evidence(warehouse: Path, record_id: str, password: str | None = None) -> ShownEvidence:
    """Give where a record was written; raises WarehouseError where there is no such record, or its file is gone."""
    with connect(warehouse) as connection:
        evidence = evidence_of(connection, record_id)
    return ShownEvidence(evidence, file_of(warehouse, evidence.sha256, evidence.sources), password)


def show_evidence(warehouse: Path, record_id: str, output: Path | None, password: str | None, *, launch: bool) -> None:
    """Tell where a record was written, write what shows it into `output`, and open that where `launch` is true."""
    found = find_evidence(warehouse, record_id, password)
    _tell(found)
    if output is None and launch:
        output = Path(tempfile.mkdtemp(prefix="xushi-")) / f"evidence{'.png' if found.is_pdf else '.html'}"
    if output is None:
        return
    content = found.html.encode() if output.suffix.lower() in (".html", ".htm") else found.png
    try:
        output.write_bytes(content)
    except OSError as error:
        raise WarehouseError(f"{output}: can't be written ({error.strerror}); check the folder.") from error
    click.echo(f"written to {output}", err=True)
    if launch:
        click.launch(str(output))


def _tell(found: ShownEvidence) -> None:
    evidence = found.evidence
    lines = [f"{evidence.kind} {evidence.record_id}: {evidence.told}", f"{found.document.source}: {evidence.title}"]
    for words in evidence.words:
        places = dict.fromkeys(place.name or f"page {place.page}" for place in words.places)
        lines += [f"{words.label} ({', '.join(places)})", f"  {_bracketed(words)}"]
    for line in lines:
        click.echo(printable(line))


def _bracketed(words: Words) -> str:
    """The text on one line, what is meant in 【】."""
    text = words.text
    for start, end in reversed(spans_of(words)):
        text = f"{text[:start]}【{text[start:end]}】{text[end:]}"
    return " ".join(text.split())
