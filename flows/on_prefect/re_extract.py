"""The Prefect flow `re-extract`: known bytes are read again by the current rules."""

from datetime import date

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.on_prefect.logs import logged
from flows.on_prefect.runners import runner_of
from flows.re_extracting import Redone, Selection, re_extract_documents, to_redo
from flows.reading import ignore
from flows.settings import Settings
from warehouse.gate import ALLOWED


@flow(name="re-extract", persist_result=False)
def re_extract(
    settings: Settings,
    place: str | None = None,
    year: int | None = None,
    document: str | None = None,
    rules_not_current: bool = False,
    extracted_before: date | None = None,
    accept: bool = False,
) -> State[None]:
    """Read documents again; where more than a tenth of their quantities changes, nothing is published.

    Args:
        settings: What the run goes by; what is not given is taken from the worker's environment and xushi.toml.
        place: Documents of this place.
        year: Documents of this year.
        document: One document: its id, or part of its title or of its file's name.
        rules_not_current: Documents that other rules read.
        extracted_before: Documents that were read before this day (UTC).
        accept: Publish whatever share of the quantities changes.

    """
    selection = Selection(place, year, document, rules_not_current, extracted_before)
    redo = to_redo(settings.warehouse, selection) if settings.warehouse.exists() else []
    if not redo:
        return Completed(message="nothing to read again")
    allowed = None if accept else ALLOWED
    done = re_extract_documents(settings, redo, logged(ignore), allowed=allowed, runner=runner_of(settings))
    _tell(done)
    get_run_logger().info(done.told())
    if done.held:
        get_run_logger().warning(done.held)
    is_good = done.held is None and not done.summary.failures
    return Completed(message=done.told()) if is_good else Failed(message=done.held or done.told())


def _tell(done: Redone) -> None:
    lines = [f"# {done.told()}", "", *(f"- {failure}" for failure in done.summary.failures), done.held or ""]
    create_markdown_artifact("\n".join(lines), key="re-extract", description="What the re-extraction changed")
    if done.values:
        create_table_artifact(list(done.values), key="re-extract-changes", description="Numbers that changed")
