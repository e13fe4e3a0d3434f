"""Commands for those who would rather look than read."""

from pathlib import Path

import click

from xushi.commands.options import WAREHOUSE, complete_notebook


@click.command()
@click.argument("record_id", metavar="ID")
@WAREHOUSE
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what shows it: FILE.png or FILE.html.",
)
@click.option("--open", "launch", is_flag=True, help="Open what shows it.")
@click.option("--password", envvar="XUSHI_PASSWORD", show_envvar=True, help="Opens a file that is locked.")
def evidence(record_id: str, warehouse: Path, output: Path | None, launch: bool, password: str | None) -> None:
    """Show where a record was written: a quantity, event, milestone, series, task or finding, by its id.

    A PDF gives a picture of the page with the cell outlined and the words marked, other files an excerpt as HTML. The
    beginning of an id is enough where no other record's begins so.

    Example: xushi evidence 5f0c2a91 -o evidence.png
    """
    from xushi.showing import show_evidence

    show_evidence(warehouse, record_id, output, password, launch=launch)


@click.command()
@WAREHOUSE
@click.option("--place", help="The place as titles write it.")
@click.option("--year", type=int, help="The plans' year.")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file: report.html."
)
@click.option("--password", envvar="XUSHI_PASSWORD", show_envvar=True, help="Opens files that are locked.")
def report(warehouse: Path, place: str | None, year: int | None, output: Path, password: str | None) -> None:
    """Write a report of plans as one HTML file to be opened offline or printed; each number leads to its evidence.

    Example: xushi report --place 云溪市 --year 2023 -o report.html
    """
    from flows.reporting.writing import write_report

    click.echo(write_report(warehouse, place, year, output, password))


@click.command()
@click.argument("name", required=False, shell_complete=complete_notebook)
@WAREHOUSE
def notebook(name: str | None, warehouse: Path) -> None:
    """Open a notebook over the warehouse in JupyterLab, or list them all; needs `pip install "xushi[notebooks]"`.

    The notebook is copied into the current folder, where it may be changed; a copy that is there already is opened.

    Example: xushi notebook first-look
    """
    from xushi.exploring import list_notebooks, open_notebook

    if name is None:
        list_notebooks()
    else:
        open_notebook(name, warehouse)


COMMANDS = (evidence, report, notebook)
