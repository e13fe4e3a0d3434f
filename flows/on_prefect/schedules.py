"""What the Prefect server that is set knows of runs to come."""

import httpx
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import StateType
from prefect.client.schemas.sorting import FlowRunSort


def next_run() -> str | None:
    """Give the name and time (UTC) of the next scheduled run; null where there is none, or no answer."""
    scheduled = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])))
    try:
        with get_client(sync_client=True) as client:
            runs = client.read_flow_runs(flow_run_filter=scheduled, sort=FlowRunSort.EXPECTED_START_TIME_ASC, limit=1)
    except httpx.HTTPError:
        return None
    when = runs[0].expected_start_time if runs else None
    return f"{runs[0].name}, {when:%Y-%m-%d %H:%M} UTC" if when else None
