"""The Prefect flow `refresh`: what is new or changed in the sources is read, published, and told of."""

from collections.abc import Callable

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.on_prefect import calling
from flows.on_prefect.artifacts import tell
from flows.on_prefect.logs import logged
from flows.on_prefect.runners import publish_batch, runner_of
from flows.reading import Watcher
from flows.refreshing import Refreshed, Work, refresh_sources
from flows.settings import Settings


@flow(name="refresh", persist_result=False)
def refresh(settings: Settings, retry_failed: bool = False) -> State[None]:
    """Read what is new or changed in the sources, and publish it; what fails twice is set aside, and the run fails.

    Args:
        settings: What the run goes by; what is not given is taken from the worker's environment and xushi.toml.
        retry_failed: Try files again that the same rules failed on before.

    """
    logger = get_run_logger()
    done = refresh_sources(
        settings,
        logged(calling.watcher.get()),
        retry_failed=retry_failed,
        runner=runner_of(settings),
        publish=publish_batch,
        begin=calling.beginner.get(),
    )
    tell(settings.warehouse, done)
    logger.info(done.told())
    kept = calling.brought.get()
    if kept is not None:
        kept.append(done)
    return Failed(message=done.told()) if done.summary.failures else Completed(message=done.told())


def refreshed_by_flow(
    settings: Settings, retry_failed: bool, watch: Watcher, begin: Callable[[Work], None]
) -> Refreshed:
    """Run the flow from this process, and give what came of it; raises what the flow raised."""
    kept: list[Refreshed] = []
    calling.watcher.set(watch)
    calling.beginner.set(begin)
    calling.brought.set(kept)
    state = refresh(settings, retry_failed, return_state=True)
    if not kept:
        state.result()
    return kept[0]
