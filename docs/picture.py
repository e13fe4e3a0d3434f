"""Makes docs/targets.svg: what the command line shows of the sample plans. Run `make readme`."""

import os
import re
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from extractors.isolation.limits import Limits
from flows.files import File, find_files
from flows.ingesting import ingest_files
from warehouse.database import connect
from xushi.screen import print_table

ROOT = Path(__file__).parents[1]
QUERY = """SELECT number, object, action, unit, goal, q1, q2, q3, q4 FROM targets_by_quarter
WHERE place = '云溪市' AND year = 2022 AND goal IS NOT NULL AND q4 IS NOT NULL LIMIT 12"""
COLUMNS = 100

# rich's own frame names a font on the web; this one leaves the font to the reader's machine
FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>.{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; line-height: {line_height}px; }}
{styles}</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>{lines}</defs>
<rect width="100%" height="100%" rx="8" fill="#1f2430"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g></svg>
"""


def main() -> None:
    """Ingest the samples into a warehouse for the moment, ask, and draw what is printed."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "xushi.duckdb"
        files = [File(path) for path in find_files([ROOT / "samples" / "plans"])]
        ingest_files(files, warehouse, Limits())
        with connect(warehouse) as connection:
            result = connection.execute(QUERY)
            headers, rows = [column[0] for column in result.description or ()], result.fetchall()
    with Path(os.devnull).open("w") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True, color_system="truecolor")
        console.print(Text(f'$ xushi sql "{QUERY}"'), soft_wrap=True)
        print_table(headers, rows, console=console)
        drawn = console.export_svg(title="xushi", code_format=FRAME, unique_id="xushi")
    # rich counts a Chinese character as one column wide here, and would squeeze it
    drawn = re.sub(r' textLength="[^"]*"', "", drawn)
    (ROOT / "docs" / "targets.svg").write_text(drawn, encoding="utf8")


if __name__ == "__main__":
    main()
