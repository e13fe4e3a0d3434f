"""What is installed: versions, what xushi asks of them, and the parts that may be left away."""

import importlib.util
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from flows.rules import rules_version
from xushi.doctoring.line import Line, note, ok, wrong

# so much of a hash tells one version of the rules from another
_SHOWN = 12
_TOLD = ("camelot-py", "pypdfium2", "spacy", "duckdb", "prefect")
_PARTS = {
    "ocr": (("rapidocr", "onnxruntime"), "scanned pages are not read"),
    "dask": (("prefect_dask",), "reading stays on this machine"),
    "notebooks": (("jupyterlab", "altair", "pandas", "vl_convert"), "`xushi notebook` opens none"),
}


def installed() -> Iterator[Line]:
    """Tell the versions, whether they are what xushi asks for, and which optional parts are there."""
    yield ok("python", platform.python_version())
    yield ok("xushi", version("xushi"))
    for name in _TOLD:
        found = _version_of(name)
        yield ok(name, found) if found else wrong(name, f"is not installed; run `pip install {name}`")
    # after camelot-py, pypdfium2 and spacy, whose versions it is made of
    try:
        yield ok("rules", rules_version()[:_SHOWN])
    except PackageNotFoundError as error:
        yield wrong("rules", f"have no version, for {error.name} is not installed")
    yield required(requires("xushi") or [])
    yield from _parts()


def required(requirements: list[str]) -> Line:
    """Tell whether the packages that are asked for are there, in versions that are allowed."""
    asked = [one for one in map(Requirement, requirements) if one.marker is None or one.marker.evaluate()]
    unmet = [told for told in map(_unmet, asked) if told]
    if unmet:
        return wrong("requirements", f"{'; '.join(unmet)}: run `pip install xushi` again")
    return ok("requirements", f"all {len(asked)} in versions that xushi allows")


def _unmet(asked: Requirement) -> str | None:
    found = _version_of(asked.name)
    if found is None:
        return f"{asked.name} is not installed"
    return (
        None if asked.specifier.contains(found, prereleases=True) else f"{asked.name} {found} is not {asked.specifier}"
    )


def _parts() -> Iterator[Line]:
    for part, (modules, without) in _PARTS.items():
        missing = [name for name in modules if importlib.util.find_spec(name) is None]
        if missing:
            yield note(part, f'is not installed, {without}; run `pip install "xushi[{part}]"`')
        else:
            yield ok(part, "is installed")


def _version_of(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
