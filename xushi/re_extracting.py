"""`xushi re-extract`: what would be read again and why, or what reading it again changed."""

import click

from flows.re_extracting import Redo, Selection, re_extract_documents, to_redo
from flows.settings import Settings
from warehouse.gate import ALLOWED
from xushi.progress import progress
from xushi.screen import print_table


def re_extract_told(settings: Settings, selection: Selection, *, is_run: bool, accept: bool) -> int:
    """Tell what would be done, or do it and tell what changed; gives the exit code: 1 where not all is public."""
    redo = to_redo(settings.warehouse, selection)
    if not is_run:
        _show(redo)
        return 0
    if not redo:
        click.echo("nothing to read again")
        return 0
    with progress(len(redo)) as watch:
        done = re_extract_documents(settings, redo, watch, allowed=None if accept else ALLOWED)
    if done.values:
        print_table(list(done.values[0]), [list(row.values()) for row in done.values])
    click.echo(done.told())
    if done.held:
        click.echo(f"xushi: {done.held}", err=True)
    return 0 if done.held is None and not done.summary.failures else 1


def _show(redo: list[Redo]) -> None:
    if redo:
        headers = ("place", "year", "title", "file", "why")
        rows = [(r.place, r.year, r.title, r.source, one.why) for one in redo for r in [one.reading]]
        print_table(headers, rows)
    click.echo(f"{len(redo)} to read again; --run does it" if redo else "nothing to read again")
