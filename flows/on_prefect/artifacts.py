"""What a person sees of a run on Prefect's page: a summary, a table of its files, a table of changed numbers."""

from pathlib import Path

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.refreshing import FileTold, Refreshed
from warehouse.database import connect
from warehouse.ledger import changed_values

# more rows than a person reads on a page
_MOST_ROWS = 500


def tell(warehouse: Path, done: Refreshed) -> None:
    """Leave the artifacts of a refresh."""
    create_markdown_artifact(_summary(warehouse, done), key="refresh", description="What the refresh did")
    if done.files:
        rows = [_row(one) for one in done.files[:_MOST_ROWS]]
        create_table_artifact(rows, key="refresh-files", description="Files that were read or tried")
    if done.run_id and warehouse.exists():
        with connect(warehouse) as connection:
            changed = changed_values(connection, done.run_id, _MOST_ROWS)
        if changed:
            create_table_artifact(changed, key="refresh-changes", description="Numbers that changed")


def _summary(warehouse: Path, done: Refreshed) -> str:
    summary = done.summary
    lines = [
        f"# {done.told()}",
        "",
        "| read | pages | tasks | quantities | findings | rejects | seconds |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        f"| {summary.documents} | {summary.pages} | {summary.tasks} | {summary.quantities} | {summary.findings}"
        f" | {summary.rejects} | {summary.seconds:.1f} |",
        "",
        f"Warehouse: `{warehouse}`, run `{done.run_id or 'nothing to do'}`.",
    ]
    if summary.failures:
        failed = [one for one in done.files if one.failure]
        lines += ["", "## Not read", "", *(f"- {_linked(one)}" for one in failed[:_MOST_ROWS])]
    if done.work.set_aside:
        lines += ["", "## Set aside, for the same rules failed on them before", ""]
        lines += [f"- {name}" for name in done.work.set_aside[:_MOST_ROWS]]
    return "\n".join(lines)


def _row(one: FileTold) -> dict[str, object]:
    return {
        "file": one.name,
        "state": "failed" if one.failure else "read",
        "pages": one.pages,
        "quantities": one.quantities,
        "findings": one.findings,
        "seconds": round(one.seconds, 2),
        "reason": _reason(one),
    }


def _linked(one: FileTold) -> str:
    """The file as a link that leads to it, where the reader's machine has it, and why it was not read."""
    address = one.name if one.name.startswith(("http://", "https://")) else Path(one.name).absolute().as_uri()
    return f"[{one.name}](<{address}>): {_reason(one)}"


def _reason(one: FileTold) -> str:
    """Why it failed, without its name before it."""
    return (one.failure or "").removeprefix(f"{one.name}: ")
