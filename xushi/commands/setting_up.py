"""Commands for who sets xushi up."""

from pathlib import Path

import click

from xushi.commands.options import FROM_SETTINGS


@click.command()
@FROM_SETTINGS
@click.option("--jsonl", is_flag=True, help="Write a JSON object a line.")
def doctor(warehouse: Path | None, jsonl: bool) -> int:
    """Look at what is installed, at this machine and at the warehouse: a line each, with ok, note or wrong.

    Nothing is changed. The exit code is 1 where something is wrong.

    Example: xushi doctor

    Example: xushi doctor --warehouse data/xushi.duckdb --jsonl
    """
    from xushi.doctoring.telling import examine

    return examine(warehouse, jsonl)


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> None:
    """Print what makes the SHELL complete commands, options, files, names of notebooks and titles of documents.

    For bash: a line `eval "$(xushi completion bash)"` in ~/.bashrc; for zsh the same with zsh in ~/.zshrc, after
    compinit. For fish: `xushi completion fish > ~/.config/fish/completions/xushi.fish`.

    Example: eval "$(xushi completion bash)"
    """
    from xushi.completing import script

    click.echo(script(shell))


COMMANDS = (doctor, completion)
