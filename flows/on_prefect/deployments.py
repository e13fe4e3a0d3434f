"""The deployments that `xushi serve` runs on this machine; prefect.yaml has the same for work pools."""

from typing import cast

from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Schedule
from prefect.types.entrypoint import EntrypointType

from extractors.errors import UnreadableError
from flows.on_prefect.re_extract import re_extract
from flows.on_prefect.refresh import refresh
from flows.settings import FILE, Settings, variable

TAGS = ["xushi"]
# a refresh that is late waits for the one that runs
_ONE = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)


def deployments(settings: Settings) -> list[RunnerDeployment]:
    """Give the nightly refresh and the weekly re-extraction, as the settings say.

    Raises UnreadableError where a schedule is none.
    """
    told = settings.model_dump(mode="json", exclude_unset=True)
    # what opens an address is not kept by the server: the run takes it from the environment or xushi.toml, as we did
    if told.get("sources") != settings.sources:
        told.pop("sources", None)
    parameters = {"settings": told}
    found = [
        refresh.to_deployment(
            "nightly",
            schedule=_schedule("refresh_cron", settings),
            parameters=parameters,
            concurrency_limit=_ONE,
            tags=TAGS,
            description="Reads what is new or changed in the sources.",
            entrypoint_type=EntrypointType.MODULE_PATH,
        ),
        re_extract.to_deployment(
            "weekly",
            schedule=_schedule("re_extract_cron", settings),
            parameters={**parameters, "rules_not_current": True},
            concurrency_limit=_ONE,
            tags=TAGS,
            description="Reads again what other rules have read; held where more than a tenth changes.",
            entrypoint_type=EntrypointType.MODULE_PATH,
        ),
    ]
    # typed for callers in an event loop too, where it would be awaited
    return cast(list[RunnerDeployment], found)


def _schedule(name: str, settings: Settings) -> Schedule:
    try:
        return Cron(getattr(settings, name), timezone=settings.timezone)
    except ValueError as error:
        raise UnreadableError(f"settings: {name}: {error}; see {FILE} and {variable(name)}.") from None


def serve_deployments(settings: Settings) -> None:
    """Run them by their schedules, until this process is ended."""
    serve(*deployments(settings), print_starting_message=False)
