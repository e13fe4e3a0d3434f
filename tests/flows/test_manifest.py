"""Manifests: what they list, and what is told where one is wrong."""

from pathlib import Path

import pytest

from extractors.errors import UnreadableError
from flows.manifest import Entry, is_manifest, read_manifest

GOOD = {
    "m.toml": '[[sources]]\nsource = "a.pdf"\nplace = "云溪市"\nyear = 2024\n\n[[sources]]\nsource = "b"\n',
    "m.csv": "source,place,year\na.pdf,云溪市,2024\nb,,\n",
    "m.tsv": "\ufeffsource\tplace\tyear\na.pdf\t云溪市\t2024\nb\n",
}


@pytest.mark.parametrize("name", GOOD)
def test_each_form_says_the_same(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(GOOD[name], encoding="utf8")
    assert is_manifest(path)
    assert read_manifest(path) == [Entry(source="a.pdf", place="云溪市", year=2024), Entry(source="b")]


def test_a_plan_as_text_is_no_manifest(tmp_path: Path) -> None:
    (tmp_path / "plan.tsv").write_text("序号\t任务\n1\ta\n")
    assert not is_manifest(tmp_path / "plan.tsv")


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("m.toml", "sources = 1", "has no [[sources]]; give one for each source."),
        ("m.toml", "[[sources", "can't be read as a manifest"),
        ("m.toml", "", "lists no sources; give a line or [[sources]] for each."),
        ("m.toml", '[[sources]]\nplace = "a"\n', "source 1: source: Field required."),
        ("m.csv", "path\na.pdf\n", "its first line names path; it must name source, and may place and year."),
        ("m.csv", "", "its first line names nothing; it must name source"),
        ("m.csv", "source,year\na.pdf,2024\nb.pdf,last\n", "source 2: year: Input should be a valid integer"),
        ("m.csv", "source\na.pdf,b\n", "source 1: more: Extra inputs are not permitted."),
    ],
)
def test_what_is_wrong_is_told(name: str, text: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(UnreadableError) as error:
        read_manifest(tmp_path / name)
    told = str(error.value)
    assert told.startswith(f"{tmp_path / name}: ") and sentence in told and "\n" not in told
