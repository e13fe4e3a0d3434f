"""`xushi review` in a real browser: from the outlined cell to a corrected number, with the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import CHROMIUM, Browser, browser
from tests.warehouse.content import PLANS, ask
from tests.xushi.reviewing import served
from tests.xushi.running import xushi

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

SHOWN = "document.querySelector('main[data-item]')?.dataset.item"
READY = f"document.readyState === 'complete' && {SHOWN}"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A warehouse of one sample plan."""
    assert xushi("ingest", PLANS / "yunxi-2022.pdf", "--warehouse", tmp_path / "w.duckdb").code == 0
    return tmp_path / "w.duckdb"


@pytest.fixture
def page(warehouse: Path, tmp_path: Path) -> Iterator[Browser]:
    """A browser that has opened the page."""
    with served(warehouse) as address, browser(tmp_path) as opened:
        opened.open(address)
        opened.wait(READY)
        yield opened


def test_a_number_is_found_on_its_page_and_corrected_with_the_keyboard(page: Browser, warehouse: Path) -> None:
    queue = [one for (one,) in ask(warehouse, "SELECT record_id FROM review_queue")]
    assert page.run(SHOWN) == queue[0]
    # go on to the first number
    ((number, value),) = ask(
        warehouse,
        "SELECT record_id, value FROM review_queue q JOIN quantities ON quantity_id = record_id"
        " ORDER BY weight, why, ordinal LIMIT 1",
    )
    for record_id in queue[1 : queue.index(number) + 1]:
        page.press("j")
        page.wait(f"{READY} === '{record_id}'")
    page.press("k")
    page.wait(f"{READY} === '{queue[queue.index(number) - 1]}'")
    page.press("ArrowRight")
    page.wait(f"{READY} === '{number}'")

    # the right cell is outlined: the picture is this record's, and is what the command draws of it
    page.wait("document.querySelector('#picture').naturalWidth > 1000")
    assert page.run("new URL(document.querySelector('#picture').src).pathname") == f"/evidence/{number}"
    drawn = warehouse.with_name("drawn.png")
    assert xushi("evidence", number, "-o", drawn, "--warehouse", warehouse).code == 0
    fetched = page.run(
        "(() => { const r = new XMLHttpRequest(); r.open('GET', document.querySelector('#picture').src, false);"
        " r.overrideMimeType('text/plain; charset=x-user-defined'); try { r.send(); } catch { return 'refused'; }"
        " return r.responseText.length; })()"
    )
    # the page's policy lets no script fetch, not even its own
    assert fetched == "refused"
    size = page.run("(({naturalWidth: w, naturalHeight: h}) => [w, h])(document.querySelector('#picture'))")
    assert size == list(_size(drawn))

    # edit, a value, a reason, Enter
    page.press("e")
    assert page.run("document.activeElement.name") == "field-value"
    page.type(str(int(value) + 1))
    assert page.run("document.activeElement.closest('label').classList.contains('changed')")
    page.press("Enter")
    assert page.run("document.activeElement.name") == "reason"
    page.type("与原件核对")
    page.press("Enter")
    page.wait("document.querySelector('.kept')?.textContent.includes('it is public now')")
    assert page.run("document.querySelector('#reviewed').textContent") == "1"

    query = f"SELECT value, corrected FROM stated WHERE quantity_id = '{number}'"
    assert ask(warehouse, query) == [(value + 1, True)]
    assert xushi("re-extract", "--run", "--warehouse", warehouse).code == 0
    assert ask(warehouse, query) == [(value + 1, True)]


def test_keys_accept_reject_and_help(page: Browser, warehouse: Path) -> None:
    queue = [one for (one,) in ask(warehouse, "SELECT record_id FROM review_queue")]
    page.press("?")
    assert page.wait("document.querySelector('#help').open")
    page.press("a")
    page.press("Escape")
    page.wait("!document.querySelector('#help').open")
    page.press("r")
    page.press("Enter")
    assert page.run("document.activeElement.matches('.reason.needed')")
    page.type("年龄不是数量")
    page.press("Enter")
    page.wait("document.querySelector('#reviewed')?.textContent === '1'")
    page.wait(READY)
    page.press("a")
    page.wait("document.querySelector('#reviewed')?.textContent === '2'")
    decided = "SELECT record_id, decision FROM reviewed_records ORDER BY decision DESC"
    assert ask(warehouse, decided) == [(queue[0], "reject"), (queue[1], "accept")]


def _size(picture: Path) -> tuple[int, int]:
    from PIL import Image

    with Image.open(picture) as opened:
        return opened.size
