"""What the measured rates come to: what is read in a night, when a cluster pays, and a whole country's plans."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading.markdown import table
from benchmarks.warehouse.corpus import distinct
from benchmarks.warehouse.measuring import grow, publish_one

HOURS_A_NIGHT = 8
# all prefectures of the country over twenty years
PLANS, BULLETINS = 7_000, 30_000
DOCUMENTS = PLANS + BULLETINS
# plans that a warehouse of any size is made of
_DISTINCT = 50
_HOUR = 3600.0
_KILOBYTE, _MEGABYTE, _GIGABYTE = 1e3, 1e6, 1e9


@dataclass(frozen=True, slots=True)
class Rates:
    """What was measured of reading: documents and pages a second by `workers` of this machine, the same by a cluster of
    as many on it, the seconds that a refresh through a cluster takes for one file, megabytes of memory, and bytes of
    the staging folder for each document.
    """

    documents: float
    pages: float
    workers: int
    on_cluster: float
    cluster_seconds: float
    megabytes: float
    staged: float


@dataclass(frozen=True, slots=True)
class Stored:
    """A warehouse of `documents`: its bytes, the documents a second that were loaded last, without the file's copy, and
    the seconds that one more takes and that a copy takes.
    """

    documents: int
    size: int
    rate: float
    one: float
    copy: float


def stored(documents: int) -> Stored:
    """Measure a warehouse of so many documents."""
    plans = distinct(min(_DISTINCT, documents))
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "w.duckdb"
        *_, last = grow(warehouse, plans, 0, documents)
        size = warehouse.stat().st_size
        one = publish_one(warehouse, plans, documents)
    return Stored(documents, size, last.rate, one.new, one.copy)


def told(rates: Rates, warehouse: Stored) -> Iterator[str]:
    """Give paragraphs of Markdown."""
    night = HOURS_A_NIGHT * _HOUR
    yield (
        f"One machine of {rates.workers} workers reads {_round(rates.documents * night)} documents like these,"
        f" {_round(rates.pages * night)} pages, in a night of {HOURS_A_NIGHT} hours."
    )
    yield _cluster(rates)
    growth = DOCUMENTS / warehouse.documents
    rows = [
        ("reading on one machine, hours", f"{DOCUMENTS / rates.documents / _HOUR:.1f}"),
        ("reading on four such machines, hours", f"{DOCUMENTS / rates.on_cluster / 4 / _HOUR:.1f}"),
        ("memory while reading, loader and workers, MB", f"{rates.megabytes:.0f}"),
        ("the warehouse, GB", f"{warehouse.size * growth / _GIGABYTE:.1f}"),
        ("a copy of it, as each publishing makes, seconds", f"{warehouse.copy * growth:.1f}"),
        ("the lake of Parquet, GB", f"{rates.staged * DOCUMENTS / _GIGABYTE:.1f}"),
    ]
    yield (
        f"All prefectures of the country over 20 years are about {PLANS:,} plans and {BULLETINS:,} bulletins. If each"
        " is read as these plans are, in proportion to what was measured:\n\n" + table(("what", "comes to"), rows)
    )
    yield (
        f"The warehouse was measured with {warehouse.documents:,} documents: {warehouse.size / _MEGABYTE:.0f} MB,"
        f" {warehouse.size / warehouse.documents / _KILOBYTE:.0f} kB a document; publishing one more takes"
        f" {warehouse.one:.2f} s, {warehouse.copy:.2f} s of it for the copy. Many together are loaded at"
        f" {warehouse.rate:.0f} documents a second, {warehouse.rate / rates.documents:.0f} times what such a machine"
        " reads."
    )


def _cluster(rates: Rates) -> str:
    """From how many documents on two machines are sooner done than one."""
    saved = 1 / rates.documents - 1 / (2 * rates.on_cluster)
    begins = f"A refresh through a cluster that runs takes {rates.cluster_seconds:.0f} s for one file"
    if saved <= 0:
        return f"{begins}, and two such machines are no sooner done than one."
    return (
        f"{begins}; two such machines are done sooner than one from {_round(rates.cluster_seconds / saved)} documents"
        f" on, and one machine is not done in a night from {_round(rates.documents * HOURS_A_NIGHT * _HOUR)} on."
    )


def _round(count: float) -> str:
    """A count with two digits that mean something."""
    digits = len(f"{count:.0f}")
    return f"{round(count, 2 - digits):,.0f}"
