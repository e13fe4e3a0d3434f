"""Fills the report's template with what the warehouse holds and what its files show."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from extractors.errors import UnreadableError
from flows.evidence import file_of
from flows.plain import plain_number, printable
from flows.reporting.contents import QUARTERS, Contents, Row, contents_of
from flows.reporting.figures import Figures, figures_of
from warehouse.database import Connection, connect
from warehouse.errors import WarehouseError
from warehouse.evidence import Evidence, Words, evidence_of_findings, words_of_version

_VERDICTS = ("met", "over", "under", "unscheduled", "no-goal")
# the heat map's colours for nothing and for the whole year
_PALEST, _DARKEST = (237, 244, 250), (8, 69, 148)
_WHITE_FROM = 0.55


@dataclass(frozen=True, slots=True)
class Chapter:
    """One document in the report: what is told of it, its cells, its findings, and the figures that show them.

    `missing` says why there are no figures, where the file is gone or can't be opened.
    """

    contents: Contents
    words: Sequence[Words]
    findings: Sequence[tuple[str, Evidence]]
    figures: Figures
    missing: str | None


def write_report(warehouse: Path, place: str | None, year: int | None, output: Path, password: str | None) -> str:
    """Write the report of a place and year, or of all documents, and say in a line what was written.

    Whoever opens the file meanwhile sees the one before, whole. Raises WarehouseError where there is no such document,
    or the file can't be written.
    """
    with connect(warehouse) as connection:
        contents = contents_of(connection, place, year)
        chapters = [_chapter(connection, warehouse, at, one, password) for at, one in enumerate(contents)]
    page = report(chapters)
    partial = output.with_name(output.name + ".partial")
    try:
        partial.write_text(page, encoding="utf8")
        partial.replace(output)
    except OSError as error:
        raise WarehouseError(f"{output}: can't be written ({error.strerror}); check the folder.") from error
    size = len(page.encode()) / 1_000_000
    return f"{len(chapters)} document{'s' * (len(chapters) > 1)} in {output}, {size:.1f} MB"


def report(chapters: Sequence[Chapter]) -> str:
    """Give the report as one HTML page; all that comes from documents is escaped."""
    import jinja2

    template = files("flows.reporting").joinpath("report.html.jinja").read_text(encoding="utf8")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters.update(grouped=grouped, heat=heat, percent=percent, parts=parts)
    page = environment.from_string(template).render(chapters=chapters, quarters=QUARTERS, verdicts=_VERDICTS)
    return "\n".join(map(printable, page.split("\n")))


def _chapter(connection: Connection, warehouse: Path, at: int, contents: Contents, password: str | None) -> Chapter:
    sha256 = str(contents.document["sha256"])
    words = words_of_version(connection, sha256)
    severities = dict(connection.execute("SELECT finding_id, severity FROM findings").fetchall())
    findings = [(severities[one.record_id], one) for one in evidence_of_findings(connection, sha256)]
    figures, missing = Figures(), None
    try:
        file = file_of(warehouse, sha256, _sources(contents.document))
        figures = figures_of(f"p{at}-", file, words, [evidence for _, evidence in findings], password)
    except (WarehouseError, UnreadableError) as error:
        missing = str(error)
    return Chapter(contents, words, findings, figures, missing)


def _sources(document: Row) -> tuple[str, ...]:
    sources = document["sources"]
    return tuple(map(str, sources)) if isinstance(sources, list) else ()


def heat(share: float) -> str:
    """A cell's colours for a share of the year: the more, the darker."""
    mixed = (round(pale + (dark - pale) * min(max(share, 0), 1)) for pale, dark in zip(_PALEST, _DARKEST, strict=True))
    return f"background: rgb({', '.join(map(str, mixed))}); color: {'#fff' if share > _WHITE_FROM else '#222'}"


def grouped(value: Decimal) -> str:
    """A number with a comma between thousands, without empty places."""
    whole, point, places = plain_number(value).partition(".")
    return f"{int(whole):,}{point}{places}"


def percent(share: float | Decimal) -> str:
    """A share as a whole number of per cent."""
    return f"{float(share) * 100:.0f} %"


def parts(words: Words) -> list[tuple[str, str | None]]:
    """The words' text cut at its spans: each part with the record whose words it is, None between them."""
    found: list[tuple[str, str | None]] = []
    at = 0
    for span in words.spans:
        if span.start >= at:
            found += [(words.text[at : span.start], None), (words.text[span.start : span.end], span.record_id)]
            at = span.end
    return [(text, record) for text, record in [*found, (words.text[at:], None)] if text]
