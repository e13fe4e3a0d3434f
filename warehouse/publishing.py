"""The writer's private copy of the public file, and the one step that puts it in the public file's place."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REJECTED = ".rejected"
"""What a copy is kept as, beside the public file, that breaks a rule."""

HELD = ".held"
"""What a copy is kept as that changes more than it may."""


@contextmanager
def private_copy(path: Path) -> Iterator[Path]:
    """Give the path of a copy of the file at `path`, if there is one; what is left of it goes when the block ends."""
    copy = _beside(path, ".next")
    _sweep(copy)
    if path.exists():
        shutil.copyfile(path, copy)
    try:
        yield copy
    finally:
        _sweep(copy)


def publish(copy: Path, path: Path) -> None:
    """Put a closed copy in the place of `path`: whoever opens that sees all of the old file, or all of the new one."""
    sync(copy)
    copy.replace(path)
    sync(path.parent)


def set_aside(copy: Path, path: Path, suffix: str = REJECTED) -> Path:
    """Keep a copy that may not be published beside the public file, in place of one kept before."""
    return copy.replace(_beside(path, suffix))


def held_beside(path: Path) -> Path:
    """Where what is held back of a warehouse is kept, if anything is."""
    return _beside(path, HELD)


def let_go(path: Path) -> None:
    """Remove what was held back beside the public file: it is published by now, or is read otherwise."""
    held_beside(path).unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the kernel write a file, or a folder's list of files, to its disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _sweep(copy: Path) -> None:
    """Remove a copy with what DuckDB keeps beside it: a log, and a folder for what does not fit into memory."""
    copy.unlink(missing_ok=True)
    _beside(copy, ".wal").unlink(missing_ok=True)
    shutil.rmtree(_beside(copy, ".tmp"), ignore_errors=True)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
