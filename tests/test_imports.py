"""The rules of import: which package may know of which, read from the modules themselves."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("schemas", "extractors", "warehouse", "flows", "xushi")
OURS = {*PACKAGES, "samples", "tests", "benchmarks", "notebooks"}
PDF = {"pypdfium2", "camelot"}

# of our own packages, those that each may import
MAY = {
    "schemas": {"schemas"},
    "extractors": {"extractors", "schemas"},
    "warehouse": {"warehouse", "schemas"},
    "flows": {"flows", "extractors", "schemas", "warehouse"},
    "xushi": set(PACKAGES),
}

# of others' packages, those that each may not
MAY_NOT = {
    "schemas": {"duckdb", "prefect", "spacy", "pyarrow", *PDF},
    "extractors": {"duckdb", "prefect"},
    "warehouse": {"prefect", "spacy", *PDF},
    "flows": {"duckdb", "spacy", *PDF},
    "xushi": {"prefect", "spacy", *PDF},
}
KNOWS_PREFECT = "flows/on_prefect/"


@dataclass(frozen=True)
class Import:
    """An import as it stands in a module, wherever in it: lazily too, or for types alone."""

    module: str
    line: int
    package: str


def imports(path: Path) -> Iterator[Import]:
    """Every import of the module at `path`, by the top package it names."""
    module = path.relative_to(ROOT).as_posix()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level and node.module, f"{module}:{node.lineno}: a relative import hides its package"
            names = [node.module]
        elif isinstance(node, ast.Call) and "import_module" in ast.dump(node.func):
            assert node.args and isinstance(node.args[0], ast.Constant), f"{module}:{node.lineno}: import by a variable"
            names = [str(node.args[0].value)]
        else:
            continue
        yield from (Import(module, node.lineno, name.partition(".")[0]) for name in names)


def of(package: str) -> list[Import]:
    """Every import of every module of a package."""
    return [found for path in sorted((ROOT / package).rglob("*.py")) for found in imports(path)]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_knows_only_those_it_may(package: str) -> None:
    found = of(package)
    assert found
    assert [one for one in found if one.package in OURS - MAY[package]] == []
    assert [one for one in found if one.package in MAY_NOT[package] and not one.module.startswith(KNOWS_PREFECT)] == []


def test_prefect_is_known_in_one_place() -> None:
    known = {one.module for package in PACKAGES for one in of(package) if one.package == "prefect"}
    assert known and all(module.startswith(KNOWS_PREFECT) for module in known)


def test_pdf_and_spacy_are_known_to_extractors_alone() -> None:
    known = {one.module.partition("/")[0] for p in PACKAGES for one in of(p) if one.package in {"spacy", *PDF}}
    assert known == {"extractors"}


def test_every_folder_of_modules_is_under_a_rule() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert folders <= OURS
    assert set(PACKAGES) <= folders


def test_imports_are_found_wherever_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    path = tmp_path / "module.py"
    path.write_text("import a.b\nfrom c.d import e\ndef f():\n    import g\n    importlib.import_module('h.i')\n")
    assert {one.package: one.line for one in imports(path)} == {"a": 1, "c": 2, "g": 4, "h": 5}
