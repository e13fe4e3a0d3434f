"""Sources: where plans are looked for, and the files that are there now, known by the hash of their bytes."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.plans.reader import NOTHING, Given
from flows.fetching import SCHEMES, Fetching, fetch, public_name
from flows.files import File, find_files, refuse_link
from flows.manifest import is_manifest, read_manifest
from flows.reading import cores

# asking several servers at once costs none of them more
_FETCHED_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Unreached:
    """A file that is named but can't be had now: what it is called, and why."""

    file: File
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is there: files with their hashes, and those that could not be had."""

    files: tuple[File, ...]
    unreached: tuple[Unreached, ...]


class Sources:
    """Looks at sources; what was fetched is kept until it is closed."""

    def __init__(self, named: Sequence[str], may_fetch: Fetching, password: str | None = None) -> None:
        self._named = named
        self._may_fetch = may_fetch
        self._password = password
        self._folder = tempfile.TemporaryDirectory(prefix="xushi-fetched-")

    def __enter__(self) -> "Sources":
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def look(self) -> Found:
        """Give what is there now, each file once, in a fixed order.

        Raises UnreadableError where a manifest is wrong: what it means is not known then.
        """
        places, urls = _sorted_out(self._named)
        wanted = {path: given for paths, given in places for path in find_files(paths)}
        with ThreadPoolExecutor(cores()) as threads:
            local = list(threads.map(self._hashed, wanted, wanted.values()))
        with ThreadPoolExecutor(_FETCHED_AT_ONCE) as threads:
            remote = list(threads.map(self._fetched, urls, urls.values()))
        found = local + remote
        return Found(
            tuple(one for one in found if isinstance(one, File)),
            tuple(one for one in found if isinstance(one, Unreached)),
        )

    def _hashed(self, path: Path, given: Given) -> File | Unreached:
        file = File(path, self._password, given=given)
        try:
            refuse_link(path)
            with path.open("rb", buffering=0) as opened:
                return replace(file, sha256=hashlib.file_digest(opened, "sha256").hexdigest())
        except UnreadableError as error:
            return Unreached(file, str(error))
        except FileNotFoundError:
            return Unreached(
                file, f"{path}: there is no such file or folder; check the path, or whether it is mounted."
            )
        except OSError as error:
            return Unreached(file, f"{path}: can't be read ({error.strerror}); check its permissions.")

    def _fetched(self, url: str, given: Given) -> File | Unreached:
        name = public_name(url)
        path = Path(self._folder.name) / hashlib.sha256(url.encode()).hexdigest()
        file = File(path, self._password, name, given=given, is_fetched=True)
        try:
            content = fetch(url, self._may_fetch)
        except UnreadableError as error:
            return Unreached(file, str(error))
        file.path.write_bytes(content)
        return replace(file, sha256=hashlib.sha256(content).hexdigest())


def _sorted_out(named: Iterable[str]) -> tuple[list[tuple[list[Path], Given]], dict[str, Given]]:
    """The paths and the addresses that are meant, with what is given of each."""
    paths: list[tuple[list[Path], Given]] = []
    urls: dict[str, Given] = {}
    for source, given in _entries(named):
        if source.startswith(SCHEMES):
            urls[source] = given
        else:
            paths.append(([Path(source)], given))
    return paths, urls


def _entries(named: Iterable[str]) -> Iterator[tuple[str, Given]]:
    for source in named:
        path = Path(source)
        if source.startswith(SCHEMES) or not path.is_file() or not is_manifest(path):
            yield source, NOTHING
            continue
        for entry in read_manifest(path):
            is_url = entry.source.startswith(SCHEMES)
            at = entry.source if is_url else str(path.parent / entry.source)
            yield at, Given(entry.place, entry.year)
