"""From a source in percent format to a notebook, run over a warehouse."""

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

SECONDS = 300
_CELL = re.compile(r"^# %%(?P<markdown> \[markdown\])?\n", re.MULTILINE)
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
# what differs from run to run and says nothing: times, ids of pandas' styled tables, addresses
_TIMES = "execution"
_TABLE = re.compile(r"\bT_[0-9a-f]{5}(?![0-9a-z])")
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def sources() -> list[Path]:
    """Give the notebooks' sources, in their order."""
    return sorted(Path(__file__).parent.glob("[0-9]*.py"))


def notebook_of(source: Path) -> NotebookNode:
    """Give a source as a notebook that was not run; the same source gives the same notebook."""
    _, *parts = _CELL.split(source.read_text(encoding="utf8"))
    made = nbformat.v4.new_notebook(metadata={"kernelspec": _KERNEL, "language_info": {"name": "python"}})
    for number, (is_markdown, body) in enumerate(zip(parts[::2], parts[1::2], strict=True), 1):
        text = body.strip()
        if is_markdown:
            text = re.sub(r"^# ?", "", text, flags=re.MULTILINE)
        new = nbformat.v4.new_markdown_cell if is_markdown else nbformat.v4.new_code_cell
        made.cells.append(new(text, id=f"cell-{number}"))
    return made


def executed(notebook: NotebookNode, warehouse: Path) -> NotebookNode:
    """Run a notebook over a warehouse; raises nbclient's CellExecutionError where a cell fails."""
    before = os.environ.get("XUSHI_WAREHOUSE")
    os.environ["XUSHI_WAREHOUSE"] = str(warehouse)
    try:
        resources = {"metadata": {"path": str(warehouse.parent)}}
        NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources=resources).execute()
    finally:
        if before is None:
            del os.environ["XUSHI_WAREHOUSE"]
        else:
            os.environ["XUSHI_WAREHOUSE"] = before
    return notebook


def portable(notebook: NotebookNode, private: Sequence[str]) -> NotebookNode:
    """Give the notebook with nothing in it that differs from run to run.

    Raises ValueError where an output shows one of the `private` paths.
    """
    for cell in notebook.cells:
        cell.metadata.pop(_TIMES, None)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            data.update({kind: _same(shown, cell.id) for kind, shown in data.items() if isinstance(shown, str)})
        shown = json.dumps(cell.get("outputs", []))
        told = next((path for path in private if path in shown), None)
        if told:
            raise ValueError(f"an output shows {told}: {cell.source}")
    return notebook


def _same(shown: str, cell: str) -> str:
    return _ADDRESS.sub("", _TABLE.sub(f"T_{cell}", shown))
