"""Makes docs/review.png: the review page over the sample plans, as chromium shows it. Run `make screens`."""

import tempfile
from pathlib import Path

from extractors.isolation.limits import Limits
from flows.files import File, find_files
from flows.ingesting import ingest_files
from tests.browser import browser
from tests.xushi.reviewing import served
from warehouse.database import connect

ROOT = Path(__file__).parents[1]
SIZE = (1280, 860)
WHO = "王某"
FIRST_NUMBER = "SELECT record_id FROM review_queue WHERE record = 'quantities' LIMIT 1"


def main() -> None:
    """Ingest the samples, open the page, accept what is first, begin to correct a number, and keep what is seen."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        warehouse = Path(folder) / "xushi.duckdb"
        ingest_files([File(path) for path in find_files([ROOT / "samples" / "plans"])], warehouse, Limits())
        with connect(warehouse) as connection:
            ((number,),) = connection.execute(FIRST_NUMBER).fetchall()
        with served(warehouse, WHO) as address, browser(Path(folder), *SIZE) as page:
            page.open(address)
            page.wait("document.readyState === 'complete' && document.querySelector('main')?.dataset.item")
            page.press("a")
            page.wait("document.querySelector('#reviewed')?.textContent === '1'")
            page.run(f"location.href = '/item/{number}'")
            page.wait(f"document.querySelector('main')?.dataset.item === '{number}'")
            page.wait("document.readyState === 'complete' && document.querySelector('#picture').naturalWidth > 0")
            page.press("e")
            page.type("4")
            (ROOT / "docs" / "review.png").write_bytes(page.picture(*SIZE))


if __name__ == "__main__":
    main()
