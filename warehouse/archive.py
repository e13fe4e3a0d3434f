"""The files that were ingested, kept by the hash of their bytes: evidence and re-extraction read from there."""

import os
from pathlib import Path


def folder_of(warehouse: Path) -> Path:
    """The folder beside a warehouse that holds its files."""
    return warehouse.with_name(warehouse.name + ".files")


def keep(warehouse: Path, sha256: str, content: bytes) -> Path:
    """Keep a file's bytes under their hash; bytes that are there already stay as they are."""
    folder = folder_of(warehouse)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sha256
    if not path.exists():
        partial = folder / f".{sha256}.{os.getpid()}"
        partial.write_bytes(content)
        partial.replace(path)
    return path
