"""Which files there are to read: those named, and those in the folders named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.plans.reader import NOTHING, Given

# What a folder is searched for; a file's kind is told from its content. Kinds that can't be read are found too, so that
# each is told what to do about it.
SUFFIXES = frozenset(
    {".pdf", ".docx", ".docm", ".xlsx", ".xlsm", ".html", ".htm", ".txt", ".tsv"}
    | {".doc", ".wps", ".rtf", ".xls", ".et", ".mht", ".mhtml", ".ofd"}
)
# An office program's mark that it has a file open, named after the file.
_LOCK = "~$"


@dataclass(frozen=True, slots=True)
class File:
    """A file to read.

    `source` is what it is called where that is not its path, as with a file that was fetched; `sha256` is the hash of
    its bytes where that is known; `given` says of the document what its title may not; `content` holds the bytes where
    who reads them can't reach the path; `is_fetched` says that no other machine can.
    """

    path: Path
    password: str | None = field(default=None, repr=False)
    source: str | None = None
    sha256: str | None = None
    given: Given = NOTHING
    content: bytes | None = field(default=None, repr=False)
    is_fetched: bool = False

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.source or str(self.path)


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Give the files to read: those named, and those in the folders named, each once, in a fixed order.

    Links that lead out of their folder are among them, to files and to folders: `refuse_link` says why they are not
    read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_files_in(path) if path.is_dir() and not _leads_out(path) else [path]))
    return list(found)


def _files_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.name.startswith(_LOCK):
            continue
        if path.is_dir():
            # what a link within the folder leads to is found where it stands
            if _leads_out(path):
                yield path
        elif path.suffix.lower() in SUFFIXES and (path.is_file() or path.is_symlink()):
            yield path


def _leads_out(path: Path) -> bool:
    """Whether the path is a link to somewhere outside the folder it stands in."""
    return path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve())


def refuse_link(path: Path) -> None:
    """Raise UnreadableError where the path is a link to somewhere outside the folder it stands in."""
    if _leads_out(path):
        raise UnreadableError(
            f"{path}: is a link that leads out of its folder, to {path.resolve()}; name that instead."
        )
