"""The documentation builds as a site whose links all lead somewhere, and which fetches nothing from elsewhere."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import html

ROOT = Path(__file__).parents[1]
SECONDS = 120

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("properdocs") is None, reason='the site needs pip install "xushi[docs]"'
)


def build(folder: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of a checkout, as `make site` does."""
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "--site-dir", str(site)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this checkout."""
    folder = tmp_path_factory.mktemp("site")
    done = build(ROOT, folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the site is built from, to write into."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "properdocs.yml", tmp_path)
    return tmp_path


def pages(site: Path) -> dict[Path, html.HtmlElement]:
    """The pages of a site but for the one that says that there is none."""
    found = {page: html.fromstring(page.read_text(encoding="utf8")) for page in site.rglob("*.html")}
    return {page: parsed for page, parsed in found.items() if page.name != "404.html"}


def test_each_page_is_there_and_in_the_navigation(site: Path) -> None:
    sources = [path.relative_to(ROOT / "docs").with_suffix("") for path in (ROOT / "docs").rglob("*.md")]
    assert sources
    home = html.fromstring((site / "index.html").read_text(encoding="utf8"))
    linked = {(site / link).resolve() for link in home.xpath("//*[@id='navbar-collapse']//a/@href")}
    for source in sources:
        page = site if source.name == "index" else site / source
        assert (page / "index.html").is_file(), source
        assert page.resolve() in linked, source


def test_every_link_leads_somewhere(site: Path) -> None:
    parsed = pages(site)
    ids = {page: set(root.xpath("//@id")) for page, root in parsed.items()}
    for page, root in parsed.items():
        for link in root.xpath("//a/@href | //img/@src | //script/@src | //link/@href"):
            path, anchor = urldefrag(link)
            if urlsplit(link).scheme:
                continue
            target = (page.parent / unquote(path)).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{page}: {link}"
            assert not anchor or target not in ids or unquote(anchor) in ids[target], f"{page}: {link}"


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    for page, root in pages(site).items():
        fetched = root.xpath("//img/@src | //script/@src | //link/@href | //iframe/@src | //source/@src")
        assert [link for link in fetched if urlsplit(link).scheme or link.startswith("//")] == [], page
    for style in site.rglob("*.css"):
        text = style.read_text(encoding="utf8")
        assert "url(http" not in text and "@import" not in text, style


def test_a_broken_link_fails(copy: Path) -> None:
    for wrong in ("nowhere.md", "index.md#nowhere"):
        (copy / "docs" / "review.md").write_text(f"# Review\n\n[a link]({wrong})\n")
        done = build(copy, copy / "site")
        assert done.returncode == 1
        assert "nowhere" in done.stderr


def test_a_page_that_is_not_named_stands_under_more(copy: Path) -> None:
    (copy / "docs" / "zebra.md").write_text("# Zebra\n\n![a picture](targets.svg)\n")
    done = build(copy, copy / "site")
    assert done.returncode == 0, done.stderr
    home = html.fromstring((copy / "site" / "index.html").read_text(encoding="utf8"))
    (more,) = home.xpath("//li[contains(@class, 'dropdown')][a[normalize-space()='More']]")
    assert "zebra/" in more.xpath(".//ul//a/@href")
