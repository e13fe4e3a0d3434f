"""The notebooks run from top to bottom over the samples and over the real plan, and are those of their sources."""

import importlib
import json
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbclient")
pytest.importorskip("altair")
pytest.importorskip("vl_convert")

from nbclient.exceptions import CellExecutionError  # noqa: E402

from notebooks.making import executed, notebook_of, portable, sources  # noqa: E402
from tests.rendering import LAYOUTS, REAL_PLAN, draw  # noqa: E402
from tests.warehouse.content import load  # noqa: E402
from tests.xushi.running import ROOT  # noqa: E402

SOURCES = sources()
# what each notebook must show: charts, pictures of pages, and words
SHOWN = {
    "1-first-look": (4, ["各季度计划占比", "verdict"]),
    "2-places-and-years": (3, ["责任单位", "preparation"]),
    "3-quality": (1, ["findings", "doubtful_share"]),
    "4-file-to-number": (0, ["image/png", "quantity_id"]),
}


@pytest.fixture(scope="module")
def real_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not REAL_PLAN.exists():
        pytest.skip("the real plan is not here")
    folder = tmp_path_factory.mktemp("real")
    draw(LAYOUTS["flow, header once"], folder / "plan.pdf")
    load(folder / "real.duckdb", folder / "plan.pdf")
    return folder / "real.duckdb"


def test_there_are_four() -> None:
    assert [source.stem for source in SOURCES] == list(SHOWN)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_a_notebook_runs_over_the_samples_and_shows_what_it_should(source: Path, samples_warehouse: Path) -> None:
    made = portable(executed(notebook_of(source), samples_warehouse), (str(samples_warehouse.parent), str(ROOT)))
    charts, words = SHOWN[source.stem]
    outputs = [output for cell in made.cells for output in cell.get("outputs", [])]
    drawn = [output.data["image/svg+xml"] for output in outputs if "image/svg+xml" in output.get("data", {})]
    assert len(drawn) == charts
    assert not any("NaN" in chart or "http:" in chart.replace("http://www.w3.org", "") for chart in drawn)
    told = json.dumps(made, ensure_ascii=False)
    assert all(word in told for word in words)
    assert "Traceback" not in told


# in the small run the one that draws most, of the four that run over the samples there
@pytest.mark.parametrize(
    "source",
    [source if source.stem.startswith("1-") else pytest.param(source, marks=pytest.mark.full) for source in SOURCES],
    ids=lambda source: source.stem,
)
def test_a_notebook_runs_over_the_real_plan(source: Path, real_warehouse: Path) -> None:
    executed(notebook_of(source), real_warehouse)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_what_is_kept_is_made_from_the_source(source: Path) -> None:
    kept = nbformat.read(source.with_suffix(".ipynb"), as_version=4)
    nbformat.validate(kept)
    made = notebook_of(source)
    assert [(cell.cell_type, cell.source) for cell in kept.cells] == [
        (cell.cell_type, cell.source) for cell in made.cells
    ]
    assert all(cell.execution_count for cell in kept.cells if cell.cell_type == "code")


def test_a_notebook_fails_where_an_assertion_does(tmp_path: Path) -> None:
    source = tmp_path / "1-wrong.py"
    source.write_text("# %% [markdown]\n# # Wrong\n\n# %%\nassert 1 == 2\n", encoding="utf8")
    with pytest.raises(CellExecutionError):
        executed(notebook_of(source), tmp_path / "none.duckdb")


def test_an_output_that_shows_a_path_is_told(tmp_path: Path) -> None:
    source = tmp_path / "1-paths.py"
    source.write_text("# %%\nimport os\n\nprint(os.getcwd())\n", encoding="utf8")
    with pytest.raises(ValueError, match="an output shows"):
        portable(executed(notebook_of(source), tmp_path / "none.duckdb"), (str(tmp_path),))


def test_the_command_that_makes_them_finds_all_it_needs() -> None:
    assert callable(importlib.import_module("notebooks.__main__").main)
