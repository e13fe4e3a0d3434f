"""The component in others' pipelines: added by its name, configured, saved and loaded, its Docs sent about."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from spacy.util import load_model_from_config

from extractors.events.pipeline import SPANS as EVENTS
from extractors.quantities.component import READING, SPANS
from extractors.quantities.pipeline import Cell, parse, parse_all, pipeline

ROOT = Path(__file__).parents[3]
TEXT = "2025年6月底前累计新建云溪路幼儿园16所以上，其中城区\n3所；Ｇ312国道改造3.5公里，满意率由80%提高到90%。"


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder for the path that makes Python see the entry points of pyproject.toml, installed or not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    groups = {name: of for name, of in project["entry-points"].items() if name.startswith("spacy_")}
    lines = [line for name, of in groups.items() for line in (f"[{name}]", *(f"{k} = {v}" for k, v in of.items()))]
    information = tmp_path / "installed" / "xushi_here-1.dist-info"
    information.mkdir(parents=True)
    (information / "entry_points.txt").write_text("\n".join(lines), encoding="utf8")
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: xushi-here\nVersion: 1\n", encoding="utf8")
    return information.parent


def _told_by(code: str, installed: Path, *arguments: Path) -> str:
    """What a Python of its own prints that knows nothing of us but the path."""
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {[str(installed), str(ROOT)]}\n{code}"]
    done = subprocess.run([*command, *map(str, arguments)], capture_output=True, check=True, text=True)
    return done.stdout.strip()


def test_the_name_is_enough(installed: Path) -> None:
    code = "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('xushi_quantities'); nlp.add_pipe('xushi_events')"
    told = f"{code}; print(*(q.object for q in nlp('新建幼儿园16所')._.xushi_quantities))"
    assert _told_by(told, installed) == "幼儿园"


def test_a_saved_pipeline_is_loaded_with_its_tokenizer(installed: Path, tmp_path: Path) -> None:
    pipeline().to_disk(tmp_path / "saved")
    code = (
        f"import spacy; doc = spacy.load(sys.argv[1])({TEXT!r}); print([str(t) for t in doc], doc._.xushi_quantities)"
    )
    tokens = [str(token) for token in pipeline()(TEXT)]
    assert "312" in tokens
    assert _told_by(code, installed, tmp_path / "saved") == f"{tokens} {parse(TEXT)}"


def test_a_pipeline_goes_to_bytes() -> None:
    loaded = load_model_from_config(pipeline().config).from_bytes(pipeline().to_bytes())
    assert [str(token) for token in loaded(TEXT)] == [str(token) for token in pipeline()(TEXT)]
    assert loaded(TEXT)._.xushi_quantities == parse(TEXT)


def test_a_wrap_inside_a_sentence_changes_nothing_after_it() -> None:
    wrapped, flat = parse(TEXT), parse(TEXT.replace("\n", ""))
    assert [(q.object, q.action) for q in wrapped] == [(q.object, q.action) for q in flat]


@pytest.mark.parametrize("language", ["zh", "en", "xx"])
def test_the_tokens_of_the_pipeline_make_no_difference(language: str) -> None:
    nlp = spacy.blank(language)
    nlp.add_pipe(SPANS)
    doc = nlp(TEXT)
    assert doc._.xushi_quantities == parse(TEXT)
    assert len(doc.spans[SPANS]) == len(parse(TEXT))


def test_docs_read_in_batches_have_the_quantities_of_each() -> None:
    texts = [TEXT, "新建公厕3座", "", "加强管理", TEXT, "改造公路 3.5 公里"]
    for batch_size in (1, 2, 100):
        read = pipeline().pipe(texts, batch_size=batch_size)
        assert [doc._.xushi_quantities for doc in read] == [parse(text) for text in texts]


def test_cells_read_together_give_what_each_gives_alone() -> None:
    goal = "新建公厕 40 座"
    cells = [
        Cell(goal),
        Cell("完成 10 座", goal),
        Cell("加强管理"),
        Cell("完成 10 座"),
        Cell("12", header="公厕（座）"),
    ]
    cells = [*cells, *(Cell(f"完成 {number} 座", goal) for number in range(100)), *cells]
    assert list(parse_all(iter(cells))) == [parse(*cell) for cell in cells]
    assert list(parse_all([])) == []


def test_a_span_has_the_quantities_inside_it() -> None:
    doc = pipeline()(TEXT)
    spans = list(doc.spans[SPANS])
    assert [[q.text for q in span._.xushi_quantities] for span in spans] == [[span.text] for span in spans]
    assert doc[: spans[1].end]._.xushi_quantities == parse(TEXT)[:2]
    assert doc[:2]._.xushi_quantities == []


def test_the_attributes_are_added_once() -> None:
    getters = Doc.get_extension(SPANS)
    spacy.blank("zh").add_pipe(SPANS)
    assert Doc.get_extension(SPANS) == getters


def test_names_and_words_are_settings_that_are_saved(tmp_path: Path) -> None:
    text = "三色工程入户，夯筑护坡16处"
    config = {"names": ["三色工程"], "words": {"verb": ["夯筑"]}}
    nlp = spacy.blank("zh")
    nlp.add_pipe(SPANS, config=config)
    nlp.to_disk(tmp_path)
    (without,) = (q for q in parse(text) if q.text == "16处")
    for one in (nlp, spacy.load(tmp_path)):
        (quantity,) = one(text)._.xushi_quantities
        assert (quantity.object, quantity.action) == ("护坡", "夯筑")
    assert without.action is None


def test_a_kind_of_word_that_is_none_is_told() -> None:
    with pytest.raises(ValueError, match="no kind of word: verbs; kinds are light, verb"):
        spacy.blank("zh").add_pipe(SPANS, config={"words": {"verbs": ["夯筑"]}})


@pytest.fixture
def read() -> Doc:
    """A Doc with quantities and events."""
    nlp = spacy.blank("zh")
    nlp.add_pipe(SPANS)
    nlp.add_pipe(EVENTS, config={"year": 2025})
    doc = nlp("6月底前完成云溪路幼儿园主体施工，年底前新建学校3至5所。")
    assert doc.user_data[EVENTS] and any(event.deadline.last_day for event in doc.user_data[EVENTS])
    return doc


def test_a_doc_goes_to_bytes_with_its_records(read: Doc) -> None:
    loaded = Doc(read.vocab).from_bytes(read.to_bytes())
    assert loaded.user_data == read.user_data
    assert loaded._.xushi_quantities == read._.xushi_quantities != []


def test_docs_go_to_a_docbin_with_their_records(read: Doc) -> None:
    kept = DocBin(docs=[read], store_user_data=True).to_bytes()
    (loaded,) = DocBin().from_bytes(kept).get_docs(read.vocab)
    assert loaded._.xushi_quantities == read._.xushi_quantities
    assert list(loaded.user_data[EVENTS]) == read.user_data[EVENTS]
    assert loaded.user_data[READING] == read.user_data[READING]


def test_docs_come_back_from_other_processes() -> None:
    docs = list(pipeline().pipe([TEXT, "没有数字", TEXT], n_process=2))
    assert [doc._.xushi_quantities for doc in docs] == [parse(TEXT), [], parse(TEXT)]
