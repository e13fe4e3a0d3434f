"""The version of the rules: what decides which records come of which bytes."""

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import extractors

# libraries that decide what is read: of others a newer one changes speed, not records
_LIBRARIES = ("camelot-py", "pypdfium2", "spacy")
# times to parse again where another thread parses too
_PATIENCE = 20
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def rules_version() -> str:
    """Give the version as a hash in hex: of lexicons and settings, of code without comments and docstrings, and of the
    libraries' versions. What only says things otherwise leaves it as it is.
    """
    return version_of(Path(extractors.__file__).parent)


def version_of(folder: Path) -> str:
    """Give the version of the rules in a folder of modules and data files."""
    digest = hashlib.sha256()
    for part in (*_parts(folder), *(f"{name} {version(name)}".encode() for name in _LIBRARIES)):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _parts(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.suffix == ".pyc":
            continue
        yield path.relative_to(folder).as_posix().encode()
        content = path.read_bytes()
        yield _meaning(content).encode() if path.suffix == ".py" else content


def _meaning(source: bytes) -> str:
    """The syntax tree of a module without docstrings, as text."""
    tree = _parsed(source)
    for node in ast.walk(tree):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
    return ast.dump(tree)


def _parsed(source: bytes) -> ast.Module:
    """The syntax tree, though other threads parse too: Python 3.11 counts depth for all of them, and gives up."""
    for _ in range(_PATIENCE):
        try:
            return ast.parse(source)
        except SystemError:
            continue
    return ast.parse(source)
