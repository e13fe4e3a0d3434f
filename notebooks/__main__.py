"""Makes the notebooks from their sources, with what they show of the sample plans. Run `make notebooks`."""

import sys
import tempfile
from pathlib import Path

import nbformat

from extractors.isolation.limits import Limits
from flows.files import File, find_files
from flows.ingesting import ingest_files
from notebooks.making import executed, notebook_of, portable, sources

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Ingest the samples into a warehouse for the moment, run each source over it, and write it beside its source."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "samples.duckdb"
        files = [File(path) for path in find_files([ROOT / "samples" / "plans"])]
        ingest_files(files, warehouse, Limits())
        for source in sources():
            made = portable(executed(notebook_of(source), warehouse), (folder, str(ROOT), sys.prefix))
            nbformat.write(made, source.with_suffix(".ipynb"))
            print(source.with_suffix(".ipynb").name)


if __name__ == "__main__":
    main()
