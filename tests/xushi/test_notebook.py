"""`xushi notebook`: lists them, copies one, and hands it to JupyterLab with the warehouse."""

import json
import os
from pathlib import Path

from tests.xushi.running import ROOT, xushi

NAMES = ["first-look", "places-and-years", "quality", "file-to-number"]
# stands in for JupyterLab and says what it was given
LAB = "import os, sys; print(sys.argv[1], os.environ['XUSHI_WAREHOUSE'])\n"


def _lab(folder: Path) -> dict[str, str]:
    (folder / "jupyterlab").mkdir()
    (folder / "jupyterlab" / "__init__.py").touch()
    (folder / "jupyterlab" / "__main__.py").write_text(LAB)
    return {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}


def test_the_notebooks_are_listed() -> None:
    done = xushi("notebook")
    assert (done.code, done.err) == (0, "")
    assert [line.split()[0] for line in done.out.strip().splitlines()[2:]] == NAMES


def test_a_copy_is_opened_over_the_warehouse_and_kept(samples_warehouse: Path, tmp_path: Path) -> None:
    lab = _lab(tmp_path)
    for _ in range(2):
        done = xushi("notebook", "quality", "--warehouse", samples_warehouse, folder=tmp_path, settings=lab)
        assert (done.code, done.out, done.err) == (0, f"quality.ipynb {samples_warehouse}\n", "")
        copy = tmp_path / "quality.ipynb"
        assert json.loads(copy.read_text(encoding="utf8"))["nbformat"] == 4
        copy.write_text(json.dumps({"nbformat": 4, "mine": True}))


def test_a_name_that_is_none_and_a_warehouse_that_is_not_there(tmp_path: Path) -> None:
    assert "there are first-look, " in xushi("notebook", "登月", folder=tmp_path).sentence
    assert "there is no warehouse" in xushi("notebook", "quality", folder=tmp_path, settings=_lab(tmp_path)).sentence
