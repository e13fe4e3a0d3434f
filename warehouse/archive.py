"""The files that were ingested, kept by the hash of their bytes: evidence and re-extraction read from there."""

from collections.abc import Iterable
from pathlib import Path

from warehouse.publishing import sync

_PARTIAL = ".partial"


def folder_of(warehouse: Path) -> Path:
    """The folder beside a warehouse that holds its files."""
    return warehouse.with_name(warehouse.name + ".files")


def keep(warehouse: Path, sha256: str, content: bytes) -> Path:
    """Keep a file's bytes under their hash; bytes that are there already stay as they are."""
    folder = folder_of(warehouse)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sha256
    if not path.exists():
        partial = path.with_name(sha256 + _PARTIAL)
        partial.write_bytes(content)
        sync(partial)
        partial.replace(path)
    return path


def missing(warehouse: Path, versions: Iterable[str]) -> list[str]:
    """Give those of some versions whose bytes are not there."""
    folder = folder_of(warehouse)
    return [sha256 for sha256 in versions if not (folder / sha256).is_file()]


def sweep(warehouse: Path) -> None:
    """Remove what a writer left that ended in the middle of a file; only for who has the right to write."""
    for partial in folder_of(warehouse).glob(f"*{_PARTIAL}"):
        partial.unlink(missing_ok=True)
